/**
 * Out of review, by staff alone. A release never skips a check: what was wrong is looked at once
 * more, and a transfer goes back to the state it came from only when that no longer holds. Nobody
 * enters an address here; a frozen one stays frozen.
 */
import type { Chessa } from '../chessa/client.ts';
import type { Failure } from '../chessa/failure.ts';
import { sameAddress } from '../domain/chain.ts';
import type { Order } from '../domain/order.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { isFinal, type Refund, type Transfer } from '../domain/transfer.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { decide, endedBy, isAboutAnother, newsOfEnd } from './decide.ts';
import { isOfExtra } from './extra-back.ts';
import { withFacts } from './facts.ts';
import { nextLookAtMs, type Pacing } from './pace.ts';
import { endInReview } from './review-end.ts';
import type { Led } from './write.ts';

/** Why a transfer stays in review. */
export type KeptInReview =
  | { readonly kind: 'not_in_review' }
  | { readonly kind: 'not_read' }
  | { readonly kind: 'still_holds'; readonly transfer: Transfer }
  | { readonly kind: 'changed_meanwhile' };

export interface ReleaseDeps extends Pacing {
  readonly chessa: Pick<Chessa, 'getOrder'>;
  readonly store: Store;
  readonly queue: Queue;
}

/** Makes the release: what the transfer was before and is now, or why it stays. */
export function createRelease(deps: ReleaseDeps) {
  const { chessa, store, queue, now, orderNow } = deps;

  return async function release(
    transfer: Transfer,
  ): Promise<Result<{ before: Transfer; after: Transfer }, KeptInReview>> {
    if (transfer.state !== 'review') return refused({ kind: 'not_in_review' });
    const looked = await chessa.getOrder(transfer.orderId);
    const judged = judgeRelease(transfer, looked, orderNow());
    if (!judged.ok) return judged;
    const { transfer: next } = judged.value;
    const notices = noticesAfter(transfer, judged.value);
    const dueAtMs = isFinal(next.state) ? nextLookAtMs(next, deps) : now();
    const committed = await store.transfers.commit({ ...next, dueAtMs }, { notices });
    if (committed.kind !== 'committed') return refused({ kind: 'changed_meanwhile' });
    if (dueAtMs !== undefined) {
      await queue.schedule({ kind: 'transfer', id: transfer.id }, dueAtMs);
    }
    return ok({ before: transfer, after: committed.transfer });
  };
}

/** Whoever was told not to pay must hear that it goes on, unless there is other news, or was. */
function noticesAfter({ review }: Transfer, { transfer, notices }: Led) {
  if (review?.end && isFinal(transfer.state)) return [];
  return notices.length > 0 || isFinal(transfer.state) ? notices : (['goes_on'] as const);
}

type Judged = Result<Led, KeptInReview>;

/** Judges by a fresh look whether a transfer in review may go on, and as what. Pure. */
function judgeRelease(transfer: Transfer, looked: Result<Order, Failure>, nowMs: number): Judged {
  const { review, ...rest } = transfer;
  const holds = refused<KeptInReview>({ kind: 'still_holds', transfer });
  if (!review) return holds;
  if (review.from === 'accepting') return ok(backToFunding(rest));
  if (!looked.ok) {
    return looked.failure.kind === 'rejected' ? holds : refused({ kind: 'not_read' });
  }
  const order = looked.value;
  const end = isAboutAnother(transfer, order) ? undefined : endInReview(transfer, order);
  // What was wrong is no matter any more: nobody is to pay, and nothing is asked of Chessa.
  if (end)
    return ok({
      transfer: endedBy(withFacts(rest, order), end, { order }, nowMs),
      notices: [newsOfEnd[end]],
    });
  if (review.from === 'refunding' && rest.refund) {
    return releaseRefund(transfer, { ...rest, refund: rest.refund }, order, nowMs);
  }
  if (review.from === 'completed') return releaseDelivered(transfer, order, nowMs);
  const decision = decide({ ...rest, state: review.from }, { order }, nowMs);
  if (decision.transfer.state === 'review') return holds;
  return knowsAddress(decision.transfer, order) ? ok(decision) : holds;
}

/**
 * No address was ever shown, so nothing can be paid. The step that brings one looks again and makes
 * every check of it again: the same answer leads into review once more, none ends the transfer.
 */
function backToFunding(transfer: Transfer): Led {
  const { funding } = transfer;
  const again = funding && { ...funding, emptyLooks: 0 };
  return {
    transfer: { ...transfer, state: 'accepting', ...(again && { funding: again }) },
    notices: [],
  };
}

/** Somebody may pay again only when the order itself names the address that they see. */
function knowsAddress({ state, payTo }: Transfer, order: Order): boolean {
  if (state !== 'awaiting_deposit' || !payTo) return true;
  return order.address !== undefined && sameAddress(payTo.chain, order.address, payTo.address);
}

/** What Chessa says by now of its delivery decides, where it is a word that we know. */
function releaseDelivered(transfer: Transfer, order: Order, nowMs: number): Judged {
  const { review: _, ...rest } = transfer;
  const isDelivered = order.status === 'completed';
  const stages = rest.stages.filter(({ stage }) => isDelivered || stage !== 'delivered');
  const decision = decide({ ...rest, state: 'paying_out', stages }, { order }, nowMs);
  const { state } = decision.transfer;
  const isUnsaid = state === 'paying_out' && order.status !== 'processing_payout';
  if (isUnsaid || state === 'review') return refused({ kind: 'still_holds', transfer });
  return ok(decision);
}

/** Refunds in review: Chessa's own record of the refund decides. */
function releaseRefund(
  transfer: Transfer,
  rest: Transfer & { readonly refund: Refund },
  order: Order,
  nowMs: number,
): Judged {
  const holds = refused<KeptInReview>({ kind: 'still_holds', transfer });
  const { refund } = rest;
  if (order.refund) {
    if (order.refund.status === 'failed' || isOfExtra(transfer, order)) return holds;
    const base: Transfer = { ...rest, state: 'refunding', refund: { ...refund, accepted: true } };
    const decision = decide(base, { order }, nowMs);
    return decision.transfer.state === 'review' ? holds : ok(decision);
  }
  if (order.status === 'completed') {
    // Delivered, and Chessa knows of no refund; but one that it had accepted cannot just vanish.
    if (refund.accepted) return holds;
    const { refund: _, ...delivered } = rest;
    const decision = decide({ ...delivered, state: 'held' }, { order }, nowMs);
    return decision.transfer.state === 'completed' ? ok(decision) : holds;
  }
  // One more look comes before the same call is made again, to the same frozen address.
  const again = { ...refund, emptyLooks: 1 };
  const base: Transfer = { ...rest, state: 'refunding', refund: again };
  const decision = decide(base, { order }, nowMs);
  return decision.transfer.state === 'review' ? holds : ok(decision);
}
