import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAnswer, type Field } from '../../src/domain/field.ts';

describe('any field and any answer', () => {
  const length = fc.option(fc.nat({ max: 20 }), { nil: undefined });
  const pattern = fc.constantFrom(
    undefined,
    { source: '^\\d+$', flags: '' },
    { source: '(', flags: 'x' },
    { source: '^(?=.)a', flags: 'i' },
  );
  const fields = fc.record({
    kind: fc.constantFrom(
      'text',
      'digits',
      'number',
      'phone',
      'email',
      'date',
      'iban',
      'choice',
    ) as fc.Arbitrary<Field['kind']>,
    required: fc.boolean(),
    minLength: length,
    maxLength: length,
    pattern,
  });
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc.string({ unit: fc.constantFrom(...'0123456789٣ -/.+@a\u200b\n') }),
  );
  const country = fc.constantFrom(undefined, 'NG', 'KE', 'zz', '');

  it('never throws; an accepted value is one line, within the rules, and accepted again', () => {
    fc.assert(
      fc.property(fields, typed, country, (rules, text, where) => {
        const asked: Field = { key: 'accountNumber', label: 'Account number', ...rules };
        const checked = checkAnswer(asked, text, where);
        if (!checked.ok) return;
        const { value } = checked;
        expect(value).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e]/u);
        expect(value === '' && asked.required).toBe(false);
        if (value === '') return;
        const [min = 0, max = 500] = [asked.minLength, asked.maxLength];
        if (min <= max) expect([...value].length).toBeGreaterThanOrEqual(min);
        if (min <= max) expect([...value].length).toBeLessThanOrEqual(max);
        if (asked.kind === 'digits') expect(value).toMatch(/^\d+$/);
        expect(checkAnswer(asked, value, where)).toEqual(checked);
      }),
      { numRuns: 3000 },
    );
  });
});
