import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/domain/order.ts';
import { checkFunding, hasAddress } from '../../src/transfers/check-funding.ts';
import { orderWith, solanaAddress, transferWith } from '../support/transfer.ts';

const otherSolana = '9aE476sH92Vz7DMPyq5WLPkrKWivxeuTKEFKd2sZZcde';
const tron = 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8';

function check(first: Partial<Order>, second: Partial<Order> = first) {
  const one = orderWith(first);
  const two = orderWith(second);
  if (!hasAddress(one) || !hasAddress(two)) throw new Error('an answer without an address');
  return checkFunding(transferWith(), one, two);
}

describe('an address is shown only when', () => {
  it('two answers repeat the quote and agree', () => {
    const padded = { amount: '32.47', currency: 'USDC' };
    expect(check({}, { send: padded })).toEqual({
      ok: true,
      value: { chain: 'Solana', address: solanaAddress },
    });
  });

  it.each([
    ['another order', { id: 'other' }, 'answer_differs_from_quote'],
    [
      'another amount',
      { send: { amount: '32.48', currency: 'USDC' } },
      'answer_differs_from_quote',
    ],
    ['another asset', { send: { amount: '32.47', currency: 'USDT' } }, 'answer_differs_from_quote'],
    ['no amount', { send: undefined }, 'answer_differs_from_quote'],
    [
      'less for the recipient',
      { receive: { amount: '49999', currency: 'NGN' } },
      'answer_differs_from_quote',
    ],
    ['another country', { country: 'GH' }, 'answer_differs_from_quote'],
    ['another recipient', { recipientId: 'other' }, 'answer_differs_from_quote'],
    [
      'another account',
      { recipient: { accountNumber: '9999999999' } },
      'answer_differs_from_quote',
    ],
    ['another chain by name', { chain: 'Tron' }, 'wrong_chain'],
    ['no chain', { chain: undefined }, 'wrong_chain'],
    ['an address of Tron', { address: tron }, 'wrong_chain'],
    ['a damaged address', { address: solanaAddress.slice(1) }, 'bad_address'],
    ['a tag where there is none', { tag: '42' }, 'bad_tag'],
  ] as const)('no answer has %s', (_, over, reason) => {
    expect(check(over)).toEqual({ ok: false, failure: reason });
    expect(check({}, over)).toEqual({ ok: false, failure: reason });
  });

  it('both answers bring the same address', () => {
    expect(check({}, { address: otherSolana })).toEqual({ ok: false, failure: 'address_changed' });
  });

  it('the account number may lose its plus sign on the way', () => {
    expect(check({ recipient: { accountNumber: '+0123456789' } }).ok).toBe(true);
  });
});
