/**
 * From an accepted quote to the address. The order is funded by one call; whether a lost call
 * happened is settled by looking at the order, and it is repeated only after two empty looks ten
 * seconds apart. Every call is written down before it is made, so a crash resumes here.
 */
import type { Chessa } from '../chessa/client.ts';
import type { Failure } from '../chessa/failure.ts';
import type { Order } from '../domain/order.ts';
import type { Funding, PayTo, Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { checkFunding, hasAddress, wasFunded } from './check-funding.ts';
import { decide } from './decide.ts';
import { nextLookAtMs, type Pacing } from './pace.ts';
import { createWrite } from './write.ts';

export interface FundDeps extends Pacing {
  readonly chessa: Chessa;
  readonly store: Store;
  readonly log: Log;
}

/** Looks that must find nothing before the call is made again, and the time between them. */
const emptyLooksBeforeRepeat = 2;
const lookEveryMs = 10_000;
/** A transfer without an address so long after its quote's end is given up. */
const giveUpAfterMs = 10 * 60_000;
/** When `recall` looks once more at what was given up. */
const recallAfterMs = 60_000;
/** An address is not shown when less than this is left to pay. */
const leastLeftMs = 30 * 60_000;

/** Makes the step that brings an `accepting` transfer on. Returns when to be called again. */
export function createFund(deps: FundDeps) {
  const { chessa, store, log, now, orderNow } = deps;
  const betweenLooksMs = lookEveryMs * deps.pollScale;
  const { write, hold } = createWrite(deps);

  async function step(transfer: Transfer): Promise<number | undefined> {
    const { funding } = transfer;
    if (funding && funding.emptyLooks < emptyLooksBeforeRepeat) return look(transfer, funding);
    return askUnlessFunded(transfer);
  }

  function askOrGiveUp(transfer: Transfer): Promise<number | undefined> {
    return orderNow() >= endOf(transfer) ? giveUp(transfer) : ask(transfer);
  }

  /**
   * Looks before every call, the first one too. An order that is funded was funded by us, though our
   * records have lost it. Where they know of no call, its address was shown perhaps: it is followed,
   * however late it is.
   */
  async function askUnlessFunded(transfer: Transfer): Promise<number | undefined> {
    const looked = await chessa.getOrder(transfer.orderId);
    if (looked.ok && wasFunded(looked.value)) {
      return settle(transfer, looked.value, transfer.funding ? showInTime : show);
    }
    const isUnknown = !looked.ok && looked.failure.kind !== 'rejected';
    return isUnknown && orderNow() < endOf(transfer) ? later(transfer) : askOrGiveUp(transfer);
  }

  /** When there is no more point in trying, by Chessa's clock. */
  function endOf({ confirmBeforeMs }: Transfer): number {
    return confirmBeforeMs + giveUpAfterMs;
  }

  /** Comes back after a wait, at the end of all trying at the latest. */
  async function later(transfer: Transfer, waitMs = betweenLooksMs): Promise<number> {
    const leftMs = Math.max(endOf(transfer) - orderNow(), betweenLooksMs);
    const atMs = now() + Math.min(waitMs, leftMs);
    await store.transfers.postpone(transfer.id, transfer.version, atMs);
    return atMs;
  }

  async function ask(transfer: Transfer): Promise<number | undefined> {
    const attempts = (transfer.funding?.attempts ?? 0) + 1;
    const funding: Funding = { attempts, askedAtMs: now(), emptyLooks: 0 };
    const asked = await keep(transfer, funding, now() + betweenLooksMs);
    if (!asked) return now();
    const answer = await chessa.fundOrder(transfer.orderId, transfer.chain);
    if (answer.ok) return settle(asked, answer.value);
    return unsettled(asked, funding, answer.failure);
  }

  /** The call failed: certain failures are repeated later, all others are looked into. */
  async function unsettled(
    transfer: Transfer,
    funding: Funding,
    failure: Failure,
  ): Promise<number | undefined> {
    log.warn('funding call failed', { transfer: transfer.id, failure: failure.kind });
    switch (failure.kind) {
      case 'rejected':
        return look(transfer, funding, () => giveUp(transfer));
      case 'unknown':
        return later(transfer);
      case 'unavailable':
      case 'misconfigured': {
        const certain = { ...funding, emptyLooks: emptyLooksBeforeRepeat };
        const kept = await keep(transfer, certain, now() + betweenLooksMs);
        return kept
          ? later(kept, failure.kind === 'unavailable' ? failure.retryAfterMs : undefined)
          : now();
      }
    }
  }

  /** Asks the order itself. `onEmpty` replaces the count of empty looks. */
  async function look(
    transfer: Transfer,
    funding: Funding,
    onEmpty?: () => Promise<number | undefined>,
  ): Promise<number | undefined> {
    const looked = await chessa.getOrder(transfer.orderId);
    if (!looked.ok) return orderNow() >= endOf(transfer) ? giveUp(transfer) : later(transfer);
    if (wasFunded(looked.value)) return settle(transfer, looked.value);
    if (onEmpty) return onEmpty();
    const emptyLooks = funding.emptyLooks + 1;
    const atMs = now() + betweenLooksMs;
    await keep(transfer, { ...funding, emptyLooks, lookedAtMs: now() }, atMs);
    return atMs;
  }

  /** One answer brought an address: it counts when a second, fresh one agrees. */
  async function settle(
    transfer: Transfer,
    first: Order,
    use = showInTime,
  ): Promise<number | undefined> {
    if (!hasAddress(first)) return later(transfer);
    const second = await chessa.getOrder(transfer.orderId);
    if (!second.ok || !wasFunded(second.value)) return later(transfer);
    const checked = checkFunding(transfer, first, second.value);
    if (!checked.ok) return hold(transfer, checked.failure);
    return use(transfer, checked.value, second.value);
  }

  async function showInTime(transfer: Transfer, payTo: PayTo, order: Order) {
    return isPayableStill(transfer, order) ? show(transfer, payTo, order) : giveUp(transfer);
  }

  /** An order that has ended, or will in a moment, is no place to send anybody; money is kept. */
  function isPayableStill(transfer: Transfer, order: Order): boolean {
    if (order.deposits.length > 0) return true;
    const hasEnded = order.status === 'expired' || order.status === 'cancelled';
    const leftMs = (order.expiresAtMs ?? transfer.orderExpiresAtMs) - orderNow();
    return !hasEnded && leftMs >= leastLeftMs;
  }

  async function show(transfer: Transfer, payTo: PayTo, order: Order): Promise<number | undefined> {
    const stages = [...transfer.stages, { stage: 'accepted' as const, atMs: orderNow() }];
    const waiting: Transfer = { ...transfer, state: 'awaiting_deposit', payTo, stages };
    const { transfer: next, notices } = decide(waiting, { order }, orderNow());
    const dueAtMs = nextLookAtMs(next, deps);
    const committed = await store.transfers.commit({ ...next, dueAtMs }, { claim: payTo, notices });
    if (committed.kind === 'address_taken') return hold(transfer, 'address_in_use');
    return committed.kind === 'stale' ? now() : dueAtMs;
  }

  /**
   * No address will be shown. Our records may have lost that one was, so `recall` looks once more and
   * watches for money where the order was funded.
   */
  async function giveUp(transfer: Transfer): Promise<number | undefined> {
    log.warn('transfer given up without an address', { transfer: transfer.id });
    const stages = [...transfer.stages, { stage: 'cancelled' as const, atMs: orderNow() }];
    const ended: Transfer = { ...transfer, state: 'cancelled', stages };
    return write({ transfer: ended, notices: ['no_address'] }, transfer, now() + recallAfterMs);
  }

  async function keep(
    transfer: Transfer,
    funding: Funding,
    dueAtMs: number,
  ): Promise<Transfer | undefined> {
    const committed = await store.transfers.commit({ ...transfer, funding, dueAtMs });
    return committed.kind === 'committed' ? committed.transfer : undefined;
  }

  return { step };
}
