/** The store's port for transfers: their records, and what a commit brings along. */
import type { NoticeKind, PayTo, Transfer, TransferState } from '../domain/transfer.ts';

/** What a commit may bring along: all of it happens, or none. */
export interface CommitExtras {
  readonly notices?: readonly NoticeKind[];
  /** Claims an address for this transfer; refused while another open transfer holds it. */
  readonly claim?: PayTo;
  /** The message that becomes the transfer's card. */
  readonly cardMessageId?: number;
  /**
   * Nobody owns the transfer any more: it is in no person's list, nobody is told of it, and no
   * message is its card. What was owed is closed; an attempt in hand may still arrive.
   */
  readonly unlink?: boolean;
}

/** How a commit ended. `stale`: somebody was faster, nothing was written, here is the newest. */
export type Committed =
  | { readonly kind: 'committed'; readonly transfer: Transfer }
  | { readonly kind: 'stale'; readonly transfer: Transfer }
  | { readonly kind: 'address_taken'; readonly byUserId: number };

/** A move of the next look at a transfer that has this version. */
export interface Postponement {
  readonly id: string;
  readonly version: number;
  readonly dueAtMs: number;
}

/** A transfer that is to be looked at. */
export interface DueTransfer {
  readonly id: string;
  readonly dueAtMs: number;
  readonly state: TransferState;
}

/** A transfer that staff should see, and which version of it: what was read of that still holds. */
export interface StuckTransfer {
  readonly id: string;
  readonly version: number;
}

/** Transfers, found by id, short id, order, owner and due time. */
export interface TransferRecords {
  /**
   * Stores a new transfer with `version` 1, whatever it says. Its quote message shows it, so its
   * card is clean. Throws when the id exists.
   */
  create(transfer: Transfer): Promise<void>;
  find(id: string): Promise<Transfer | undefined>;
  /** Whatever the case; the newest where several share one. */
  findByShortId(shortId: string): Promise<Transfer | undefined>;
  /** By Chessa's own id of the order. */
  findByOrderId(orderId: string): Promise<Transfer | undefined>;
  /** Those of these orders (Chessa's ids) that are ours, in no order. */
  listByOrderIds(orderIds: readonly string[]): Promise<Transfer[]>;
  /** Newest first, from the nth on. */
  listByUser(userId: number, limit: number, skip?: number): Promise<Transfer[]>;
  /** Those with `dueAtMs <= beforeMs`, earliest first: all, or those in `statesInMotion`. */
  listDue(beforeMs: number, limit: number, which?: 'in_motion'): Promise<DueTransfer[]>;
  /** Those that count as stuck (`stuckFromMs`) before `beforeMs`, oldest first, from the nth on. */
  listStuck(beforeMs: number, limit: number, skip?: number): Promise<StuckTransfer[]>;
  /** How many transfers are in each state; kept by the commits, so it costs nothing to ask. */
  countByState(): Promise<Partial<Record<TransferState, number>>>;
  /**
   * Replaces the transfer if its stored version is `next.version`; the stored one becomes
   * `next.version + 1`. Notices are owed, the card is dirty, the claim is made in the same
   * transaction. A transfer without a next look gives its claims back, as late money for it would
   * no longer be seen; a transfer may claim its own address again.
   * `userId` (but for `unlink`) and `shortId` stay what they were at the start. Throws when there is
   * no such transfer.
   */
  commit(next: Transfer, extras?: CommitExtras): Promise<Committed>;
  /**
   * Moves only the time of the next look, and of the last one where it is told, if the version
   * still is this one. Without a next look the claims are given back.
   */
  postpone(
    id: string,
    version: number,
    dueAtMs: number | undefined,
    lookedAtMs?: number,
  ): Promise<void>;
  /** Moves many at once, those alone whose version still is this one. */
  postponeAll(moves: readonly Postponement[]): Promise<void>;
}
