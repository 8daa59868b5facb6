/**
 * The last look at a quote, at the end of its time. Only we fund our orders: one that was funded
 * was confirmed, though our records say otherwise. Then they are behind what happened, as after a
 * power cut that took the last second of them, or a backup that was brought back.
 */
import type { Chessa } from '../chessa/client.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { amend } from './amend.ts';
import { wasFunded } from './check-funding.ts';
import { type Pacing, rankOf } from './pace.ts';

export interface RecallDeps extends Pick<Pacing, 'now' | 'orderNow'> {
  readonly chessa: Chessa;
  readonly store: Store;
  readonly log: Log;
}

const afterFailureMs = 60_000;

/** Makes `step`, which takes the look, and `shown`, which notes where it will be seen. */
export function createRecall({ chessa, store, log, now, orderNow }: RecallDeps) {
  /** A person sees this quote in this message from now on. */
  async function shown(transfer: Transfer, quoteMessageId: number): Promise<void> {
    await amend(store, transfer, (newest) =>
      newest.state === 'quoted' ? { ...newest, quoteMessageId } : undefined,
    );
  }

  /** Looks at the order of a quote, confirmed or not. Returns when to be called again. */
  async function step(transfer: Transfer): Promise<number | undefined> {
    const looked = await chessa.getOrder(transfer.orderId, rankOf(transfer));
    if (looked.ok && wasFunded(looked.value)) return takeUp(transfer);
    if (!looked.ok && looked.failure.kind !== 'rejected') return later(transfer, afterFailureMs);
    const leftMs = transfer.state === 'quoted' ? transfer.confirmBeforeMs - orderNow() : 0;
    return leftMs > 0 ? later(transfer, leftMs) : end(transfer);
  }

  /** The address is fetched and checked as after the tap that was lost. */
  async function takeUp(transfer: Transfer): Promise<number> {
    log.error('a confirmed transfer was forgotten, and is taken up again', {
      transfer: transfer.id,
    });
    const { quoteMessageId, ...quoted } = transfer;
    // As long as after a tap of this moment there is time to fetch it.
    const confirmBeforeMs = Math.max(quoted.confirmBeforeMs, orderNow());
    await store.transfers.commit(
      { ...quoted, confirmBeforeMs, state: 'accepting', dueAtMs: now() },
      { cardMessageId: quoteMessageId },
    );
    return now();
  }

  /** Whatever its message shows by now, it says from here on that the quote has ended. */
  async function end(transfer: Transfer): Promise<number | undefined> {
    const { quoteMessageId, dueAtMs: _, ...ended } = transfer;
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

export type Recall = ReturnType<typeof createRecall>;
