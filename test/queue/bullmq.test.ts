/** The contract on BullMQ and a real Redis, and the traps that BullMQ lays for it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Queue as BullQueue, Worker } from 'bullmq';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, vi } from 'vitest';
import { createPrometheus } from '../../src/http/prometheus.ts';
import { openBullQueue } from '../../src/queue/bullmq.ts';
import type { Job, Queue } from '../../src/queue/queue.ts';
import { openStore } from '../../src/store/open.ts';
import { createSweep } from '../../src/transfers/sweep.ts';
import { type QueueHarness, queueContract } from '../contract/queue.ts';
import { aTransfer } from '../contract/samples.ts';
import { readPage } from '../support/metrics.ts';
import { findProgram, needs } from '../support/not-run.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { startRedisWay } from '../support/redis-way.ts';
import { createSilentLog } from '../support/silent-log.ts';

const test = needs('redis-server');
const isHere = findProgram('redis-server') !== undefined;
const job = (id: string): Job => ({ kind: 'transfer', id });
const farAway = 3_600_000;
let server: RedisServer;

beforeAll(async () => {
  if (isHere) server = await startRedis();
});
afterAll(() => server?.dispose());
beforeEach(async () => {
  if (isHere) await server.client.flushall();
});

async function open(
  problems: QueueHarness['problems'] = [],
  over: Partial<Parameters<typeof openBullQueue>[0]> = {},
): Promise<Queue> {
  const queue = await openBullQueue({
    url: server.url,
    now: Date.now,
    onError: (failed, error) => problems.push({ job: failed, error }),
    retryMs: 5,
    concurrency: 4,
    ...over,
  });
  onTestFinished(async () => {
    await queue.stop();
    await queue.close();
  });
  return queue;
}

if (isHere) {
  queueContract('BullMQ', async () => {
    const problems: QueueHarness['problems'] = [];
    return { queue: await open(problems), problems, dispose: async () => undefined };
  });
}

test('an earlier time for a job that waits is not ignored, whoever asks', async () => {
  const [one, other] = [await open(), await open()];
  const ran: string[] = [];
  await one.schedule(job('a'), Date.now() + farAway);
  await other.schedule(job('a'), Date.now() + 30);
  other.start(async ({ id }) => void ran.push(id));
  await vi.waitFor(() => expect(ran).toEqual(['a']));
});

test('a time for a job that begins to run in that very moment counts after the run', async () => {
  const way = await startRedisWay(server);
  const [slow, quick] = [await open([], { url: way.url }), await open()];
  let end = (): void => undefined;
  const ran: string[] = [];
  quick.start(({ id }) => {
    ran.push(id);
    return new Promise<undefined>((resolve) => {
      end = () => resolve(undefined);
    });
  });
  await quick.schedule(job('a'), Date.now() + farAway);
  // The first script that it sends is BullMQ's move of the job to its new time.
  const move = way.holdNext('eval');
  const asking = slow.schedule(job('a'), Date.now());
  await move.arrived;
  await quick.schedule(job('a'), Date.now());
  await vi.waitFor(() => expect(ran).toEqual(['a']));
  move.letGo();
  await asking;
  end();
  await vi.waitFor(() => expect(ran).toEqual(['a', 'a']));
  end();
});

test('a job that somebody else put in first for a later time is moved to the earlier one', async () => {
  const way = await startRedisWay(server);
  const [slow, quick] = [await open([], { url: way.url }), await open()];
  const adding = way.holdNext('transfer');
  const asking = slow.schedule(job('a'), Date.now());
  await adding.arrived;
  await quick.schedule(job('a'), Date.now() + farAway);
  adding.letGo();
  await asking;
  const ran: string[] = [];
  quick.start(async ({ id }) => void ran.push(id));
  await vi.waitFor(() => expect(ran).toEqual(['a']));
});

test('asking at the very moment when jobs begin to run never fails, and loses none', async () => {
  const problems: QueueHarness['problems'] = [];
  const queue = await open(problems);
  const ran = new Set<string>();
  queue.start(async ({ id }) => void ran.add(id));
  const ids = Array.from({ length: 100 }, (_, n) => `j${n}`);
  await Promise.all(
    ids.map(async (id) => {
      await queue.schedule(job(id), Date.now() + 20);
      for (let n = 0; n < 10; n += 1) await queue.schedule(job(id), Date.now());
    }),
  );
  await vi.waitFor(() => expect(ran.size).toBe(100), 5_000);
  expect(problems).toEqual([]);
});

test('a failed job that kept its id does not block it', async () => {
  const raw = new BullQueue('looks', { connection: { url: server.url }, prefix: '{remit}' });
  const failing = new Worker('looks', () => Promise.reject(new Error('a bug')), {
    connection: { url: server.url },
    prefix: '{remit}',
  });
  const scheduling = await open();
  await scheduling.schedule(job('a'), Date.now());
  await vi.waitFor(async () => expect(await raw.getFailedCount()).toBe(1), 3_000);
  await failing.close();
  const queue = await open();
  const ran: string[] = [];
  queue.start(async ({ id }) => void ran.push(id));
  await queue.schedule(job('a'), Date.now());
  await vi.waitFor(() => expect(ran).toEqual(['a']));
  await queue.stop();
  expect(await raw.getJobCounts('failed', 'completed', 'delayed', 'wait')).toEqual({
    failed: 0,
    completed: 0,
    delayed: 0,
    wait: 0,
  });
  await raw.close();
});

test('ids may hold a colon, be a number, or look like a key', async () => {
  const queue = await open();
  const ids = ['a:b', '42', '{remit}:t:1', 'x\n*', 'ä'];
  const ran: string[] = [];
  queue.start(async ({ id }) => void ran.push(id));
  for (const id of ids) await queue.schedule(job(id), Date.now());
  await vi.waitFor(() => expect([...ran].sort()).toEqual([...ids].sort()));
});

test('a job holds an id and nothing else, and little room', async () => {
  const queue = await open();
  await queue.schedule(job('0123456789abcdef01234567'), Date.now() + farAway);
  const [key = ''] = await server.client.keys('{remit}:looks:t-*');
  const stored = await server.client.hgetall(key);
  expect(JSON.parse(stored.data ?? '')).toEqual({ id: '0123456789abcdef01234567' });
  expect(stored.name).toBe('transfer');
  expect(await server.client.object('ENCODING', key)).toBe('listpack');
});

test('while Redis is away asking is refused, and what was asked before runs when it is back', async () => {
  const own = await startRedis();
  onTestFinished(own.dispose);
  const problems: QueueHarness['problems'] = [];
  const queue = await openBullQueue({
    url: own.url,
    now: Date.now,
    onError: (failed, error) => problems.push({ job: failed, error }),
  });
  const ran: string[] = [];
  queue.start(async ({ id }) => void ran.push(id));
  await queue.schedule(job('before'), Date.now() + 1_500);
  await own.kill();
  const killedAtMs = performance.now();
  for (let n = 0; n < 10; n += 1) {
    await expect(queue.schedule(job('meanwhile'), Date.now())).rejects.toThrow();
  }
  expect(performance.now() - killedAtMs).toBeLessThan(1_000);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await own.start();
  await vi.waitFor(() => expect(ran).toEqual(['before']), { timeout: 15_000 });
  await queue.schedule(job('after'), Date.now());
  await vi.waitFor(() => expect(ran).toEqual(['before', 'after']), { timeout: 10_000 });
  await queue.stop();
  await queue.close();
}, 30_000);

test('while Redis stands still asking is refused within seconds, then it goes on', async () => {
  const own = await startRedis();
  onTestFinished(own.dispose);
  const queue = await open([], { url: own.url });
  own.freeze();
  const askedAtMs = performance.now();
  await expect(queue.schedule(job('a'), Date.now())).rejects.toThrow();
  expect(performance.now() - askedAtMs).toBeLessThan(5_000);
  own.thaw();
  await vi.waitFor(() => queue.schedule(job('a'), Date.now()), 15_000);
}, 30_000);

test('a Redis that went away between two connections is not waited for without end', async () => {
  const own = await startRedis();
  onTestFinished(own.dispose);
  await own.kill();
  const opening = open([], { url: own.url, patienceMs: 300 });
  await expect(opening).rejects.toThrow('does not answer any more');
});

test('it tells how many jobs stand how', async () => {
  const queue = await open();
  let end = (): void => undefined;
  queue.start(
    () =>
      new Promise<undefined>((resolve) => {
        end = () => resolve(undefined);
      }),
  );
  await queue.schedule(job('a'), Date.now());
  await queue.schedule(job('b'), Date.now() + farAway);
  await queue.schedule(job('c'), Date.now() + farAway);
  await vi.waitFor(async () => {
    expect(await queue.counts()).toEqual({
      ...{ waiting: 0, prioritized: 0, active: 1, delayed: 2 },
      ...{ completed: 0, failed: 0 },
    });
  });
  end();
  await vi.waitFor(async () => expect(await queue.counts()).toMatchObject({ active: 0 }));
});

test('a job in the hands of a killed process is taken over (K15)', async () => {
  const lockMs = 2_000;
  const program = fileURLToPath(new URL('./stuck-worker.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, server.url, String(lockMs)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const { metrics, page } = createPrometheus(Date.now);
  const queue = await open([], { lockMs, metrics });
  await queue.schedule(job('a'), Date.now());
  const [line] = await once(child.stdout, 'data');
  expect(String(line)).toBe('took a\n');
  const ran: string[] = [];
  queue.start(async ({ id }) => void ran.push(id));
  child.kill('SIGKILL');
  // A lock that ran out is seen by the second check after it, and checks are half a lock apart.
  await vi.waitFor(() => expect(ran).toEqual(['a']), { timeout: 3 * lockMs });
  expect(readPage(await page()).get('remit_queue_stalled_total')).toBe(1);
}, 30_000);

test('the sweep puts back what is missing (K14)', async () => {
  const queue = await open();
  const dataDir = mkdtempSync(join(tmpdir(), 'store-'));
  const store = await openStore({ dataDir, now: Date.now });
  onTestFinished(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true });
  });
  await store.transfers.create(aTransfer('lost', { dueAtMs: Date.now() - 1_000 }));
  await queue.schedule(job('lost'), Date.now());
  await server.client.flushall();
  const ran: string[] = [];
  queue.start(async ({ id }) => void ran.push(id));
  await createSweep({
    store,
    queue,
    log: createSilentLog().log,
    now: Date.now,
    callsPerSecond: 10,
  }).sweep();
  await vi.waitFor(() => expect(ran).toEqual(['lost']));
});

test('X07: times of a machine whose clock was set back are not waited for', async () => {
  const now = () => Date.now() + farAway;
  const before = await open();
  const atMs = now() + 100;
  await before.schedule(job('armed before'), atMs);
  const queue = await open([], { now });
  await queue.schedule(job('armed before'), atMs);
  await queue.schedule(job('armed after'), now());
  const runs: string[] = [];
  queue.start(async ({ id }) => {
    runs.push(id);
    const isFirst = runs.filter((one) => one === id).length === 1;
    return isFirst ? { atMs: now() + 100, rank: 'in_motion' } : undefined;
  });
  await vi.waitFor(
    () =>
      expect(runs.sort()).toEqual([
        ...['armed after', 'armed after', 'armed before', 'armed before'],
      ]),
    5_000,
  );
});
