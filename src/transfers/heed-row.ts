/**
 * What a row of Chessa's list means for the next look at a transfer: look now, or there is nothing
 * new to see. Pure. A row is never more than a hint.
 */
import { foldOrderStatus } from '../chessa/status.ts';
import type { Order } from '../domain/order.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Rank } from '../queue/budget.ts';
import type { Postponement } from '../store/transfer-records.ts';
import { isCalling } from './bring-forward.ts';
import { decide } from './decide.ts';
import { nextLookAtMs, type Pacing, untilEndMs } from './pace.ts';

/** How a row was taken, and the move of the next look that follows, where one does. */
export interface Heeded {
  readonly transfer: Transfer;
  /** `unsure`: it does not say enough, or it is time for a look of the transfer's own. */
  readonly is: 'moved' | 'still' | 'unsure';
  /** How pressing the look at one that has moved is. */
  readonly rank: Rank;
  readonly move?: Postponement;
}

/** How far Chessa's clock, as we know it, may be from the clock of its records. */
const slackMs = 10_000;
/** A status that differs right after a look is the list's way of putting it. */
const mayDifferMs = 30_000;

/** The list, as whoever walks through it knows it. */
export interface Round {
  /** How long it takes until a row is seen again. */
  readonly walkMs: number;
  /** A list may lag behind: after so long it is time for a look, however still it says that all is. */
  readonly trustMs: number;
}

/**
 * Heeds a row about a transfer's order; nothing where no look is planned, or the next one has a time
 * of its own, as with quotes and calls of ours. What is still, and due before the row is seen again, is postponed: by its
 * pace, or for as long as three walks take, as the list sees to it, but never past its own end.
 */
export function heedRow(
  transfer: Transfer,
  row: Order,
  pacing: Pacing,
  round: Round,
): Heeded | undefined {
  const { id, version, dueAtMs, state } = transfer;
  const isQuote = state === 'quoted' || state === 'cancelled';
  if (dueAtMs === undefined || isQuote || isCalling(transfer)) return undefined;
  const orderNowMs = pacing.orderNow();
  const is = takenAs(transfer, row, orderNowMs, round.trustMs);
  const heeded = { transfer, is, rank: rankOfRow(row) };
  const nowMs = pacing.now();
  if (is === 'moved') return { ...heeded, move: { id, version, dueAtMs: nowMs } };
  if (is === 'unsure' || dueAtMs > nowMs + 2 * round.walkMs) return heeded;
  const byPaceMs = nextLookAtMs(transfer, pacing) ?? 0;
  const endMs = nowMs + untilEndMs(transfer, orderNowMs);
  const laterMs = Math.min(Math.max(byPaceMs, nowMs + 3 * round.walkMs), endMs);
  return laterMs > dueAtMs ? { ...heeded, move: { id, version, dueAtMs: laterMs } } : heeded;
}

/** News of an end can wait behind money: many orders end that nobody paid. */
function rankOfRow({ status }: Order): Rank {
  return status === 'expired' || status === 'cancelled' ? 'waiting' : 'list';
}

function takenAs(transfer: Transfer, row: Order, nowMs: number, trustMs: number): Heeded['is'] {
  const { lookedAtMs = 0 } = transfer;
  const known = foldOrderStatus(transfer.orderStatus);
  const isSame = row.status === known;
  const { updatedAtMs } = row;
  if (updatedAtMs !== undefined && updatedAtMs > lookedAtMs - slackMs) return 'moved';
  if (!isSame && row.status !== 'unknown') {
    // By its time it is its way of putting it, or clocks differ by more than is allowed for here.
    const isTimeless = updatedAtMs === undefined;
    return isTimeless && nowMs - lookedAtMs >= mayDifferMs ? 'moved' : 'unsure';
  }
  const isToldStill = updatedAtMs !== undefined || (isSame && known !== 'unknown');
  const isTrusted = nowMs - lookedAtMs < trustMs;
  return isToldStill && isTrusted && !isTimeForLook(transfer, nowMs) ? 'still' : 'unsure';
}

/** Whether a look would lead to something although Chessa tells nothing new: a reminder, an end. */
function isTimeForLook(transfer: Transfer, nowMs: number): boolean {
  const { orderId, orderStatus, deposits } = transfer;
  const status = foldOrderStatus(orderStatus);
  const told: Order = { id: orderId, status, rawStatus: orderStatus, deposits };
  return decide(transfer, { order: told }, nowMs).changed;
}
