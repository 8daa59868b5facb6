import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  decimalsOf,
  isPositive,
  multiplyDecimals,
  rateOf,
  roundDown,
  sameDecimal,
  subtractDecimals,
  toDecimal,
} from '../../src/domain/money.ts';
import { decimalOf, scale, units } from './decimals.ts';

describe('a decimal of the provider (T40)', () => {
  it.each([
    ['0.95000000', '0.95'],
    ['1e-7', '0.0000001'],
    ['1E+3', '1000'],
    ['2.50e2', '250'],
    ['007', '7'],
    ['100', '100'],
    ['-3.10', '-3.1'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['0.00000000', '0'],
    ['.5', '0.5'],
    ['5.', '5'],
    [' 1.5\n', '1.5'],
    ['9007199254740993', '9007199254740993'],
  ])('brings %j to %s', (text, expected) => {
    expect(toDecimal(text)).toBe(expected);
  });

  it.each([
    '',
    ' ',
    'abc',
    '1,000',
    '0x10',
    '+1',
    'NaN',
    'Infinity',
    '1e',
    '1e999',
    '1e41',
    '--1',
    '1 2',
    '٥',
    '.',
    '-',
    'e5',
    '1'.repeat(101),
  ])('has nothing for %j', (text) => {
    expect(toDecimal(text)).toBeUndefined();
  });

  it('gives one form to every way of writing a value', () => {
    fc.assert(
      fc.property(units, fc.nat({ max: 5 }), fc.nat({ max: 5 }), (value, before, after) => {
        const decimal = decimalOf(value);
        const point = decimal.includes('.') ? '' : '.';
        const padded = `${'0'.repeat(before)}${decimal}${point}${'0'.repeat(after)}`;
        expect(toDecimal(padded)).toBe(decimal);
        expect(toDecimal(`${value}e-${scale}`)).toBe(decimal);
      }),
    );
  });
});

describe('exact arithmetic (T39)', () => {
  it('adds, subtracts, multiplies and compares like integers of the smallest unit', () => {
    fc.assert(
      fc.property(units, units, (a, b) => {
        const [left, right] = [decimalOf(a), decimalOf(b)];
        expect(addDecimals(left, right)).toBe(decimalOf(a + b));
        expect(subtractDecimals(left, right)).toBe(decimalOf(a - b));
        expect(compareDecimals(left, right)).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(sameDecimal(left, right)).toBe(a === b);
        expect(multiplyDecimals(left, right)).toBe(productOf(a, b));
      }),
    );
  });

  it('keeps what a double would lose', () => {
    expect(multiplyDecimals('90071992547409.93', '1540.12345678')).toBe(
      '138721988521179379.4272978254',
    );
    expect(addDecimals('0.1', '0.2')).toBe('0.3');
    expect(sameDecimal('9007199254740993', '9007199254740992')).toBe(false);
    expect(sameDecimal('0.950', '0.95')).toBe(true);
  });

  it('knows what is above zero', () => {
    expect(['0', '-1', '0.00000001'].map(isPositive)).toEqual([false, false, true]);
  });

  it('rounds a rate half up, once', () => {
    expect(rateOf('50000', '32.47')).toBe('1539.88296889');
    expect(rateOf('1', '3')).toBe('0.33333333');
    expect(rateOf('1', '8', 2)).toBe('0.13');
    expect(rateOf('0.44444444445', '1', 10)).toBe('0.4444444445');
    expect(rateOf('3080', '2', 2)).toBe('1540');
    expect(() => rateOf('1', '0')).toThrow();
  });

  it('gives a rate within half a unit of its last place', () => {
    fc.assert(
      fc.property(units, units, fc.integer({ min: 0, max: 12 }), (a, b, places) => {
        const ten = 10n ** BigInt(places);
        const rounded = (2n * a * ten + b) / (2n * b);
        expect(rateOf(decimalOf(a), decimalOf(b), places)).toBe(
          decimalOf(rounded * 10n ** BigInt(scale - places)),
        );
      }),
    );
  });

  it('rounds down towards zero', () => {
    expect(roundDown('1.239', 2)).toBe('1.23');
    expect(roundDown('1.999', 0)).toBe('1');
    expect(roundDown('5', 2)).toBe('5');
    expect(roundDown('-1.239', 2)).toBe('-1.23');
    expect(roundDown('-0.001', 2)).toBe('0');
  });

  it('counts the decimals that matter', () => {
    expect(['1.50', '1', '0.00000001', '100'].map(decimalsOf)).toEqual([1, 0, 8, 0]);
  });
});

/** The exact product of two counts of the smallest unit, as a decimal of twice the places. */
function productOf(a: bigint, b: bigint): string {
  const digits = (a * b).toString().padStart(2 * scale + 1, '0');
  const fraction = digits.slice(-2 * scale).replace(/0+$/, '');
  return digits.slice(0, -2 * scale) + (fraction && `.${fraction}`);
}
