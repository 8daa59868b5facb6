import { expect, test } from 'vitest';
import { createClock } from '../../../sandbox/chessa/clock.ts';

test('the clock runs at its scale from where it was', () => {
  let realMs = 1_000_000;
  const clock = createClock(() => realMs, 10);
  expect(clock.now()).toBe(1_000_000);
  realMs += 100;
  expect(clock.now()).toBe(1_001_000);
  clock.setScale(1);
  realMs += 100;
  expect(clock.now()).toBe(1_001_100);
  clock.advance(3_600_000);
  expect(clock.now()).toBe(4_601_100);
});

test('it tells real time until a simulated moment', () => {
  const clock = createClock(() => 0, 100);
  expect(clock.realMsUntil(1_000)).toBe(10);
  expect(clock.realMsUntil(-5)).toBe(0);
});

test('it never goes back or stands still', () => {
  const clock = createClock(() => 0);
  expect(() => clock.advance(-1)).toThrow(RangeError);
  expect(() => clock.setScale(0)).toThrow(RangeError);
});
