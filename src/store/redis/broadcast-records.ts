/** Broadcasts: one sealed text each, and a set of people for each thing that can become of it. */
import type { Broadcast } from '../../domain/broadcast.ts';
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { BroadcastRecords } from '../staff-records.ts';
import type { User } from '../store.ts';
import { decodeId, encodeId } from './keys.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** Makes the part of the store that remembers broadcasts. */
export function createBroadcastRecords(run: RunScript, sealer: Sealer): BroadcastRecords {
  const open = (id: string, sealed: string) =>
    openRecord<Broadcast>(sealer, ['broadcasts', id], sealed);
  const hash = (userId: number) => sealer.lookup('user', userId);
  const toUser = ([user, sealed]: readonly [string, string | null]): User[] =>
    sealed === null ? [] : [openRecord<User>(sealer, ['users', user], sealed)];

  return {
    async find(id) {
      const sealed = await run(findScript, encodeId(id));
      return sealed === null ? undefined : open(id, sealed);
    },

    async put(next) {
      const { id, revision, state, createdAtMs } = next;
      const sealed = sealRecord(sealer, ['broadcasts', id], { ...next, revision: revision + 1 });
      const isUnfinished = state === 'running' || state === 'paused' ? '1' : '';
      const args = [encodeId(id), revision, sealed, createdAtMs, isUnfinished] as const;
      return (await run(putScript, ...args)) === 1;
    },

    async listUnfinished() {
      return (await run(listScript)).map(([id, sealed]) => open(decodeId(id), sealed));
    },

    async address(id, userIds) {
      if (userIds.length > 0) await run(addressScript, encodeId(id), ...userIds.map(hash));
    },

    unaddress: async (id) => void (await run(unaddressScript, encodeId(id))),

    async take(id, limit) {
      const users = (await run(takeScript, encodeId(id), limit)).flatMap(toUser);
      return users.map(({ userId, locale }) => ({ userId, locale }));
    },

    async settle(id, outcomes) {
      const pairs = outcomes.flatMap(({ userId, outcome }) => [hash(userId), outcome]);
      if (pairs.length > 0) await run(settleScript, encodeId(id), ...pairs);
    },

    async counts(id) {
      const [waiting, unknown, sent, refused] = await run(countsScript, encodeId(id));
      return { waiting, unknown, sent, refused };
    },

    async listUnknown(id, limit) {
      const found = await run(listUnknownScript, encodeId(id), limit);
      return found.flatMap(toUser).map(({ userId }) => userId);
    },
  };
}

const findScript = defineScript<string | null>(
  "return redis.call('HGET', P .. 'bc:' .. A[1], 's')",
);

/** The same sealed text is there already when only the reply was lost. */
const putScript = defineScript<number>(`
local b = P .. 'bc:' .. A[1]
local stored = redis.call('HMGET', b, 'r', 's')
if stored[2] == A[3] then return 1 end
if (stored[1] or '0') ~= A[2] then return 0 end
redis.call('HSET', b, 'r', string.format('%.0f', tonumber(A[2]) + 1), 's', A[3])
if A[5] == '1' then redis.call('ZADD', P .. 'bcs:unfinished', A[4], A[1])
else redis.call('ZREM', P .. 'bcs:unfinished', A[1]) end
return 1`);

const listScript = defineScript<[id: string, sealed: string][]>(`
local rows = {}
for _, id in ipairs(redis.call('ZRANGE', P .. 'bcs:unfinished', 0, -1)) do
  rows[#rows + 1] = { id, redis.call('HGET', P .. 'bc:' .. id, 's') }
end
return rows`);

const setOf = `
local function setOf(state) return P .. 'bc:' .. A[1] .. ':' .. state end
`;

const addressScript = defineScript<number>(
  setOf,
  `
for n = 2, #A do
  local isIn = false
  for _, state in ipairs({ 'unknown', 'sent', 'refused' }) do
    isIn = isIn or redis.call('SISMEMBER', setOf(state), A[n]) == 1
  end
  if not isIn then redis.call('SADD', setOf('waiting'), A[n]) end
end
return 1`,
);

const unaddressScript = defineScript<number>(setOf, "return redis.call('DEL', setOf('waiting'))");

/** When the reply is lost, those who were taken stay unknown: nobody is ever called twice. */
const takeScript = defineScript<[user: string, sealed: string | null][]>(
  setOf,
  `
local rows = {}
for _, user in ipairs(redis.call('SPOP', setOf('waiting'), A[2])) do
  redis.call('SADD', setOf('unknown'), user)
  rows[#rows + 1] = { user, redis.call('HGET', P .. 'users', user) }
end
return rows`,
);

const settleScript = defineScript<number>(
  setOf,
  `
for n = 2, #A, 2 do
  local to = A[n + 1] == 'again' and 'waiting' or A[n + 1]
  redis.call('SMOVE', setOf('unknown'), setOf(to), A[n])
end
return 1`,
);

const countsScript = defineScript<[number, number, number, number]>(
  setOf,
  `
return {
  redis.call('SCARD', setOf('waiting')),
  redis.call('SCARD', setOf('unknown')),
  redis.call('SCARD', setOf('sent')),
  redis.call('SCARD', setOf('refused')),
}`,
);

const listUnknownScript = defineScript<[user: string, sealed: string | null][]>(
  setOf,
  `
local rows = {}
for _, user in ipairs(redis.call('SRANDMEMBER', setOf('unknown'), A[2])) do
  rows[#rows + 1] = { user, redis.call('HGET', P .. 'users', user) }
end
return rows`,
);
