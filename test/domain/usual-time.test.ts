import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketMs, bucketOf } from '../../src/domain/time-bucket.ts';
import { usualTimeOf } from '../../src/domain/usual-time.ts';

const took = (...ms: number[]) => ms.map((one) => ({ bucket: bucketOf(one), count: 1 }));

test('nothing is usual of fewer than five deliveries', () => {
  expect(usualTimeOf([])).toBeUndefined();
  expect(usualTimeOf(took(60_000, 60_000, 60_000, 60_000))).toBeUndefined();
  expect(usualTimeOf(took(60_000, 60_000, 60_000, 60_000, 60_000))?.deliveries).toBe(5);
});

test('one that took a day does not move what is usual', () => {
  const usual = usualTimeOf(took(55_000, 60_000, 62_000, 64_000, 86_400_000));
  expect((usual?.medianMs ?? 0) / 62_000).toBeCloseTo(1, 1);
});

test('a bucket is within five per cent of every length of time in it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5_000, max: 30 * 86_400_000 }), (ms) => {
      expect(Math.abs(bucketMs(bucketOf(ms)) / ms - 1)).toBeLessThan(0.06);
    }),
  );
});
