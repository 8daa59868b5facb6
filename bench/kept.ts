/** Real stores of a measure's own, in a file or in a Redis that it starts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { startRedis } from '../test/support/redis.ts';

const dataKey = Buffer.alloc(32, 7);
const atOnce = 200;

/** An open store. */
export interface Kept {
  readonly store: Store;
  /** What leads the program to it. */
  readonly env: Readonly<Record<string, string>>;
  dispose(): Promise<void>;
}

/** Opens an empty one. */
export async function openBacking(kept: 'file' | 'Redis'): Promise<Kept> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-bench-'));
  const DATA_KEY = dataKey.toString('base64');
  if (kept === 'file') {
    const store = await openStore({ dataDir, dataKeys: [dataKey], now: Date.now });
    const dispose = () => rm(dataDir, { recursive: true, force: true });
    return { store, env: { DATA_DIR: dataDir, DATA_KEY }, dispose };
  }
  const redis = await startRedis({ appendfsync: 'everysec' });
  const options = { dataDir, dataKeys: [dataKey], redisUrl: redis.url, now: Date.now };
  return {
    store: await openStore(options),
    env: { DATA_DIR: dataDir, DATA_KEY, REDIS_URL: redis.url },
    async dispose() {
      await redis.dispose();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Opens an empty one in Redis, and gives it back at once. */
export async function openRedisBacking() {
  const { store, env, dispose } = await openBacking('Redis');
  return {
    store,
    url: env.REDIS_URL ?? '',
    async close() {
      await store.close();
      await dispose();
    },
  };
}

/** Does something so many times, some at once. */
export async function inBatches(
  count: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < count; from += atOnce) {
    const indices = Array.from({ length: Math.min(atOnce, count - from) }, (_, n) => from + n);
    await Promise.all(indices.map(work));
  }
}
