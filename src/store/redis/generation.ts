/**
 * The marker of this store's data: tells a Redis that was emptied, or that is another one, from a
 * new one. It is made only where nothing of ours ever was, and remembered in the data folder too.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { StoreRefused } from '../refused.ts';
import { createSealer, type KeyRing, SealBroken, type Sealer } from '../seal.ts';
import { keyPrefix } from './keys.ts';
import { metaKey } from './scripts.ts';

/** The marker and what it unlocks. */
export interface Generation {
  readonly generation: string;
  readonly sealer: Sealer;
  /** What the sealer's lookups are made with, as it is sealed beside the marker. */
  readonly secret: string;
}

const place = ['meta', 'lookup_secret'] as const;
/** Where the data folder remembers which data it belongs to. */
const rememberedIn = 'redis-generation';

/**
 * Reads the marker, or makes it in a Redis that holds nothing of ours, unless this data folder has
 * seen one before. Throws {@link StoreRefused} with what the operator is to do otherwise.
 */
export async function findGeneration(
  redis: Redis,
  keys: KeyRing,
  dataDir: string,
): Promise<Generation> {
  const remembered = recall(dataDir);
  if (remembered === undefined) {
    const secret = keys.seal(place, randomBytes(32).toString('base64url'));
    const fresh = randomBytes(9).toString('base64url');
    await redis.eval(initialize, 1, metaKey, keyPrefix, fresh, secret);
  }
  const [generation, wrapped] = await redis.hmget(metaKey, 'generation', 'secret');
  if (!generation || !wrapped || (remembered !== undefined && remembered !== generation)) {
    throw new StoreRefused(
      'Redis does not hold the data that were here before: it was emptied, or REDIS_URL leads to ' +
        'another one. Bring the data back from a backup. To begin with nothing, and never look ' +
        `after earlier transfers again, delete ${join(dataDir, rememberedIn)}.`,
    );
  }
  const secret = unlock(keys, wrapped);
  const sealer = createSealer(keys, Buffer.from(secret, 'base64url'));
  remember(dataDir, generation);
  return { generation, sealer, secret };
}

/** Redis keeps no empty key: whoever of these is there tells of data without a marker. */
const initialize = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
for _, name in ipairs({ 'seq', 'users', 'updates', 'done', 'settings', 'fences', 'shortids' }) do
  if redis.call('EXISTS', ARGV[1] .. name) == 1 then return 0 end
end
redis.call('HSET', KEYS[1], 'generation', ARGV[2], 'secret', ARGV[3], 'form', '1')
return 1`;

function unlock(keys: KeyRing, wrapped: string): string {
  try {
    return keys.open(place, wrapped);
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new StoreRefused(
      'The data in Redis was sealed with a key that was not given. ' +
        'Add the earlier key to DATA_KEY, after the new one.',
    );
  }
}

function recall(dataDir: string): string | undefined {
  const path = join(dataDir, rememberedIn);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

function remember(dataDir: string, generation: string): void {
  if (recall(dataDir) === generation) return;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = join(dataDir, `${rememberedIn}.${process.pid}`);
  writeFileSync(draft, `${generation}\n`, { mode: 0o600, flush: true });
  renameSync(draft, join(dataDir, rememberedIn));
}
