/** Transfers: one hash each, found by id, short id, owner and due time. */
import { stuckFromMs } from '../../domain/stuck.ts';
import type { TransferState } from '../../domain/transfer.ts';
import type { Sealer } from '../seal.ts';
import type { Store } from '../store.ts';
import { createCommit } from './commit.ts';
import { decodeId, encodeId } from './keys.ts';
import { claims, dueTimes, order, states, tallies } from './lua.ts';
import { defineScript, type RunScript } from './scripts.ts';
import { tallyArgs } from './stats.ts';
import { type Row, sealTransfer, toTransfer } from './transfer-row.ts';

/** Makes the part of the store that remembers transfers. */
export function createTransfers(run: RunScript, sealer: Sealer): Store['transfers'] {
  const open = (rows: readonly Row[]) => rows.flatMap((row) => toTransfer(sealer, row) ?? []);

  return {
    async create(transfer) {
      const { id, dueAtMs = '', lookedAtMs = '' } = transfer;
      const created = await run(
        createScript,
        encodeId(id),
        sealer.lookup('user', transfer.userId),
        sealer.seal(['transfers.owner', id], String(transfer.userId)),
        sealTransfer(sealer, transfer, 1),
        String(dueAtMs),
        String(lookedAtMs),
        shortIdHash(sealer, transfer.shortId),
        orderIdHash(sealer, transfer.orderId),
        transfer.state,
        String(stuckFromMs(transfer) ?? ''),
        ...tallyArgs(transfer),
      );
      if (!created) throw new Error(`There is a transfer ${id} already.`);
    },

    find: async (id) => toTransfer(sealer, await run(findScript, encodeId(id))),

    async findByShortId(shortId) {
      return open(await run(findByShortIdScript, shortIdHash(sealer, shortId)))[0];
    },

    async listByUser(userId, limit, skip = 0) {
      const user = sealer.lookup('user', userId);
      return open(await run(listByUserScript, user, limit, skip));
    },

    async listDue(beforeMs, limit, which) {
      const list = which === 'in_motion' ? 'moving' : 'due';
      const due = await run(listDueScript, beforeMs, limit, list);
      return due.map(([id, dueAtMs, state]) => ({
        id: decodeId(id),
        dueAtMs: Number(dueAtMs),
        state,
      }));
    },

    async findByOrderId(orderId) {
      return open(await run(findByOrderIdScript, orderIdHash(sealer, orderId)))[0];
    },

    async listByOrderIds(orderIds) {
      return open(
        await run(listByOrderIdsScript, ...orderIds.map((id) => orderIdHash(sealer, id))),
      );
    },

    async listStuck(beforeMs, limit, skip = 0) {
      const rows = await run(listStuckScript, beforeMs, skip, limit);
      return rows.map(([id, version]) => ({ id: decodeId(id), version: Number(version) }));
    },

    async countByState() {
      const counts = await run(countsScript);
      const some = counts.map(([state, count]) => [state, Number(count)] as const);
      return Object.fromEntries(some.filter(([, count]) => count > 0));
    },

    commit: createCommit(run, sealer),

    async postpone(id, version, dueAtMs, lookedAtMs) {
      const times = [String(dueAtMs ?? ''), String(lookedAtMs ?? '')];
      await run(postponeScript, encodeId(id), version, ...times);
    },

    async postponeAll(moves) {
      await run(
        postponeAllScript,
        ...moves.flatMap(({ id, version, dueAtMs }) => [encodeId(id), version, String(dueAtMs)]),
      );
    },
  };
}

/** Short ids are capitals and digits; people type them as they like. */
function shortIdHash(sealer: Sealer, shortId: string): string {
  return sealer.lookup('short_id', shortId.trim().toUpperCase());
}

function orderIdHash(sealer: Sealer, orderId: string): string {
  return sealer.lookup('order', orderId.trim());
}

