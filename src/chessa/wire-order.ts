/** Orders, histories, refunds and rates on the wire, in every shape known, as domain values. */
import { z } from 'zod';
import { type Decimal, isPositive, type Money } from '../domain/money.ts';
import type { Deposit, Order, OrderHistory, OrderRefund, OrderStep } from '../domain/order.ts';
import { foldOrderStatus, foldRefundStatus, foldWord } from './status.ts';
import { toOrderRecipient } from './wire-recipient.ts';
import {
  asList,
  asRecord,
  code,
  decimal,
  flag,
  link,
  type Report,
  text,
  time,
} from './wire-values.ts';

const anything = z.unknown().optional();

const orderSchema = z.object({
  id: text,
  orderId: text,
  shortId: text,
  status: text,
  state: text,
  currentStatus: text,
  recipientId: text,
  originAmount: decimal,
  originAsset: text,
  cryptoAmount: decimal,
  cryptoAsset: text,
  destinationAmount: decimal,
  destinationAsset: text,
  fiatAmount: decimal,
  fiatCurrency: text,
  destinationCountry: code,
  feeAmount: decimal,
  feeCurrency: text,
  cryptoAddress: text,
  cryptoAddressChain: text,
  cryptoAddressTag: text,
  cryptoDepositId: text,
  chain: text,
  createdAt: time,
  updatedAt: time,
  expiresAt: time,
  cryptoDeposit: anything,
  cryptoDeposits: anything,
  recipient: anything,
  refund: anything,
  refundAddress: text,
});
type WireOrder = z.infer<typeof orderSchema>;

const depositSchema = z.object({
  id: text,
  amount: decimal,
  asset: text,
  chain: text,
  hash: text,
  explorerUrl: link,
  status: text,
  createdAt: time,
});

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
  cryptoAsset: text,
  asset: text,
  hash: text,
  transactionHash: text,
  explorerUrl: link,
});

const stepSchema = z.object({
  status: text,
  state: text,
  timestamp: time,
  createdAt: time,
  checked: flag,
});

/** Words of an envelope (`{ status: "success", order }`) that say nothing about the order. */
const envelopeWords = new Set(['success', 'successful', 'ok', 'true', '200', '201']);

/**
 * An order from `{ order }`, `{ data }` or the bare body, in the shape of the create, funding,
 * detail or list answer. `undefined` without an id that can be used in a path.
 */
export function readOrder(body: unknown, report: Report): Order | undefined {
  const root = asRecord(body);
  const envelope = asRecord(root?.data) && !root?.order && !root?.id ? asRecord(root?.data) : root;
  const inner = asRecord(envelope?.order);
  const order = orderSchema.parse(inner ?? envelope ?? {});
  const outer = inner ? orderSchema.parse(envelope) : undefined;
  const id = order.id ?? order.orderId;
  if (!id || !isPathSafe(id)) return undefined;
  const outerStatus = outer?.status ?? outer?.state ?? outer?.currentStatus;
  const rawStatus =
    order.status ??
    order.state ??
    order.currentStatus ??
    (outerStatus && !envelopeWords.has(outerStatus.toLowerCase()) ? outerStatus : '');
  const status = foldOrderStatus(rawStatus);
  if (status === 'unknown') report('unknown_order_status', { status: shapeName(rawStatus) });
  return {
    id,
    shortId: order.shortId,
    status,
    rawStatus,
    recipientId: order.recipientId,
    send:
      money(order.originAmount, order.originAsset) ?? money(order.cryptoAmount, order.cryptoAsset),
    receive:
      money(order.destinationAmount, order.destinationAsset) ??
      money(order.fiatAmount, order.fiatCurrency),
    country: order.destinationCountry,
    fee: money(order.feeAmount, order.feeCurrency),
    chain: order.cryptoAddressChain ?? order.chain,
    address: order.cryptoAddress,
    tag: order.cryptoAddressTag,
    createdAtMs: order.createdAt,
    updatedAtMs: order.updatedAt,
    expiresAtMs: order.expiresAt,
    deposits: readDeposits(order),
    recipient: asRecord(order.recipient) && toOrderRecipient(order.recipient),
    refund: readOrderRefund(order, report),
  };
}

