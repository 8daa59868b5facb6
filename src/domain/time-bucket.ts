/** Lengths of time as whole numbers, so that many of them are a few counters. Pure. */

/** So many lengths of time fell into one bucket. */
export interface BucketCount {
  readonly bucket: number;
  readonly count: number;
}

/** Eight for each doubling, so that a median is within 5 %. */
const bucketsADoubling = 8;

/** The bucket of a length of time in milliseconds; what is below nothing counts as nothing. */
export function bucketOf(ms: number): number {
  return Math.round(Math.log2(1 + Math.max(0, ms) / 1_000) * bucketsADoubling);
}

/** The middle of a bucket, in milliseconds. */
export function bucketMs(bucket: number): number {
  return (2 ** (bucket / bucketsADoubling) - 1) * 1_000;
}

/** The median of all that was counted, in milliseconds, and of how many; a bucket may come twice. */
export function medianOf(counts: readonly BucketCount[]): {
  readonly ms: number;
  readonly count: number;
} {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const sorted = [...counts].sort((one, other) => one.bucket - other.bucket);
  let left = total / 2;
  for (const { bucket, count } of sorted) {
    left -= count;
    if (left <= 0) return { ms: bucketMs(bucket), count: total };
  }
  return { ms: 0, count: total };
}
