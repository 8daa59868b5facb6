/** Money as exact decimal strings; a binary float on a money path is a bug. Arithmetic by big.js. */

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
  /** `1.000` may mean one or one thousand. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly Decimal[] }
  | { readonly kind: 'zero' }
  | { readonly kind: 'too_long' }
  | { readonly kind: 'too_many_decimals'; readonly max: number };
