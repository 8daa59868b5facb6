/**
 * The page on which others follow a transfer by a link: when there may be one, until when, and what
 * it may tell. Pure. Why it is built so: docs/decisions/0013-shared-links.md.
 */
import type { Transfer, TransferState } from './transfer.ts';

/** A link is worth nothing so many days after the last thing that happened. */
export const linkKeptDays = 30;

const dayMs = 86_400_000;

/** How a transfer stands, as far as somebody may know who was only sent a link. */
export type Standing =
  | 'ahead'
  | 'seen'
  | 'confirmed'
  | 'on_its_way'
  | 'delivered'
  /** It stopped. What for is between the person and us. */
  | 'longer'
  /** No money comes of it any more. */
  | 'over';

const standings: Readonly<Record<TransferState, Standing>> = {
  quoted: 'ahead',
  accepting: 'ahead',
  awaiting_deposit: 'ahead',
  confirming: 'seen',
  received: 'confirmed',
  paying_out: 'on_its_way',
  completed: 'delivered',
  held: 'longer',
  failed: 'longer',
  refunding: 'longer',
  expired: 'longer',
  review: 'longer',
  refunded: 'over',
  cancelled: 'over',
};

/** What others may know of how a transfer stands: what its person was told, and no doubt hidden. */
export function standingOf({ state, review, doubtedSinceMs }: Transfer): Standing {
  if (state === 'review' && review?.end) return review.end === 'delivered' ? 'delivered' : 'over';
  if (state === 'completed' && doubtedSinceMs !== undefined) return 'longer';
  return standings[state];
}

const shareable: readonly Standing[] = ['seen', 'confirmed', 'on_its_way', 'delivered'];

/**
 * Whether its person may share it now (by Chessa's clock): money moves, or has arrived lately. What
 * they share already they may, so that the link and the way to end it can be had again.
 */
export function mayShare(transfer: Transfer, nowMs: number): boolean {
  const isOne = transfer.share?.isOn || shareable.includes(standingOf(transfer));
  return isOne && nowMs < linkEndsAtMs(transfer);
}

/** Whether the link of this number leads to its page now, by Chessa's clock. */
export function isShared(transfer: Transfer, number: number, nowMs: number): boolean {
  const { share } = transfer;
  return share?.isOn === true && share.number === number && nowMs < linkEndsAtMs(transfer);
}

function linkEndsAtMs({ stages, createdAtMs }: Transfer): number {
  return (stages.at(-1)?.atMs ?? createdAtMs) + linkKeptDays * dayMs;
}

/** Begins to share it, by a link that none before was; nothing when it is shared already. */
export function shared(transfer: Transfer): Transfer | undefined {
  const { share } = transfer;
  if (share?.isOn) return undefined;
  return { ...transfer, share: { number: (share?.number ?? 0) + 1, isOn: true } };
}

/** Ends it; the number stays, so that the next link is another one. Nothing when it is not shared. */
export function unshared(transfer: Transfer): Transfer | undefined {
  const { share } = transfer;
  return share?.isOn ? { ...transfer, share: { ...share, isOn: false } } : undefined;
}
