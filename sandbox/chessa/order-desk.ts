/** What the provider does with orders: quote, assign an address, take note, send back. */
import { Big } from 'big.js';
import { isAddressOf } from './addresses.ts';
import { shortId, uuid } from './identity.ts';
import { depositChain, enter, isUnpaid, planAfterFunding } from './lifecycle.ts';
import { type Ask, assetUsd, plain, priceOrder } from './pricing.ts';
import { type Place, placesOf } from './recipient-rules.ts';
import type { Behaviour, OrderRecord, RecipientRecord, RefundRecord } from './records.ts';
import { badRequest, notFound, Refusal } from './refusal.ts';
import type { Route } from './route.ts';
import type { World } from './world.ts';

/** An order as asked for, checked for form only. */
export interface OrderRequest {
  readonly recipientId: string;
  readonly originAsset: string;
  readonly destinationAsset: string;
  readonly ask: Ask;
  readonly chain: string;
}

/** How a coming order shall behave, and the scenarios that say so. */
export interface Upcoming {
  readonly behaviour: Behaviour;
  readonly scenarios: readonly string[];
}

const LIFETIME_MS = 2 * 3_600_000;
/** In the captured order `createdAt` is this much before its first history entry. */
const CREATED_BEFORE_HISTORY_MS = 9;
const REFUND_PROCESSING_MS = 5_000;
const REFUND_DONE_MS = 60_000;

/** `POST /v1/orders`: a quote. Throws the refusals of the provider. */
export function openOrder(world: World, request: OrderRequest, upcoming: Upcoming): OrderRecord {
  const recipient = activeRecipient(world, request);
  const place = placeOf(world, recipient);
  const price = priceFor(world, request, place.route);
  checkLimits(world, price.destinationAmount, place);

  const nowMs = world.clock.now();
  const createdAtMs = nowMs - CREATED_BEFORE_HISTORY_MS;
  const expiresAtMs = createdAtMs + LIFETIME_MS - 1;
  const order: OrderRecord = {
    ...price,
    id: uuid(world.random),
    shortId: shortId(world.random),
    userId: world.account.userId,
    recipientId: recipient.id,
    createdAtMs,
    updatedAtMs: createdAtMs,
    expiresAtMs,
    originAsset: request.originAsset,
    destinationAsset: request.destinationAsset,
    destinationCountry: recipient.country,
    status: 'created',
    chain: understoodChain(world, request.chain),
    given: undefined,
    refund: undefined,
    senderConfirmedAtMs: undefined,
    behaviour: upcoming.behaviour,
    scenarios: [...upcoming.scenarios],
    history: [{ status: 'created', atMs: nowMs }],
    plan: [{ kind: 'expire', atMs: expiresAtMs }],
    deposits: [],
  };
  world.orders.set(order.id, order);
  world.changed(order);
  return order;
}

/** `POST /v1/orders/funding`: the order gets its address. */
export function fundOrder(world: World, orderId: string, chain: string | undefined): OrderRecord {
  const order = visibleOrder(world, orderId);
  const nowMs = world.clock.now();
  if (order.status === 'expired') throw badRequest('Order has expired');
  if (!isUnpaid(order)) throw badRequest('Order can no longer be funded');
  if (order.given && world.settings.secondFunding === 'refused')
    throw badRequest('Order is already waiting for funding');

  order.chain = understoodChain(world, chain);
  const first = order.given === undefined;
  if (order.given === undefined || world.settings.secondFunding === 'fresh_address') {
    order.given = world.giveAddress(order);
  }
  const audit = world.auditOf(order.id);
  audit.fundings += 1;
  if (!audit.addresses.includes(order.given.address)) audit.addresses.push(order.given.address);
  if (first) {
    enter(order, 'waiting_for_funding', nowMs);
    planAfterFunding(order, nowMs, world.settings);
  }
  world.changed(order);
  return order;
}

/** `POST /v1/orders/{orderId}/confirm-sent`: noted, and nothing else. */
export function confirmSent(world: World, orderId: string): OrderRecord {
  const order = visibleOrder(world, orderId);
  order.senderConfirmedAtMs = world.clock.now();
  order.updatedAtMs = order.senderConfirmedAtMs;
  world.changed(order);
  return order;
}

/** `POST /v1/orders/refund`. */
export function refundOrder(
  world: World,
  request: { readonly orderId: string; readonly address: string; readonly tag: string },
): { readonly order: OrderRecord; readonly refund: RefundRecord } {
  const order = visibleOrder(world, request.orderId);
  const refusal = whyNoRefund(world, order, request.address);
  world.auditOf(order.id).refunds.push({
    address: request.address,
    tag: request.tag,
    atMs: world.clock.now(),
    accepted: refusal === undefined,
  });
  if (refusal !== undefined) throw new Refusal(400, 'invalid_refund_request', refusal);
  if (order.refund && world.settings.secondRefund === 'same')
    return { order, refund: order.refund };

  const refund = newRefund(world, order, request.address, request.tag);
  order.refund = refund;
  order.updatedAtMs = refund.createdAtMs;
  planRefund(world, order, refund.createdAtMs);
  world.changed(order);
  return { order, refund };
}

