/** Chessa away while many transfers are open, on a clock that jumps; the bench does it at full size. */
import { expect, test } from 'vitest';
import { measureOutage } from '../../bench/outage.ts';

const minute = 60_000;

test('its return is met by no more calls than the budget, and money in motion is first (C14)', async () => {
  const { moving, firstMinute, movingFirst, movingTold, paidTold } = await measureOutage(
    1_000,
    50,
    4 * minute,
    3 * minute,
  );
  expect(moving).toBe(50);
  expect(firstMinute.calls).toBeGreaterThan(100);
  expect(firstMinute.calls).toBeLessThanOrEqual(600);
  expect(firstMinute.mostInASecond).toBeLessThanOrEqual(11);
  expect(movingFirst).toBeGreaterThan(35);
  // A look in motion was planned at most a minute later, and the list goes round in ten seconds.
  expect(movingTold.tookMs).toBeLessThan(movingTold.leastMs + 65_000);
  expect(paidTold.tookMs).toBeLessThan(paidTold.leastMs + 65_000);
}, 120_000);
