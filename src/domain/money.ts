/** Money as exact decimal strings; a binary float on a money path is a bug. Arithmetic by big.js. */
import Big from 'big.js';
import { ok, type Result, refused } from './result.ts';
import { asciiDigits, withoutInvisible } from './typed.ts';

/** A canonical decimal: digits, an optional point and fraction, no exponent, no padding zeros. */
export type Decimal = string;

/** An amount and its currency or asset code. */
export interface Money {
  readonly amount: Decimal;
  readonly currency: string;
}

/** Why a typed amount was not understood. */
export type AmountProblem =
  | { readonly kind: 'not_an_amount' }
  /** `1.500` may mean 1.5 or 1500. One reading only where the currency has no use for the other. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly Decimal[] }
  | { readonly kind: 'zero' }
  | { readonly kind: 'too_long' }
  | { readonly kind: 'too_many_decimals'; readonly max: number };

/** Digits that a typed amount may have before and after its point. */
const maxWholeDigits = 15;
const maxFractionDigits = 18;

const Exact = Big();
Exact.strict = true;

/**
 * Reads an amount that a person typed. The rule:
 *
 * 1. Digits of any script count as 0 to 9, full-width marks as their plain forms; characters that
 *    cannot be seen are dropped, spaces around the amount too. Superscripts, circled digits and
 *    fractions are refused, as `5²` is not 52.
 * 2. The decimal mark is the point (or the Arabic decimal separator), with digits on both sides.
 *    A comma is it too where it cannot part thousands: with one or two digits behind it, after a
 *    lone zero, or after thousands that something else parts. `1,5`, `0,125` and `50 000,50` are
 *    amounts; `1,0000` is not, as a digit of `10,000` may have slipped.
 * 3. Comma, space, no-break space, apostrophe and the Arabic thousands separator may part
 *    thousands: one kind throughout, every group of exactly three digits, only before the decimal
 *    mark, and no zero in front. `1,500` and `1 000 000.50` are amounts, `1,00,000` is not. The
 *    point parts them where it is there twice, or before a comma: `1.500.000`, `50.000,50`.
 * 4. One point, one to three digits before it and exactly three after it, the last a zero, as in
 *    `50.000` or `1.500`: many people part thousands so, and nobody pads cents to three. It is
 *    `ambiguous`, and each of its readings can be typed without doubt. `0.500` is just 0.5.
 * 5. Signs, exponents, `0x`, currency signs, words and leading zeros (an account number, most
 *    likely) are refused. At most 15 digits before the point and 18 after it.
 * 6. Zero is refused. With `maxDecimals`, more decimals than that are refused, never rounded;
 *    zeros at the end do not count.
 *
 * @param maxDecimals decimals that the currency or asset has
 */
export function parseAmount(text: string, maxDecimals?: number): Result<Decimal, AmountProblem> {
  if (text.length > 100) return refused({ kind: 'too_long' });
  const plain = plainAmount(text);
  const read = numberForms.map((form) => form.exec(plain)?.groups).find(Boolean);
  if (!read) return refused({ kind: 'not_an_amount' });
  const { mark, fraction = '' } = read;
  const whole = (read.whole ?? '').replace(/\D/g, '');
  if (whole.length > maxWholeDigits || fraction.length > maxFractionDigits) {
    return refused({ kind: 'too_long' });
  }
  if (/^0\d/.test(whole)) return refused({ kind: 'not_an_amount' });
  const value = canonical(new Exact(fraction ? `${whole}.${fraction}` : whole));
  if (value === '0') return refused({ kind: 'zero' });
  if (!mark && /^[1-9]\d{0,2}\.\d\d0$/.test(plain)) {
    const readings = [value, whole + fraction].filter((one) => fits(one, maxDecimals));
    return refused({ kind: 'ambiguous', readings });
  }
  if (maxDecimals !== undefined && !fits(value, maxDecimals)) {
    return refused({ kind: 'too_many_decimals', max: maxDecimals });
  }
  return ok(value);
}

