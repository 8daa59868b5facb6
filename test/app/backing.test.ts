/** Budgets over two processes on one Redis, as the provider meets them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { openBacking } from '../../src/app/backing.ts';
import type { Config } from '../../src/config.ts';
import { noMetrics } from '../../src/metrics.ts';
import { type Answer, clientOf, json, startProvider } from '../chessa/scripted-provider.ts';
import { needs } from '../support/not-run.ts';
import { startRedis } from '../support/redis.ts';
import { createSilentLog } from '../support/silent-log.ts';

const test = needs('redis-server');
/** As in real use: what a busy machine adds to a call's way is little beside the tenth of a second. */
const perSecond = 10;
const sleep = async (ms: number) => wait(ms);

/** A process of its own as far as budgets go: its own connections, its own line of callers. */
async function openProcess(redisUrl: string, providerUrl: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'backing-'));
  const config = { dataDir, dataKeys: [Buffer.alloc(32, 7)], redisUrl, production: false };
  const sizes: number[] = [];
  const { store, queue, budget } = await openBacking(config as unknown as Config, {
    log: createSilentLog().log,
    metrics: {
      ...noMetrics,
      set: (name, _, value) => void (name === 'budgetSizes' && sizes.push(value)),
    },
    now: Date.now,
    steadyNow: () => performance.now(),
    sleep,
  });
  onTestFinished(async () => {
    await queue.close();
    await store.close();
    rmSync(dataDir, { recursive: true });
  });
  const { turn, slow } = budget('chessa', perSecond);
  const { chessa } = clientOf(providerUrl, { turn, slow, sleep });
  return { chessa, sizes };
}

async function openTwo(...answers: readonly Answer[]) {
  const redis = await startRedis();
  onTestFinished(redis.dispose);
  const beganAtMs: number[] = [];
  const { url } = await startProvider(
    ...answers.map(
      (answer): Answer =>
        (response, asked) => {
          beganAtMs.push(performance.now());
          answer(response, asked);
        },
    ),
  );
  const processes = await Promise.all([1, 2].map(() => openProcess(redis.url, url)));
  return { processes, beganAtMs };
}

/** Most calls that began within any stretch of so long. */
function mostWithin(ms: number, beganAtMs: readonly number[]): number {
  return Math.max(
    ...beganAtMs.map((from) => beganAtMs.filter((at) => at >= from && at < from + ms).length),
  );
}

test('no second meets more calls than the budget and one a process (I8)', async () => {
  const { processes, beganAtMs } = await openTwo(json({ order: { id: 'an-order' } }));
  const ranks = ['dialogue', 'in_motion', 'list', 'waiting', 'late'] as const;
  const calls = Array.from({ length: 40 }, (_, n) =>
    processes[n % 2]?.chessa.getOrder('an-order', ranks[n % 5]),
  );
  await Promise.all(calls);
  expect(beganAtMs).toHaveLength(40);
  expect(mostWithin(1_000, beganAtMs)).toBeLessThanOrEqual(perSecond + processes.length);
}, 30_000);

test('after "too much" no process calls before its end, and then both go at half the pace (C12)', async () => {
  const good = json({ order: { id: 'an-order' } });
  const tooMuch = json('', 429, { 'retry-after': '2' });
  const { processes, beganAtMs } = await openTwo(
    ...Array.from({ length: 5 }, () => good),
    tooMuch,
    good,
  );
  const look = async (n: number) => processes[n % 2]?.chessa.getOrder('an-order', 'in_motion');
  await Promise.all(Array.from({ length: 25 }, (_, n) => look(n)));
  const [toldAtMs = 0, ...after] = beganAtMs.slice(5);
  // What was under way while the answer came could not know of it.
  const later = after.filter((at) => at > toldAtMs + 200);
  expect(after.length - later.length).toBeLessThanOrEqual(2);
  expect(Math.min(...later) - toldAtMs).toBeGreaterThan(1_990);
  expect(mostWithin(1_000, later)).toBeLessThanOrEqual(perSecond / 2 + processes.length);
  expect(processes.flatMap(({ sizes }) => sizes)).toContain(perSecond / 2);
}, 30_000);
