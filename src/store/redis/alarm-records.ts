/** Alarms: one sealed text a key with its revision, found by when it is due and whether it is over. */
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { AlarmRecord, AlarmRecords } from '../staff-records.ts';
import { decodeId, encodeId } from './keys.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** Makes the part of the store that remembers alarms. */
export function createAlarmRecords(run: RunScript, sealer: Sealer): AlarmRecords {
  const open = (key: string, sealed: string) =>
    openRecord<AlarmRecord>(sealer, ['alarms', key], sealed);
  const list = async (
    ...asked: [index: string, to: string | number, newest: string, n: number]
  ) => {
    const rows = await run(listScript, ...asked);
    return rows.map(([key, sealed]) => open(decodeId(key), sealed));
  };

  return {
    async find(key) {
      const sealed = await run(findScript, encodeId(key));
      return sealed === null ? undefined : open(key, sealed);
    },

    async put(next) {
      const { key, revision, beganAtMs, endedAtMs, dueAtMs } = next;
      const sealed = sealRecord(sealer, ['alarms', key], { ...next, revision: revision + 1 });
      const isOpen = endedAtMs === undefined ? '1' : '';
      const args = [encodeId(key), revision, sealed, beganAtMs, isOpen, dueAtMs ?? ''] as const;
      return (await run(putScript, ...args)) === 1;
    },

    listDue: (nowMs, limit) => list('alarms:due', nowMs, '', limit),
    listOpen: (limit) => list('alarms:open', '+inf', '', limit),
    listNewest: (limit) => list('alarms:all', '+inf', '1', limit),
  };
}

const findScript = defineScript<string | null>(
  "return redis.call('HGET', P .. 'alarm:' .. A[1], 's')",
);

/** The same sealed text is there already when only the reply was lost. */
const putScript = defineScript<number>(`
local a = P .. 'alarm:' .. A[1]
local stored = redis.call('HMGET', a, 'r', 's')
if stored[2] == A[3] then return 1 end
if (stored[1] or '0') ~= A[2] then return 0 end
redis.call('HSET', a, 'r', string.format('%.0f', tonumber(A[2]) + 1), 's', A[3])
redis.call('ZADD', P .. 'alarms:all', A[4], A[1])
if A[5] == '1' then redis.call('ZADD', P .. 'alarms:open', A[4], A[1])
else redis.call('ZREM', P .. 'alarms:open', A[1]) end
if A[6] ~= '' then redis.call('ZADD', P .. 'alarms:due', A[6], A[1])
else redis.call('ZREM', P .. 'alarms:due', A[1]) end
return 1`);

const listScript = defineScript<[key: string, sealed: string][]>(`
local found
if A[3] == '1' then
  found = redis.call('ZREVRANGEBYSCORE', P .. A[1], A[2], '-inf', 'LIMIT', 0, A[4])
else
  found = redis.call('ZRANGEBYSCORE', P .. A[1], '-inf', A[2], 'LIMIT', 0, A[4])
end
local rows = {}
for _, key in ipairs(found) do
  rows[#rows + 1] = { key, redis.call('HGET', P .. 'alarm:' .. key, 's') }
end
return rows`);
