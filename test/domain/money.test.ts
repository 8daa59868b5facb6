import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  decimalsOf,
  isPositive,
  multiplyDecimals,
  parseAmount,
  rateOf,
  roundDown,
  sameDecimal,
  subtractDecimals,
  toDecimal,
} from '../../src/domain/money.ts';

/** Whole units and a fraction of up to 18 digits, as exact integers to compare with. */
const scale = 18;
const units = fc.bigInt({ min: 1n, max: 10n ** 33n - 1n });

/** The canonical decimal of `units / 10^18`, built from digits alone. */
function decimalOf(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  const sign = value < 0n ? '-' : '';
  return sign + digits.slice(0, -scale) + (fraction && `.${fraction}`);
}

function amount(text: string, maxDecimals?: number) {
  const parsed = parseAmount(text, maxDecimals);
  return parsed.ok ? parsed.value : parsed.failure.kind;
}

describe('an amount that a person typed (T37, T38)', () => {
  it.each([
    ['50000', '50000'],
    ['1.5', '1.5'],
    ['1.50', '1.5'],
    ['0.5', '0.5'],
    ['0.500', '0.5'],
    ['1,500', '1500'],
    ['1 000', '1000'],
    ['1\u00a0000', '1000'],
    ['1\u202f000\u202f000', '1000000'],
    ["1'000'000.50", '1000000.5'],
    ['1\u2019000', '1000'],
    ['1,500.25', '1500.25'],
    ['12.345', '12.345'],
    ['1,000.000', '1000'],
    ['  40 ', '40'],
    ['\u200e40\u202c', '40'],
    ['٥٠٠', '500'],
    ['١٬٥٠٠٫٢٥', '1500.25'],
    ['१२३', '123'],
    ['１，０００．５', '1000.5'],
    ['0.00000001', '0.00000001'],
    ['999999999999999.123456789012345678', '999999999999999.123456789012345678'],
  ])('reads %j as %s', (typed, expected) => {
    expect(amount(typed)).toBe(expected);
  });

  it.each([
    '1,5',
    '1,50',
    '1,00,000',
    '1,0000',
    ',500',
    '0,500',
    '1,000 000',
    '1 000,50',
    '1  000',
    '1.2.3',
    '1.234.567',
    '1e9',
    '1E9',
    '0x10',
    '+5',
    '-5',
    '−5',
    'NaN',
    'Infinity',
    '.5',
    '5.',
    '.',
    '',
    '   ',
    '007',
    '0123456789',
    '5²',
    '½',
    '⑤',
    '5 USDC',
    '$5',
    '五',
    '1_000',
    '1\n000',
  ])('refuses %j', (typed) => {
    expect(amount(typed)).toBe('not_an_amount');
  });

  it.each([
    ['1.000', ['1', '1000']],
    ['50.000', ['50', '50000']],
    ['1.500', ['1.5', '1500']],
    ['123.450', ['123.45', '123450']],
    ['٥٠.٠٠٠', ['50', '50000']],
  ])('asks which is meant by %j', (typed, readings) => {
    const problem = { kind: 'ambiguous', readings };
    expect(parseAmount(typed)).toEqual({ ok: false, failure: problem });
    for (const reading of readings) expect(amount(reading)).toBe(reading);
  });

  it('offers only the readings that the currency has decimals for', () => {
    const whole = { ok: false, failure: { kind: 'ambiguous', readings: ['1500'] } };
    expect(parseAmount('1.500', 0)).toEqual(whole);
  });

  it('refuses more digits than any amount has', () => {
    expect(amount('9'.repeat(40))).toBe('too_long');
    expect(amount('9'.repeat(16))).toBe('too_long');
    expect(amount(`1.${'1'.repeat(19)}`)).toBe('too_long');
    expect(amount('1'.repeat(5000))).toBe('too_long');
  });

  it('refuses zero', () => {
    expect(amount('0')).toBe('zero');
    expect(amount('0.00')).toBe('zero');
  });

  it('refuses more decimals than the asset has, and never rounds', () => {
    expect(amount('1.123456789', 8)).toBe('too_many_decimals');
    expect(amount('1.12345678', 8)).toBe('1.12345678');
    expect(amount('1.1200000000', 2)).toBe('1.12');
    expect(amount('0.5', 0)).toBe('too_many_decimals');
    expect(parseAmount('1.123', 2)).toEqual({
      ok: false,
      failure: { kind: 'too_many_decimals', max: 2 },
    });
  });

  it('reads back every amount that it could show', () => {
    fc.assert(
      fc.property(units, (value) => {
        const decimal = decimalOf(value);
        const meant = decimal.replace(/^([1-9]\d{0,2}\.\d\d0)$/, '$10');
        expect(amount(meant)).toBe(decimal);
      }),
    );
  });

  it('reads grouped thousands as the same amount', () => {
    const mark = fc.constantFrom(',', ' ', '\u00a0', '\u202f', "'", '\u2019', '٬');
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 - 1 }), fc.nat({ max: 99 }), mark, (whole, cents, by) => {
        const fraction = String(cents).padStart(2, '0');
        const grouped = whole.toLocaleString('en-US').replaceAll(',', by);
        fc.pre(whole > 0);
        const expected = toDecimal(`${whole}.${fraction}`);
        expect(amount(`${grouped}.${fraction}`)).toBe(expected);
      }),
    );
  });

  it('reads the digits of every numbering system that Unicode knows', () => {
    const systems = Intl.supportedValuesOf('numberingSystem').filter((system) => {
      const digits = new Intl.NumberFormat('en', { numberingSystem: system, useGrouping: false });
      return /^\p{Nd}+$/u.test(digits.format(9876543210));
    });
    expect(systems.length).toBeGreaterThan(50);
    for (const numberingSystem of systems) {
      const shown = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false });
      expect(amount(shown.format(9876543210)), numberingSystem).toBe('9876543210');
    }
  });

  it('never throws, and what it accepts is a positive canonical decimal', () => {
    const signs = fc.constantFrom(..."0123456789.,' eE+-xN\u00a0٥٫", '\u200e');
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: signs }));
    fc.assert(
      fc.property(texts, fc.option(fc.nat({ max: 18 }), { nil: undefined }), (text, places) => {
        const parsed = parseAmount(text, places);
        if (!parsed.ok) return;
        expect(parsed.value).toMatch(/^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/);
        expect(isPositive(parsed.value)).toBe(true);
        expect(decimalsOf(parsed.value)).toBeLessThanOrEqual(places ?? 18);
      }),
      { numRuns: 2000 },
    );
  });
});

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
