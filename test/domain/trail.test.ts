/** Every state that a transfer was in, kept short and read back. */
import { expect, it } from 'vitest';
import { inStateSinceMs, trailOf, withTrail } from '../../src/domain/trail.ts';
import type { Transfer, TransferState } from '../../src/domain/transfer.ts';
import { transferWith } from '../support/transfer.ts';
import { states } from '../text/samples.ts';

const { createdAtMs } = transferWith();

/** A transfer that goes through these states, a minute each. */
function through(...path: readonly TransferState[]): Transfer {
  let transfer = transferWith();
  for (const [n, state] of path.entries()) {
    transfer = withTrail({ ...transfer, state }, createdAtMs + n * 60_000);
  }
  return transfer;
}

it('reads back every state with its time, and none twice in a row', () => {
  const path = [...states, ...states];
  const told = trailOf(through(...path));
  expect(told).toEqual(path.map((state, n) => ({ state, atMs: createdAtMs + n * 60_000 })));
  expect(trailOf(through('held', 'held', 'held'))).toEqual([{ state: 'held', atMs: createdAtMs }]);
});

it('stays short: a usual transfer takes some dozens of letters, a restless one is cut', () => {
  const usual = through('quoted', 'accepting', 'awaiting_deposit', 'confirming', 'received');
  expect(usual.trail?.length).toBeLessThan(30);
  const restless = through(...Array.from({ length: 200 }, (_, n) => states[n % 5] ?? 'held'));
  expect(trailOf(restless)).toHaveLength(40);
  expect(trailOf(restless).at(-1)?.atMs).toBe(createdAtMs + 199 * 60_000);
});

it('tells since when it is in its state, also without a trail', () => {
  expect(inStateSinceMs(through('quoted', 'held'))).toBe(createdAtMs + 60_000);
  const stages = [{ stage: 'accepted', atMs: 5 }] as const;
  expect(inStateSinceMs(transferWith({ stages }))).toBe(5);
  expect(inStateSinceMs(transferWith({ stages: [] }))).toBe(createdAtMs);
});

it('never goes back before the quote, whatever the clock says', () => {
  const [first] = trailOf(withTrail(transferWith(), createdAtMs - 3_600_000));
  expect(first?.atMs).toBe(createdAtMs);
});
