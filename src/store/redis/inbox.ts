/** Updates from Telegram: stored before they are confirmed, forgotten when they are done. */
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { InboxUpdate, Store } from '../store.ts';
import { newHold } from './cards.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** Makes the part of the store that remembers updates. */
export function createInbox(run: RunScript, sealer: Sealer, now: () => number): Store['inbox'] {
  const seal = ({ updateId, receivedAtMs, lane, body }: Omit<InboxUpdate, 'attempts'>) => {
    const sealed = sealRecord(sealer, ['updates', updateId], { lane, body });
    return `${receivedAtMs} ${sealer.lookup('lane', lane)} ${sealed}`;
  };

  return {
    async accept(updates) {
      if (updates.length === 0) return [];
      const stored = updates.flatMap((update) => [update.updateId, seal(update)]);
      const fresh = await run(acceptScript, ...stored);
      return fresh.flatMap((index) => {
        const update = updates[index - 1];
        return update ? [{ ...update, attempts: 0 }] : [];
      });
    },

    async pending() {
      const found = await run(pendingScript);
      return found
        .map(([id, stored, runs]): InboxUpdate => {
          const updateId = Number(id);
          const [receivedAtMs, , sealed = ''] = stored.split(' ');
          return {
            ...openRecord<Pick<InboxUpdate, 'lane' | 'body'>>(
              sealer,
              ['updates', updateId],
              sealed,
            ),
            updateId,
            receivedAtMs: Number(receivedAtMs),
            attempts: Number.parseInt(runs ?? '0', 10),
          };
        })
        .sort((a, b) => a.updateId - b.updateId);
    },

    async begin(updateId) {
      const runs = await run(beginScript, updateId, newHold());
      if (runs === -1) return 'forgotten';
      return runs === -2 ? 'earlier_first' : runs;
    },

    async done(updateId) {
      await run(doneScript, updateId, now());
    },

    async forget(beforeMs) {
      await run(forgetScript, beforeMs);
    },
  };
}

/** The updates of a stored update's lane that are not done, by their ids. */
const laneOf = `
local function laneOf(stored)
  return P .. 'q:' .. string.match(stored, '^%S+ (%S+) ')
end`;

/**
 * An update whose reply was lost is sent again with the same sealed text, which no other has: it is
 * as new as it was the first time.
 */
const acceptScript = defineScript<number[]>(
  laneOf,
  `
local fresh = {}
for n = 1, #A, 2 do
  local id, stored = A[n], redis.call('HGET', P .. 'updates', A[n])
  if stored == A[n + 1] then
    fresh[#fresh + 1] = (n + 1) / 2
  elseif not stored and not redis.call('ZSCORE', P .. 'done', id) then
    redis.call('HSET', P .. 'updates', id, A[n + 1])
    redis.call('ZADD', laneOf(A[n + 1]), id, id)
    fresh[#fresh + 1] = (n + 1) / 2
  end
end
return fresh`,
);

const pendingScript = defineScript<[id: string, stored: string, runs: string | null][]>(`
local rows, all = {}, redis.call('HGETALL', P .. 'updates')
for n = 1, #all, 2 do
  rows[#rows + 1] = { all[n], all[n + 1], redis.call('HGET', P .. 'runs', all[n]) }
end
return rows`);

/** Runs are counted with who counted last, so that a lost reply does not count twice. */
const beginScript = defineScript<number>(
  laneOf,
  `
local stored = redis.call('HGET', P .. 'updates', A[1])
if not stored then return redis.call('ZSCORE', P .. 'done', A[1]) and 0 or -1 end
local first = redis.call('ZRANGE', laneOf(stored), 0, 0)[1]
if first and tonumber(first) < tonumber(A[1]) then return -2 end
local runs, last = string.match(redis.call('HGET', P .. 'runs', A[1]) or '0:', '^(%d+):(.*)$')
if last ~= A[2] then
  runs = runs + 1
  redis.call('HSET', P .. 'runs', A[1], runs .. ':' .. A[2])
end
return tonumber(runs)`,
);

const doneScript = defineScript<number>(
  laneOf,
  `
local stored = redis.call('HGET', P .. 'updates', A[1])
if not stored then return 0 end
redis.call('HDEL', P .. 'updates', A[1])
redis.call('ZREM', laneOf(stored), A[1])
redis.call('HDEL', P .. 'runs', A[1])
return redis.call('ZADD', P .. 'done', 'NX', A[2], A[1])`,
);

const forgetScript = defineScript<number>(
  "return redis.call('ZREMRANGEBYSCORE', P .. 'done', '-inf', '(' .. A[1])",
);
