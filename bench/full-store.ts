/**
 * What a store full of transfers costs: Redis's memory for each, how soon the real program is ready
 * beside one with an empty store, and the processor time of scheduling on BullMQ in real time.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { buildProgram, type Program, startProgram } from '../sandbox/program.ts';
import { openStage } from '../sandbox/stage.ts';
import { createChessa } from '../src/chessa/client.ts';
import { createLog } from '../src/log.ts';
import { createBudget } from '../src/queue/budget.ts';
import { openBullQueue } from '../src/queue/bullmq.ts';
import type { Store } from '../src/store/store.ts';
import { createListWatch } from '../src/transfers/list-watch.ts';
import { createSweep } from '../src/transfers/sweep.ts';
import { createTrack } from '../src/transfers/track.ts';
import { inBatches, openBacking, openRedisBacking } from './kept.ts';
import { clientOf, createManyOrders, evenOrders } from './many-orders.ts';
import { callsPerSecond, delivered, waiting } from './many-samples.ts';
import { type Spread, spread } from './spread.ts';

/** Bytes of Redis for one delivered transfer with its history, its notices and its card. */
export async function measureRedisBytes(count: number): Promise<number> {
  const backing = await openRedisBacking();
  try {
    const before = await usedBytes(backing);
    await inBatches(count, async (index) => {
      const { transfers, cards, notices } = backing.store;
      const made = delivered(index, Date.now());
      await transfers.create({ ...made, state: 'paying_out' });
      const seen = await transfers.commit(made, { notices: ['deposit_seen'], cardMessageId: 9 });
      if (seen.kind !== 'committed') throw new Error('a transfer was not stored');
      const told = await transfers.commit(seen.transfer, { notices: ['delivered'] });
      if (told.kind !== 'committed') throw new Error('a transfer was not stored');
      for (const { id } of await notices.listByTransfer(made.id)) {
        await notices.settle(id, { kind: 'accepted', messageId: 10 });
      }
      const hold = await cards.take(made.id, 0, 1);
      if (hold) await cards.settle(made.id, told.transfer.version, hold);
    });
    return ((await usedBytes(backing)) - before) / count;
  } finally {
    await backing.close();
  }
}

/** Milliseconds from the start of the real program to `ready`, with a full store and an empty one. */
export interface StartFigures {
  readonly kept: 'file' | 'Redis';
  readonly full: Spread;
  readonly empty: Spread;
  /** Processor milliseconds until then that the full store takes more, in the middle. */
  readonly moreCpuMs: number;
}

/** Starts the program so often on each store, filled with `count` open transfers. */
export async function measureStarts(count: number, times: number): Promise<StartFigures[]> {
  const program = await buildProgram();
  try {
    return [
      await startsOn('file', program, count, times),
      await startsOn('Redis', program, count, times),
    ];
  } finally {
    await program.remove();
  }
}

async function startsOn(
  kept: StartFigures['kept'],
  program: Program,
  count: number,
  times: number,
): Promise<StartFigures> {
  const [full, empty] = [await openBacking(kept), await openBacking(kept)];
  const stage = await openStage();
  try {
    await fill(full.store, count);
    for (const { store } of [full, empty]) await store.close();
    const figures = { full: [] as number[], empty: [] as number[] };
    const cpu = { full: [] as number[], empty: [] as number[] };
    for (let time = 0; time < times; time += 1) {
      for (const [name, { env }] of [['full', full] as const, ['empty', empty] as const]) {
        const beganMs = performance.now();
        const running = startProgram(program, { ...stage.env, ...env, OPS_PORT: '0' });
        await running.ready;
        figures[name].push(performance.now() - beganMs);
        cpu[name].push((await running.cpuMs()) ?? 0);
        running.stop();
        await running.ended;
      }
    }
    const moreCpuMs = spread(cpu.full).median - spread(cpu.empty).median;
    return { kept, full: spread(figures.full), empty: spread(figures.empty), moreCpuMs };
  } finally {
    await stage.close();
    for (const { dispose } of [full, empty]) await dispose();
  }
}

export interface SchedulingFigures {
  readonly open: number;
  /** Share of one core: everything, and the same calls made by the client alone. */
  readonly whole: number;
  readonly callsAlone: number;
  readonly callsASecond: number;
}

/** Follows `open` transfers on Redis and BullMQ in real time, for so long. */
export async function measureScheduling(open: number, forMs: number): Promise<SchedulingFigures> {
  const backing = await openRedisBacking();
  const { store, url } = backing;
  const now = Date.now;
  const sleep = async (ms: number) => wait(ms);
  const orders = evenOrders(open, open, now());
  const provider = createManyOrders(orders, { now, sleep });
  const log = createLog({ level: 'error', destination: process.stderr, secrets: [] });
  const queue = await openBullQueue({
    url,
    now,
    onError: (job, problem) => log.error('job failed', { id: job.id }, problem),
  });
  const client = clientOf(provider, { now, sleep });
  const turn = createBudget({
    reserve: () => store.shared.reserve('chessa', 1_000 / callsPerSecond),
    pausedForMs: async () => (await store.shared.paceOf('chessa')).pausedForMs,
    sleep,
  });
  const pacing = { now, orderNow: now, random: Math.random, pollScale: 1 };
  const deps = { chessa: createChessa({ ...client, turn }), store, queue, log, ...pacing };
  const never = async () => {
    throw new Error('nothing is funded or refunded here');
  };
  const track = createTrack({
    ...deps,
    fund: never,
    refund: never,
    recall: never,
    changed: () => undefined,
  });
  const sweep = createSweep({ ...deps, callsPerSecond });
  const watch = createListWatch({ ...deps, owner: 'bench', callsPerSecond });
  try {
    await inBatches(open, async (index) => {
      const order = orders[index];
      if (order) await store.transfers.create(waiting(index, order, now()));
    });
    queue.start(sweep.following(track));
    await sweep.start();
    watch.start();
    await wait(5_000);
    const callsBefore = provider.calls.length;
    const whole = await cpuShare(() => wait(forMs));
    const made = provider.calls.slice(callsBefore).map(({ path }) => path);
    sweep.stop();
    await watch.stop();
    await queue.stop();
    const bare = createChessa(client);
    const callsAlone = await cpuShare(async () => {
      for (const path of made) {
        const id = path.split('/')[3];
        const answer = id ? await bare.getOrder(id) : await bare.listOrders(1, 100);
        if (!answer.ok) throw new Error('a call found nothing');
      }
    }, forMs);
    return { open, whole, callsAlone, callsASecond: (1_000 * made.length) / forMs };
  } finally {
    await queue.close();
    await backing.close();
  }
}

/** Processor time of some work, as a share of the time that it took or of `ofMs`. */
async function cpuShare(work: () => Promise<unknown>, ofMs?: number): Promise<number> {
  const beganMs = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / (ofMs ?? performance.now() - beganMs);
}

async function usedBytes({ store }: { readonly store: Store }): Promise<number> {
  return (await store.space()).usedBytes;
}

function fill({ transfers }: Store, count: number): Promise<void> {
  const nowMs = Date.now();
  const orders = evenOrders(count, count, nowMs);
  return inBatches(count, async (index) => {
    const order = orders[index];
    if (order) await transfers.create(waiting(index, order, nowMs));
  });
}