/** An order that this caller may see; the refusals are the documented ones. */
export function visibleOrder(world: World, orderId: string): OrderRecord {
  const order = world.findOrder(orderId);
  if (!order || order.behaviour.hidden === 'not_found') throw notFound('Order');
  if (order.behaviour.hidden === 'forbidden') {
    throw new Refusal(403, 'forbidden', 'You do not have permission to access this order');
  }
  return order;
}

function activeRecipient(world: World, request: OrderRequest): RecipientRecord {
  const recipient = world.recipients.get(request.recipientId);
  if (!recipient) throw notFound('Recipient');
  if (!recipient.active) throw badRequest('Recipient is not active');
  if (recipient.currency !== request.destinationAsset)
    throw badRequest(`destinationAsset must be ${recipient.currency} for this recipient`);
  return recipient;
}

function placeOf(world: World, recipient: RecipientRecord): Place {
  const place = placesOf(world.routes, recipient.code).find(
    ({ route }) => route.currency.code === recipient.currency,
  );
  if (!place) throw badRequest('Destination is not available');
  return place;
}

function priceFor(world: World, request: OrderRequest, route: Route) {
  const inUsd = assetUsd[request.originAsset];
  if (inUsd === undefined) throw badRequest(`originAsset ${request.originAsset} is not supported`);
  const { fees, feePercent, feeFlat } = world.settings;
  const { perUsd, payoutStep } = route.currency;
  return priceOrder(request.ask, {
    assetUsd: inUsd,
    perUsd,
    payoutStep,
    fees,
    feePercent,
    feeFlat,
  });
}

/** Both limits are on what the recipient gets, in the destination currency. */
function checkLimits(world: World, destinationAmount: string, { route, rail }: Place): void {
  const { currency } = route;
  const limits = rail.limits ?? route.limits;
  if (new Big(destinationAmount).lt(limits.min)) {
    if (world.settings.belowMinimum === 'opaque')
      throw new Refusal(500, 'internal_server_error', 'Internal server error');
    throw badRequest(`Amount is below the minimum limit of ${plain(limits.min)} ${currency.code}`);
  }
  if (new Big(destinationAmount).gt(limits.max)) {
    throw badRequest(`Amount is above the maximum limit of ${plain(limits.max)} ${currency.code}`);
  }
}

/** A chain that is missing or not known is silently taken for Tron, as integrators report. */
function understoodChain(world: World, chain: string | undefined): string {
  const { chains, chainFallback } = world.settings;
  if (chain !== undefined && chains.includes(chain)) return chain;
  if (chainFallback === 'refused') throw badRequest(`chain must be one of ${chains.join(', ')}`);
  return 'Tron';
}

function whyNoRefund(world: World, order: OrderRecord, address: string): string | undefined {
  const status = order.status.toLowerCase();
  if (status === 'completed' || status === 'refunded')
    return 'Cannot refund an order that is already completed or refunded';
  if (order.deposits.length === 0) return 'Cannot refund an order that has received no funds';
  if (!['failed', 'underpaid', 'expired', 'cancelled'].includes(status))
    return 'Cannot refund an order that is being processed';
  const chain = depositChain(order);
  if (!isAddressOf(chain, address)) return `Refund address is not valid for ${chain}`;
  const underWay = order.refund !== undefined && order.refund.status !== 'failed';
  if (underWay && world.settings.secondRefund === 'refused')
    return 'A refund was already requested for this order';
  return undefined;
}

function newRefund(world: World, order: OrderRecord, address: string, tag: string): RefundRecord {
  const amount = order.deposits.reduce((sum, deposit) => sum.plus(deposit.amount), new Big(0));
  const nowMs = world.clock.now();
  return {
    id: uuid(world.random),
    address,
    tag,
    amount: amount.toFixed(),
    asset: order.originAsset,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    status: 'pending',
  };
}

function planRefund(world: World, order: OrderRecord, fromMs: number): void {
  const outcome = order.behaviour.refund ?? 'completes';
  const pace = world.settings.stepPace;
  const later = order.plan.filter((step) => step.kind !== 'refund');
  order.plan.splice(0, order.plan.length, ...later);
  order.plan.push({
    kind: 'refund',
    status: 'processing',
    atMs: fromMs + REFUND_PROCESSING_MS * pace,
  });
  if (outcome === 'hangs') return;
  const status = outcome === 'completes' ? 'completed' : 'failed';
  order.plan.push({ kind: 'refund', status, atMs: fromMs + REFUND_DONE_MS * pace });
}
