/** Amounts, names, moments and lengths of time as English writes them. */
import { createFormats } from '../formats.ts';

export const { formatMoney, currencyName, countryName, when } = createFormats({
  locale: 'en',
  dates: 'en-GB',
});

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
