/**
 * The confirm tap. It wins or loses a compare-and-set; the address itself is fetched by the
 * tracker (`fund`), which also resumes after a crash, so there is one path to an address.
 */
import type { Transfer } from '../domain/transfer.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import type { Closed } from './open.ts';

/** How a tap on one of a quote's buttons ended. */
export type Tapped =
  | { readonly kind: 'done'; readonly transfer: Transfer }
  /** Somebody was faster, on another device or by a double tap; here is where it stands. */
  | { readonly kind: 'already'; readonly transfer: Transfer }
  /** The quote's time is over. */
  | { readonly kind: 'ended'; readonly transfer: Transfer }
  /** The button was made for other values. */
  | { readonly kind: 'changed'; readonly transfer: Transfer }
  /** Staff closed what it needs; it can be confirmed when that is open again in time. */
  | { readonly kind: 'closed'; readonly why: Closed; readonly transfer: Transfer }
  /** Too many of theirs wait for a payment; this one still can be confirmed when there are fewer. */
  | { readonly kind: 'too_many_open'; readonly transfer: Transfer }
  /** No such transfer, or another person's: told apart by nobody. */
  | { readonly kind: 'not_yours' };

export interface AcceptDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly now: () => number;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
  /** How many transfers of a person may wait for an address or a payment; absent: any number. */
  readonly mostOpen: (userId: number) => number | undefined;
  /** Why staff let nobody, or not this person, begin it. Absent: nothing is ever closed. */
  readonly closed?: (transfer: Transfer) => Promise<Closed | undefined>;
}

/** The tap: which quote, by whom, in which message. */
export interface QuoteTap {
  readonly transferId: string;
  readonly userId: number;
  /** The message that the tap came from; absent for a command. */
  readonly messageId?: number;
}

/** Makes the taps on a quote: `accept` and `cancel`. Both are safe to repeat. */
export function createAccept(deps: AcceptDeps) {
  const { store, queue, now, orderNow } = deps;

  async function own(tap: QuoteTap): Promise<Transfer | undefined> {
    const transfer = await store.transfers.find(tap.transferId);
    return transfer?.userId === tap.userId ? transfer : undefined;
  }

  /** Accepts a quote whose values have this hash; its message becomes the transfer's card. */
  async function accept(
    tap: QuoteTap & { readonly hash: string; readonly messageId: number },
  ): Promise<Tapped> {
    const transfer = await own(tap);
    if (!transfer) return { kind: 'not_yours' };
    if (transfer.state !== 'quoted') return { kind: 'already', transfer };
    if (transfer.quoteHash !== tap.hash) return { kind: 'changed', transfer };
    if (orderNow() >= transfer.confirmBeforeMs) return { kind: 'ended', transfer };
    const why = await deps.closed?.(transfer);
    if (why) return { kind: 'closed', why, transfer };
    if (await hasTooMany(tap.userId)) return { kind: 'too_many_open', transfer };
    const { quoteMessageId: _, ...quoted } = transfer;
    const committed = await store.transfers.commit(
      { ...quoted, state: 'accepting', dueAtMs: now() },
      { cardMessageId: tap.messageId },
    );
    if (committed.kind !== 'committed') return lost(tap);
    await queue.schedule({ kind: 'transfer', id: transfer.id }, now());
    return { kind: 'done', transfer: committed.transfer };
  }

  /** Gives a quote up. Once it is accepted nothing is cancelled here. */
  async function cancel(tap: QuoteTap): Promise<Tapped> {
    const transfer = await own(tap);
    if (!transfer) return { kind: 'not_yours' };
    if (transfer.state !== 'quoted') return { kind: 'already', transfer };
    const committed = await store.transfers.commit(
      { ...transfer, state: 'cancelled' },
      tap.messageId === undefined ? {} : { cardMessageId: tap.messageId },
    );
    if (committed.kind !== 'committed') return lost(tap);
    return { kind: 'done', transfer: committed.transfer };
  }

  async function hasTooMany(userId: number): Promise<boolean> {
    const most = deps.mostOpen(userId);
    if (most === undefined) return false;
    const newest = await store.transfers.listByUser(userId, lookedAt);
    return newest.filter(waitsForPayment).length >= most;
  }

  async function lost(tap: QuoteTap): Promise<Tapped> {
    const winner = await own(tap);
    return winner ? { kind: 'already', transfer: winner } : { kind: 'not_yours' };
  }

  return { accept, cancel };
}

/** Quotes of one person are limited by the hour, so what is older than these is over. */
const lookedAt = 100;

/** Whether it holds an address at Chessa, or is about to, and nothing was paid to it. */
function waitsForPayment({ state, deposits, review }: Transfer): boolean {
  const open = state === 'review' ? review?.from : state;
  return deposits.length === 0 && (open === 'accepting' || open === 'awaiting_deposit');
}
