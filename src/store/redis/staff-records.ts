/** What staff did, for good, and the alarms that called them. */
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { AlarmRecord, AlarmRecords, AuditTrail, StaffAct } from '../staff-records.ts';
import { decodeId, encodeId } from './keys.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** Makes the part of the store that remembers acts of staff. */
export function createAudit(run: RunScript, sealer: Sealer): AuditTrail {
  return {
    async append(act) {
      const sealed = sealRecord(sealer, ['audit', act.id], act);
      await run(appendScript, encodeId(act.id), sealer.lookup('about', act.about), sealed);
    },

    async list(limit, { about, beforeSeq = Number.MAX_SAFE_INTEGER } = {}) {
      const hash = about === undefined ? '' : sealer.lookup('about', about);
      const found = await run(listActsScript, hash, beforeSeq, limit);
      return found.map(([seq, id, sealed]) => ({
        ...openRecord<StaffAct>(sealer, ['audit', decodeId(id)], sealed),
        seq: Number(seq),
      }));
    },
  };
}

/** Makes the part of the store that remembers alarms. */
export function createAlarmRecords(run: RunScript, sealer: Sealer): AlarmRecords {
  const open = (rows: readonly (readonly [key: string, sealed: string])[]) =>
    rows.map(([key, sealed]) => openRecord<AlarmRecord>(sealer, ['alarms', decodeId(key)], sealed));

  return {
    find: async (key) => open(await run(findAlarmScript, encodeId(key)))[0],

    async put(next) {
      const { key, revision, beganAtMs, endedAtMs, dueAtMs } = next;
      const record = { ...next, revision: revision + 1 };
      const stored = await run(
        putAlarmScript,
        encodeId(key),
        revision,
        sealRecord(sealer, ['alarms', key], record),
        beganAtMs,
        endedAtMs === undefined ? '1' : '',
        String(dueAtMs ?? ''),
      );
      return stored === 1;
    },

    listDue: async (nowMs, limit) => open(await run(listDueAlarmsScript, nowMs, limit)),
    listOpen: async (limit) => open(await run(listAlarmsScript, 'alarms-open', 'ZRANGE', limit)),
    listNewest: async (limit) =>
      open(await run(listAlarmsScript, 'alarms-began', 'ZREVRANGE', limit)),
  };
}

/** Acts are numbered from 1 without a gap, so the newest need no index. */
const appendScript = defineScript<number>(`
if redis.call('HEXISTS', P .. 'audit-ids', A[1]) == 1 then return 0 end
local seq = string.format('%.0f', redis.call('HLEN', P .. 'audit') + 1)
redis.call('HSET', P .. 'audit-ids', A[1], seq)
redis.call('HSET', P .. 'audit', seq, A[1] .. ' ' .. A[3])
return redis.call('ZADD', P .. 'audit:' .. A[2], seq, seq)`);

const listActsScript = defineScript<[seq: string, id: string, sealed: string][]>(`
local rows, limit, seqs = {}, tonumber(A[3]), {}
if A[1] ~= '' then
  seqs = redis.call('ZREVRANGEBYSCORE', P .. 'audit:' .. A[1], '(' .. A[2], '-inf', 'LIMIT', 0, limit)
else
  local last = math.min(redis.call('HLEN', P .. 'audit'), A[2] - 1)
  for seq = last, math.max(1, last - limit + 1), -1 do
    seqs[#seqs + 1] = string.format('%.0f', seq)
  end
end
for _, seq in ipairs(seqs) do
  local id, sealed = string.match(redis.call('HGET', P .. 'audit', seq), '^(%S+) (.*)$')
  rows[#rows + 1] = { seq, id, sealed }
end
return rows`);

const readAlarms = `
local function alarms(keys)
  local rows = {}
  for _, key in ipairs(keys) do
    local sealed = redis.call('HGET', P .. 'alarms', key)
    if sealed then rows[#rows + 1] = { key, string.match(sealed, '^%d+ (.*)$') } end
  end
  return rows
end
`;

const findAlarmScript = defineScript<[key: string, sealed: string][]>(
  readAlarms,
  'return alarms({ A[1] })',
);

/** The same text again means that the reply to it was lost. */
const putAlarmScript = defineScript<number>(`
local stored = redis.call('HGET', P .. 'alarms', A[1])
local next = string.format('%.0f', A[2] + 1) .. ' ' .. A[3]
if stored == next then return 1 end
if (stored and string.match(stored, '^%d+') or '0') ~= A[2] then return 0 end
redis.call('HSET', P .. 'alarms', A[1], next)
redis.call('ZADD', P .. 'alarms-began', A[4], A[1])
if A[5] == '1' then
  redis.call('ZADD', P .. 'alarms-open', A[4], A[1])
else
  redis.call('ZREM', P .. 'alarms-open', A[1])
end
if A[6] == '' then
  redis.call('ZREM', P .. 'alarms-due', A[1])
else
  redis.call('ZADD', P .. 'alarms-due', A[6], A[1])
end
return 1`);

const listDueAlarmsScript = defineScript<[key: string, sealed: string][]>(
  readAlarms,
  "return alarms(redis.call('ZRANGEBYSCORE', P .. 'alarms-due', '-inf', A[1], 'LIMIT', 0, A[2]))",
);

const listAlarmsScript = defineScript<[key: string, sealed: string][]>(
  readAlarms,
  `
if tonumber(A[3]) < 1 then return {} end
return alarms(redis.call(A[2], P .. A[1], 0, A[3] - 1))`,
);
