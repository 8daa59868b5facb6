/** A draft against another configuration than the one it was answered by. */
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/domain/corridor.ts';
import type { SendDraft } from '../../../src/domain/draft.ts';
import { settle } from '../../../src/flows/send/stale.ts';
import { steps, without } from '../../../src/flows/send/steps.ts';
import { en } from '../../../src/text/en/index.ts';
import { configurationOf } from '../../support/configuration.ts';

const fields = [
  { id: 'accountNumber', label: 'Account number', pattern: '^\\d{10}$' },
  { id: 'region', label: 'Region', options: ['north', 'south'] },
  { id: 'city', label: 'City', dependsOn: 'region', optionsBy: { north: ['a'], south: ['b'] } },
  { id: 'ward', label: 'Ward', dependsOn: 'city' },
];
const banks = [
  { id: 'ng_a', name: 'Bank A' },
  { id: 'ng_b', name: 'Bank B' },
];

function configuration(method: object = {}, route: object = {}): Configuration {
  return configurationOf([{ id: 'bank', type: 'bank', banks, fields, ...method }], route);
}

const assets = [
  { asset: 'USDC', chain: 'Solana' },
  { asset: 'USDT', chain: 'Tron' },
];
const rules = (now: Configuration, paid = assets) => ({
  configuration: now,
  assets: paid,
  messages: en,
});

const draft: SendDraft = {
  nonce: 'abcd1234',
  country: 'NG',
  corridor: 'NG:NGN',
  way: 'bank',
  institution: 'ng_a',
  institutionName: 'Bank A',
  fields: { accountNumber: '0123456789', region: 'south', city: 'b', ward: 'Test Ward' },
  name: { accountName: 'ADA TEST OKAFOR', checked: true },
  amount: { side: 'receive', value: '5000', unit: 'NGN' },
  pay: { asset: 'USDC', chain: 'Solana' },
};

describe('a draft against the configuration of this moment', () => {
  it('stays whole where nothing has changed, and is not looked at twice', () => {
    const now = rules(configuration());
    const settled = settle(draft, now);
    expect(settled).toEqual({
      draft: { ...draft, checkedBy: now.configuration.hash.slice(0, 16) },
    });
    expect(settle(settled.draft, now).draft).toBe(settled.draft);
  });

  it.each<[string, Configuration, RegExp, Partial<SendDraft>]>([
    [
      'a bank',
      configuration({ banks: [banks[1], 'ng_c'] }),
      /Bank A is not offered any more/,
      { institution: undefined, fields: {}, name: undefined },
    ],
    [
      'a way',
      configuration({ type: 'mobile_money' }),
      /Bank account is not offered/,
      { institution: undefined, fields: {} },
    ],
    [
      'a currency',
      configuration({}, { currency: 'USD' }),
      /NGN is not offered/,
      { corridor: 'NG:USD', institution: undefined },
    ],
    [
      'a country',
      configuration({}, { country: 'GH', currency: 'GHS' }),
      /Nigeria is not offered/,
      { country: undefined, corridor: undefined },
    ],
    [
      'a limit',
      configuration({ limits: { min: 6000 } }),
      /smallest amount is ₦6,000/,
      { amount: undefined, pay: undefined, name: draft.name },
    ],
    [
      'a rule of the account',
      configuration({ fields: [{ ...fields[0], pattern: '^\\d{12}$' }, ...fields.slice(1)] }),
      /rules for Account number have just changed/,
      { name: undefined, fields: { region: 'south', city: 'b', ward: 'Test Ward' } },
    ],
    [
      'an option that others hang on',
      configuration({
        fields: [fields[0], { ...fields[1], options: ['north'] }, ...fields.slice(2)],
      }),
      /rules for Region have just changed/,
      { name: draft.name, fields: { accountNumber: '0123456789' } },
    ],
  ])(
    'loses %s that is gone, with what followed from it, and says so',
    (_what, now, words, kept) => {
      const settled = settle(draft, rules(now));
      expect(settled.remark).toMatch(words);
      for (const [key, value] of Object.entries(kept)) {
        expect(settled.draft[key as keyof SendDraft], key).toEqual(value);
      }
    },
  );

  it('loses a coin that is gone; where the amount was in it, the amount too', () => {
    const [, tether] = assets;
    const paid = tether ? [tether, { asset: 'USDT', chain: 'BNB Chain' }] : [];
    const settled = settle(draft, rules(configuration(), paid));
    expect(settled.remark).toContain('USDC (Solana) is not offered any more');
    expect(settled.draft.amount).toEqual(draft.amount);
    expect(settled.draft.pay).toBeUndefined();
    const typed = { ...draft, amount: { side: 'send', value: '5', unit: 'USDC' } } as const;
    expect(settle(typed, rules(configuration(), paid)).draft.amount).toBeUndefined();
  });

  it('never takes another bank for the one that was the only one', () => {
    const settled = settle(draft, rules(configuration({ banks: [banks[1]] })));
    expect(settled.remark).toMatch(/Bank A is not offered/);
    expect(settled.draft).toMatchObject({ institution: 'ng_b', fields: {} });
  });
});

describe('taking an answer back', () => {
  it('takes what hangs on it too', () => {
    const region = steps(draft, configuration()).find(
      (step) => step.kind === 'field' && step.field.key === 'region',
    );
    const { fields: left } = region ? without(draft, region) : draft;
    expect(left).toEqual({ accountNumber: '0123456789' });
  });
});
