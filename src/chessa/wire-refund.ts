/** Refunds on the wire: the answer to a request, and what an order tells of its own. */
import { z } from 'zod';
import type { OrderRefund } from '../domain/order.ts';
import { foldRefundStatus, shapeName } from './status.ts';
import {
  asList,
  asRecord,
  asText,
  decimal,
  link,
  opened,
  type Report,
  symbol,
  text,
} from './wire-values.ts';

const refundSchema = z.object({
  refundId: text,
  id: text,
  status: text,
  refundAddress: text,
  address: text,
  refundTag: text,
  tag: text,
  cryptoAmount: decimal,
  amount: decimal,
  cryptoAsset: symbol,
  asset: symbol,
  hash: text,
  transactionHash: text,
  explorerUrl: link,
});

/**
 * The answer to a refund request: flat, in `{ refund }`, or in an `{ order }` that carries one.
 * `undefined` when it names neither a refund nor an address.
 */
export function readRefund(body: unknown, report: Report): OrderRefund | undefined {
  const envelope = opened(body, 'refund', 'refundId', 'order');
  const order = asRecord(envelope?.order);
  if (order) return readOrderRefund(order, report);
  return toRefund(asRecord(envelope?.refund) ?? envelope, report);
}

/** An order's refund object; else what its own `refundAddress` tells. */
export function readOrderRefund(
  order: { readonly refund?: unknown; readonly refundAddress?: unknown },
  report: Report,
): OrderRefund | undefined {
  const address = asText(order.refundAddress);
  const item = asList(order.refund).find(asRecord);
  const refund = item === undefined ? undefined : toRefund(item, report);
  if (refund) return { ...refund, address: refund.address ?? address };
  return address ? { status: 'unknown', address } : undefined;
}

function toRefund(item: unknown, report: Report): OrderRefund | undefined {
  const refund = refundSchema.parse(asRecord(item) ?? {});
  const id = refund.refundId ?? refund.id;
  const address = refund.refundAddress ?? refund.address;
  if (!id && !address && !refund.hash) return undefined;
  const status = foldRefundStatus(refund.status ?? '');
  if (status === 'unknown') {
    report('unknown_refund_status', { status: shapeName(refund.status ?? '') });
  }
  return {
    id,
    status,
    rawStatus: refund.status,
    address,
    tag: refund.refundTag ?? refund.tag,
    amount: refund.cryptoAmount ?? refund.amount,
    asset: refund.cryptoAsset ?? refund.asset,
    hash: refund.hash ?? refund.transactionHash,
    explorerUrl: refund.explorerUrl,
  };
}
