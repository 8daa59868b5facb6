/** How records look on the wire, each answer with its own shape as the documents show it. */
import { Big } from 'big.js';
import { wireAmount } from './amounts.ts';
import { describeStatus } from './courses.ts';
import { depositsView, nestedRecipient, refundView } from './nested-views.ts';
import { assetUsd, padded } from './pricing.ts';
import type { HistoryStep, OrderRecord, RecipientRecord, RefundRecord } from './records.ts';
import type { Settings } from './settings.ts';
import { iso } from './time.ts';

/** The account that every call belongs to. */
export interface Account {
  readonly partnerId: string;
  readonly userId: string;
}

const FUTURE_STEPS = [
  'waiting_for_funding',
  'waiting_for_confirmations',
  'funds_received',
  'processing_payout',
  'completed',
];

/** `order` as `POST /v1/orders` answers it: plain amounts, fees of 8 decimals, no address, no nested objects. */
export function createdOrder(
  order: OrderRecord,
  account: Account,
  settings: Settings,
): Record<string, unknown> {
  return spelled(settings, {
    ...orderBase(order, account),
    originAmount: order.originAmount,
    destinationAmount: order.destinationAmount,
    feeAmount: padded(order.feeAmount),
    feeUsd: padded(order.feeUsd),
  });
}

/** The whole answer around an order. */
export function enveloped(view: Record<string, unknown>, settings: Settings): object {
  if (settings.orderEnvelope === 'bare') return view;
  if (settings.statusKey !== 'beside') return { order: view };
  const { status, ...order } = view;
  return { status, order };
}

/** `order` as funding answers it: amounts of 8 decimals, the address, no nested objects. */
export function fundedOrder(
  order: OrderRecord,
  account: Account,
  settings: Settings,
): Record<string, unknown> {
  const view = {
    ...orderBase(order, account),
    originAmount: wireAmount(order.originAmount, settings),
    destinationAmount: wireAmount(order.destinationAmount, settings),
    feeAmount: wireAmount(order.feeAmount, settings),
    feeUsd: wireAmount(order.feeUsd, settings),
  };
  return echoed(order, spelled(settings, view));
}

/** `order` as `GET /v1/orders/{orderId}` answers it. */
export function orderDetail(
  order: OrderRecord,
  recipient: RecipientRecord | undefined,
  account: Account,
  settings: Settings,
): Record<string, unknown> {
  return {
    ...fundedOrder(order, account, settings),
    cryptoDeposit: depositsView(order, settings),
    cryptoDepositId: order.deposits[0]?.id ?? null,
    cryptoPayout: null,
    recipient: recipient ? nestedRecipient(recipient) : null,
    refund:
      order.refund && settings.refundObject ? refundView(order, order.refund, settings) : null,
  };
}

/** A row of `GET /v1/orders` as documented. */
export function orderRow(order: OrderRecord): Record<string, unknown> {
  const completed = order.history.findLast((step) => step.status === 'completed');
  const rate = new Big(order.destinationAmount).div(order.originAmount);
  return {
    id: order.id,
    recipientId: order.recipientId,
    userId: order.userId,
    status: rowStatus(order.status),
    cryptoAmount: order.originAmount,
    cryptoAsset: order.originAsset,
    fiatAmount: order.destinationAmount,
    fiatCurrency: order.destinationAsset,
    exchangeRate: rate.round(6).toFixed(),
    createdAt: iso(order.createdAtMs),
    updatedAt: iso(order.updatedAtMs),
    completedAt: completed ? iso(completed.atMs) : null,
  };
}

/** The whole answer of `GET /v1/orders/{orderId}/status-history`. */
export function statusHistory(order: OrderRecord, settings: Settings): Record<string, unknown> {
  const reached = toldSteps(order).map((step) => ({
    checked: true,
    description: describeStatus(step.status),
    status: step.status,
    timestamp: iso(step.atMs),
  }));
  const position = FUTURE_STEPS.indexOf(order.status);
  const ahead = order.status === 'created' || position >= 0 ? FUTURE_STEPS.slice(position + 1) : [];
  const future = ahead.map((status) => ({
    checked: false,
    description: describeStatus(status),
    status,
    timestamp: null,
  }));
  return {
    currentStatus: order.status,
    history: settings.futureSteps ? [...reached, ...future] : reached,
  };
}

