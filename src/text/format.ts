/** Amounts, rates, masked numbers, durations and flags as people read them. Exact, never rounded. */
import {
  compareDecimals,
  type Decimal,
  isPositive,
  type Money,
  rateOf,
  roundDown,
} from '../domain/money.ts';
import { plain, visible } from './rich.ts';

/**
 * An amount as a person reads it: fiat with its sign and grouping (`₦50,000.00`, `F CFA 50,000`),
 * crypto exactly as it is with its code (`32.47 USDC`). No digit is dropped or rounded, and no
 * value passes through a binary float: Intl reads decimal strings exactly (ECMA-402, 2023).
 */
export function formatMoney(money: Money): string {
  const amount = trimZeros(money.amount);
  const code = visible(money.currency, 12);
  if (!isNumeric(amount)) return `${visible(money.amount, 40)} ${code}`;
  if (!isFiat(money.currency)) return `${amount} ${code}`;
  return fiatFormat(money.currency, fractionDigits(amount))
    .format(amount)
    .replace(/[\u00a0\u202f]/g, ' ');
}

/** The bare number that a wallet takes: digits and a point, as the record has it. */
export function exactAmount(money: Money): string {
  return trimZeros(money.amount);
}

/** Whether a code is a currency of a country; anything else is a crypto asset. */
export function isFiat(code: string): boolean {
  return currencies.has(code);
}

const currencies = new Set([...Intl.supportedValuesOf('currency'), 'ZWG']);
/** Currencies whose short sign is their own; elsewhere `$` could be anybody's. */
const ownSign = new Set(['NGN', 'GHS', 'ZAR', 'ZMW']);
const formats = new Map<string, Intl.NumberFormat>();

function fiatFormat(currency: string, digits: number): Intl.NumberFormat {
  const key = `${currency} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const shape = {
    style: 'currency',
    currency,
    currencyDisplay: ownSign.has(currency) ? 'narrowSymbol' : 'symbol',
  } as const;
  const usual = new Intl.NumberFormat('en', shape).resolvedOptions().maximumFractionDigits ?? 2;
  const most = Math.max(usual, Math.min(digits, 20));
  const format = new Intl.NumberFormat('en', { ...shape, maximumFractionDigits: most });
  formats.set(key, format);
  return format;
}

/** Whether text is a plain decimal number, without an exponent. */
export function isNumeric(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function fractionDigits(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

function trimZeros(amount: string): string {
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

/** `0123456789` becomes `••••6789`; what has six characters or fewer shows only its last two. */
export function maskAccount(accountNumber: string): string {
  const bare = [...plain(accountNumber, 64).replace(/[^\p{L}\p{N}]/gu, '')];
  const tail = bare.slice(bare.length > 6 ? -4 : -2).join('');
  return `••••${plain(tail)}`;
}

/** A length of time in the largest unit that fits: `5 minutes`, `about 2 hours`. */
export function formatDuration(durationMs: number): string {
  const minutes = Math.max(1, Math.ceil(durationMs / 60_000));
  if (minutes < 60) return plural(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? `about ${plural(hours, 'hour')}`
    : `about ${plural(Math.round(hours / 24), 'day')}`;
}

/** `1 digit`, `9 digits`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const currencyNames = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });

/** `Nigerian Naira` for `NGN`; empty where it has no name. */
export function currencyName(code: string): string {
  return /^[A-Z]{3}$/.test(code) ? (currencyNames.of(code) ?? '') : '';
}

const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** `Nigeria` for `NG`; empty where it has no name. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? '') : '';
}

/** The flag of a two-letter country code; empty for anything else. */
export function flag(countryCode: string): string {
  if (!/^[A-Z]{2}$/.test(countryCode)) return '';
  const letters = [...countryCode].map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 65);
  return String.fromCodePoint(...letters);
}
