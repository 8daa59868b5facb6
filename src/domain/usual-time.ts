/** How long deliveries of a route usually take, as far as our own tell. Pure. */
import { type BucketCount, medianOf } from './time-bucket.ts';
import type { UsualTime } from './transfer.ts';

/** So many days back deliveries count, today's among them. */
export const usualDays = 30;

/** Of fewer deliveries nothing is said: they may all have been an exception. */
const fewest = 5;

/** What is usual; `undefined` where too few deliveries were counted. */
export function usualTimeOf(counts: readonly BucketCount[]): UsualTime | undefined {
  const { ms, count } = medianOf(counts);
  return count < fewest ? undefined : { medianMs: Math.round(ms), deliveries: count };
}
