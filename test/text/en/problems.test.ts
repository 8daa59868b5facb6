import { expect, test } from 'vitest';
import type { Field, FieldProblem } from '../../../src/domain/field.ts';
import type { AmountProblem } from '../../../src/domain/money.ts';
import { en } from '../../../src/text/en/index.ts';

const { send, refund } = en;
const number: Field = {
  key: 'accountNumber',
  label: 'Account number',
  kind: 'digits',
  required: true,
};

test('a wrong length says what was typed and what is expected', () => {
  const problem = { kind: 'wrong_length', length: 9, expected: 10 } as const;
  expect(send.fieldProblem(number, problem, 'Access Bank')).toBe(
    'That has 9 digits; an account number at Access Bank has 10. Please check and send it again.',
  );
  const one = { kind: 'wrong_length', length: 1, expected: 10 } as const;
  expect(send.fieldProblem({ ...number, label: 'BVN', kind: 'text' }, one, '')).toBe(
    'That has 1 character; a BVN has 10. Please check and send it again.',
  );
});

const fieldProblems: FieldProblem[] = [
  { kind: 'empty' },
  { kind: 'too_short', length: 2, min: 5 },
  { kind: 'too_long', length: 20, max: 12 },
  { kind: 'wrong_length', length: 9, expected: 10 },
  { kind: 'not_digits' },
  { kind: 'not_a_phone' },
  { kind: 'not_an_email' },
  { kind: 'not_a_date' },
  { kind: 'not_an_option' },
  { kind: 'pattern', example: '0123456789' },
  { kind: 'not_an_iban', why: 'form' },
  { kind: 'not_an_iban', why: 'length' },
  { kind: 'not_an_iban', why: 'checksum' },
  { kind: 'iban_abroad', country: 'FR' },
  { kind: 'not_a_number' },
  { kind: 'ambiguous', readings: ['1.5', '1500'] },
  { kind: 'too_many_decimals', max: 0 },
  { kind: 'too_many_decimals', max: 2 },
  { kind: 'below', min: '1' },
  { kind: 'above', max: '20' },
  { kind: 'off_step', step: '5', from: '0' },
  { kind: 'off_step', step: '0.25', from: '0.5' },
];

test.each(fieldProblems)('$kind says what to do next', (problem) => {
  const sentence = send.fieldProblem(number, problem, 'Access Bank');
  expect(sentence).toMatch(/please|needs/i);
  expect(sentence).not.toMatch(/error|invalid|undefined/i);
});

test('an example is shown where there is one', () => {
  const problem = { kind: 'pattern', example: '0123456789' } as const;
  expect(send.fieldProblem(number, problem, 'Access Bank')).toContain('For example: 0123456789.');
});

const amounts: [AmountProblem, RegExp][] = [
  [{ kind: 'not_an_amount' }, /for example 50000 NGN/],
  [{ kind: 'ambiguous', readings: ['1', '1000'] }, /1 or 1000/],
  [{ kind: 'zero' }, /above zero/],
  [{ kind: 'too_long' }, /too long/],
  [{ kind: 'too_many_decimals', max: 2 }, /at most 2 digits after the point/],
  [{ kind: 'too_many_decimals', max: 0 }, /whole number/],
];

test.each(amounts)('an amount that is %o', (problem, words) => {
  expect(send.amountProblem(problem, 'NGN')).toMatch(words);
});

test('limits are told with the side that was missed', () => {
  const limits = { min: '500', max: '5000000', currency: 'NGN' };
  expect(send.outsideLimits(limits, '499.99')).toContain('smallest amount is ₦500.00');
  expect(send.outsideLimits(limits, '5000000.01')).toContain('largest amount is ₦5,000,000.00');
  expect(send.outsideLimits(limits, '600')).toContain('₦500.00 to ₦5,000,000.00');
});

test('a unit that is not offered is named with those that are', () => {
  expect(send.unknownUnit('EUR', ['NGN', 'USDC'])).toContain('NGN, USDC');
});

test('an address of another network says which is needed', () => {
  const problem = { kind: 'other_chain', looksLike: 'Tron' } as const;
  const sentence = refund.addressProblem(problem, 'Solana');
  expect(sentence).toContain('an address on Tron');
  expect(sentence).toContain('Please send an address on Solana');
  for (const kind of ['empty', 'alphabet', 'length', 'checksum', 'not_a_wallet'] as const) {
    expect(refund.addressProblem({ kind }, 'Solana')).toMatch(/please/i);
  }
});

test('what is missing by name still makes a sentence', () => {
  for (const sentence of [
    send.noLongerOffered(''),
    send.accountNotRecognised(''),
    send.nothingMatches('', 'institution'),
    send.fieldProblem({ ...number, label: '' }, { kind: 'empty' }, ''),
  ]) {
    expect(sentence).toMatch(/^[A-Z]/);
    expect(sentence).not.toContain('  ');
  }
});
