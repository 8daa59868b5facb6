/** Times as the viewer reads them: own zone, own language, 24 hours where that is the custom. */

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const clockLong = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const dateShort = new Intl.DateTimeFormat(undefined, { dateStyle: 'short' });
const dateLong = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long' });
const dayMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** "14:09" */
export function clockTime(atMs) {
  return clock.format(atMs);
}

/** Everything about a moment, with its zone: for titles. */
export function fullDateTime(atMs) {
  return full.format(atMs);
}

/**
 * A `date_time` entity's format: `r` alone is relative to `nowMs`; otherwise any of `w` (weekday),
 * `d` or `D` (short or long date), `t` or `T` (short or long time), as the Bot API defines them.
 */
export function formatDateTime(atMs, format, nowMs) {
  if (format === 'r') return relativeTime(atMs, nowMs);
  const parts = [];
  if (format.includes('w')) parts.push(weekday.format(atMs));
  if (format.includes('D')) parts.push(dateLong.format(atMs));
  else if (format.includes('d')) parts.push(dateShort.format(atMs));
  if (format.includes('T')) parts.push(clockLong.format(atMs));
  else if (format.includes('t')) parts.push(clock.format(atMs));
  return parts.join(', ');
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** "in 4 minutes", "2 hours ago". */
function relativeTime(atMs, nowMs) {
  const awayMs = atMs - nowMs;
  const [unit, unitMs] = steps.find(([, ms]) => Math.abs(awayMs) >= ms) ?? ['second', 1000];
  return relative.format(Math.round(awayMs / unitMs), unit);
}

/** The pill between two days: "Today", "Yesterday", "21 November". */
export function dayName(atMs, nowMs) {
  const days = Math.round((startOfDay(nowMs) - startOfDay(atMs)) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return dayMonth.format(atMs);
}

/** Whether two moments fall on one day of the viewer. */
export function sameDay(aMs, bMs) {
  return startOfDay(aMs) === startOfDay(bMs);
}

function startOfDay(atMs) {
  return new Date(atMs).setHours(0, 0, 0, 0);
}
