/** What an order tells of a refund, beside the one that was asked for. Pure. */
import { sameAddress } from '../domain/chain.ts';
import type { Order, OrderRefund } from '../domain/order.ts';
import type { Refund, Transfer } from '../domain/transfer.ts';
import { isOfExtra } from './extra-back.ts';

/** Tells whether it goes where its owner confirmed. What the provider does not tell cannot differ. */
export function isSentTo(
  refund: Refund,
  { address = refund.address, tag = refund.tag }: OrderRefund,
): boolean {
  return sameAddress(refund.chain, address, refund.address) && (tag ?? '') === (refund.tag ?? '');
}

/** Tells whether the order's refund is of the payment itself. */
export function isOfWhole(transfer: Transfer, order: Order): boolean {
  return order.refund !== undefined && !isOfExtra(transfer, order);
}
