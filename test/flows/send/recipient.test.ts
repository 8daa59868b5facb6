import { describe, expect, test } from 'vitest';
import type { Configuration } from '../../../src/domain/corridor.ts';
import type { SendDraft } from '../../../src/domain/draft.ts';
import type { Field } from '../../../src/domain/field.ts';
import type { KnownRecipient } from '../../../src/domain/recipient.ts';
import {
  afterRepeatedCheck,
  draftFor,
  pickRecipient,
  recipientQuestion,
} from '../../../src/flows/send/recipient.ts';
import { nextStep } from '../../../src/flows/send/steps.ts';
import { en } from '../../../src/text/en/index.ts';
import { recipientOf, startMs, transferIn } from '../../text/samples.ts';

const dayMs = 86_400_000;
const account: Field = {
  key: 'accountNumber',
  label: 'Account number',
  kind: 'digits',
  required: true,
};
const branch: Field = { key: 'branch', label: 'Branch', kind: 'text', required: true };
const ada: KnownRecipient = {
  ...recipientOf(transferIn('completed')),
  fields: { accountNumber: '0123456789' },
};

function configurationOf(code: string, fields: readonly Field[]): Configuration {
  const institutions = [{ code, name: 'Access Bank', type: 'bank', fields }];
  const country = { code: 'NG', name: 'Nigeria' };
  const ways = [{ kind: 'bank' as const, institutions }];
  return { hash: 'h', corridors: [{ key: 'NG:NGN', country, currency: 'NGN', ways }] };
}

const filledFor = (configuration: Configuration, nowMs = startMs, known = ada) =>
  draftFor(known, { nonce: 'n', fields: {} }, configuration, en, nowMs);

describe('the answers that a recipient brings', () => {
  const today = configurationOf('ng_access', [account]);

  test('leave only the amount open, and keep the name for 30 days', () => {
    const { draft, remark } = filledFor(today, startMs + 30 * dayMs - 1);
    expect(remark).toBeUndefined();
    expect(draft).toMatchObject({ recipientId: 'rec-1', name: { accountName: 'ADA TEST OKAFOR' } });
    expect(nextStep(draft, today)?.kind).toBe('amount');
    const later = filledFor(today, startMs + 30 * dayMs).draft;
    expect(later.name).toBeUndefined();
    expect(nextStep(later, today)?.kind).toBe('name');
  });

  test('are not carried over to the only bank that is left (T73)', () => {
    const other = configurationOf('ng_other', [account]);
    const { draft, remark } = filledFor(other);
    expect(remark).toContain('Access Bank is not offered any more');
    expect(draft.fields).toEqual({});
    expect(draft.recipientId).toBeUndefined();
  });

  test('are asked for what is required now, with a new recipient at the provider', () => {
    const stricter = configurationOf('ng_access', [account, branch]);
    const { draft } = filledFor(stricter);
    expect(draft.recipientId).toBeUndefined();
    expect(nextStep(draft, stricter)).toMatchObject({ kind: 'field', field: { key: 'branch' } });
  });

  test('lose what breaks a rule, and the name with the number', () => {
    const longer = configurationOf('ng_access', [{ ...account, minLength: 12 }]);
    const { draft, remark } = filledFor(longer);
    expect(remark).toContain('“Account number” in another form');
    expect(draft.name).toBeUndefined();
    expect(draft.recipientId).toBeUndefined();
    expect(nextStep(draft, longer)).toMatchObject({ kind: 'field' });
  });
});

describe('a name that is looked up again', () => {
  const earlierName = { accountName: 'ADA TEST OKAFOR', checked: true, atMs: 5 };
  const draft: SendDraft = { nonce: 'n', fields: {}, recipientId: 'rec-1', earlierName };

  test('is taken when it is the same, whatever its case and spaces', () => {
    const enquiry = { outcome: 'found', accountName: 'Ada  Test Okafor' } as const;
    const after = afterRepeatedCheck(draft, enquiry);
    expect(after.changed).toBe(false);
    expect(after.draft).toMatchObject({ recipientId: 'rec-1', name: { checked: true } });
    expect(after.draft.name).not.toHaveProperty('atMs');
  });

  test('is shown when it is another, and nobody is paid as the person of before', () => {
    const enquiry = { outcome: 'found', accountName: 'OBI TEST EZE' } as const;
    const after = afterRepeatedCheck(draft, enquiry);
    expect(after.changed).toBe(true);
    expect(after.draft.name).toBeUndefined();
    expect(after.draft.recipientId).toBeUndefined();
  });

  test('stays as it was, and as old, when it cannot be looked up', () => {
    const after = afterRepeatedCheck(draft, { outcome: 'unchecked' });
    expect(after.draft.name).toEqual(earlierName);
  });

  test('changes nothing for a name that is looked up first', () => {
    const fresh: SendDraft = { nonce: 'n', fields: {} };
    const enquiry = { outcome: 'unchecked' } as const;
    expect(afterRepeatedCheck(fresh, enquiry)).toEqual({
      draft: { ...fresh, enquiry },
      changed: false,
    });
  });
});

describe('the question', () => {
  const many = Array.from({ length: 12 }, (_, n) => ({
    ...ada,
    id: `id${n}`,
    payee: { ...ada.payee, accountName: `PERSON ${n} TEST` },
  }));

  test('offers eight, says how many there are, and finds the others by their letters', () => {
    const asked = recipientQuestion({ nonce: 'n', to: 'ask', fields: {} }, many);
    expect(asked).toMatchObject({ kind: 'recipient', about: { total: 12 } });
    expect('about' in asked && 'recipients' in asked.about && asked.about.recipients).toHaveLength(
      8,
    );
    const picked = pickRecipient(many, { kind: 'text', text: 'person 11' }, en);
    expect(picked).toMatchObject({ kind: 'known', recipient: { id: 'id11' } });
    expect(pickRecipient(many, { kind: 'text', text: 'person' }, en)).toEqual({
      kind: 'narrowed',
      search: 'person',
    });
  });

  test('understands "somebody new", and nothing that was not offered', () => {
    expect(pickRecipient(many, { kind: 'text', text: 'new' }, en).kind).toBe('new');
    expect(pickRecipient(many, { kind: 'text', text: 'zebra' }, en).kind).toBe('wrong');
    expect(pickRecipient(many, { kind: 'choice', token: 'id99' }, en).kind).toBe('wrong');
    expect(pickRecipient(many, { kind: 'other' }, en).kind).toBe('wrong');
  });
});
