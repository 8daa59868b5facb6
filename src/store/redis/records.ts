/** What is kept as it was put last: drafts, recipients, settings. */
import type { Drafts } from '../../domain/draft.ts';
import type { KnownRecipient } from '../../domain/recipient.ts';
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { Store } from '../store.ts';
import { decodeId, encodeId } from './keys.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** Makes the part of the store that remembers drafts. */
export function createDrafts(run: RunScript, sealer: Sealer): Store['drafts'] {
  return {
    async find<K extends keyof Drafts>(userId: number, kind: K) {
      const user = sealer.lookup('user', userId);
      const sealed = await run(findScript, 'drafts', `${user}.${kind}`);
      if (sealed === null) return undefined;
      return openRecord<Drafts[K]>(sealer, ['drafts', user, kind], sealed);
    },

    async put(userId, kind, draft, { day, keys } = { day: 0, keys: [] }) {
      const user = sealer.lookup('user', userId);
      const sealed = sealRecord(sealer, ['drafts', user, kind], draft);
      await run(putDraftScript, `${user}.${kind}`, sealed, day, ...keys);
    },

    async delete(userId, kind) {
      await run(deleteScript, 'drafts', `${sealer.lookup('user', userId)}.${kind}`);
    },
  };
}

/** Makes the part of the store that remembers whom people sent to. */
export function createRecipients(run: RunScript, sealer: Sealer): Store['recipients'] {
  return {
    async list(userId, limit) {
      const user = sealer.lookup('user', userId);
      const found = await run(listRecipientsScript, user, limit - 1);
      return found.flatMap(([id, sealed]) =>
        sealed === null ? [] : openRecord<KnownRecipient>(sealer, ['recipients', user, id], sealed),
      );
    },

    async put(userId, recipient, keep) {
      const user = sealer.lookup('user', userId);
      const id = encodeId(recipient.id);
      const sealed = sealRecord(sealer, ['recipients', user, id], recipient);
      await run(putRecipientScript, user, id, sealed, recipient.usedAtMs, keep);
    },

    async delete(userId, id) {
      await run(deleteRecipientScript, sealer.lookup('user', userId), encodeId(id));
    },
  };
}

/** Makes the part of the store that remembers settings. */
export function createSettings(run: RunScript): Store['settings'] {
  return {
    find: async (key) => (await run(findScript, 'settings', encodeId(key))) ?? undefined,
    put: async (key, value) => void (await run(putScript, 'settings', encodeId(key), value)),
    delete: async (key) => void (await run(deleteScript, 'settings', encodeId(key))),
    async list(prefix) {
      const found = await run(listScript, 'settings', encodeId(prefix));
      return found
        .map(([key, value]) => ({ key: decodeId(key), value }))
        .sort((one, other) => (one.key < other.key ? -1 : 1));
    },
  };
}

const findScript = defineScript<string | null>("return redis.call('HGET', P .. A[1], A[2])");
const putScript = defineScript<number>("return redis.call('HSET', P .. A[1], A[2], A[3])");
const deleteScript = defineScript<number>("return redis.call('HDEL', P .. A[1], A[2])");

/** The same sealed text is there already when only the reply was lost: then all is counted. */
const putDraftScript = defineScript<number>(`
if redis.call('HGET', P .. 'drafts', A[1]) == A[2] then return 0 end
for n = 4, #A do redis.call('HINCRBY', P .. 'stats:' .. A[3], A[n], 1) end
return redis.call('HSET', P .. 'drafts', A[1], A[2])`);

/** Settings may be long, so only those that are asked for leave Redis. */
const listScript = defineScript<[key: string, value: string][]>(`
local rows = {}
for _, key in ipairs(redis.call('HKEYS', P .. A[1])) do
  if string.sub(key, 1, #A[2]) == A[2] then
    rows[#rows + 1] = { key, redis.call('HGET', P .. A[1], key) }
  end
end
return rows`);

/** Each person has a hash of sealed recipients, and their order by use. */
const listRecipientsScript = defineScript<[id: string, sealed: string | null][]>(`
local rows = {}
if tonumber(A[2]) < 0 then return rows end
for _, id in ipairs(redis.call('ZRANGE', P .. 'ru:' .. A[1], 0, A[2])) do
  rows[#rows + 1] = { id, redis.call('HGET', P .. 'r:' .. A[1], id) }
end
return rows`);

/** Negative times, so that members of one time stand in the order of their ids. */
const putRecipientScript = defineScript<number>(`
local order, sealed = P .. 'ru:' .. A[1], P .. 'r:' .. A[1]
redis.call('HSET', sealed, A[2], A[3])
redis.call('ZADD', order, -A[4], A[2])
for _, id in ipairs(redis.call('ZRANGE', order, A[5], -1)) do
  redis.call('ZREM', order, id)
  redis.call('HDEL', sealed, id)
end
return 1`);

const deleteRecipientScript = defineScript<number>(`
redis.call('ZREM', P .. 'ru:' .. A[1], A[2])
return redis.call('HDEL', P .. 'r:' .. A[1], A[2])`);
