/** People, and whether Telegram still lets us write to them. */
import { draftKinds } from '../person-records.ts';
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { Block } from '../staff-records.ts';
import type { Store, User } from '../store.ts';
import { cards, notices, order, park } from './lua.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** Makes the part of the store that remembers people. */
export function createUsers(run: RunScript, sealer: Sealer): Store['users'] {
  return {
    async find(userId) {
      const user = sealer.lookup('user', userId);
      return toUser(sealer, user, await run(findScript, user));
    },

    async listPage(limit, from = '0') {
      const [next, rows] = await run(listPageScript, from, limit);
      const users = rows.flatMap(([user, ...row]) => toUser(sealer, user, row) ?? []);
      return next === '0' ? { users } : { users, next };
    },

    async put({ unreachable: _, blocked: __, ...known }, lookAtMs) {
      const user = sealer.lookup('user', known.userId);
      await run(putScript, user, sealRecord(sealer, ['users', user], known), lookAtMs);
    },

    async listDue(beforeMs, limit) {
      const rows = await run(listDueScript, beforeMs, limit);
      return rows.map(([user, sealed]) => openRecord<User>(sealer, ['users', user], sealed).userId);
    },

    async lookAt(userId, atMs) {
      await run(lookAtScript, sealer.lookup('user', userId), atMs);
    },

    async forget(userId) {
      await run(forgetScript, sealer.lookup('user', userId));
    },

    async markUnreachable(userId) {
      await run(markUnreachableScript, sealer.lookup('user', userId));
    },

    async markReachable(userId, nowMs) {
      await run(markReachableScript, sealer.lookup('user', userId), nowMs);
    },

    async block(userId, why) {
      const user = sealer.lookup('user', userId);
      await run(blockScript, user, why ? sealRecord(sealer, ['blocked', user], why) : '');
    },
  };
}

type Row = readonly [sealed: string | null, unreachable: number, blocked: string | null];

function toUser(sealer: Sealer, user: string, row: Row): User | undefined {
  const [sealed, unreachable, blocked] = row;
  if (sealed === null) return undefined;
  return {
    ...openRecord<User>(sealer, ['users', user], sealed),
    ...(unreachable && { unreachable: true }),
    ...(blocked && { blocked: openRecord<Block>(sealer, ['blocked', user], blocked) }),
  };
}

const listPageScript = defineScript<[next: string, rows: [user: string, ...Row][]]>(`
local page, rows = redis.call('HSCAN', P .. 'users', A[1], 'COUNT', A[2]), {}
for n = 1, #page[2], 2 do
  local user = page[2][n]
  rows[#rows + 1] = {
    user,
    page[2][n + 1],
    redis.call('SISMEMBER', P .. 'unreachable', user),
    redis.call('HGET', P .. 'blocked', user),
  }
end
return { page[1], rows }`);

const findScript = defineScript<Row>(`
return {
  redis.call('HGET', P .. 'users', A[1]),
  redis.call('SISMEMBER', P .. 'unreachable', A[1]),
  redis.call('HGET', P .. 'blocked', A[1]),
}`);

const blockScript = defineScript<number>(`
if A[2] == '' then return redis.call('HDEL', P .. 'blocked', A[1]) end
return redis.call('HSET', P .. 'blocked', A[1], A[2])`);

const putScript = defineScript<number>(`
redis.call('HSET', P .. 'users', A[1], A[2])
local lookAt = redis.call('ZSCORE', P .. 'people', A[1])
if lookAt and tonumber(lookAt) <= tonumber(A[3]) then return 0 end
return redis.call('ZADD', P .. 'people', A[3], A[1])`);

const listDueScript = defineScript<[user: string, sealed: string][]>(`
local rows = {}
local due = redis.call('ZRANGEBYSCORE', P .. 'people', '-inf', A[1], 'LIMIT', 0, A[2])
for _, user in ipairs(due) do
  rows[#rows + 1] = { user, redis.call('HGET', P .. 'users', user) }
end
return rows`);

const lookAtScript = defineScript<number>(
  "return redis.call('ZADD', P .. 'people', 'XX', A[2], A[1])",
);

const forgetScript = defineScript<number>(`
local drafts = {}
for _, kind in ipairs({ ${draftKinds.map((kind) => `'${kind}'`).join(', ')} }) do
  drafts[#drafts + 1] = A[1] .. '.' .. kind
end
redis.call('HDEL', P .. 'drafts', unpack(drafts))
redis.call('DEL', P .. 'r:' .. A[1], P .. 'ru:' .. A[1])
redis.call('SREM', P .. 'unreachable', A[1])
redis.call('ZREM', P .. 'people', A[1])
return redis.call('HDEL', P .. 'users', A[1])`);

/** Whoever an older program stored is looked after at once. */
export const indexPeopleScript = defineScript<number>(`
if redis.call('HGET', P .. 'meta', 'people') then return 0 end
for _, user in ipairs(redis.call('HKEYS', P .. 'users')) do
  redis.call('ZADD', P .. 'people', 'NX', 0, user)
end
return redis.call('HSET', P .. 'meta', 'people', '1')`);

const markUnreachableScript = defineScript<null>(notices, park, 'park(A[1])');

/** Without the mark nothing is parked, so there is nothing to look for. */
const markReachableScript = defineScript<number>(
  order,
  cards,
  notices,
  `
if redis.call('SREM', P .. 'unreachable', A[1]) == 0 then return 0 end
for _, id in ipairs(redis.call('ZRANGE', P .. 'u:' .. A[1], 0, -1)) do
  local t = P .. 't:' .. id
  if redis.call('HDEL', t, 'cp') == 1 then
    redis.call('HDEL', t, 'ca')
    redis.call('HSET', t, 'cs', '0', 'cd', A[2])
    indexCard(id)
  end
  local newest, newestField
  for _, field in ipairs(noticesOf(t)) do
    local n = readNotice(t, field)
    if n.state == 'parked' then
      if not newest or tonumber(n.seq) > tonumber(newest.seq) then newest, newestField = n, field end
      n.state, n.ended = 'closed', 'superseded'
      writeNotice(t, field, n)
    end
  end
  if newest then
    newest.state, newest.ended = 'owed', ''
    writeNotice(t, newestField, newest)
    redis.call('ZADD', P .. 'notices', A[2], id .. '.' .. string.sub(newestField, 2))
  end
end
return 1`,
);
