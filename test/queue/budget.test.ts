import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBudget, type Rank } from '../../src/queue/budget.ts';
import { createShared } from '../../src/store/sqlite/shared.ts';

/** A budget on a clock that moves only while somebody waits for a place. */
function createLine(everyMs: number) {
  let nowMs = 0;
  const shared = createShared(() => nowMs);
  const turn = createBudget({
    reserve: () => shared.reserve('calls', everyMs),
    pausedForMs: async () => (await shared.paceOf('calls')).pausedForMs,
    sleep: async (ms) => {
      await new Promise((resolve) => setImmediate(resolve));
      nowMs += ms;
    },
  });
  return { turn, slow: (pauseMs = 0) => shared.slow('calls', pauseMs), now: () => nowMs };
}

test('calls that come together begin one by one, evenly spaced', async () => {
  const { turn, now } = createLine(100);
  const began: number[] = [];
  await Promise.all([1, 2, 3, 4].map(() => turn().then(() => began.push(now()))));
  expect(began).toEqual([0, 100, 200, 300]);
});

test('the more pressing call goes first, also when it came last', async () => {
  const { turn } = createLine(100);
  const served: string[] = [];
  const ask = (rank: Rank, name: string) => turn(rank).then(() => served.push(name));
  const asked = [
    ask('late', 'late'),
    ask('waiting', 'waiting'),
    ask('in_motion', 'in motion'),
    ask('in_motion', 'in motion, second'),
    ask('dialogue', 'dialogue'),
  ];
  await Promise.all(asked);
  expect(served).toEqual(['dialogue', 'in motion', 'in motion, second', 'waiting', 'late']);
});

test('no second ever holds more calls than the budget', async () => {
  const asked = fc.array(fc.constantFrom<Rank>('dialogue', 'in_motion', 'late'), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), asked, async (perSecond, calls) => {
      const { turn, now } = createLine(1_000 / perSecond);
      const began: number[] = [];
      await Promise.all(calls.map((rank) => turn(rank).then(() => began.push(now()))));
      began.forEach((moment, index) => {
        const earlier = began[index - perSecond] ?? -1_000;
        expect(moment - earlier).toBeGreaterThan(999.9);
      });
    }),
    { numRuns: 30 },
  );
});

test('a call whose place cannot be had is told why, and the next one goes on', async () => {
  const places = [Promise.reject(new Error('no line'))];
  const turn = createBudget({
    reserve: () => places.shift() ?? Promise.resolve({ kind: 'place', waitMs: 0 }),
    pausedForMs: async () => 0,
    sleep: async () => undefined,
  });
  const outcomes = await Promise.allSettled([turn(), turn()]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

test('after "too much" it goes at half its pace, and comes back a tenth every five seconds (C12)', async () => {
  const { turn, slow, now } = createLine(100);
  await turn();
  await slow();
  // Others that were under way at the same time mean the same.
  await slow();
  const began: number[] = [];
  while (now() < 40_000) {
    await turn();
    began.push(now());
  }
  const inSecond = (second: number) =>
    began.filter((atMs) => Math.floor(atMs / 1_000) === second).length;
  expect([1, 7, 12, 17, 22].map(inSecond)).toEqual([5, 6, 7, 8, 9]);
  expect(inSecond(35)).toBe(10);
});

test('a pause sends away all who wait, and says for how long (C12)', async () => {
  const { turn, slow } = createLine(100);
  await turn();
  const waiting = (['late', 'in_motion', 'waiting'] as const).map((rank) => turn(rank));
  await slow(120_000);
  const told = await Promise.all(waiting);
  expect(Math.min(...told)).toBeGreaterThan(119_000);
  expect(await turn()).toBeGreaterThan(119_000);
});
