/** What a look at an order tells, taken over into a transfer, whatever its state. Pure. */
import { type Deposit, isSameDeposit, type Order } from '../domain/order.ts';
import type { Refund, Transfer } from '../domain/transfer.ts';
import { isOfExtra } from './extra-back.ts';
import { notMissing } from './missing.ts';

/** The transfer with the provider's facts. They never go back to less. */
export function withFacts(transfer: Transfer, order: Order): Transfer {
  const deposits = allDeposits(transfer.deposits, order.deposits);
  return {
    ...notMissing(transfer),
    orderStatus: order.rawStatus,
    orderExpiresAtMs: endOf(transfer, order),
    deposits,
    ...refundSeen({ ...transfer, deposits }, order),
  };
}

/**
 * The refund as the order tells it; also one that nobody asked for as far as we know, of money that
 * will not be paid out: it is asked for already, and must not be asked for again.
 */
function refundSeen(transfer: Transfer, order: Order): Pick<Transfer, 'refund'> {
  const facts = refundFacts(transfer, order);
  if (transfer.refund) return { refund: { ...transfer.refund, ...facts } };
  const { address, tag, status } = order.refund ?? {};
  const isStopped = transfer.state === 'failed' || transfer.state === 'held';
  if (!isStopped || !address || status !== 'pending' || isOfExtra(transfer, order)) return {};
  const chain = transfer.payTo?.chain ?? transfer.chain;
  const asked = { address, ...(tag && { tag }), chain, attempts: 0, emptyLooks: 0 };
  return { refund: { ...asked, frozenAtMs: transfer.createdAtMs, accepted: true, ...facts } };
}

/**
 * Notes, once, that the time to pay is over while payment is still awaited, as with a status that
 * nobody knows or a provider that is away: the card must hide the address all the same.
 */
export function closeAddress(transfer: Transfer, nowMs: number): Transfer {
  if (transfer.state !== 'awaiting_deposit') return transfer;
  const { closedAtMs, ...open } = transfer;
  const isOver = nowMs >= transfer.orderExpiresAtMs;
  if (isOver === (closedAtMs !== undefined)) return transfer;
  return isOver ? { ...open, closedAtMs: nowMs } : open;
}

/** Only while somebody may pay: afterwards the end that was agreed is history. */
function endOf({ state, orderExpiresAtMs }: Transfer, order: Order): number {
  return (state === 'awaiting_deposit' && order.expiresAtMs) || orderExpiresAtMs;
}

function refundFacts({ send }: Transfer, { refund }: Order): Partial<Refund> {
  const { amount, asset, hash, explorerUrl } = refund ?? {};
  return {
    ...(amount && { amount: { amount, currency: asset ?? send.currency } }),
    ...(hash && { hash }),
    ...(explorerUrl && { explorerUrl }),
  };
}

/**
 * Every deposit that was ever told of, each with what was told of it last: of several, an order may show
 * only the first or the newest. Those that carry neither id nor hash can only be counted.
 */
function allDeposits(kept: readonly Deposit[], told: readonly Deposit[]): readonly Deposit[] {
  if (![...kept, ...told].every(({ id, hash }) => id ?? hash)) {
    return told.length >= kept.length ? told : kept;
  }
  const updated = kept.map((one) => {
    const again = told.find((other) => isSameDeposit(one, other));
    return again ? { ...one, ...toldOf(again) } : one;
  });
  const fresh = told.filter((one) => !kept.some((other) => isSameDeposit(one, other)));
  return [...updated, ...fresh].slice(0, mostDeposits);
}

/** What an answer leaves out takes nothing away from what is known. */
function toldOf(deposit: Deposit): Deposit {
  return Object.fromEntries(Object.entries(deposit).filter(([, value]) => value !== undefined));
}

/** More were never for one order, and each look compares every one with every other. */
const mostDeposits = 100;