/** Rules 2 and 3: what stands before the decimal mark, what parts it, and what stands behind. */
const numberForms = [
  /^(?<whole>0),(?<fraction>\d+)$/,
  /^(?<whole>\d+|\d{1,3}(?:(?<mark>[, '])\d{3})(?:\k<mark>\d{3})*)(?:\.(?<fraction>\d+))?$/,
  /^(?<whole>\d{1,3}(?:(?<mark>[. '])\d{3})(?:\k<mark>\d{3})*),(?<fraction>\d+)$/,
  /^(?<whole>\d{1,3}(?:(?<mark>\.)\d{3}){2,})$/,
  /^(?<whole>\d+),(?<fraction>\d{1,2})$/,
];

/** Steps 1 to 3 of the rule: ASCII digits, `.` for the point, one character for each mark. */
function plainAmount(text: string): string {
  if (/\p{No}/u.test(text)) return '';
  return asciiDigits(withoutInvisible(text).normalize('NFKC'))
    .trim()
    .replace(/٫/g, '.')
    .replace(/٬/g, ',')
    .replace(/\u2019/g, "'");
}

function fits(value: Decimal, maxDecimals: number | undefined): boolean {
  return maxDecimals === undefined || decimalsOf(value) <= maxDecimals;
}

/**
 * Brings any decimal text of a provider to its canonical form: `0.95000000` to `0.95`, `1e-7` to
 * `0.0000001`, `007` to `7`, `-0` to `0`. A minus sign stays. What is no number, has more than
 * 100 characters or an exponent beyond 40 is `undefined`.
 */
export function toDecimal(text: string): Decimal | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 100) return undefined;
  const match = /^-?(?:\d+\.?\d*|\.\d+)(?:e([+-]?\d{1,3}))?$/i.exec(trimmed);
  if (!match || Math.abs(Number(match[1] ?? 0)) > 40) return undefined;
  return canonical(new Exact(trimmed));
}

/** Orders two decimals by value: -1, 0 or 1. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  return new Exact(a).cmp(b);
}

/** Tells whether two decimals have the same value, however they are padded. */
export function sameDecimal(a: Decimal, b: Decimal): boolean {
  return compareDecimals(a, b) === 0;
}

/** Tells whether money that was told of is the same as what was agreed. */
export function sameMoney(told: Money | undefined, agreed: Money): boolean {
  return told?.currency === agreed.currency && sameDecimal(told.amount, agreed.amount);
}

/** Tells whether a value is reached from `from` in whole steps. */
export function isOnStep(value: Decimal, step: Decimal, from: Decimal): boolean {
  return new Exact(value).minus(from).mod(step).eq('0');
}

/** The exact sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  return canonical(new Exact(a).plus(b));
}

/** The exact difference `a - b`. */
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return canonical(new Exact(a).minus(b));
}

/** The exact product. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return canonical(new Exact(a).times(b));
}

/** Tells whether a decimal is above zero. */
export function isPositive(d: Decimal): boolean {
  return new Exact(d).gt('0');
}

/**
 * What one unit of `send` brings of `receive`, rounded half up once to `places` decimals.
 * Throws where `send` is zero: check with {@link isPositive} first.
 */
export function rateOf(receive: Decimal, send: Decimal, places = 8): Decimal {
  const Rounded = Big();
  Rounded.strict = true;
  Rounded.DP = places;
  Rounded.RM = Big.roundHalfUp;
  return canonical(new Rounded(receive).div(send));
}

/** Cuts a decimal to at most `places` decimals, towards zero. */
export function roundDown(d: Decimal, places: number): Decimal {
  return canonical(new Exact(d).round(places, Big.roundDown));
}

/** Brings a decimal to at most `places` decimals, away from zero: never less than what it was. */
export function roundUp(d: Decimal, places: number): Decimal {
  return canonical(new Exact(d).round(places, Big.roundUp));
}

/** How many decimals a currency has by ISO 4217: 2 for naira, none for Ugandan shillings. */
export function fiatDecimals(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** How many decimals a value needs; zeros at the end do not count. */
export function decimalsOf(d: Decimal): number {
  return canonical(new Exact(d)).split('.')[1]?.length ?? 0;
}

/** Big's plain notation has no exponent, no padding and no sign on zero. */
function canonical(value: Big): Decimal {
  return value.toFixed();
}
