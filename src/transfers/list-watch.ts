/**
 * Walks through Chessa's list of orders, page by page, and wakes those of our transfers whose order
 * has moved; one call tells of many orders. It only wakes: what a row says is neither believed nor
 * shown, the look that follows decides. What the list does not reach keeps its own pace.
 * See docs/decisions/0009-list-of-orders.md.
 */
import type { Chessa, OrderPage } from '../chessa/client.ts';
import type { Order } from '../domain/order.ts';
import { statesInMotion } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import { type Metrics, noMetrics } from '../metrics.ts';
import type { Queue } from '../queue/queue.ts';
import { realTimer, type SetTimer } from '../queue/timer.ts';
import type { Store } from '../store/store.ts';
import { type Heeded, heedRow } from './heed-row.ts';
import type { Pacing } from './pace.ts';

export interface ListWatchDeps extends Pacing {
  readonly chessa: Pick<Chessa, 'listOrders'>;
  readonly store: Pick<Store, 'transfers' | 'shared'>;
  readonly queue: Queue;
  readonly log: Log;
  /** Names this process among those that share the store: one alone walks. */
  readonly owner: string;
  /** The budget of calls; pages take at most half of it. */
  readonly callsPerSecond: number;
  readonly metrics?: Metrics;
  /** The machine's own when left out. */
  readonly setTimer?: SetTimer;
}

/** One way through the list. */
interface Walk {
  readonly beganAtMs: number;
  readonly trustMs: number;
  readonly page: number;
  /** Ids of the page before: where they come again, pages are not obeyed. */
  readonly before: ReadonlySet<string>;
  /** Rows so far that are about open transfers of ours. */
  readonly ours: number;
}

const second = 1_000;
const minute = 60 * second;
const pageSize = 100;
const lease = 'list-watch';
const leaseMs = minute;
/** Two walks do not begin closer together. */
const walkEveryMs = 10 * second;
/** While the list has nothing for us, as it is short, away or another process's. */
const idleMs = 30 * second;
/** After pages that were not obeyed or did not pay. */
const unpaidMs = 10 * minute;
/** Open transfers for each call a second, below which no list is needed. */
const fewest = 10;
/** The list is believed for so long, or longer where proving it would take more of the budget. */
const leastTrustMs = 30 * minute;
const proofShare = 0.1;
/** A page that tells of fewer open transfers than this is not worth its call. */
const leastAPage = 4;
/** An order lives for two hours; older ones are late, and looked at so rarely that no page pays. */
const oldMs = 3 * 60 * minute;

/** Makes the watch: `start`, `stop`, and `step`, which reads one page and tells when to go on. */
export function createListWatch(deps: ListWatchDeps) {
  const { chessa, store, queue, log, now, metrics = noMetrics } = deps;
  const { setTimer = realTimer } = deps;
  const betweenPagesMs = (2 * second) / deps.callsPerSecond;
  let walk: Walk | undefined;
  let walkMs = walkEveryMs;
  /** Since when the list has not been seen to, as Chessa did not answer. */
  let seenAtMs = now();
  let running: Promise<void> | undefined;
  let clearTimer = (): void => undefined;
  let stopped = true;

  /** Reads the next page where that pays. Milliseconds until the next step. */
  async function step(): Promise<number> {
    const walked = walk ?? (await begin());
    const isOurs = walked && (await store.shared.hold(lease, deps.owner, leaseMs));
    if (!isOurs) {
      seenAtMs = now();
      return end(idleMs);
    }
    const beganAtMs = now();
    const listed = await chessa.listOrders(walked.page, pageSize);
    if (!listed.ok) return end(idleMs);
    const restMs = await turnPage(walked, listed.value);
    return Math.max(0, beganAtMs + restMs - now());
  }

  /** A new walk, unless single looks stay well inside the budget: they are as quick, and ask for less. */
  async function begin(): Promise<Walk | undefined> {
    const counts = await store.transfers.countByState();
    const states = [...statesInMotion, 'awaiting_deposit'] as const;
    const open = states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
    if (open < fewest * deps.callsPerSecond) return undefined;
    const trustMs = Math.max(leastTrustMs, (second * open) / (proofShare * deps.callsPerSecond));
    return { beganAtMs: now(), trustMs, page: 1, before: new Set(), ours: 0 };
  }

  async function turnPage(walked: Walk, { orders, nextPage }: OrderPage): Promise<number> {
    const fresh = orders.filter(({ id }) => !walked.before.has(id));
    const ours = walked.ours + (await heed(fresh, walked.trustMs));
    const areIgnored = walked.page === 2 && fresh.length === 0;
    if (areIgnored) log.info('the list of orders has one page only', {});
    // After an outage what was young when it began is news still.
    const agoMs = oldMs + (walked.beganAtMs - seenAtMs);
    const isOld = fresh.every(({ createdAtMs }) => isBefore(createdAtMs, deps.orderNow() - agoMs));
    if (nextPage !== undefined && !isOld) {
      const before = new Set(orders.map(({ id }) => id));
      walk = { ...walked, page: nextPage, before, ours };
      return betweenPagesMs;
    }
    walkMs = Math.max(walkEveryMs, now() - walked.beganAtMs);
    seenAtMs = walked.beganAtMs;
    if (areIgnored || ours < leastAPage * walked.page) return end(unpaidMs);
    return end(Math.max(betweenPagesMs, walkEveryMs - (now() - walked.beganAtMs)));
  }

  function end(restMs: number): number {
    walk = undefined;
    return restMs * deps.pollScale;
  }

  /** Heeds each row that is about an open transfer; how many were. */
  async function heed(rows: readonly Order[], trustMs: number): Promise<number> {
    const byId = new Map(rows.map((row) => [row.id, row]));
    const transfers = await store.transfers.listByOrderIds([...byId.keys()]);
    const heeded = transfers.flatMap((transfer) => {
      const row = byId.get(transfer.orderId);
      return row ? (heedRow(transfer, row, deps, { walkMs, trustMs }) ?? []) : [];
    });
    const moves = heeded.flatMap(({ move }) => move ?? []);
    if (moves.length > 0) await store.transfers.postponeAll(moves);
    await Promise.all(heeded.filter(({ is }) => is === 'moved').map(wake));
    for (const { is } of heeded) metrics.count('listRows', { is });
    return heeded.length;
  }

  const wake = ({ transfer: { id }, rank }: Heeded) =>
    queue.schedule({ kind: 'transfer', id }, now(), rank);

  function goOn(): void {
    running = step()
      .catch((problem: unknown) => {
        log.error('list of orders could not be read', {}, problem);
        return end(idleMs);
      })
      .then((restMs) => {
        if (!stopped) clearTimer = setTimer(goOn, restMs);
      });
  }

  return {
    step,
    start(): void {
      stopped = false;
      goOn();
    },
    /** Another process may walk at once. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimer();
      await running;
      // A lease that cannot be given back ends by itself.
      await store.shared.release(lease, deps.owner).catch(() => undefined);
    },
  };
}

function isBefore(atMs: number | undefined, beforeMs: number): boolean {
  return atMs !== undefined && atMs < beforeMs;
}
