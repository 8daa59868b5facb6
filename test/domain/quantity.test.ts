import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAnswer, type Field } from '../../src/domain/field.ts';
import { quantityProblem } from '../../src/domain/quantity.ts';

const answer = (typed: string, rules: Partial<Field> = {}) => {
  const field: Field = { key: 'size', label: 'Size', kind: 'number', required: true, ...rules };
  const checked = checkAnswer(field, typed);
  return checked.ok ? checked.value : checked.failure;
};

describe('a number', () => {
  it.each([
    ['4', '4'],
    ['0', '0'],
    ['0.50', '0.5'],
    ['1,500', '1500'],
    ['٤', '4'],
  ])('%s is %s', (typed, value) => expect(answer(typed)).toBe(value));

  it.each(['four', '-3', '1e3', '5²', '007', '1,5,5'])('%s is none', (typed) => {
    expect(answer(typed)).toEqual({ kind: 'not_a_number' });
  });

  it('that says two things is not taken for either', () => {
    expect(answer('1.500')).toEqual({ kind: 'ambiguous', readings: ['1.5', '1500'] });
  });

  it('lies between its bounds, both inclusive, in steps from the lower one', () => {
    const rules = { min: '0.5', max: '10', step: '0.25', decimals: 2 };
    expect(answer('0.5', rules)).toBe('0.5');
    expect(answer('10', rules)).toBe('10');
    expect(answer('0.49', rules)).toEqual({ kind: 'below', min: '0.5' });
    expect(answer('10.01', rules)).toEqual({ kind: 'above', max: '10' });
    expect(answer('0.6', rules)).toEqual({ kind: 'off_step', step: '0.25', from: '0.5' });
    expect(answer('0.755', rules)).toEqual({ kind: 'too_many_decimals', max: 2 });
  });

  it('made of digits keeps its zeros in front, and is bounded all the same', () => {
    const rules = { kind: 'digits', min: '1', max: '99999' } as const;
    expect(answer('00042', rules)).toBe('00042');
    expect(answer('000', rules)).toEqual({ kind: 'below', min: '1' });
    expect(answer('100000', rules)).toEqual({ kind: 'above', max: '99999' });
  });

  it('is on a step exactly when so many steps lead there', () => {
    const cents = fc.nat({ max: 100_000 });
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 500 }), cents, (from, step, value) => {
        const text = (one: number) => new Big(one).div(100).toFixed();
        const problem = quantityProblem(text(from + value), { min: text(from), step: text(step) });
        expect(problem === undefined).toBe(value % step === 0);
      }),
    );
  });
});
