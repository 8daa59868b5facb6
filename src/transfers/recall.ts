/**
 * The last look at a quote, at the end of its time. Only we fund our orders: one that was funded
 * was confirmed, though our records say otherwise. Then they are behind what happened, as after a
 * power cut that took the last second of them, or a backup that was brought back. In the same way
 * what was given up without an address is looked at once more, and money watched for.
 */
import type { Chessa } from '../chessa/client.ts';
import type { Order } from '../domain/order.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { amend } from './amend.ts';
import { wasFunded } from './check-funding.ts';
import { decide, isAboutAnother } from './decide.ts';
import { countMissing, isMissing, missingLookEveryMs, notMissing } from './missing.ts';
import { nextLookAtMs, type Pacing, rankOf } from './pace.ts';

export interface RecallDeps extends Pacing {
  readonly chessa: Chessa;
  readonly store: Store;
  readonly log: Log;
}

const afterFailureMs = 60_000;

/** Makes `step`, which takes the look, and `shown`, which notes where it will be seen. */
export function createRecall(deps: RecallDeps) {
  const { chessa, store, log, now, orderNow } = deps;

  /** A person sees this quote in this message from now on. */
  async function shown(transfer: Transfer, quoteMessageId: number): Promise<void> {
    await amend(store, transfer, (newest) =>
      newest.state === 'quoted' ? { ...newest, quoteMessageId } : undefined,
    );
  }

  /** Looks at the order of a quote, confirmed or not. Returns when to be called again. */
  async function step(transfer: Transfer): Promise<number | undefined> {
    const looked = await chessa.getOrder(transfer.orderId, rankOf(transfer));
    if (looked.ok && isAboutAnother(transfer, looked.value)) return later(transfer, afterFailureMs);
    if (looked.ok && wasFunded(looked.value)) return funded(transfer, looked.value);
    if (!looked.ok && looked.failure.kind !== 'rejected') return later(transfer, afterFailureMs);
    const leftMs = transfer.state === 'quoted' ? transfer.confirmBeforeMs - orderNow() : 0;
    if (leftMs > 0) return later(transfer, leftMs);
    return looked.ok ? end(transfer) : missing(transfer);
  }

  /** One look that finds no such order may be wrong: a quote ends by as many as anything else. */
  async function missing(transfer: Transfer): Promise<number | undefined> {
    const counted = countMissing(transfer, now());
    if (isMissing(counted, now())) return end(transfer);
    const dueAtMs = now() + missingLookEveryMs * deps.pollScale;
    const committed = await store.transfers.commit({ ...counted, dueAtMs });
    return committed.kind === 'committed' ? dueAtMs : now();
  }

  /** Whoever was told that it has ended is shown no address; only money brings it back. */
  async function funded(transfer: Transfer, order: Order): Promise<number | undefined> {
    if (!wasGivenUp(transfer) || hasMoney(transfer, order, orderNow())) return takeUp(transfer);
    const atMs = nextLookAtMs({ ...transfer, state: 'expired' }, deps);
    await store.transfers.postpone(transfer.id, transfer.version, atMs);
    return atMs;
  }

  /** The address is fetched and checked as after the tap that was lost. */
  async function takeUp(transfer: Transfer): Promise<number> {
    log.error('a confirmed transfer was forgotten, and is taken up again', {
      transfer: transfer.id,
    });
    const { quoteMessageId, funding: _, ...quoted } = notMissing(transfer);
    const stages = quoted.stages.filter(({ stage }) => stage !== 'cancelled');
    // As long as after a tap of this moment there is time to fetch it.
    const confirmBeforeMs = Math.max(quoted.confirmBeforeMs, orderNow());
    await store.transfers.commit(
      { ...quoted, stages, confirmBeforeMs, state: 'accepting', dueAtMs: now() },
      { cardMessageId: quoteMessageId },
    );
    return now();
  }

  /** Whatever its message shows by now, it says from here on that the quote has ended. */
  async function end(transfer: Transfer): Promise<number | undefined> {
    const { quoteMessageId, dueAtMs: _, ...ended } = notMissing(transfer);
    if (transfer.state !== 'quoted') {
      await store.transfers.postpone(transfer.id, transfer.version, undefined);
      return undefined;
    }
    const committed = await store.transfers.commit(ended, { cardMessageId: quoteMessageId });
    return committed.kind === 'committed' ? undefined : now();
  }

  async function later(transfer: Transfer, waitMs: number): Promise<number> {
    const atMs = now() + waitMs;
    await store.transfers.postpone(transfer.id, transfer.version, atMs);
    return atMs;
  }

  return { shown, step };
}

/** Given up when it was confirmed, unlike a quote that its person cancelled or replaced. */
function wasGivenUp({ state, stages }: Transfer): boolean {
  return state === 'cancelled' && stages.length > 0;
}

function hasMoney(transfer: Transfer, order: Order, nowMs: number): boolean {
  const { state } = decide({ ...transfer, state: 'awaiting_deposit' }, { order }, nowMs).transfer;
  return state !== 'awaiting_deposit' && state !== 'expired';
}

export type Recall = ReturnType<typeof createRecall>;
