/**
 * Money back. The address is confirmed by its owner on a tap of its own, frozen by compare-and-set
 * before the first call, and never replaced: the same call is repeated or a person looks. Every
 * call follows a look, so none is made for an order that has moved on or is being refunded.
 */
import type { Chessa } from '../chessa/client.ts';
import type { Failure } from '../chessa/failure.ts';
import { sameAddress } from '../domain/chain.ts';
import type { Order, OrderRefund } from '../domain/order.ts';
import { isRefundable, type Refund, type Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { decide, isAboutAnother } from './decide.ts';
import { isOfExtra } from './extra-back.ts';
import type { Pacing } from './pace.ts';
import { hashRefundTarget } from './quote-hash.ts';
import { createWrite } from './write.ts';

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
  const { write, hold, missing } = createWrite(deps);

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
    const dueAtMs = now();
    const next: Transfer = { ...transfer, state: 'refunding', refund, stages, dueAtMs };
    const committed = await store.transfers.commit(next);
    // A look wrote at the same moment; what it saw decides whether the tap still counts.
    if (committed.kind !== 'committed') return confirm(tap);
    await store.drafts.delete(tap.userId, 'refund');
    await queue.schedule({ kind: 'transfer', id: transfer.id }, dueAtMs);
    return { kind: 'done', transfer: committed.transfer };
  }

  /** Brings a frozen refund to Chessa. Returns when to be called again. */
  async function step(transfer: Transfer): Promise<number | undefined> {
    const { refund } = transfer;
    if (!refund || refund.accepted) throw new Error(`no refund to ask for: ${transfer.id}`);
    const looked = await chessa.getOrder(transfer.orderId);
    if (!looked.ok) return lookFailed(transfer, looked.failure);
    if (refund.attempts === 0 && !isAboutAnother(transfer, looked.value)) {
      return begin(transfer, refund, looked.value);
    }
    const settled = await settle(transfer, refund, looked.value);
    if (settled !== 'nothing_yet') return settled.nextMs;
    const emptyLooks = refund.emptyLooks + 1;
    if (emptyLooks >= emptyLooksBeforeRepeat) return ask(transfer, refund);
    return keep(transfer, { ...refund, emptyLooks, lookedAtMs: now() });
  }

  /** Nothing was asked for yet: it is dropped when the order has moved on since the tap. */
  async function begin(transfer: Transfer, refund: Refund, order: Order) {
    const told = order.refund;
    const isOurs = told?.address && sameAddress(refund.chain, told.address, refund.address);
    // Asked for by us, to the same address, and lost from our records since.
    if (told && isOurs) return adopt(transfer, refund, told);
    const { refund: _, ...before } = transfer;
    const stages = transfer.stages.filter(({ stage }) => stage !== 'refund_asked');
    const decision = decide({ ...before, state: 'held', stages }, { order }, orderNow());
    const { state } = decision.transfer;
    if (told?.status === 'failed' && state === 'review') return hold(transfer, 'refund_failed');
    if (state === 'held' || state === 'failed' || state === 'refunding') {
      if (!told) return ask(transfer, refund);
      const isOther = !isOfExtra(decision.transfer, order);
      return hold(transfer, isOther ? 'refund_to_other_address' : 'refund_failed');
    }
    log.info('refund dropped, the order has moved on', { transfer: transfer.id });
    // What ends a transfer has news of its own; that it goes on after all would come without any.
    const goesOn = decision.notices.length === 0 ? (['refund_dropped'] as const) : [];
    return write({ ...decision, notices: [...decision.notices, ...goesOn] }, transfer);
  }

  async function ask(transfer: Transfer, refund: Refund): Promise<number | undefined> {
    const attempts = refund.attempts + 1;
    const asked: Refund = { ...refund, attempts, askedAtMs: now(), emptyLooks: 0 };
    const dueAtMs = now() + betweenLooksMs;
    const written = await store.transfers.commit({ ...transfer, refund: asked, dueAtMs });
    if (written.kind !== 'committed') return now();
    const kept = written.transfer;
    const { address, tag } = asked;
    const answer = await chessa.refundOrder({ orderId: transfer.orderId, address, tag });
    if (answer.ok) return adopt(kept, asked, answer.value);
    const { failure } = answer;
    log.warn('refund call failed', { transfer: transfer.id, failure: failure.kind });
    switch (failure.kind) {
      case 'rejected':
        return refusedCall(kept, asked);
      case 'unknown':
        return dueAtMs;
      case 'unavailable':
      case 'misconfigured': {
        const certain = { ...asked, emptyLooks: emptyLooksBeforeRepeat };
        return keep(
          kept,
          certain,
          failure.kind === 'unavailable' ? failure.retryAfterMs : undefined,
        );
      }
    }
  }

  /** A refusal may mean that an earlier call, whose answer was lost, had worked. */
  async function refusedCall(transfer: Transfer, refund: Refund): Promise<number | undefined> {
    const looked = await chessa.getOrder(transfer.orderId);
    if (!looked.ok) return lookFailed(transfer, looked.failure);
    const settled = await settle(transfer, refund, looked.value);
    return settled === 'nothing_yet' ? hold(transfer, 'refund_failed') : settled.nextMs;
  }

  /** What the order itself says of a refund that was asked for. */
  async function settle(transfer: Transfer, refund: Refund, order: Order): Promise<Settled> {
    const isOurs = !isAboutAnother(transfer, order);
    if (isOurs && order.refund) return { nextMs: await adopt(transfer, refund, order.refund) };
    const isOver = isOurs && (order.status === 'refunded' || order.status === 'completed');
    const decision = decide(transfer, { order }, orderNow());
    if (!isOver && decision.transfer.state !== 'review') return 'nothing_yet';
    return { nextMs: await write(decision, transfer) };
  }

  /**
   * Chessa has a refund: ours when address and tag are ours, a person's case otherwise. One that
   * does not tell its address is ours too, as there was none before the call.
   */
  async function adopt(transfer: Transfer, refund: Refund, told: OrderRefund) {
    const { address = refund.address, tag = refund.tag } = told;
    const same = sameAddress(refund.chain, address, refund.address);
    if (!same || (tag ?? '') !== (refund.tag ?? '')) {
      return hold(transfer, 'refund_to_other_address');
    }
    const taken = { ...transfer, refund: { ...refund, accepted: true } };
    return write({ transfer: taken, notices: [] }, transfer);
  }

  async function lookFailed(transfer: Transfer, failure: Failure): Promise<number | undefined> {
    if (failure.kind !== 'rejected') {
      const waitMs = failure.kind === 'unavailable' ? failure.retryAfterMs : undefined;
      const atMs = now() + (waitMs ?? betweenLooksMs);
      await store.transfers.postpone(transfer.id, transfer.version, atMs);
      return atMs;
    }
    return missing(transfer);
  }

  async function keep(transfer: Transfer, refund: Refund, waitMs = betweenLooksMs) {
    const dueAtMs = now() + waitMs;
    const committed = await store.transfers.commit({ ...transfer, refund, dueAtMs });
    return committed.kind === 'committed' ? dueAtMs : now();
  }

  return { confirm, step };
}

/** `nothing_yet`, or when to look next. */
type Settled = 'nothing_yet' | { readonly nextMs: number | undefined };
