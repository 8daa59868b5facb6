import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBudget } from '../../src/queue/budget.ts';

/** Asks for turns at these times; returns when each began. */
async function beginnings(perSecond: number, askedAtMs: readonly number[]): Promise<number[]> {
  let nowMs = 0;
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  const turn = createBudget({ perSecond, now: () => nowMs, sleep });
  const began: number[] = [];
  for (const at of askedAtMs) {
    nowMs = at;
    await turn();
    began.push(at + (waits.pop() ?? 0));
  }
  return began;
}

test('calls inside the budget do not wait, the next ones wait for their second', async () => {
  expect(await beginnings(2, [0, 10, 20, 30, 40, 5_000])).toEqual([
    0, 10, 1_000, 1_010, 2_000, 5_000,
  ]);
});

test('no second ever holds more calls than the budget, and nobody overtakes', async () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 7 }), gaps, async (perSecond, between) => {
      let at = 0;
      const asked = between.map((gap) => (at += gap));
      const began = await beginnings(perSecond, asked);
      began.forEach((moment, index) => {
        expect(moment).toBeGreaterThanOrEqual(began[index - 1] ?? 0);
        expect(moment).toBeGreaterThanOrEqual((began[index - perSecond] ?? -1_000) + 1_000);
      });
    }),
  );
});
