/** `/v1/orders`. */
import { Hono } from 'hono';
import type { ApiEnv } from './api.ts';
import {
  confirmSent,
  fundOrder,
  type OrderRequest,
  openOrder,
  refundOrder,
  type Upcoming,
  visibleOrder,
} from './order-desk.ts';
import { plain } from './pricing.ts';
import { notFound } from './refusal.ts';
import { confirmSentBody, fundingBody, orderBody, readBody, refundBody } from './request-body.ts';
import { iso } from './time.ts';
import {
  createdOrder,
  enveloped,
  fundedOrder,
  orderDetail,
  orderRow,
  refundAnswer,
  statusHistory,
} from './views.ts';
import type { World } from './world.ts';

/** The order endpoints. @param takeUpcoming how the next order shall behave */
export function orderApi(world: World, takeUpcoming: () => Upcoming): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  serveQuotes(api, world, takeUpcoming);
  serveRequests(api, world);
  serveReads(api, world);
  return api;
}

function serveQuotes(api: Hono<ApiEnv>, world: World, takeUpcoming: () => Upcoming): void {
  api.post('/', async (context) => {
    const body = await readBody(context, orderBody);
    const { originAmount, destinationAmount, ...rest } = body;
    const ask: OrderRequest['ask'] =
      originAmount === undefined
        ? { side: 'destination', amount: plain(destinationAmount ?? 0) }
        : { side: 'origin', amount: plain(originAmount) };
    const order = openOrder(world, { ...rest, ask }, takeUpcoming());
    context.set('effect', { kind: 'order_created', orderId: order.id });
    return context.json(
      enveloped(createdOrder(order, world.account, world.settings), world.settings),
    );
  });

  api.post('/funding', async (context) => {
    const body = await readBody(context, fundingBody);
    const order = fundOrder(world, body.orderId, body.chain);
    context.set('effect', { kind: 'order_funded', orderId: order.id });
    return context.json(
      enveloped(fundedOrder(order, world.account, world.settings), world.settings),
    );
  });
}

function serveRequests(api: Hono<ApiEnv>, world: World): void {
  api.post('/refund', async (context) => {
    const { tag = '', ...body } = await readBody(context, refundBody);
    const { order, refund } = refundOrder(world, { ...body, tag });
    context.set('effect', { kind: 'refund_requested', orderId: order.id });
    return context.json(refundAnswer(order, refund, world.settings));
  });

  api.post('/:orderId/confirm-sent', async (context) => {
    const body = await readBody(context, confirmSentBody);
    const order = confirmSent(world, context.req.param('orderId'));
    context.set('effect', { kind: 'sent_confirmed', orderId: order.id });
    return context.json({
      id: order.id,
      status: 'sent',
      sentAt: iso(order.senderConfirmedAtMs ?? order.updatedAtMs),
      updatedAt: iso(order.updatedAtMs),
      notes: body.notes ?? '',
      transactionReference: body.transactionReference ?? '',
    });
  });
}

function serveReads(api: Hono<ApiEnv>, world: World): void {
  api.get('/', (context) => context.json(listOrders(world, context.req.query())));

  api.get('/:orderId', (context) => {
    const order = visibleOrder(world, context.req.param('orderId'));
    world.auditOf(order.id).reads += 1;
    return context.json(enveloped(detailOf(world, order), world.settings));
  });

  api.get('/:orderId/status-history', (context) => {
    const order = visibleOrder(world, context.req.param('orderId'));
    if (!world.settings.historyKept) throw notFound('History');
    world.auditOf(order.id).reads += 1;
    return context.json(statusHistory(order, world.settings));
  });
}

function detailOf(world: World, order: Parameters<typeof orderDetail>[0]): Record<string, unknown> {
  const recipient = world.recipients.get(order.recipientId);
  return orderDetail(order, recipient, world.account, world.settings);
}

const DEFAULT_PAGE_SIZE = 10;
const LARGEST_PAGE_SIZE = 100;

/** Newest first. Page numbers start at 1; nonsense counts as absent. */
function listOrders(world: World, query: Record<string, string>): Record<string, unknown> {
  const { pagination, orderListShape } = world.settings;
  const all = [...world.orders.keys()]
    .map((id) => world.findOrder(id))
    .filter((order) => order !== undefined)
    .sort((a, b) => b.createdAtMs - a.createdAtMs);
  const obeyed = pagination === 'obeyed';
  const page = obeyed ? wholeNumber(query.page, 1) : 1;
  const pageSize = obeyed
    ? Math.min(wholeNumber(query.pageSize, DEFAULT_PAGE_SIZE), LARGEST_PAGE_SIZE)
    : DEFAULT_PAGE_SIZE;
  const shown = pagination === 'absent' ? all : all.slice((page - 1) * pageSize, page * pageSize);
  const orders = shown.map((order) =>
    orderListShape === 'detail' ? detailOf(world, order) : orderRow(order),
  );
  if (pagination === 'absent') return { orders };
  const pages = Math.ceil(all.length / pageSize);
  return { orders, pagination: { page, pageSize, pages, total: all.length } };
}

function wholeNumber(value: string | undefined, otherwise: number): number {
  const parsed = Number(value);
  return Number.isInteger(parsed) && parsed > 0 ? parsed : otherwise;
}
