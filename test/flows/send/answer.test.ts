/** What a typed amount means: as many decimals as its unit has, held against the limits in it. */
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/domain/corridor.ts';
import type { SendDraft } from '../../../src/domain/draft.ts';
import { answer } from '../../../src/flows/send/answer.ts';
import { settle } from '../../../src/flows/send/stale.ts';
import { en } from '../../../src/text/en/index.ts';
import { configurationOf } from '../../support/configuration.ts';

function route(currency: string, method: object = {}): Configuration {
  const methods = [{ id: 'a_bank', type: 'bank', name: 'Bank A', ...method }];
  return configurationOf(methods, { country: 'UG', currency });
}

const assets = [
  { asset: 'USDC', chain: 'Solana' },
  { asset: 'BTC', chain: 'Bitcoin' },
];

function typed(configuration: Configuration, text: string) {
  const currency = configuration.corridors[0]?.currency ?? '';
  const draft: SendDraft = {
    nonce: 'abcd1234',
    country: 'UG',
    corridor: `UG:${currency}`,
    way: 'bank',
    institution: 'a_bank',
    fields: { accountNumber: '0123456789' },
    name: { accountName: 'ADA', checked: true },
  };
  const rules = { configuration, assets, messages: en };
  const heard = answer({ kind: 'amount' }, draft, { kind: 'text', text }, rules);
  return heard.kind === 'taken'
    ? heard.draft.amount?.value
    : heard.kind === 'wrong' && heard.remark;
}

describe('decimals', () => {
  it.each([
    ['UGX', '50000', '50000'],
    ['UGX', '50000.5', /UGX has no digits after the point/],
    ['XOF', '50000.50', /XOF has no digits after the point/],
    ['KES', '50000.55', '50000.55'],
    ['KES', '50000.555', /at most 2 digits/],
    ['KES', '40.123456 USDC', '40.123456'],
    ['KES', '40.1234567 USDC', /at most 6 digits/],
    ['KES', '0.00123456 BTC', '0.00123456'],
    ['KES', '0.001234567 BTC', /at most 8 digits/],
  ])('T38: %s, typed %s', (currency, text, outcome) => {
    if (outcome instanceof RegExp) expect(typed(route(currency), text)).toMatch(outcome);
    else expect(typed(route(currency), text)).toBe(outcome);
  });

  it('are as many as the configuration says, where it does', () => {
    expect(typed(route('UGX', { amountDecimals: 1 }), '50000.5')).toBe('50000.5');
  });
});

describe('limits in what is sent', () => {
  const configuration = route('KES', { limits: { min: '10', max: 500, currency: 'USDC' } });

  it('hold for an amount in it, ends included, and not for others', () => {
    expect(typed(configuration, '9.99 USDC')).toMatch(/smallest amount is 10 USDC/);
    expect(typed(configuration, '500.01 USDC')).toMatch(/largest amount is 500 USDC/);
    expect(typed(configuration, '10 USDC')).toBe('10');
    expect(typed(configuration, '500 USDC')).toBe('500');
    expect(typed(configuration, '5')).toBe('5');
  });

  it('that have changed since are held against the amount again', () => {
    const draft: SendDraft = {
      nonce: 'abcd1234',
      country: 'UG',
      corridor: 'UG:KES',
      way: 'bank',
      institution: 'a_bank',
      fields: { accountNumber: '0123456789' },
      amount: { side: 'send', value: '9', unit: 'USDC' },
    };
    const settled = settle(draft, { configuration, assets, messages: en });
    expect(settled.draft.amount).toBeUndefined();
    expect(settled.remark).toMatch(/smallest amount is 10 USDC/);
  });
});