/** The history, or where the scenario says so one with a hole and its last step twice. */
function toldSteps({ history, behaviour }: OrderRecord): readonly HistoryStep[] {
  if (behaviour.history !== 'gappy') return history;
  return [...history.filter((_step, index) => index !== 2), ...history.slice(-1)];
}

/** The whole answer of `POST /v1/orders/refund`. */
export function refundAnswer(
  order: OrderRecord,
  refund: RefundRecord,
  settings: Settings,
): Record<string, unknown> {
  const view = {
    orderId: order.id,
    status: refund.status,
    refundAddress: refund.address,
    cryptoAmount: refund.amount,
    cryptoAsset: refund.asset,
    reason: 'Customer requested refund',
    estimatedCompletionTime: iso(refund.createdAtMs + 2 * 3_600_000),
    createdAt: iso(refund.createdAtMs),
    updatedAt: iso(refund.updatedAtMs),
  };
  if (settings.refundShape === 'wrapped') return { refund: { id: refund.id, ...view } };
  return { refundId: refund.id, ...view };
}

/** Names and leaves out fields as the settings say. */
function spelled(settings: Settings, view: Record<string, unknown>): Record<string, unknown> {
  const { status, cryptoAddressTag: tag, feeAmount, feeUsd, feeCurrency, ...rest } = view;
  return {
    ...rest,
    [settings.statusKey === 'beside' ? 'status' : settings.statusKey]: status,
    ...(tag === '' ? NO_TAG[settings.tagShape] : { cryptoAddressTag: tag }),
    ...(settings.feeFields === 'shown' && { feeAmount, feeUsd, feeCurrency }),
  };
}

const NO_TAG = {
  empty: { cryptoAddressTag: '' },
  null: { cryptoAddressTag: null },
  absent: {},
} as const;

function orderBase(order: OrderRecord, account: Account): Record<string, unknown> {
  return {
    id: order.id,
    shortId: order.shortId,
    partnerId: account.partnerId,
    userId: order.userId,
    recipientId: order.recipientId,
    status: order.status,
    createdAt: iso(order.createdAtMs),
    updatedAt: iso(order.updatedAtMs),
    expiresAt: iso(order.expiresAtMs),
    originAsset: order.originAsset,
    destinationAsset: order.destinationAsset,
    destinationCountry: order.destinationCountry,
    feeCurrency: order.originAsset,
    cryptoAddress: order.given?.address ?? null,
    cryptoAddressId: order.given?.id ?? null,
    cryptoAddressTag: order.given?.tag ?? null,
    cryptoAddressChain: order.given?.chain ?? order.chain,
    cryptoDepositId: null,
    note: null,
    refundAddress: order.refund?.address ?? null,
    senderConfirmedAt: order.senderConfirmedAtMs ? iso(order.senderConfirmedAtMs) : null,
  };
}

/** Puts into an answer the wrong value that the order's scenario asks for. */
function echoed(order: OrderRecord, view: Record<string, unknown>): Record<string, unknown> {
  switch (order.behaviour.echo) {
    case undefined:
    case 'nothing':
      return view;
    case 'renamed': {
      const { status, ...rest } = view;
      return { ...rest, currentStatus: status };
    }
    case 'empty':
      return { ...view, status: null, expiresAt: null, feeAmount: null };
    case 'asset': {
      const other = Object.keys(assetUsd).find((asset) => asset !== order.originAsset);
      return { ...view, originAsset: other };
    }
    case 'recipient':
      return { ...view, recipientId: '00000000-0000-4000-8000-000000000000' };
    case 'amount':
      return { ...view, originAmount: padded(new Big(order.originAmount).plus(1).toFixed()) };
    case 'destination': {
      const less = new Big(order.destinationAmount).times('0.9').round(2);
      return { ...view, destinationAmount: padded(less.toFixed()) };
    }
    case 'order':
      return { ...view, id: '00000000-0000-4000-8000-000000000001' };
  }
}

/** The list shows `processing` where the order itself names the exact step. */
function rowStatus(status: string): string {
  const inMotion = ['waiting_for_confirmations', 'funds_received', 'processing_payout'];
  return inMotion.includes(status) ? 'processing' : status;
}
