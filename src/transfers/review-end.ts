/**
 * The end of a transfer that waits for staff, as far as it is sure. Only they end the review; but
 * whoever waits for the money is told that it is there, or back. Pure.
 */
import { sameMoney } from '../domain/money.ts';
import type { Order } from '../domain/order.ts';
import type { ReviewEnd, ReviewReason, Transfer } from '../domain/transfer.ts';
import { isOfWhole, isSentTo } from './told-refund.ts';

/** Reviews in which a delivery or a refund is itself what nobody understands. */
const neverSure: readonly ReviewReason[] = ['paid_after_refund', 'delivery_in_doubt'];

/**
 * What the order says of the end; `undefined` while there is none, or it is not sure: nobody was
 * shown an address, another amount arrived, it is both delivered and sent back, or the refund went
 * to an address that its owner did not confirm.
 */
export function endInReview(transfer: Transfer, order: Order): ReviewEnd | undefined {
  const { review, payTo } = transfer;
  if (!review || !payTo || neverSure.includes(review.reason)) return undefined;
  if (isDelivered(transfer, order)) return 'delivered';
  return isSentBack(transfer, order) ? 'sent_back' : undefined;
}

function isDelivered(transfer: Transfer, order: Order): boolean {
  const { refund, receive, review } = transfer;
  const isRefundOver = refund === undefined || review?.reason === 'refund_failed';
  const isKept = order.refund === undefined || order.refund.status === 'failed';
  const isAgreed = order.receive === undefined || sameMoney(order.receive, receive);
  return order.status === 'completed' && isRefundOver && isKept && isAgreed;
}

function isSentBack(transfer: Transfer, order: Order): boolean {
  const { refund, review } = transfer;
  const told = order.refund;
  const isBack = told ? told.status === 'completed' && isOfWhole(transfer, order) : true;
  const isOurs = !refund || !told || isSentTo(refund, told);
  const wasElsewhere = review?.reason === 'refund_to_other_address';
  const isSure = !wasElsewhere || told?.address !== undefined;
  const isOver =
    order.status === 'refunded' || (told !== undefined && order.status !== 'completed');
  return isBack && isOurs && isSure && isOver;
}