/** Zero, one or several deposits; one that only its id tells of is still a deposit. */
function readDeposits(order: WireOrder): Deposit[] {
  const found = [...asList(order.cryptoDeposit), ...asList(order.cryptoDeposits)].flatMap(
    (item) => {
      if (!asRecord(item)) return [];
      const { createdAt, ...deposit } = depositSchema.parse(item);
      const known = { ...deposit, createdAtMs: createdAt };
      return Object.values(known).some((value) => value !== undefined) ? [known] : [];
    },
  );
  return found.length === 0 && order.cryptoDepositId ? [{ id: order.cryptoDepositId }] : found;
}

/** The refund object; else what the order's own `refundAddress` tells. */
function readOrderRefund(order: WireOrder, report: Report): OrderRefund | undefined {
  const item = asList(order.refund).find(asRecord);
  const refund = item === undefined ? undefined : toRefund(item, report);
  if (refund) return { ...refund, address: refund.address ?? order.refundAddress };
  return order.refundAddress ? { status: 'unknown', address: order.refundAddress } : undefined;
}

/**
 * The answer to a refund request: flat, in `{ refund }`, or in an `{ order }` that carries one.
 * `undefined` when it names neither a refund nor an address.
 */
export function readRefund(body: unknown, report: Report): OrderRefund | undefined {
  const root = asRecord(body);
  const envelope =
    asRecord(root?.data) && !root?.refund && !root?.refundId ? asRecord(root?.data) : root;
  if (asRecord(envelope?.order)) return readOrder(envelope, report)?.refund;
  return toRefund(asRecord(envelope?.refund) ?? envelope, report);
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

/**
 * A status history: reached steps in ascending time, each status and time once. Steps that are
 * listed but not yet checked, or have no time, are left out. `undefined` when the body tells
 * neither a current status nor a step.
 */
export function readHistory(body: unknown, report: Report): OrderHistory | undefined {
  const root = asRecord(body);
  const record = asRecord(root?.data) ?? asRecord(root?.order) ?? root;
  const list = record?.history ?? record?.statusHistory ?? root?.history;
  const steps = new Map<string, OrderStep>();
  for (const item of asList(list)) {
    const step = stepSchema.parse(asRecord(item) ?? {});
    const rawStatus = step.status ?? step.state;
    const atMs = step.timestamp ?? step.createdAt;
    if (!rawStatus || atMs === undefined || step.checked === false) continue;
    steps.set(`${foldWord(rawStatus)} ${atMs}`, {
      status: foldOrderStatus(rawStatus),
      rawStatus,
      atMs,
    });
  }
  const sorted = [...steps.values()].sort((a, b) => a.atMs - b.atMs);
  const { currentStatus, status, state } = orderSchema.parse(record ?? {});
  const rawCurrent = currentStatus ?? status ?? state ?? sorted.at(-1)?.rawStatus;
  if (!rawCurrent) return undefined;
  for (const word of [rawCurrent, ...sorted.map((step) => step.rawStatus)]) {
    if (foldOrderStatus(word) === 'unknown') {
      report('unknown_order_status', { status: shapeName(word) });
    }
  }
  return { current: foldOrderStatus(rawCurrent), steps: sorted };
}

/** A rate from `{ rate: { rate } }`, `{ rate }` or `{ price }`, above zero; else `undefined`. */
export function readRate(body: unknown): Decimal | undefined {
  const root = asRecord(body);
  const record = asRecord(root?.data) ?? root;
  const nested = asRecord(record?.rate);
  const values = [nested?.rate, nested?.price, record?.rate, record?.price];
  const found = values.map((value) => decimal.parse(value)).find((value) => value !== undefined);
  return found !== undefined && isPositive(found) ? found : undefined;
}

/** Whether an id can stand in a path as one step that goes nowhere else. */
export function isPathSafe(id: string): boolean {
  return id.length <= 200 && id !== '.' && id !== '..';
}

/** A word of the provider, cut to what a name of a shape may hold. */
function shapeName(word: string): string {
  return (
    foldWord(word)
      .replace(/[^a-z_]/g, '')
      .slice(0, 40) || 'none'
  );
}

function money(amount: Decimal | undefined, currency: string | undefined): Money | undefined {
  return amount !== undefined && currency ? { amount, currency } : undefined;
}
