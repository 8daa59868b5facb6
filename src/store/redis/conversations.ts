/**
 * Memory of dialogues, through grammY's own Redis storage. The connection that it is given writes
 * by a script which refuses a run that has lost its lane, and seals; every key expires.
 */
import { RedisAdapter } from '@grammyjs/storage-redis';
import type { Redis } from 'ioredis';
import type { Sealer } from '../seal.ts';
import { type ConversationRecord, StaleFence, type Store } from '../store.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** What is stored: the record and its end by our clock, which is stricter than the key's. */
interface Stored extends ConversationRecord {
  readonly expiresAtMs: number;
}

/** How much longer than its record a key lives: clocks differ. */
const spareSeconds = 60;

/** Makes the part of the store that remembers dialogues. */
export function createConversations(
  run: RunScript,
  sealer: Sealer,
  now: () => number,
): Store['conversations'] {
  function storageOf(lane: string, fence: number, ttl?: number): RedisAdapter<Stored> {
    const instance: object = {
      get: async (key: string) => {
        const sealed = await run(readScript, key);
        return sealed === null ? null : sealer.open(['conversations', lane], sealed);
      },
      set: async (key: string, text: string, _ex: 'EX', seconds: number) => {
        const sealed = sealer.sealPacked(['conversations', lane], text);
        if (await run(writeScript, key, fence, sealed, seconds)) return 'OK';
        throw new StaleFence('This run of the lane is over.');
      },
    };
    // The storage asks for a whole client, and uses these two.
    return new RedisAdapter<Stored>({ instance: instance as Redis, ttl });
  }

  return {
    async read(lane) {
      const hash = sealer.lookup('lane', lane);
      const stored = await storageOf(hash, 0).read(hash);
      if (!stored || stored.expiresAtMs <= now()) return undefined;
      const { expiresAtMs: _, ...record } = stored;
      return record;
    },

    async write(lane, fence, record, expiresAtMs) {
      const hash = sealer.lookup('lane', lane);
      const ttl = Math.max(0, Math.ceil((expiresAtMs - now()) / 1_000)) + spareSeconds;
      await storageOf(hash, fence, ttl).write(hash, { ...record, expiresAtMs });
    },
  };
}

const readScript = defineScript<string | null>("return redis.call('GET', P .. 'c:' .. A[1])");

/** A lane is held by whoever has the newest fence; without a holder nobody may write. */
const writeScript = defineScript<number>(`
local held = redis.call('GET', P .. 'l:' .. A[1])
if not held or string.match(held, '^%d+') ~= A[2] then return 0 end
redis.call('SET', P .. 'c:' .. A[1], A[3], 'EX', A[4])
return 1`);
