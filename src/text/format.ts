/** Amounts, rates, masked numbers and flags that read the same in every language. Exact, never rounded. */
import {
  compareDecimals,
  type Decimal,
  decimalsOf,
  isPositive,
  type Money,
  rateOf,
  roundDown,
  roundUp,
  sameDecimal,
} from '../domain/money.ts';
import type { Transfer } from '../domain/transfer.ts';
import { plain } from './rich.ts';

/** The bare number that a wallet takes: digits and a point, as the record has it. */
export function exactAmount(money: Money): string {
  return trimZeros(money.amount);
}

/** Whether a code is a currency of a country; anything else is a crypto asset. */
export function isFiat(code: string): boolean {
  return currencies.has(code);
}

const currencies = new Set([...Intl.supportedValuesOf('currency'), 'ZWG']);

/** Whether text is a plain decimal number, without an exponent. */
export function isNumeric(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** `32.47` for `32.47000000`; what is no plain number stays as it is. */
export function trimZeros(amount: string): string {
  return /^-?\d+\.\d+$/.test(amount) ? amount.replace(/\.?0+$/, '') : amount;
}

/**
 * What one unit of `send` brings in `receive`, fees and all, rounded and therefore to be shown as
 * "about". `undefined` where it cannot be told.
 */
export function effectiveRate(receive: Money, send: Money): Money | undefined {
  const bothPositive = [receive, send].every(
    ({ amount }) => isNumeric(amount) && isPositive(amount),
  );
  if (!bothPositive) return undefined;
  return { amount: readableRate(rateOf(receive.amount, send.amount)), currency: receive.currency };
}

/** A rate cut to what a person reads: two decimals, or six while it is small. */
export function readableRate(rate: Decimal): Decimal {
  return isNumeric(rate) ? roundDown(rate, compareDecimals(rate, '10') < 0 ? 6 : 2) : rate;
}

/**
 * A fee as a person reads it beside the amount that it is part of: with as many decimals, two at
 * least. Rounded up, and `isAbout` then: it is never shown as less than it is, nor as nothing.
 */
export function readableFee(
  fee: Money,
  of: Money,
): { readonly fee: Money; readonly isAbout: boolean } {
  const decimals = isNumeric(of.amount) ? decimalsOf(of.amount) : 0;
  const amount = roundUp(fee.amount, Math.max(2, decimals));
  return { fee: { ...fee, amount }, isAbout: !sameDecimal(amount, fee.amount) };
}

/** What a quote says beside its amounts, as a person reads it; absent where there is nothing to say. */
export function termsOf({ receive, send, fee }: Pick<Transfer, 'receive' | 'send' | 'fee'>): {
  readonly rate?: Money;
  readonly fee?: ReturnType<typeof readableFee>;
} {
  const rate = effectiveRate(receive, send);
  const hasFee = fee && isNumeric(fee.amount) && isPositive(fee.amount);
  return { ...(rate && { rate }), ...(hasFee && { fee: readableFee(fee, send) }) };
}

/** `0123456789` becomes `••••6789`; what has six characters or fewer shows only its last two. */
export function maskAccount(accountNumber: string): string {
  const bare = [...plain(accountNumber, 64).replace(/[^\p{L}\p{N}]/gu, '')];
  const tail = bare.slice(bare.length > 6 ? -4 : -2).join('');
  return `••••${plain(tail)}`;
}

/** `ADA TEST OKAFOR` becomes `A. T. O.`: enough to tell people apart, not to name one. */
export function initials(name: string): string {
  const words = plain(name, 80).split(' ').slice(0, 5);
  const letters = words.flatMap((word) => /\p{L}\p{M}*/u.exec(word)?.[0] ?? []);
  return letters.map((letter) => `${letter}.`).join(' ');
}

/** The flag of a two-letter country code; empty for anything else. */
export function flag(countryCode: string): string {
  if (!/^[A-Z]{2}$/.test(countryCode)) return '';
  const letters = [...countryCode].map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 65);
  return String.fromCodePoint(...letters);
}
