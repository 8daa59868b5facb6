import { describe, expect, it } from 'vitest';
import type { Transfer } from '../../src/domain/transfer.ts';
import { createBringForward } from '../../src/transfers/bring-forward.ts';
import { openDesk } from '../support/desk.ts';
import { noonMs } from '../support/transfer.ts';

async function asked(over: Partial<Transfer>) {
  const desk = await openDesk();
  await desk.put(over);
  const steady = { nowMs: 0 };
  const deps = { ...desk, ...desk.pacing, steadyNow: () => steady.nowMs };
  const bringForward = createBringForward(deps);
  return { ...desk, steady, ask: async () => bringForward(await desk.stored()) };
}

describe('asking for an earlier look', () => {
  it('plans it for now, at most once in half a minute', async () => {
    const desk = await asked({ dueAtMs: noonMs + 600_000 });
    expect(await desk.ask()).toBe('looking');
    expect((await desk.stored()).dueAtMs).toBe(noonMs);
    expect(await desk.ask()).toBe('looked_just_now');
    expect(desk.scheduled).toHaveLength(1);
    desk.steady.nowMs += 30_000;
    expect(await desk.ask()).toBe('looking');
  });

  it('is possible after half a minute though our clock was set back by an hour (X07)', async () => {
    const desk = await asked({ dueAtMs: noonMs + 600_000 });
    await desk.ask();
    desk.clock.nowMs -= 3_600_000;
    desk.steady.nowMs += 30_000;
    expect(await desk.ask()).toBe('looking');
    expect((await desk.stored()).dueAtMs).toBe(desk.clock.nowMs);
  });

  it.each(['expired', 'held', 'failed', 'review', 'completed', 'refunded'] as const)(
    'works where no look is planned any more: %s',
    async (state) => {
      const desk = await asked({ state, dueAtMs: undefined });
      expect(await desk.ask()).toBe('looking');
      expect((await desk.stored()).dueAtMs).toBe(noonMs);
    },
  );

  it.each([
    { state: 'quoted' },
    { state: 'cancelled' },
    { state: 'completed', erasedAtMs: noonMs },
  ] as const)('finds nothing to look for: %o', async (over) => {
    const desk = await asked({ ...over, dueAtMs: undefined });
    expect(await desk.ask()).toBe('nothing_to_look_for');
    expect(desk.scheduled).toEqual([]);
  });

  it('does not hurry a funding call that waits for its looks', async () => {
    const dueAtMs = noonMs + 9_000;
    const desk = await asked({ state: 'accepting', dueAtMs });
    expect(await desk.ask()).toBe('looking');
    expect((await desk.stored()).dueAtMs).toBe(dueAtMs);
  });
});
