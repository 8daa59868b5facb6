/** Orders, histories and rates on the wire, in every shape known, as domain values. */
import { z } from 'zod';
import { type Decimal, isPositive, type Money } from '../domain/money.ts';
import {
  type Deposit,
  isSameDeposit,
  type Order,
  type OrderHistory,
  type OrderStep,
} from '../domain/order.ts';
import type { Steps } from '../domain/paced.ts';
import { foldOrderStatus, foldWord, isFailedDeposit, shapeName } from './status.ts';
import { toOrderRecipient } from './wire-recipient.ts';
import { readOrderRefund } from './wire-refund.ts';
import {
  asList,
  asRecord,
  code,
  decimal,
  flag,
  link,
  opened,
  type Report,
  symbol,
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
  originAsset: symbol,
  cryptoAmount: decimal,
  cryptoAsset: symbol,
  destinationAmount: decimal,
  destinationAsset: symbol,
  fiatAmount: decimal,
  fiatCurrency: symbol,
  destinationCountry: code,
  feeAmount: decimal,
  feeCurrency: symbol,
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
/** Where an answer says how things stand. */
const statusSchema = orderSchema.pick({ status: true, state: true, currentStatus: true });

const depositSchema = z.object({
  id: text,
  amount: decimal,
  asset: symbol,
  chain: text,
  hash: text,
  explorerUrl: link,
  status: text,
  createdAt: time,
});

const stepSchema = z.object({
  status: text,
  state: text,
  timestamp: time,
  createdAt: time,
  checked: flag,
});

/** Words by which an envelope speaks of the call and not of the order. */
const envelopeWords = new Set(['success', 'successful', 'ok', 'true', '200', '201']);

/**
 * An order from `{ order }`, `{ data }` or the bare body, in the shape of the create, funding,
 * detail or list answer. `undefined` without an id that can be used in a path.
 */
export function readOrder(body: unknown, report: Report): Order | undefined {
  const envelope = opened(body, 'order', 'id', 'orderId');
  const inner = asRecord(envelope?.order);
  const order = orderSchema.parse(inner ?? envelope ?? {});
  const outer = inner ? statusSchema.parse(envelope) : undefined;
  const id = order.id ?? order.orderId;
  if (!id || !isPathSafe(id)) return undefined;
  const recipient = asRecord(order.recipient) && toOrderRecipient(order.recipient);
  const rawStatus = order.status ?? order.state ?? order.currentStatus ?? aboutOrder(outer) ?? '';
  const status = foldOrderStatus(rawStatus);
  if (status === 'unknown') report('unknown_order_status', { status: shapeName(rawStatus) });
  return {
    id,
    shortId: order.shortId,
    status,
    rawStatus,
    recipientId: order.recipientId ?? recipient?.id,
    send:
      money(order.originAmount, order.originAsset) ?? money(order.cryptoAmount, order.cryptoAsset),
    receive:
      money(order.destinationAmount, order.destinationAsset) ??
      money(order.fiatAmount, order.fiatCurrency),
    country: order.destinationCountry?.toUpperCase(),
    fee: money(order.feeAmount, order.feeCurrency),
    chain: order.cryptoAddressChain ?? order.chain,
    address: order.cryptoAddress,
    tag: order.cryptoAddressTag,
    createdAtMs: order.createdAt,
    updatedAtMs: order.updatedAt,
    expiresAtMs: order.expiresAt,
    deposits: readDeposits(order),
    recipient,
    refund: readOrderRefund(order, report),
  };
}

/** What an envelope says of the order's state: `{ status: "success", order }` says nothing. */
function aboutOrder(outer: z.infer<typeof statusSchema> | undefined): string | undefined {
  const words = [outer?.currentStatus, outer?.status, outer?.state];
  return words.find((word) => word !== undefined && !envelopeWords.has(word.toLowerCase()));
}

/** Nobody pays for one order in more pieces; a longer list would be no list of ours. */
const maxDeposits = 50;

/**
 * Zero, one or several deposits; one that only its id tells of is still a deposit. One that both
 * fields tell of is one, and a single one without an id of its own has the order's for it. What
 * surely brought nothing is none.
 */
function readDeposits(order: WireOrder): Deposit[] {
  const told = [...asList(order.cryptoDeposit), ...asList(order.cryptoDeposits)];
  const found: Deposit[] = [];
  for (const item of told.slice(0, maxDeposits)) {
    const { createdAt, ...deposit } = depositSchema.parse(asRecord(item) ?? {});
    const known = { ...deposit, createdAtMs: createdAt };
    const isEmpty = Object.values(known).every((value) => value === undefined);
    if (!isEmpty && !found.some((one) => isSameDeposit(one, known))) found.push(known);
  }
  const [first, second] = found;
  const id = order.cryptoDepositId;
  const isNamed = second === undefined && id !== undefined;
  const named = isNamed ? [{ ...first, id: first?.id ?? id }] : found;
  return named.filter((deposit) => !isNothing(deposit));
}

/** A status that nobody knows may still mean money; so may an amount that is not told. */
function isNothing({ amount, status }: Deposit): boolean {
  const hasFailed = status !== undefined && isFailedDeposit(status);
  return hasFailed || (amount !== undefined && !isPositive(amount));
}

/**
 * A status history: reached steps in ascending time, each status and time once. Steps that are
 * listed but not yet checked, or have no time, are left out. `undefined` when the body tells
 * neither a current status nor a step.
 */
export function* historySteps(body: unknown, report: Report): Steps<OrderHistory | undefined> {
  const envelope = opened(body, 'history', 'statusHistory', 'currentStatus', 'order');
  const list = envelope?.history ?? envelope?.statusHistory;
  const record = asRecord(envelope?.order) ?? envelope;
  const steps = new Map<string, OrderStep>();
  for (const [index, item] of asList(list ?? record?.history).entries()) {
    if (index % stepsAtOnce === stepsAtOnce - 1) yield;
    const step = readStep(item);
    if (step) steps.set(`${foldWord(step.rawStatus)} ${step.atMs}`, step);
  }
  const sorted = [...steps.values()].sort((a, b) => a.atMs - b.atMs);
  const rawCurrent = aboutOrder(statusSchema.parse(record ?? {})) ?? sorted.at(-1)?.rawStatus;
  if (!rawCurrent) return undefined;
  const current = foldOrderStatus(rawCurrent);
  const unknown = sorted.filter(({ status }) => status === 'unknown').map((step) => step.rawStatus);
  if (current === 'unknown') unknown.unshift(rawCurrent);
  for (const [index, word] of unknown.entries()) {
    if (index % stepsAtOnce === stepsAtOnce - 1) yield;
    report('unknown_order_status', { status: shapeName(word) });
  }
  return { current, steps: sorted };
}

const stepsAtOnce = 50;

function readStep(item: unknown): OrderStep | undefined {
  const step = stepSchema.parse(asRecord(item) ?? {});
  const rawStatus = step.status ?? step.state;
  const atMs = step.timestamp ?? step.createdAt;
  if (!rawStatus || atMs === undefined || step.checked === false) return undefined;
  return { status: foldOrderStatus(rawStatus), rawStatus, atMs };
}

/** A rate from `{ rate: { rate } }`, `{ rate }` or `{ price }`, above zero; else `undefined`. */
export function readRate(body: unknown): Decimal | undefined {
  const record = opened(body, 'rate', 'price');
  const nested = asRecord(record?.rate);
  const values = [nested?.rate, nested?.price, record?.rate, record?.price];
  const found = values.map((value) => decimal.parse(value)).find((value) => value !== undefined);
  return found !== undefined && isPositive(found) ? found : undefined;
}

/** Whether an id can stand in a path as one step that goes nowhere else. */
export function isPathSafe(id: string): boolean {
  return /^[\x21-\x7e]{1,200}$/.test(id) && id !== '.' && id !== '..';
}

function money(amount: Decimal | undefined, currency: string | undefined): Money | undefined {
  return amount !== undefined && currency ? { amount, currency } : undefined;
}
