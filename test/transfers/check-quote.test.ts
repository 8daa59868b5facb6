import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/domain/order.ts';
import { quoteProblem, recipientProblem, sameAccount } from '../../src/transfers/check-quote.ts';
import { orderWith, transferWith } from '../support/transfer.ts';

const asked = {
  recipientId: transferWith().payee.recipientId,
  sendAsset: 'USDC',
  receiveCurrency: 'NGN',
  countryCode: 'NG',
  chain: 'Solana',
} as const;

const problemOf = (over: Partial<Order>) => quoteProblem(orderWith(over), asked);

describe('a fresh quote', () => {
  it('can be shown when it repeats what was asked for', () => {
    expect(problemOf({})).toBeUndefined();
    expect(problemOf({ fee: { amount: '1.16', currency: 'USDC' } })).toBeUndefined();
  });

  it('may be for another amount, which the person sees', () => {
    expect(problemOf({ send: { amount: '32.5', currency: 'USDC' } })).toBeUndefined();
    expect(problemOf({ receive: { amount: '49999.99', currency: 'NGN' } })).toBeUndefined();
  });

  it('need not tell country, recipient, chain and fee', () => {
    const bare = { country: undefined, recipientId: undefined, chain: undefined, fee: undefined };
    expect(problemOf(bare)).toBeUndefined();
  });

  it.each<[string, Partial<Order>]>([
    ['send amount missing', { send: undefined }],
    ['send amount missing', { send: { amount: '0', currency: 'USDC' } }],
    ['send amount missing', { send: { amount: '-5', currency: 'USDC' } }],
    ['receive amount missing', { receive: undefined }],
    ['receive amount missing', { receive: { amount: '0', currency: 'NGN' } }],
    ['another asset', { send: { amount: '32.47', currency: 'USDT' } }],
    ['another currency', { receive: { amount: '50000', currency: 'GHS' } }],
    ['another country', { country: 'GH' }],
    ['another recipient', { recipientId: 'other' }],
    ['another chain', { chain: 'Tron' }],
    ['another chain', { chain: 'Somewhere' }],
    ['negative fee', { fee: { amount: '-1', currency: 'USDC' } }],
    ['fee above the amount', { fee: { amount: '32.47', currency: 'USDC' } }],
  ])('is not shown: %s (T47)', (problem, over) => {
    expect(problemOf(over)).toBe(problem);
  });
});

describe('a saved recipient', () => {
  const account = { code: 'ng_access', country: 'NG', accountNumber: '+234 803-123' };

  it('may leave the plus sign, spaces and dashes out, and tell another currency', () => {
    expect(recipientProblem({ ...account, accountNumber: '234803123' }, account)).toBeUndefined();
    expect(recipientProblem({ currency: 'USD' }, account)).toBeUndefined();
    expect(sameAccount('0123', '123')).toBe(false);
  });

  it.each([
    ['another institution', { code: 'ng_gtb' }],
    ['another country', { country: 'GH' }],
    ['another account number', { accountNumber: '234803124' }],
  ] as const)('is not used: %s', (problem, over) => {
    expect(recipientProblem({ ...account, ...over }, account)).toBe(problem);
  });
});
