/**
 * A stand-in for Chessa with as many orders as wanted, and little else: it answers reads of an order,
 * its history and the list, newest first, each as documented. What an order is follows from its times.
 */

import { solanaAddress } from '../test/support/transfer.ts';

/** By which clock it goes, and how it waits. */
export interface OrderClock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** One order. Times are Chessa's, in epoch milliseconds. */
export interface ManyOrder {
  readonly id: string;
  readonly createdAtMs: number;
  paidAtMs?: number;
}

/** What happens to a paid order, from the deposit on, as in the documented history. */
const steps = [
  ['waiting_for_confirmations', 0],
  ['funds_received', 2_500],
  ['processing_payout', 5_000],
  ['completed', 7_600],
] as const;

export const orderLifeMs = 2 * 3_600_000;
const callMs = 200;

/** How the stand-in answers; tests and measures change it as they go. */
export interface Behaviour {
  largestPage: number;
  isAway: boolean;
}

/** Makes it of orders that are sorted by their creation; those of the future are not there yet. */
export function createManyOrders(orders: readonly ManyOrder[], clock: OrderClock) {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const behaviour: Behaviour = { largestPage: 100, isAway: false };
  const calls: { readonly atMs: number; readonly path: string }[] = [];

  function answer(path: string, query: URLSearchParams): unknown {
    if (path === '/v1/orders') return list(query);
    const [, id = '', history] = /^\/v1\/orders\/([^/]+)(\/status-history)?$/.exec(path) ?? [];
    const order = byId.get(id);
    if (!order) return undefined;
    return history ? historyOf(order, clock.now()) : { order: detailOf(order, clock.now()) };
  }

  function list(query: URLSearchParams): unknown {
    const page = Number(query.get('page'));
    const pageSize = Math.min(Number(query.get('pageSize')), behaviour.largestPage);
    const total = countUntil(orders, clock.now());
    const from = total - (page - 1) * pageSize;
    const rows = orders.slice(Math.max(0, from - pageSize), Math.max(0, from)).reverse();
    const pagination = { page, pageSize, pages: Math.ceil(total / pageSize), total };
    return { orders: rows.map((order) => rowOf(order, clock.now())), pagination };
  }

  return {
    behaviour,
    /** Every call so far, when it arrived. */
    calls,
    async fetch(input: string | URL | Request): Promise<Response> {
      const url = new URL(String(input));
      calls.push({ atMs: clock.now(), path: url.pathname });
      await clock.sleep(callMs);
      if (behaviour.isAway) return new Response('{}', { status: 503 });
      const body = answer(url.pathname, url.searchParams);
      return Response.json(body ?? {}, { status: body ? 200 : 404 });
    },
  };
}

/**
 * `all` orders at even distances: `count` of them in the two hours before `startMs`, the others at the
 * same density after it.
 */
export function evenOrders(count: number, all: number, startMs: number): ManyOrder[] {
  const everyMs = orderLifeMs / count;
  return Array.from({ length: all }, (_, index) => ({
    id: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    createdAtMs: Math.floor(startMs - orderLifeMs + (index + 1) * everyMs),
  }));
}

/** How many of the sorted orders were created by then. */
function countUntil(orders: readonly ManyOrder[], nowMs: number): number {
  let [low, high] = [0, orders.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((orders[middle]?.createdAtMs ?? 0) <= nowMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function standing({ createdAtMs, paidAtMs }: ManyOrder, nowMs: number) {
  const expiresAtMs = createdAtMs + orderLifeMs;
  if (paidAtMs !== undefined && paidAtMs <= nowMs) {
    const reached = steps.filter(([, afterMs]) => paidAtMs + afterMs <= nowMs);
    const [status, afterMs] = reached.at(-1) ?? steps[0];
    return { status, updatedAtMs: paidAtMs + afterMs, reached };
  }
  const isOver = nowMs >= expiresAtMs;
  const status = isOver ? ('expired' as const) : ('waiting_for_funding' as const);
  return { status, updatedAtMs: isOver ? expiresAtMs : createdAtMs + 2_000, reached: [] };
}

const iso = (atMs: number) => new Date(atMs).toISOString();

function rowOf(order: ManyOrder, nowMs: number) {
  const { status, updatedAtMs } = standing(order, nowMs);
  return {
    id: order.id,
    recipientId: '00000000-0000-4000-8000-0000000000aa',
    userId: '00000000-0000-4000-8000-0000000000bb',
    status,
    cryptoAmount: '32.47',
    cryptoAsset: 'USDC',
    fiatAmount: '50000',
    fiatCurrency: 'NGN',
    exchangeRate: '1540',
    createdAt: iso(order.createdAtMs),
    updatedAt: iso(updatedAtMs),
    completedAt: null,
  };
}

function detailOf(order: ManyOrder, nowMs: number) {
  const { status, updatedAtMs } = standing(order, nowMs);
  const isPaid = order.paidAtMs !== undefined && order.paidAtMs <= nowMs;
  return {
    id: order.id,
    status,
    originAmount: '32.47000000',
    originAsset: 'USDC',
    destinationAmount: '50000.00000000',
    destinationAsset: 'NGN',
    destinationCountry: 'NG',
    cryptoAddress: solanaAddress,
    cryptoAddressChain: 'Solana',
    cryptoAddressTag: '',
    cryptoDeposit: isPaid
      ? { id: `d-${order.id}`, amount: '32.47000000', asset: 'USDC', chain: 'Solana' }
      : null,
    cryptoPayout: null,
    feeAmount: '0.41000000',
    feeCurrency: 'USDC',
    createdAt: iso(order.createdAtMs),
    updatedAt: iso(updatedAtMs),
    expiresAt: iso(order.createdAtMs + orderLifeMs),
    recipientId: '00000000-0000-4000-8000-0000000000aa',
    refund: null,
  };
}

function historyOf(order: ManyOrder, nowMs: number) {
  const { status, reached } = standing(order, nowMs);
  const paidAtMs = order.paidAtMs ?? 0;
  return {
    currentStatus: status,
    history: [
      { status: 'created', timestamp: iso(order.createdAtMs), checked: true },
      { status: 'waiting_for_funding', timestamp: iso(order.createdAtMs + 2_000), checked: true },
      ...reached.map(([step, afterMs]) => ({
        status: step,
        timestamp: iso(paidAtMs + afterMs),
        checked: true,
      })),
    ],
  };
}

/** What a client needs beside its budget to ask such a provider. */
export function clientOf(
  { fetch }: ReturnType<typeof createManyOrders>,
  { now, sleep }: OrderClock,
) {
  return {
    baseUrl: 'http://127.0.0.1:2',
    clientId: 'bench',
    clientSecret: 'secret-of-the-bench',
    fetch,
    now,
    sleep,
    random: Math.random,
    report: () => undefined,
  };
}
