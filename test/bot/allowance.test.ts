import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createMemoryAllowance, type Taken } from '../../src/bot/allowance.ts';

const kinds = async (takes: Promise<Taken>[]) => (await Promise.all(takes)).map(({ kind }) => kind);

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

test('so many are allowed to each, and the next is told how long to wait', async () => {
  const allowance = createMemoryAllowance({ times: 2, perMs: 60_000 });
  const takes = [allowance.take('a'), allowance.take('a'), allowance.take('a')];
  expect(await kinds(takes)).toEqual(['allowed', 'allowed', 'exceeded']);
  expect(await kinds([allowance.take('b')])).toEqual(['allowed']);
  vi.advanceTimersByTime(20_000);
  expect(await allowance.take('a')).toEqual({ kind: 'exceeded', waitMs: 40_000 });
  vi.advanceTimersByTime(40_000);
  expect(await kinds([allowance.take('a')])).toEqual(['allowed']);
});

/** Takes every hundredth of a second for so long; returns how often it was allowed. */
async function flood(take: () => Promise<Taken>, forMs: number): Promise<number> {
  let allowed = 0;
  for (let passedMs = 0; passedMs < forMs; passedMs += 10) {
    if ((await take()).kind === 'allowed') allowed += 1;
    vi.advanceTimersByTime(10);
  }
  return allowed;
}

test('whoever goes on far above the rate waits until it is quiet', async () => {
  const plain = createMemoryAllowance({ times: 20, perMs: 10_000 });
  expect(await flood(() => plain.take('a'), 60_000)).toBe(6 * 20);
  const patient = createMemoryAllowance({ times: 20, perMs: 10_000, untilQuiet: true });
  expect(await flood(() => patient.take('a'), 60_000)).toBe(20);
  vi.advanceTimersByTime(10_000);
  expect(await kinds([patient.take('a')])).toEqual(['allowed']);
});

test('whoever slows down a little waits no longer for it', async () => {
  const allowance = createMemoryAllowance({ times: 20, perMs: 10_000, untilQuiet: true });
  for (let n = 0; n < 25; n += 1) await allowance.take('a');
  vi.advanceTimersByTime(5_000);
  expect(await kinds([allowance.take('a')])).toEqual(['exceeded']);
  vi.advanceTimersByTime(5_000);
  expect(await kinds([allowance.take('a')])).toEqual(['allowed']);
});
