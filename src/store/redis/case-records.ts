/** Cases: one sealed text each with its revision, found by its person and by whether it is open. */
import type { SupportCase } from '../../domain/support-case.ts';
import { openAll } from '../open-all.ts';
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { CaseRecords } from '../staff-records.ts';
import { decodeId, encodeId } from './keys.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** Makes the part of the store that remembers cases. */
export function createCaseRecords(run: RunScript, sealer: Sealer): CaseRecords {
  const open = (id: string, sealed: string) =>
    openRecord<SupportCase>(sealer, ['cases', id], sealed);
  const list = async (index: string, newest: string, limit: number) => {
    const rows = await run(listScript, index, newest, limit);
    return openAll(rows, ([id, sealed]) => open(decodeId(id), sealed));
  };

  return {
    async find(id) {
      const sealed = await run(findScript, encodeId(id));
      return sealed === null ? undefined : open(id, sealed);
    },

    async put(next) {
      const { id, revision, userId, openedAtMs, state } = next;
      const sealed = sealRecord(sealer, ['cases', id], { ...next, revision: revision + 1 });
      const isOpen = state === 'closed' ? '' : '1';
      const user = sealer.lookup('user', userId);
      return (await run(putScript, encodeId(id), revision, sealed, openedAtMs, isOpen, user)) === 1;
    },

    listOpen: (limit) => list('cases:open', '', limit),
    listByUser: (userId, limit) => list(`cases:u:${sealer.lookup('user', userId)}`, '1', limit),
    async delete(id, userId) {
      await run(deleteScript, encodeId(id), sealer.lookup('user', userId));
    },
  };
}

const findScript = defineScript<string | null>(
  "return redis.call('HGET', P .. 'case:' .. A[1], 's')",
);

/** The same sealed text is there already when only the reply was lost. */
const putScript = defineScript<number>(`
local c = P .. 'case:' .. A[1]
local stored = redis.call('HMGET', c, 'r', 's')
if stored[2] == A[3] then return 1 end
if (stored[1] or '0') ~= A[2] then return 0 end
redis.call('HSET', c, 'r', string.format('%.0f', tonumber(A[2]) + 1), 's', A[3])
redis.call('ZADD', P .. 'cases:u:' .. A[6], A[4], A[1])
if A[5] == '1' then redis.call('ZADD', P .. 'cases:open', A[4], A[1])
else redis.call('ZREM', P .. 'cases:open', A[1]) end
return 1`);

const deleteScript = defineScript<number>(`
if redis.call('ZREM', P .. 'cases:u:' .. A[2], A[1]) == 0 then return 0 end
redis.call('ZREM', P .. 'cases:open', A[1])
return redis.call('DEL', P .. 'case:' .. A[1])`);

const listScript = defineScript<[id: string, sealed: string][]>(`
local command = A[2] == '1' and 'ZREVRANGEBYSCORE' or 'ZRANGEBYSCORE'
local from, to = '-inf', '+inf'
if A[2] == '1' then from, to = to, from end
local rows = {}
for _, id in ipairs(redis.call(command, P .. A[1], from, to, 'LIMIT', 0, A[3])) do
  rows[#rows + 1] = { id, redis.call('HGET', P .. 'case:' .. id, 's') }
end
return rows`);
