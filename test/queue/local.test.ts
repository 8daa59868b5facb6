/** The queue of one process: the contract, and its timers on a clock that the test moves. */
import { expect, test } from 'vitest';
import { createLocalQueue } from '../../src/queue/local.ts';
import type { Job } from '../../src/queue/queue.ts';
import { type QueueHarness, queueContract } from '../contract/queue.ts';

queueContract('in process', async () => {
  const problems: QueueHarness['problems'] = [];
  const queue = createLocalQueue({
    now: Date.now,
    onError: (job, error) => problems.push({ job, error }),
    retryMs: 5,
    concurrency: 4,
  });
  return { queue, problems, dispose: async () => undefined };
});

const job = (id: string): Job => ({ kind: 'transfer', id });

/** A clock whose one timer fires when the test moves past it. */
function createClock() {
  let nowMs = 1_000_000;
  let timer: { atMs: number; readonly wake: () => void } | undefined;
  return {
    now: () => nowMs,
    pending: () => timer !== undefined,
    setTimer(wake: () => void, waitMs: number) {
      const own = { atMs: nowMs + waitMs, wake };
      timer = own;
      return () => {
        if (timer === own) timer = undefined;
      };
    },
    /** The clock shows another time; the timer goes on as it was. */
    setForward(byMs: number) {
      nowMs += byMs;
      if (timer) timer.atMs += byMs;
    },
    /** Moves on, firing what falls due on the way. */
    async moveTo(atMs: number) {
      while (timer && timer.atMs <= atMs) {
        const due = timer;
        timer = undefined;
        nowMs = due.atMs;
        due.wake();
        await settled();
      }
      nowMs = atMs;
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const never = () => {
  throw new Error('nothing should go wrong here');
};

test('should run each job at its time, in order of time', async () => {
  const clock = createClock();
  const ran: [string, number][] = [];
  const queue = createLocalQueue({ now: clock.now, setTimer: clock.setTimer, onError: never });
  queue.start(async ({ id }) => void ran.push([id, clock.now()]));
  await queue.schedule(job('c'), 1_000_300);
  await queue.schedule(job('a'), 1_000_100);
  await queue.schedule(job('b'), 1_000_200);
  await clock.moveTo(1_000_250);
  expect(ran).toEqual([
    ['a', 1_000_100],
    ['b', 1_000_200],
  ]);
  await clock.moveTo(1_000_300);
  expect(ran).toHaveLength(3);
  expect(clock.pending()).toBe(false);
});

test('should tell how many jobs run and how many wait', async () => {
  const clock = createClock();
  const queue = createLocalQueue({ now: clock.now, setTimer: clock.setTimer, onError: never });
  for (const id of ['a', 'b', 'c']) await queue.schedule(job(id), clock.now());
  expect(await queue.counts()).toEqual({ active: 0, delayed: 3 });
  queue.start(({ id }) => (id === 'a' ? new Promise(() => undefined) : Promise.resolve(undefined)));
  await settled();
  expect(await queue.counts()).toEqual({ active: 1, delayed: 0 });
});

test('should notice within seconds that the clock was set, or that the machine slept', async () => {
  const clock = createClock();
  const ran: number[] = [];
  const queue = createLocalQueue({ now: clock.now, setTimer: clock.setTimer, onError: never });
  queue.start(async () => void ran.push(clock.now()));
  const hoursMs = 3 * 3_600_000;
  await queue.schedule(job('far'), clock.now() + hoursMs);
  clock.setForward(hoursMs);
  expect(ran).toEqual([]);
  await clock.moveTo(clock.now() + 2_000);
  expect(ran).toHaveLength(1);
});

test('should repeat a failed job only after its delay', async () => {
  const clock = createClock();
  const ran: number[] = [];
  const failed: string[] = [];
  const queue = createLocalQueue({
    now: clock.now,
    setTimer: clock.setTimer,
    onError: ({ id }) => failed.push(id),
    retryMs: 5_000,
  });
  queue.start(() => {
    ran.push(clock.now());
    if (ran.length === 1) throw new Error('thrown before the first await');
    return Promise.resolve(undefined);
  });
  await queue.schedule(job('bad'), 1_000_000);
  await clock.moveTo(1_004_999);
  expect(ran).toEqual([1_000_000]);
  await clock.moveTo(1_005_000);
  expect(ran).toEqual([1_000_000, 1_005_000]);
  expect(failed).toEqual(['bad']);
});

test('should lower one job ten thousand times and still run it once', async () => {
  const clock = createClock();
  const ran: string[] = [];
  const queue = createLocalQueue({ now: clock.now, setTimer: clock.setTimer, onError: never });
  queue.start(async ({ id }) => void ran.push(id));
  for (let n = 0; n < 10_000; n += 1) await queue.schedule(job('one'), 2_000_000 - n);
  await clock.moveTo(3_000_000);
  expect(ran).toEqual(['one']);
});
