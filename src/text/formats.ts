/** Amounts, names and moments as one language writes them. Made once for each language. */
import type { Money } from '../domain/money.ts';
import { isFiat, isNumeric, trimZeros } from './format.ts';
import { FormattedString, visible } from './rich.ts';

/** How a language writes. */
export interface Writing {
  /** The locale of numbers and names (BCP 47). */
  readonly locale: string;
  /** The locale of dates, where it is another one. */
  readonly dates?: string;
  /** Whether a number and its unit stay in one line, as French wants it. */
  readonly keepsUnits?: boolean;
}

/** Currencies whose short sign is their own; elsewhere `$` could be anybody's. */
const ownSign = new Set(['NGN', 'GHS', 'ZAR', 'ZMW']);

const dayMs = 86_400_000;

/** Makes the formats of a language. */
export function createFormats({ locale, dates = locale, keepsUnits = false }: Writing) {
  const fiatFormats = new Map<string, Intl.NumberFormat>();
  const currencyNames = new Intl.DisplayNames(locale, { type: 'currency', fallback: 'none' });
  const countryNames = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  const timeOnly = new Intl.DateTimeFormat(dates, { timeStyle: 'short', timeZone: 'UTC' });
  const dayAndTime = new Intl.DateTimeFormat(dates, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });

  /**
   * An amount as a person reads it: fiat with its sign and grouping (`₦50,000.00`, in French
   * `50 000,00 ₦`), crypto exactly as it is with its code (`32.47 USDC`), with a point in every
   * language, since these are the digits that a wallet takes. No digit is dropped or rounded, and
   * no value passes through a binary float: Intl reads decimal strings exactly (ECMA-402, 2023).
   */
  function formatMoney(money: Money): string {
    const amount = trimZeros(money.amount);
    const code = visible(money.currency, 12);
    const space = keepsUnits ? '\u00a0' : ' ';
    if (!isNumeric(amount)) return `${visible(money.amount, 40)}${space}${code}`;
    if (!isFiat(money.currency)) return `${amount}${space}${code}`;
    const written = fiatFormat(money.currency, fractionDigits(amount)).format(amount);
    return keepsUnits ? written : written.replace(/[\u00a0\u202f]/g, ' ');
  }

  function fiatFormat(currency: string, digits: number): Intl.NumberFormat {
    const key = `${currency} ${digits}`;
    const known = fiatFormats.get(key);
    if (known) return known;
    const shape = {
      style: 'currency',
      currency,
      currencyDisplay: ownSign.has(currency) ? 'narrowSymbol' : 'symbol',
    } as const;
    const usual = new Intl.NumberFormat(locale, shape).resolvedOptions().maximumFractionDigits ?? 2;
    const most = Math.max(usual, Math.min(digits, 20));
    const format = new Intl.NumberFormat(locale, { ...shape, maximumFractionDigits: most });
    fiatFormats.set(key, format);
    return format;
  }

  /** `Nigerian Naira` for `NGN`; empty where it has no name. */
  function currencyName(code: string): string {
    return /^[A-Z]{3}$/.test(code) ? (currencyNames.of(code) ?? '') : '';
  }

  /** `Nigeria` for `NG`; empty where it has no name. */
  function countryName(code: string): string {
    return /^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? '') : '';
  }

  /**
   * A moment that each person reads in their own zone (a `date_time` entity); programs that do not
   * know the entity show the UTC time that stands under it. The day is shown too unless `nowMs` is
   * given and less than half a day away.
   */
  function when(atMs: number, nowMs?: number): FormattedString {
    if (!Number.isFinite(atMs) || Math.abs(atMs) > 8.64e15) return new FormattedString('');
    const near = nowMs !== undefined && Math.abs(nowMs - atMs) < dayMs / 2;
    const fallback = `${(near ? timeOnly : dayAndTime).format(atMs)} UTC`;
    return FormattedString.time(fallback, Math.floor(atMs / 1000), near ? 't' : 'dt');
  }

  return { formatMoney, currencyName, countryName, when };
}

/** The formats of a language. */
export type Formats = ReturnType<typeof createFormats>;

function fractionDigits(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}
