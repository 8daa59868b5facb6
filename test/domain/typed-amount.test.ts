import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsOf, isPositive, parseAmount, toDecimal } from '../../src/domain/money.ts';
import { decimalOf, units } from './decimals.ts';

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
    ['1,5', '1.5'],
    ['1,50', '1.5'],
    ['40,25', '40.25'],
    ['50000,50', '50000.5'],
    ['0,500', '0.5'],
    ['0,00000001', '0.00000001'],
    ['50 000,50', '50000.5'],
    ['1\u202f000\u00a0000,5', '1000000.5'],
    ['1 000,500', '1000.5'],
    ["1'000,5", '1000.5'],
    ['50.000,50', '50000.5'],
    ['1.234.567', '1234567'],
    ['1.234.567,89', '1234567.89'],
    ['999999999999999.123456789012345678', '999999999999999.123456789012345678'],
  ])('reads %j as %s', (typed, expected) => {
    expect(amount(typed)).toBe(expected);
  });

  it.each([
    '1,00,000',
    '1,0000',
    ',500',
    '1,000 000',
    '1,000,50',
    '50,000,5',
    '12,3456',
    '00,5',
    '1,5.5',
    '1.5,5',
    '1.23.456',
    '1  000',
    '1.2.3',
    '1.234.5678',
    '0.234.567',
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
