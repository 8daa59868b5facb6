/** Calendar dates as people type them. */
import { asciiDigits } from './typed.ts';

/**
 * Reads a date to `YYYY-MM-DD`. Year first, or day, month and year parted by `/`, `.`, `-` or a
 * space. `03/04/1990` is two dates and refused, unless both numbers are the same; `25/12/1990` and
 * `12/25/1990` are one. `undefined` for what is no date, or a date before 1900 or after 2199.
 */
export function readDate(text: string): string | undefined {
  const typed = asciiDigits(text).trim();
  const yearFirst = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})$/.exec(typed);
  if (yearFirst) return dateOf(yearFirst[1], yearFirst[3], yearFirst[4]);
  const yearLast = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/.exec(typed);
  if (!yearLast) return undefined;
  const [, first, , second, year] = yearLast;
  const readings = new Set([dateOf(year, second, first), dateOf(year, first, second)]);
  readings.delete(undefined);
  return readings.size === 1 ? [...readings][0] : undefined;
}

function dateOf(year = '', month = '', day = ''): string | undefined {
  if (Number(year) < 1900 || Number(year) > 2199) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const atMs = Date.parse(`${iso}T00:00:00Z`);
  const isReal = Number.isFinite(atMs) && new Date(atMs).toISOString().startsWith(iso);
  return isReal ? iso : undefined;
}
