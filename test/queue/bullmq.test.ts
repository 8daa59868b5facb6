/** The contract on BullMQ and a real Redis, and the traps that BullMQ lays for it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Queue as BullQueue, Worker } from 'bullmq';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, vi } from 'vitest';
import { openBullQueue } from '../../src/queue/bullmq.ts';
import type { Job, Queue } from '../../src/queue/queue.ts';
import { openStore } from '../../src/store/open.ts';
import { createSweep } from '../../src/transfers/sweep.ts';
import { type QueueHarness, queueContract } from '../contract/queue.ts';
import { aTransfer } from '../contract/samples.ts';
import { findProgram, needs } from '../support/not-run.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
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

async function open(problems: QueueHarness['problems'] = [], lockMs?: number): Promise<Queue> {
  const queue = await openBullQueue({
    url: server.url,
    now: Date.now,
    onError: (failed, error) => problems.push({ job: failed, error }),
    retryMs: 5,
    concurrency: 4,
    lockMs,
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
  await expect(queue.schedule(job('meanwhile'), Date.now())).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await own.start();
  await vi.waitFor(() => expect(ran).toEqual(['before']), { timeout: 5_000 });
  await queue.schedule(job('after'), Date.now());
  await vi.waitFor(() => expect(ran).toEqual(['before', 'after']), { timeout: 2_000 });
  await queue.stop();
  await queue.close();
}, 30_000);

test('a job in the hands of a killed process is taken over (K15)', async () => {
  const lockMs = 2_000;
  const program = fileURLToPath(new URL('./stuck-worker.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, server.url, String(lockMs)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const queue = await open([], lockMs);
  await queue.schedule(job('a'), Date.now());
  const [line] = await once(child.stdout, 'data');
  expect(String(line)).toBe('took a\n');
  const ran: string[] = [];
  queue.start(async ({ id }) => void ran.push(id));
  child.kill('SIGKILL');
  // A lock that ran out is seen by the second check after it, and checks are half a lock apart.
  await vi.waitFor(() => expect(ran).toEqual(['a']), { timeout: 3 * lockMs });
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
