/** A refund of what was paid too much, which comes by itself and is not of the payment. Pure. */
import { arrived } from '../domain/arrived.ts';
import { compareDecimals } from '../domain/money.ts';
import type { Order, OrderStatus } from '../domain/order.ts';
import type { Transfer } from '../domain/transfer.ts';

/** The payment itself is kept, for the payout. */
const keepsPayment: readonly OrderStatus[] = [
  'waiting_for_confirmations',
  'funds_received',
  'processing_payout',
  'completed',
];

/**
 * Tells whether the order's refund is of no more than what was paid too much. One that nobody asked
 * for, in an order that is being delivered, can be of nothing else; and it stays that when the
 * payout fails afterwards, so that the payment is not taken for sent back.
 */
export function isOfExtra(transfer: Transfer, { refund, status }: Order): boolean {
  const { refund: ours, extraBack, depositsSentBack } = transfer;
  const isAskedFor = ours !== undefined && (ours.accepted || ours.attempts > 0);
  const isOver = depositsSentBack !== undefined;
  if (!refund || isAskedFor || isOver) return false;
  if (keepsPayment.includes(status)) return true;
  const money = arrived(transfer);
  const extra = money.kind === 'over' ? money.extra : extraBack?.amount;
  if (refund.amount === undefined || !extra) return extraBack !== undefined;
  return compareDecimals(refund.amount, extra.amount) <= 0;
}

/** The transfer with a refund that is told beside its payment, where there is one. */
export function withExtraBack(transfer: Transfer, order: Order): Transfer {
  const { refund } = order;
  if (!refund || !isOfExtra(transfer, order)) return transfer;
  const { status, amount, asset = transfer.send.currency } = refund;
  const extraBack = { status, ...(amount && { amount: { amount, currency: asset } }) };
  return { ...transfer, extraBack };
}
