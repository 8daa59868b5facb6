/**
 * What a look at Chessa means for a transfer: its new state, its stages, and what to tell the
 * person. Pure; the tracker commits what is decided here in one transaction.
 */
import { findChain, sameAddress } from '../domain/chain.ts';
import type { Order, OrderStatus } from '../domain/order.ts';
import {
  inReview,
  isFinal,
  isPayable,
  mayFollow,
  type NoticeKind,
  type ReviewEnd,
  type ReviewReason,
  type Transfer,
  type TransferState,
} from '../domain/transfer.ts';
import { withExtraBack } from './extra-back.ts';
import { closeAddress, withFacts } from './facts.ts';
import { endInReview } from './review-end.ts';
import { type Look, withStages } from './stages.ts';
import { isOfWhole, isSentTo } from './told-refund.ts';

/** What follows from a look. `changed` is false when there is nothing to write down. */
export interface Decision {
  readonly transfer: Transfer;
  readonly notices: readonly NoticeKind[];
  readonly changed: boolean;
}

/** Decides what a look means. States only move forward; what makes no sense goes to `review`. */
export function decide(transfer: Transfer, look: Look, nowMs: number): Decision {
  if (isAboutAnother(transfer, look.order)) return aboutAnother(transfer);
  const seen = withExtraBack(withFacts(transfer, look.order), look.order);
  if (isFinal(transfer.state)) return afterTheEnd(transfer, seen, look.order, nowMs);
  if (transfer.state === 'review') return whileInReview(transfer, seen, look, nowMs);
  const reason = reviewReason(seen, look.order);
  if (reason) return toReview(seen, reason);
  const state = nextState(seen, look.order, nowMs);
  const stages = withStages(seen, state, look, nowMs);
  const reminds = isTimeToRemind(seen, state, nowMs);
  const next = closeAddress(
    { ...seen, state, stages, ...(reminds && { remindedAtMs: nowMs }), ...sentBackIn(seen, state) },
    nowMs,
  );
  const notices: NoticeKind[] = [
    ...noticesFor(transfer.state, state),
    ...newsOfMoney(transfer, seen),
    ...(reminds ? (['expires_soon'] as const) : []),
  ];
  return { transfer: next, notices, changed: differ(next, transfer) };
}

/** Tells whether an answer is of another order or recipient: nothing in it is about this transfer. */
export function isAboutAnother(transfer: Transfer, order: Order): boolean {
  const { recipientId = transfer.payee.recipientId } = order;
  return order.id !== transfer.orderId || recipientId !== transfer.payee.recipientId;
}

function aboutAnother(transfer: Transfer): Decision {
  const isSettled = transfer.state === 'review' || isFinal(transfer.state);
  if (isSettled) return { transfer, notices: [], changed: false };
  return toReview(transfer, 'answer_differs_from_quote');
}

/** A first payment that is told of only when it is back was sent back, too. */
function sentBackIn({ deposits }: Transfer, state: TransferState) {
  return state === 'refunded' && { depositsSentBack: Math.max(1, deposits.length) };
}

const stateAfter = { delivered: 'completed', sent_back: 'refunded' } as const;
/** What tells it. */
export const newsOfEnd = { delivered: 'delivered', sent_back: 'refunded' } as const;

/** Staff alone end it, but the person hears of money that came, arrived or is back. */
function whileInReview(transfer: Transfer, seen: Transfer, look: Look, nowMs: number): Decision {
  const { review } = seen;
  const end = endInReview(seen, look.order);
  if (!review || !end || end === review.end) {
    return {
      transfer: seen,
      notices: newsOfMoney(transfer, seen),
      changed: differ(seen, transfer),
    };
  }
  const ended = {
    ...endedBy(seen, end, look, nowMs),
    state: 'review',
    review: { ...review, end },
  } as const;
  return { transfer: ended, notices: [newsOfEnd[end]], changed: true };
}

/** The transfer as it is once it has ended so. */
export function endedBy(seen: Transfer, end: ReviewEnd, look: Look, nowMs: number): Transfer {
  const state = stateAfter[end];
  const stages = withStages(seen, state, look, nowMs);
  return { ...seen, state, stages, ...sentBackIn(seen, state) };
}

/**
 * Nothing moves any more, but money that comes or goes all the same is written down and told, and a
 * delivery that the provider takes back goes to a person.
 */
function afterTheEnd(transfer: Transfer, seen: Transfer, order: Order, nowMs: number): Decision {
  if (transfer.state === 'refunded') return afterRefund(transfer, seen);
  const { orderStatus, deposits, extraBack } = seen;
  const { doubtedSinceMs, ...certain } = transfer;
  const known: Transfer = { ...certain, orderStatus, deposits, ...(extraBack && { extraBack }) };
  const isDoubted = transfer.state === 'completed' && undelivered.includes(order.status);
  const sinceMs = doubtedSinceMs ?? nowMs;
  if (isDoubted && nowMs - sinceMs >= doubtForReviewMs) return toReview(known, 'delivery_in_doubt');
  const next = isDoubted ? { ...known, doubtedSinceMs: sinceMs } : known;
  return { transfer: next, notices: newsOfMoney(transfer, next), changed: differ(next, transfer) };
}

