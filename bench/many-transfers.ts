/**
 * Many open transfers in a simulated time: the real store in a file, the real queue, sweep, tracker,
 * list watch, client and budget, around the stand-in of `many-orders.ts`.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChessa } from '../src/chessa/client.ts';
import type { Transfer } from '../src/domain/transfer.ts';
import { createLog } from '../src/log.ts';
import { createBudget } from '../src/queue/budget.ts';
import { createLocalQueue } from '../src/queue/local.ts';
import { openStore } from '../src/store/open.ts';
import { createListWatch } from '../src/transfers/list-watch.ts';
import { createSweep } from '../src/transfers/sweep.ts';
import { createTrack } from '../src/transfers/track.ts';
import { clientOf, createManyOrders, evenOrders, orderLifeMs } from './many-orders.ts';
import { callsPerSecond, waiting } from './many-samples.ts';
import { createSimulatedClock } from './simulated-clock.ts';

const startMs = Date.UTC(2026, 0, 15, 12);
const sweepEveryMs = 30_000;

/** Somebody was told of something. Times by the simulated clock. */
export interface Told {
  readonly orderId: string;
  readonly atMs: number;
}

export type ManyTransfers = Awaited<ReturnType<typeof openManyTransfers>>;

/**
 * Opens `count` transfers, their orders made evenly over the last two hours, and as many an hour
 * after that for `runMs`. `change` alters one before it is stored.
 */
export async function openManyTransfers(
  count: number,
  runMs: number,
  change: (transfer: Transfer, index: number) => Transfer = (transfer) => transfer,
) {
  const clock = createSimulatedClock(startMs);
  const { now, sleep, setTimer } = clock;
  const all = count + Math.floor((runMs * count) / orderLifeMs);
  const orders = evenOrders(count, all, startMs);
  const provider = createManyOrders(orders, clock);
  // What is measured is not the disk.
  const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const dataDir = await mkdtemp(join(folder, 'chessa-remit-bench-'));
  const store = await openStore({ dataDir, now });
  const told: Told[] = [];
  const watched = {
    ...store,
    transfers: {
      ...store.transfers,
      async commit(...args: Parameters<typeof store.transfers.commit>) {
        const [{ orderId }, extras] = args;
        const news = extras?.notices?.some((kind) => kind !== 'expires_soon');
        if (news) told.push({ orderId, atMs: now() });
        return store.transfers.commit(...args);
      },
    },
  };
  const turn = createBudget({
    reserve: () => store.shared.reserve('chessa', 1_000 / callsPerSecond),
    pausedForMs: async () => (await store.shared.paceOf('chessa')).pausedForMs,
    sleep,
  });
  const client = clientOf(provider, { now, sleep });
  const slow = (pauseMs: number) => store.shared.slow('chessa', pauseMs);
  const chessa = createChessa({ ...client, turn, slow });
  const log = createLog({ level: 'error', destination: process.stderr, secrets: [] });
  const queue = createLocalQueue({
    now,
    setTimer,
    onError: (job, problem) => log.error('job failed', { id: job.id }, problem),
  });
  const pacing = { now, orderNow: now, random: Math.random, pollScale: 1 };
  const never = async () => {
    throw new Error('nothing is funded or refunded here');
  };
  const deps = { chessa, store: watched, queue, log, ...pacing };
  const track = createTrack({
    ...deps,
    fund: never,
    refund: never,
    recall: never,
    changed: () => undefined,
  });
  const sweep = createSweep({ ...deps, callsPerSecond });
  const watch = createListWatch({ ...deps, owner: 'bench', callsPerSecond, setTimer });

  const put = async (index: number) => {
    const order = orders[index];
    if (!order) return;
    await store.transfers.create(change(waiting(index, order, now()), index));
  };
  for (let index = 0; index < count; index += 1) await put(index);
  for (let index = count; index < orders.length; index += 1) {
    setTimer(() => void put(index), (orders[index]?.createdAtMs ?? 0) + 2_000 - startMs);
  }

  let isStopped = false;
  const sweepOn = async (): Promise<void> => {
    if (isStopped) return;
    await sweep.sweep();
    setTimer(() => void sweepOn(), sweepEveryMs);
  };
  /** Nothing more is looked at. */
  const stop = async (): Promise<void> => {
    isStopped = true;
    await Promise.race([Promise.all([watch.stop(), queue.stop()]), clock.runUntil(now() + 60_000)]);
  };
  return {
    clock,
    orders,
    provider,
    store,
    /** Calls that no budget holds back. */
    unbound: createChessa(client),
    told,
    async start(withList = true): Promise<void> {
      queue.start(sweep.following(track));
      await sweepOn();
      if (withList) watch.start();
    },
    stop,
    async close(): Promise<void> {
      await stop();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
