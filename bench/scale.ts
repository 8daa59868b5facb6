/**
 * What many open transfers cost and how soon a deposit is noticed, beside the naive way: a look at
 * every open order every ten seconds, or as often as the same budget lets it.
 */
import { callsPerSecond } from './many-samples.ts';
import { type ManyTransfers, openManyTransfers } from './many-transfers.ts';
import { type Spread, spread } from './spread.ts';

export interface ScaleFigures {
  readonly open: number;
  /** Milliseconds from a deposit to the push that is owed. */
  readonly toPush: Spread;
  /** The same for the naive way within the budget. */
  readonly naiveToPush: Spread;
  /** Calls a second: how many were made, most of them in one second, and what the naive way needs. */
  readonly calls: { readonly mean: number; readonly most: number; readonly naive: number };
  /** Processor time in a second of simulated time, as a share of it, the stand-in for Chessa included. */
  readonly cpu: { readonly ours: number; readonly naive: number };
  readonly deposits: number;
  readonly unnoticed: number;
}

const minute = 60_000;
const naiveEveryMs = 10_000;
/** Until walks go round and what was due at the start has been looked at. */
const warmUpMs = 3 * minute;
const looksForCpu = 300;

/** One deposit in three seconds among `open` transfers, for so long after a warm-up. */
export async function measureScale(
  open: number,
  largestPage: number,
  forMs: number,
): Promise<ScaleFigures> {
  const runMs = warmUpMs + forMs + noticeMs(open, largestPage);
  const many = await openManyTransfers(open, runMs);
  try {
    many.provider.behaviour.largestPage = largestPage;
    const beganMs = many.clock.now();
    await many.start();
    await many.clock.runUntil(beganMs + warmUpMs);
    const callsBefore = many.provider.calls.length;
    const paid = pay(many, forMs);
    const before = process.cpuUsage();
    await many.clock.runUntil(beganMs + warmUpMs + forMs);
    const { user, system } = process.cpuUsage(before);
    const calls = many.provider.calls.slice(callsBefore).map(({ atMs }) => atMs);
    await many.clock.runUntil(beganMs + runMs);
    const toPush = paid.flatMap(({ orderId, atMs }) => {
      const news = many.told.find((one) => one.orderId === orderId && one.atMs >= atMs);
      return news ? [news.atMs - atMs] : [];
    });
    const roundMs = Math.max(naiveEveryMs, (1_000 * open) / callsPerSecond);
    const cpuALook = await cpuOfLooks(many);
    return {
      open,
      toPush: spread(toPush),
      naiveToPush: spread(paid.map(() => Math.random() * roundMs + 200)),
      calls: {
        mean: (1_000 * calls.length) / forMs,
        most: mostInASecond(calls),
        naive: (1_000 * open) / naiveEveryMs,
      },
      cpu: {
        ours: (user + system) / 1_000 / forMs,
        naive: (cpuALook * open) / naiveEveryMs,
      },
      deposits: paid.length,
      unnoticed: paid.length - toPush.length,
    };
  } finally {
    await many.close();
  }
}

/** How long the last deposit may take to be noticed: three walks, and five minutes at least. */
function noticeMs(open: number, largestPage: number): number {
  return Math.max(5 * minute, (3 * open * 2_000) / largestPage / callsPerSecond);
}

/** Lets orders that wait be paid, at even distances. */
function pay({ clock, orders }: ManyTransfers, forMs: number) {
  const everyMs = 3_000;
  const fromMs = clock.now();
  return Array.from({ length: Math.floor(forMs / everyMs) }, (_, index) => {
    const atMs = fromMs + (index + Math.random()) * everyMs;
    const young = orders.filter(
      ({ createdAtMs, paidAtMs }) =>
        paidAtMs === undefined && createdAtMs + 20_000 < atMs && createdAtMs + 110 * minute > atMs,
    );
    const order = young[Math.floor(Math.random() * young.length)];
    if (!order) throw new Error('no order waits');
    order.paidAtMs = Math.ceil(atMs);
    return { orderId: order.id, atMs: order.paidAtMs };
  });
}

/** Most of these moments (ascending) within one second. */
export function mostInASecond(moments: readonly number[]): number {
  let [most, from] = [0, 0];
  moments.forEach((atMs, index) => {
    while ((moments[from] ?? atMs) <= atMs - 1_000) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most;
}

/** Processor milliseconds of one naive look: the record, the call, and the comparison. */
async function cpuOfLooks(many: ManyTransfers): Promise<number> {
  const { clock, unbound, store, orders } = many;
  await many.stop();
  const before = process.cpuUsage();
  const looks = (async () => {
    for (const { id } of orders.slice(0, looksForCpu)) {
      const transfer = await store.transfers.findByOrderId(id);
      const order = await unbound.getOrder(id);
      if (!order.ok || !transfer) throw new Error('a look found nothing');
    }
  })();
  let isOver = false;
  void looks.finally(() => {
    isOver = true;
  });
  while (!isOver) await clock.runUntil(clock.now() + 1_000);
  await looks;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / looksForCpu;
}
