/** Looks earlier than planned: "I have sent it", `/status`, a staff look. */

import { isFinal, type Transfer } from '../domain/transfer.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';

export interface BringForwardDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly now: () => number;
  /** Milliseconds of a clock that is never set. */
  readonly steadyNow: () => number;
}

/** However often somebody asks, one look in half a minute is enough. */
const atMostEveryMs = 30_000;

/** How asking for an earlier look ended. */
export type BroughtForward = 'looking' | 'looked_just_now' | 'nothing_to_look_for';

/**
 * Makes the function that brings the next look of a transfer forward to now, also where no look is
 * planned any more, as with a quote that ended a week ago and was never paid, or a delivery that
 * somebody asks about.
 */
export function createBringForward({ store, queue, now, steadyNow }: BringForwardDeps) {
  const lastMs = new Map<string, number>();

  return async function bringForward(transfer: Transfer): Promise<BroughtForward> {
    if (transfer.dueAtMs === undefined && isOver(transfer)) return 'nothing_to_look_for';
    // These steps have a rhythm of their own, and rules about it; they come within seconds.
    if (isCalling(transfer)) return 'looking';
    const steadyMs = steadyNow();
    for (const [id, atMs] of lastMs) if (steadyMs - atMs >= atMostEveryMs) lastMs.delete(id);
    if (lastMs.has(transfer.id)) return 'looked_just_now';
    lastMs.set(transfer.id, steadyMs);
    const nowMs = now();
    if (transfer.dueAtMs === undefined || transfer.dueAtMs > nowMs) {
      await store.transfers.postpone(transfer.id, transfer.version, nowMs);
    }
    await queue.schedule({ kind: 'transfer', id: transfer.id }, nowMs);
    return 'looking';
  };
}

function isOver({ state, erasedAtMs }: Transfer): boolean {
  const neverBegan = state === 'quoted' || state === 'cancelled';
  return neverBegan || (isFinal(state) && erasedAtMs !== undefined);
}

/** Whether the next step is a call of ours, which comes at its own time. */
export function isCalling({ state, refund }: Transfer): boolean {
  return state === 'accepting' || (state === 'refunding' && !refund?.accepted);
}
