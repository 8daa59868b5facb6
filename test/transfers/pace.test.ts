import { describe, expect, it } from 'vitest';
import type { Transfer } from '../../src/domain/transfer.ts';
import { nextLookInMs } from '../../src/transfers/pace.ts';
import { noonMs, transferWith } from '../support/transfer.ts';

const minute = 60_000;

/** Looks from `fromMs` on, each taken exactly when it was planned. */
function looks(transfer: Transfer, fromMs: number, untilMs: number, random: number): number[] {
  const times: number[] = [];
  for (let atMs: number | undefined = fromMs; atMs !== undefined && atMs < untilMs; ) {
    const inMs = nextLookInMs(transfer, atMs, () => random);
    atMs = inMs === undefined ? undefined : atMs + inMs;
    if (atMs !== undefined && atMs < untilMs) times.push(atMs);
  }
  return times;
}

describe('a transfer that waits for its deposit', () => {
  it.each([0, 0.5, 0.999])('that is never paid costs at most 120 looks (random %d)', (random) => {
    const times = looks(transferWith(), noonMs, noonMs + 120 * minute, random);
    expect(times.length).toBeLessThanOrEqual(120);
  });

  it.each([0, 0.5, 0.999])(
    'that is paid after ten minutes costs at most 30 until then',
    (random) => {
      const times = looks(transferWith(), noonMs, noonMs + 10 * minute, random);
      expect(times.length).toBeLessThanOrEqual(30);
    },
  );

  it('is looked at every 20 seconds at first, every 65 in the first hour, every 130 later', () => {
    const times = [noonMs, ...looks(transferWith(), noonMs, noonMs + 120 * minute, 0)];
    for (const [index, atMs] of times.slice(1).entries()) {
      const sinceMs = times[index] ?? 0;
      const ageMs = sinceMs - noonMs;
      const most = ageMs < 5 * minute ? 20_000 : ageMs < 60 * minute ? 65_000 : 130_000;
      expect(atMs - sinceMs).toBeLessThanOrEqual(most);
    }
  });

  it('is looked at quickly again for ten minutes after "I have sent it"', () => {
    const laterMs = noonMs + 90 * minute;
    const said = transferWith({ saidSentAtMs: laterMs });
    expect(nextLookInMs(said, laterMs + 1, () => 0)).toBeLessThanOrEqual(20_000);
    const overMs = laterMs + 11 * minute;
    expect(nextLookInMs(said, overMs, () => 0)).toBe(128_000);
  });
});

