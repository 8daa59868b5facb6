/** Calendar dates as people type them. */
import { asciiDigits } from './typed.ts';

/**
 * Reads a typed date to `YYYY-MM-DD`, in every way in which it is a day of the calendar: year
 * first, or day, month and year parted by `/`, `.`, `-` or a space. `25/12/1990` and `12/25/1990`
 * have one reading, `03/04/1990` has two, day first; what is no date from 1900 to 2199 has none.
 */
export function readDates(text: string): readonly string[] {
  const typed = asciiDigits(text).trim();
  const yearFirst = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})$/.exec(typed);
  if (yearFirst) return distinct([dateOf(yearFirst[1], yearFirst[3], yearFirst[4])]);
  const yearLast = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/.exec(typed);
  if (!yearLast) return [];
  const [, first, , second, year] = yearLast;
  return distinct([dateOf(year, second, first), dateOf(year, first, second)]);
}

function distinct(dates: readonly (string | undefined)[]): string[] {
  return [...new Set(dates)].filter((date) => date !== undefined);
}

function dateOf(year = '', month = '', day = ''): string | undefined {
  if (Number(year) < 1900 || Number(year) > 2199) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const atMs = Date.parse(`${iso}T00:00:00Z`);
  const isReal = Number.isFinite(atMs) && new Date(atMs).toISOString().startsWith(iso);
  return isReal ? iso : undefined;
}
