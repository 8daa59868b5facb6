/**
 * Money back. The address is confirmed by its owner on a tap of its own, frozen by compare-and-set
 * before the first call, and never replaced: the same call is repeated or a person looks.
 */
import type { Chessa } from '../chessa/client.ts';
import { sameAddress } from '../domain/chain.ts';
import type { Order } from '../domain/order.ts';
import { isRefundable, type Refund, type ReviewReason, type Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { nextLookAtMs, type Pacing } from './pace.ts';
import { hashRefundTarget } from './quote-hash.ts';

/** How the confirm tap of a refund ended. */
export type RefundTapped =
  | { readonly kind: 'done'; readonly transfer: Transfer }
  | { readonly kind: 'already'; readonly transfer: Transfer }
  /** The tap was for another address than the one typed last, or that is forgotten. */
  | { readonly kind: 'changed'; readonly transfer: Transfer }
  | { readonly kind: 'not_yours' };

export interface RefundDeps extends Pacing {
  readonly chessa: Chessa;
  readonly store: Store;
  readonly queue: Queue;
  readonly log: Log;
}

const emptyLooksBeforeRepeat = 2;
const lookEveryMs = 10_000;

/** Makes the confirm tap (`confirm`) and the tracker's step for a frozen refund (`step`). */
export function createRefund(deps: RefundDeps) {
  const { chessa, store, queue, log, now, orderNow } = deps;
  const betweenLooksMs = lookEveryMs * deps.pollScale;

  async function confirm(tap: {
    readonly transferId: string;
    readonly userId: number;
    readonly hash: string;
  }): Promise<RefundTapped> {
    const transfer = await store.transfers.find(tap.transferId);
    if (transfer?.userId !== tap.userId) return { kind: 'not_yours' };
    if (!isRefundable(transfer) || !transfer.payTo) return { kind: 'already', transfer };
    const draft = await store.drafts.find(tap.userId, 'refund');
    const address = draft?.transferId === transfer.id ? draft.address : undefined;
    if (!address || hashRefundTarget(transfer.id, address, draft?.tag) !== tap.hash) {
      return { kind: 'changed', transfer };
    }
    const refund: Refund = {
      address,
      ...(draft?.tag && { tag: draft.tag }),
      chain: transfer.payTo.chain,
      frozenAtMs: orderNow(),
      attempts: 0,
      emptyLooks: 0,
      accepted: false,
    };
    const stages = [...transfer.stages, { stage: 'refund_asked' as const, atMs: orderNow() }];
    const committed = await store.transfers.commit({
      ...transfer,
      state: 'refunding',
      refund,
      stages,
      dueAtMs: now(),
    });
    if (committed.kind !== 'committed') return { kind: 'already', transfer };
    await store.drafts.delete(tap.userId, 'refund');
    await queue.schedule({ kind: 'transfer', id: transfer.id }, now());
    return { kind: 'done', transfer: committed.transfer };
  }

  /** Brings a frozen refund to Chessa. Returns when to be called again. */
  async function step(transfer: Transfer): Promise<number | undefined> {
    const { refund } = transfer;
    if (!refund || refund.accepted) return now();
    const certain = refund.attempts === 0 || refund.emptyLooks >= emptyLooksBeforeRepeat;
    return certain ? ask(transfer, refund) : look(transfer, refund);
  }

  async function ask(transfer: Transfer, refund: Refund): Promise<number | undefined> {
    const asked: Refund = {
      ...refund,
      attempts: refund.attempts + 1,
      askedAtMs: now(),
      emptyLooks: 0,
    };
    const kept = await keep(transfer, asked, now() + betweenLooksMs);
    if (!kept) return now();
    const { address, tag } = asked;
    const answer = await chessa.refundOrder({ orderId: transfer.orderId, address, tag });
    if (answer.ok) return adopt(kept, asked, answer.value.address ?? address);
    const { failure } = answer;
    log.warn('refund call failed', { transfer: transfer.id, failure: failure.kind });
    switch (failure.kind) {
      case 'rejected':
        return look(kept, asked, () => hold(kept, 'refund_failed'));
      case 'unknown':
        return now() + betweenLooksMs;
      case 'unavailable':
      case 'misconfigured': {
        const retryMs = failure.kind === 'unavailable' ? failure.retryAfterMs : undefined;
        const atMs = now() + (retryMs ?? betweenLooksMs);
        await keep(kept, { ...asked, emptyLooks: emptyLooksBeforeRepeat }, atMs);
        return atMs;
      }
    }
  }

  async function look(
    transfer: Transfer,
    refund: Refund,
    onEmpty?: () => Promise<number | undefined>,
  ): Promise<number | undefined> {
    const looked = await chessa.getOrder(transfer.orderId);
    if (!looked.ok) return now() + betweenLooksMs;
    const sentTo = refundTarget(looked.value);
    if (sentTo) return adopt(transfer, refund, sentTo.address, sentTo.tag);
    if (onEmpty) return onEmpty();
    const atMs = now() + betweenLooksMs;
    const emptyLooks = refund.emptyLooks + 1;
    await keep(transfer, { ...refund, emptyLooks, lookedAtMs: now() }, atMs);
    return atMs;
  }

  /** Chessa has a refund: ours when address and tag are ours, a person's case otherwise. */
  async function adopt(
    transfer: Transfer,
    refund: Refund,
    address: string,
    tag = refund.tag,
  ): Promise<number | undefined> {
    const same = sameAddress(refund.chain, address, refund.address);
    if (!same || (tag ?? '') !== (refund.tag ?? '')) {
      return hold(transfer, 'refund_to_other_address');
    }
    const accepted: Transfer = { ...transfer, refund: { ...refund, accepted: true } };
    const dueAtMs = nextLookAtMs(accepted, deps);
    const committed = await store.transfers.commit({ ...accepted, dueAtMs });
    return committed.kind === 'committed' ? dueAtMs : now();
  }

  async function hold(transfer: Transfer, reason: ReviewReason): Promise<number | undefined> {
    log.error('transfer needs a person', { transfer: transfer.id, reason });
    const held: Transfer = {
      ...transfer,
      state: 'review',
      review: { reason, from: transfer.state },
    };
    const dueAtMs = nextLookAtMs(held, deps);
    const committed = await store.transfers.commit({ ...held, dueAtMs });
    return committed.kind === 'committed' ? dueAtMs : now();
  }

  async function keep(transfer: Transfer, refund: Refund, dueAtMs: number) {
    const committed = await store.transfers.commit({ ...transfer, refund, dueAtMs });
    return committed.kind === 'committed' ? committed.transfer : undefined;
  }

  return { confirm, step };
}

function refundTarget(order: Order): { address: string; tag?: string } | undefined {
  const { refund } = order;
  return refund?.address ? { address: refund.address, tag: refund.tag } : undefined;
}
