/**
 * From an accepted quote to the address. The order is funded by one call; whether a lost call
 * happened is settled by looking at the order, and it is repeated only after two empty looks ten
 * seconds apart. Every call is written down before it is made, so a crash resumes here.
 */
import type { Chessa } from '../chessa/client.ts';
import type { Failure } from '../chessa/failure.ts';
import type { Order } from '../domain/order.ts';
import type { Funding, ReviewReason, Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { checkFunding, hasAddress } from './check-funding.ts';
import { nextLookAtMs, type Pacing } from './pace.ts';

export interface FundDeps extends Pacing {
  readonly chessa: Chessa;
  readonly store: Store;
  readonly log: Log;
}

/** Looks that must find nothing before the call is made again, and the time between them. */
const emptyLooksBeforeRepeat = 2;
const lookEveryMs = 10_000;
/** An order that could not be funded for so long after its quote is given up. */
const giveUpAfterMs = 10 * 60_000;

/** Makes the step that brings an `accepting` transfer on. Returns when to be called again. */
export function createFund(deps: FundDeps) {
  const { chessa, store, log, now, orderNow } = deps;
  const betweenLooksMs = lookEveryMs * deps.pollScale;

  async function step(transfer: Transfer): Promise<number | undefined> {
    const { funding } = transfer;
    if (!funding) return ask(transfer);
    if (funding.emptyLooks < emptyLooksBeforeRepeat) return look(transfer, funding);
    return orderNow() > transfer.confirmBeforeMs + giveUpAfterMs ? giveUp(transfer) : ask(transfer);
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
        return now() + betweenLooksMs;
      case 'unavailable':
      case 'misconfigured': {
        const retryMs = failure.kind === 'unavailable' ? failure.retryAfterMs : undefined;
        const atMs = now() + (retryMs ?? betweenLooksMs);
        await keep(transfer, { ...funding, emptyLooks: emptyLooksBeforeRepeat }, atMs);
        return atMs;
      }
    }
  }

  /** Asks the order itself. `onEmpty` replaces the count of empty looks. */
  async function look(
    transfer: Transfer,
    funding: Funding,
    onEmpty?: () => Promise<undefined>,
  ): Promise<number | undefined> {
    const looked = await chessa.getOrder(transfer.orderId);
    if (!looked.ok) return now() + betweenLooksMs;
    if (hasAddress(looked.value)) return settle(transfer, looked.value);
    if (onEmpty) return onEmpty();
    const emptyLooks = funding.emptyLooks + 1;
    const atMs = now() + betweenLooksMs;
    await keep(transfer, { ...funding, emptyLooks, lookedAtMs: now() }, atMs);
    return atMs;
  }

  /** One answer brought an address: it counts when a second, fresh one agrees. */
  async function settle(transfer: Transfer, first: Order): Promise<number | undefined> {
    if (!hasAddress(first)) return now() + betweenLooksMs;
    const second = await chessa.getOrder(transfer.orderId);
    if (!second.ok || !hasAddress(second.value)) return now() + betweenLooksMs;
    const checked = checkFunding(transfer, first, second.value);
    if (!checked.ok) return hold(transfer, checked.failure);
    const waiting: Transfer = {
      ...transfer,
      state: 'awaiting_deposit',
      orderStatus: second.value.rawStatus,
      payTo: checked.value,
      stages: [...transfer.stages, { stage: 'accepted', atMs: orderNow() }],
    };
    const dueAtMs = nextLookAtMs(waiting, deps);
    const committed = await store.transfers.commit(
      { ...waiting, dueAtMs },
      { claim: checked.value },
    );
    if (committed.kind === 'address_taken') return hold(transfer, 'address_in_use');
    return committed.kind === 'stale' ? now() : dueAtMs;
  }

  async function hold(transfer: Transfer, reason: ReviewReason): Promise<number | undefined> {
    log.error('transfer needs a person', { transfer: transfer.id, reason });
    const held: Transfer = {
      ...transfer,
      state: 'review',
      review: { reason, from: transfer.state },
    };
    const dueAtMs = nextLookAtMs(held, deps);
    const committed = await store.transfers.commit(
      { ...held, dueAtMs },
      { notices: ['do_not_pay'] },
    );
    return committed.kind === 'stale' ? now() : dueAtMs;
  }

  /** Chessa has no address for this order and will not make one: it costs nothing. */
  async function giveUp(transfer: Transfer): Promise<undefined> {
    await store.transfers.commit({ ...transfer, state: 'cancelled', dueAtMs: undefined });
    return undefined;
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
