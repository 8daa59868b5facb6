/** What is asked next, where the account itself hangs on other answers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/domain/corridor.ts';
import type { SendDraft } from '../../../src/domain/draft.ts';
import { quoteRequest } from '../../../src/flows/send/request.ts';
import { nextStep } from '../../../src/flows/send/steps.ts';
import { configurationOf } from '../../support/configuration.ts';

function withMethod(method: object): Configuration {
  return configurationOf([{ id: 'ng_a', type: 'bank', name: 'Bank A', ...method }]);
}

const begun: SendDraft = {
  nonce: 'abcd1234',
  country: 'NG',
  corridor: 'NG:NGN',
  way: 'bank',
  institution: 'ng_a',
  fields: {},
};

/** The names of what is asked, each question answered with `answers`, or a word, until the amount. */
function walk(configuration: Configuration, answers: SendDraft['fields'], first = begun) {
  const asked: string[] = [];
  let draft = first;
  for (let step = nextStep(draft, configuration); step; step = nextStep(draft, configuration)) {
    asked.push(step.kind === 'field' ? step.field.key : step.kind);
    if (step.kind === 'amount') break;
    if (step.kind === 'name') draft = { ...draft, name: { accountName: 'ADA', checked: true } };
    if (step.kind === 'field') {
      const { key, options } = step.field;
      const given = answers[key] ?? options?.[0]?.value ?? 'word';
      draft = { ...draft, fields: { ...draft.fields, [key]: given } };
    }
  }
  return { asked, draft };
}

describe('an account that hangs on another answer', () => {
  const fields = [
    'note',
    { id: 'holder', options: ['person', 'business', 'ship'] },
    { id: 'accountNumber', dependsOn: { holder: 'person' } },
    { id: 'iban', dependsOn: { holder: 'business' } },
  ];

  it.each([
    ['person', 'accountNumber'],
    ['business', 'iban'],
  ])('comes after it: %s', (holder, account) => {
    const { asked } = walk(withMethod({ fields }), { holder });
    expect(asked).toEqual(['holder', account, 'name', 'note', 'amount']);
  });

  it('is asked for plainly where no field for it is open', () => {
    const configuration = withMethod({ fields });
    const { asked, draft } = walk(configuration, { holder: 'ship', accountNumber: '0123456789' });
    expect(asked).toEqual(['holder', 'accountNumber', 'name', 'note', 'amount']);
    const amount = { side: 'receive', value: '5000', unit: 'NGN' } as const;
    const pay = { asset: 'USDC', chain: 'Solana' };
    const request = quoteRequest(1, { ...draft, amount, pay }, configuration);
    expect(request.payee.accountNumber).toBe('0123456789');
    expect(request.recipient.fields).toMatchObject({ accountNumber: '0123456789', holder: 'ship' });
  });
});

describe('one of two ways to fill it in', () => {
  const configuration = withMethod({
    oneOf: [
      { name: 'By IBAN', fields: ['iban'] },
      { name: 'By sort code', fields: ['sortCode', 'accountNumber'] },
    ],
  });

  it.each([
    ['1', ['iban', 'name']],
    ['2', ['accountNumber', 'name', 'sortCode']],
  ])('is chosen first, and the choice is not sent: %s', (accountForm, following) => {
    const { asked, draft } = walk(configuration, { accountForm });
    expect(asked).toEqual(['accountForm', ...following, 'amount']);
    const amount = { side: 'receive', value: '5000', unit: 'NGN' } as const;
    const pay = { asset: 'USDC', chain: 'Solana' };
    const { fields } = quoteRequest(1, { ...draft, amount, pay }, configuration).recipient;
    expect(fields).not.toHaveProperty('accountForm');
    expect(fields).toMatchObject({ accountNumber: 'word', accountName: 'ADA' });
  });
});

describe('whatever hangs on whatever', () => {
  const names = ['region', 'bank', 'accountNumber', 'iban', 'holder', 'city', 'recipientType'];
  const name = fc.constantFrom(...names);
  const values = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
  const table = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'word'), values, { maxKeys: 3 });
  const condition = fc.oneof(
    name,
    fc.tuple(name, values).map(([field, value]) => ({ field, value })),
    fc.tuple(name, values).map(([field, not]) => ({ field, not })),
  );
  const field = fc.record(
    {
      id: name,
      options: fc.oneof(values, table),
      dependsOn: condition,
      optionsBy: table,
      required: fc.boolean(),
      const: fc.constantFrom('a', 'b'),
      fields: fc.array(fc.record({ id: name }), { maxLength: 2 }),
    },
    { requiredKeys: ['id'] },
  );
  const method = fc.record({
    fields: fc.array(field, { maxLength: 7 }),
    oneOf: fc.array(fc.record({ fields: fc.array(field, { maxLength: 3 }) }), { maxLength: 3 }),
  });

  it('each question comes once, the account among them, and a quote can be asked for', () => {
    fc.assert(
      fc.property(method, (rules) => {
        const configuration = withMethod(rules);
        const [way] = configuration.corridors[0]?.ways ?? [];
        for (const { code } of way?.institutions ?? []) {
          const { asked, draft } = walk(configuration, {}, { ...begun, institution: code });
          expect(new Set(asked).size).toBe(asked.length);
          expect(asked.at(-1)).toBe('amount');
          const amount = { side: 'receive', value: '5000', unit: 'NGN' } as const;
          const pay = { asset: 'USDC', chain: 'Solana' };
          const request = quoteRequest(1, { ...draft, amount, pay }, configuration);
          expect(request.payee.accountNumber).not.toBe('');
          expect(request.recipient.code).toBe(code);
        }
      }),
      { numRuns: 300 },
    );
  });
});