/** Run twice with the same sealed text it is still one creation: its reply may have been lost. */
const createScript = defineScript<number>(
  order,
  states,
  dueTimes,
  tallies,
  `
local t = P .. 't:' .. A[1]
local stored = redis.call('HGET', t, 's')
if stored then return stored == A[4] and 1 or 0 end
redis.call('HSET', t, 'v', '1', 'u', A[2], 'o', A[3], 's', A[4], 'cs', '1')
redis.call('ZADD', P .. 'u:' .. A[2], nextSeq(), A[1])
redis.call('HSET', P .. 'shortids', A[7], A[1])
redis.call('HSET', P .. 'orderids', A[8], A[1])
indexState(A[1], A[9], A[10])
setDue(A[1], A[5])
if A[6] ~= '' then redis.call('HSET', t, 'l', A[6]) end
tally(t, A[11], A[12])
return 1`,
);

const readRow = `
local function row(id)
  local r = redis.call('HMGET', P .. 't:' .. id, 'v', 'd', 'l', 's')
  return { id, r[1], r[2], r[3], r[4] }
end
`;

const findScript = defineScript<Row>(readRow, 'return row(A[1])');

/** The newest of those that share a short id is the one that was written last. */
const findByShortIdScript = defineScript<Row[]>(
  readRow,
  `
local id = redis.call('HGET', P .. 'shortids', A[1])
return id and { row(id) } or {}`,
);

const findByOrderIdScript = defineScript<Row[]>(
  readRow,
  `
local id = redis.call('HGET', P .. 'orderids', A[1])
return id and { row(id) } or {}`,
);

const listByOrderIdsScript = defineScript<Row[]>(
  readRow,
  `
local rows = {}
for n = 1, #A do
  local id = redis.call('HGET', P .. 'orderids', A[n])
  if id then rows[#rows + 1] = row(id) end
end
return rows`,
);

const listStuckScript = defineScript<[id: string, version: string][]>(`
local rows = {}
local ids = redis.call('ZRANGEBYSCORE', P .. 'stuck', '-inf', '(' .. A[1], 'LIMIT', A[2], A[3])
for n, id in ipairs(ids) do rows[n] = { id, redis.call('HGET', P .. 't:' .. id, 'v') } end
return rows`);

const countsScript = defineScript<[state: TransferState, count: string][]>(`
local rows, flat = {}, redis.call('HGETALL', P .. 'counts')
for n = 1, #flat, 2 do rows[#rows + 1] = { flat[n], flat[n + 1] } end
return rows`);

const listByUserScript = defineScript<Row[]>(
  readRow,
  `
local rows = {}
if tonumber(A[2]) < 1 then return rows end
for _, id in ipairs(redis.call('ZREVRANGE', P .. 'u:' .. A[1], A[3], A[3] + A[2] - 1)) do
  rows[#rows + 1] = row(id)
end
return rows`,
);

const listDueScript = defineScript<[id: string, dueAtMs: string, state: TransferState][]>(`
local rows = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. A[3], '-inf', A[1], 'LIMIT', 0, A[2])) do
  local found = redis.call('HMGET', P .. 't:' .. id, 'd', 'st')
  rows[#rows + 1] = { id, found[1], found[2] }
end
return rows`);

const postponeScript = defineScript<number>(
  dueTimes,
  claims,
  `
local t = P .. 't:' .. A[1]
local stored = redis.call('HMGET', t, 'v', 'a')
if stored[1] ~= A[2] then return 0 end
setDue(A[1], A[3])
if A[4] ~= '' then redis.call('HSET', t, 'l', A[4]) end
if A[3] == '' then releaseClaims(t, stored[2] or '') end
return 1`,
);

const postponeAllScript = defineScript<number>(
  dueTimes,
  `
for n = 1, #A, 3 do
  if redis.call('HGET', P .. 't:' .. A[n], 'v') == A[n + 1] then setDue(A[n], A[n + 2]) end
end
return 1`,
);