describe('other states', () => {
  it('in motion are looked at every five seconds at first, and soon enough for 8 s later', () => {
    const moving = transferWith({
      state: 'paying_out',
      stages: [{ stage: 'paying_out', atMs: noonMs }],
    });
    expect(nextLookInMs(moving, noonMs, () => 0)).toBe(5_000);
    expect(nextLookInMs(moving, noonMs + minute, () => 0)).toBe(7_000);
    expect(looks(moving, noonMs, noonMs + 2 * minute, 0.5).length).toBeLessThanOrEqual(21);
  });

  it.each([
    ['confirming', 'deposit_seen'],
    ['refunding', 'refund_asked'],
  ] as const)('%s on Bitcoin are looked at every 30 seconds', (state, stage) => {
    const stages = [{ stage, atMs: noonMs }];
    const moving = transferWith({ state, chain: 'Bitcoin', stages });
    for (const afterMs of [0, minute, 119 * minute]) {
      expect(nextLookInMs(moving, noonMs + afterMs, () => 0)).toBe(30_000);
    }
    const paidOut = { ...moving, state: 'paying_out' as const };
    expect(nextLookInMs(paidOut, noonMs, () => 0)).toBe(5_000);
  });

  it('expired are watched for late money for seven days, within 75 looks', () => {
    const expired = transferWith({ state: 'expired' });
    const { orderExpiresAtMs } = expired;
    const times = looks(expired, orderExpiresAtMs, orderExpiresAtMs + 30 * 86_400_000, 0.5);
    expect(times.length).toBeLessThanOrEqual(75);
    expect((times.at(-1) ?? 0) - orderExpiresAtMs).toBeGreaterThan(7 * 86_400_000 - 5 * 3_600_000);
  });

  it('expired by an end that was told too late, or is no time at all, are watched as long', () => {
    const stages = [{ stage: 'expired', atMs: noonMs }] as const;
    const expired = transferWith({ state: 'expired', orderExpiresAtMs: 0, stages });
    const times = looks(expired, noonMs, noonMs + 30 * 86_400_000, 0.5);
    expect((times.at(-1) ?? 0) - noonMs).toBeGreaterThan(7 * 86_400_000 - 5 * 3_600_000);
  });

  it.each([
    ['completed', 'delivered'],
    ['refunded', 'refunded'],
  ] as const)('%s are watched for three days, within six looks', (state, stage) => {
    const over = transferWith({ state, stages: [{ stage, atMs: noonMs }] });
    const times = looks(over, noonMs, noonMs + 30 * 86_400_000, 0.5);
    expect(times.length).toBeLessThanOrEqual(6);
    expect((times[0] ?? 0) - noonMs).toBeLessThanOrEqual(20 * minute);
    expect((times.at(-1) ?? 0) - noonMs).toBeGreaterThan(3 * 86_400_000);
  });

  it.each([0, 0.999])(
    'delivered, and then said not to be, are looked at again soon (random %d)',
    (random) => {
      const monthMs = noonMs + 30 * 86_400_000;
      const doubted = transferWith({
        state: 'completed',
        stages: [{ stage: 'delivered', atMs: noonMs }],
        doubtedSinceMs: monthMs,
      });
      const inMs = nextLookInMs(doubted, monthMs, () => random) ?? 0;
      expect(inMs).toBeGreaterThanOrEqual(10 * minute);
      expect(inMs).toBeLessThanOrEqual(12 * minute);
    },
  );

  it.each(['cancelled', 'quoted'] as const)('%s is never looked at', (state) => {
    expect(nextLookInMs(transferWith({ state }), noonMs, () => 0)).toBeUndefined();
  });

  it.each(['held', 'failed'] as const)(
    '%s are never out of sight, a year later either',
    (state) => {
      const stopped = transferWith({ state, stages: [{ stage: 'deposit_seen', atMs: noonMs }] });
      const laterMs = noonMs + 365 * 86_400_000;
      expect(nextLookInMs(stopped, laterMs, () => 0)).toBeLessThanOrEqual(86_400_000);
    },
  );

  it('waiting for a deposit are looked at in the moment in which the address closes', () => {
    const { orderExpiresAtMs } = transferWith();
    const nearMs = orderExpiresAtMs - 10_000;
    expect(nextLookInMs(transferWith(), nearMs, () => 0)).toBe(10_001);
    const givenUp = transferWith({ givenUpAtMs: noonMs });
    expect(nextLookInMs(givenUp, nearMs, () => 0)).toBe(10_001);
    expect(nextLookInMs(transferWith(), orderExpiresAtMs + 1, () => 0)).toBe(128_000);
  });

  it('over, in a state that nobody knows, are looked at ever more rarely and for ever', () => {
    const closedAtMs = transferWith().orderExpiresAtMs;
    const closed = transferWith({ orderStatus: 'paused', closedAtMs });
    const every = (laterMs: number) => nextLookInMs(closed, closedAtMs + laterMs, () => 0);
    expect(every(1)).toBe(minute);
    expect(every(60 * minute)).toBe(10 * minute);
    expect(every(365 * 86_400_000)).toBe(86_400_000);
  });

  it('keeps every interval in proportion to the scale', () => {
    expect(nextLookInMs(transferWith(), noonMs, () => 0, 0.1)).toBe(1_800);
  });
});
