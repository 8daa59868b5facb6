/** Amounts, names, moments and lengths of time as French writes them. */
import { createFormats } from '../formats.ts';

export const { formatMoney, currencyName, countryName, when } = createFormats({
  locale: 'fr',
  keepsUnits: true,
});

/** A length of time in the largest unit that fits: `5 minutes`, `environ 2 heures`. */
export function formatDuration(durationMs: number): string {
  const minutes = Math.max(1, Math.ceil(durationMs / 60_000));
  if (minutes < 60) return plural(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? `environ ${plural(hours, 'heure')}`
    : `environ ${plural(Math.round(hours / 24), 'jour')}`;
}

/** `1 chiffre`, `9 chiffres`; nothing and one are singular in French. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count < 2 ? '' : 's'}`;
}

/** A bare number from a rule or from what was typed: `1,5` for `1.5`. */
export function decimal(value: string): string {
  return value.replace('.', ',');
}