/** Said of an order that was delivered, these mean that the money is not where it should be. */
const undelivered: readonly OrderStatus[] = [
  'failed',
  'underpaid',
  'expired',
  'cancelled',
  'refunded',
];
/** One odd answer is none: all looks for so long, two at least, have to agree. */
const doubtForReviewMs = 10 * 60_000;

/** What comes when all was sent back is neither delivered nor sent back by any rule: a person asks. */
function afterRefund(transfer: Transfer, { orderStatus, deposits }: Transfer): Decision {
  const { depositsSentBack = 0 } = transfer;
  const next = { ...transfer, orderStatus, deposits };
  if (deposits.length > Math.max(transfer.deposits.length, depositsSentBack)) {
    return toReview(next, 'paid_after_refund');
  }
  return { transfer: next, notices: [], changed: differ(next, transfer) };
}

/** Money that came beside the first payment, or while nobody knew what to think, or went back. */
function newsOfMoney(before: Transfer, after: Transfer): NoticeKind[] {
  const came = after.deposits.length > before.deposits.length;
  const isFirst = before.deposits.length === 0;
  const wentBack =
    after.extraBack?.status === 'completed' && before.extraBack?.status !== 'completed';
  return [
    ...(came && !isFirst ? (['more_arrived'] as const) : []),
    // What they read about a person who looks is another thing once their money is there.
    ...(came && isFirst && before.state === 'review' ? (['do_not_pay'] as const) : []),
    ...(wentBack ? (['extra_back'] as const) : []),
  ];
}

const remindBeforeMs = 20 * 60_000;

function isTimeToRemind(transfer: Transfer, state: TransferState, nowMs: number): boolean {
  const unpaid = state === 'awaiting_deposit' && isPayable(transfer, nowMs);
  const near = nowMs >= transfer.orderExpiresAtMs - remindBeforeMs;
  return unpaid && near && transfer.remindedAtMs === undefined;
}

/** Most of a transfer is the very same after a look, and is not compared any further. */
function differ(one: Transfer, other: Transfer): boolean {
  const now: Readonly<Record<string, unknown>> = { ...one };
  const before: Readonly<Record<string, unknown>> = { ...other };
  return Object.keys({ ...now, ...before }).some(
    (key) => now[key] !== before[key] && !sameJson(now[key], before[key]),
  );
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function reviewReason(transfer: Transfer, order: Order): ReviewReason | undefined {
  const { payTo, refund } = transfer;
  if (payTo && order.address) {
    const same = sameAddress(payTo.chain, order.address, payTo.address);
    if (!same || (order.tag ?? '') !== (payTo.tag ?? '')) return 'address_changed';
    if (order.chain && findChain(order.chain)?.name !== payTo.chain) return 'wrong_chain';
  }
  if (refund && order.refund && !isSentTo(refund, order.refund)) return 'refund_to_other_address';
  if (order.refund?.status === 'failed' && isOfWhole(transfer, order)) return 'refund_failed';
  if (transfer.state === 'refunding' && order.status === 'completed') {
    return 'completed_during_refund';
  }
  return undefined;
}

function toReview(seen: Transfer, reason: ReviewReason): Decision {
  return { transfer: inReview(seen, reason), notices: ['do_not_pay'], changed: true };
}

const meaning: Partial<Record<OrderStatus, TransferState>> = {
  waiting_for_confirmations: 'confirming',
  funds_received: 'received',
  processing_payout: 'paying_out',
  completed: 'completed',
  underpaid: 'held',
  failed: 'failed',
  refunded: 'refunded',
};

function nextState(transfer: Transfer, order: Order, nowMs: number): TransferState {
  const wanted = wantedState(transfer, order, nowMs);
  return wanted && mayFollow(transfer.state, wanted) ? wanted : transfer.state;
}

function wantedState(transfer: Transfer, order: Order, nowMs: number): TransferState | undefined {
  if (order.refund?.status === 'completed' && isOfWhole(transfer, order)) return 'refunded';
  const isStopped = transfer.state === 'failed' || transfer.state === 'held';
  if (isStopped && transfer.refund && order.refund?.status === 'pending') return 'refunding';
  const known = meaning[order.status];
  if (known) return known;
  const ended = order.status === 'expired' || order.status === 'cancelled';
  // Money was seen by its deposit, or by what Chessa had said of the order before.
  if (ended && (transfer.deposits.length > 0 || inMotion.includes(transfer.state))) return 'held';
  // What is held moves on when the provider says so in a word that we know.
  if (transfer.deposits.length > 0) return transfer.state === 'held' ? undefined : 'confirming';
  if (order.status === 'unknown') return undefined;
  return ended || nowMs > transfer.orderExpiresAtMs ? 'expired' : undefined;
}

const inMotion: readonly TransferState[] = ['confirming', 'received', 'paying_out'];

function noticesFor(from: TransferState, to: TransferState): NoticeKind[] {
  if (from === to) return [];
  if (inMotion.includes(to)) {
    if (inMotion.includes(from) || from === 'held') return [];
    return from === 'expired' ? ['late_deposit'] : ['deposit_seen'];
  }
  switch (to) {
    case 'completed':
      return ['delivered'];
    case 'failed':
      return ['failed'];
    case 'refunded':
      return ['refunded'];
    case 'held':
      return ['held'];
    default:
      return [];
  }
}
