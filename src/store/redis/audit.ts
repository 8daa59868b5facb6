/** What staff did, sealed, in the order in which it was done; no script here takes any of it out. */
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { AuditTrail, StaffAct } from '../staff-records.ts';
import { decodeId, encodeId } from './keys.ts';
import { defineScript, type RunScript } from './scripts.ts';

/** Makes the part of the store that remembers acts of staff. */
export function createAudit(run: RunScript, sealer: Sealer): AuditTrail {
  return {
    async append(act) {
      const about = sealer.lookup('about', act.about);
      const sealed = sealRecord(sealer, ['audit', act.id], act);
      await run(appendScript, encodeId(act.id), about, sealed);
    },

    async list(limit, { about, beforeSeq } = {}) {
      const index = about === undefined ? 'audit' : `audit:${sealer.lookup('about', about)}`;
      const below = beforeSeq === undefined ? '+inf' : `(${beforeSeq}`;
      const rows = await run(listScript, index, below, limit);
      return rows.map(([seq, id, sealed]) => ({
        ...openRecord<StaffAct>(sealer, ['audit', decodeId(id)], sealed),
        seq: Number(seq),
      }));
    },
  };
}

const appendScript = defineScript<number>(`
if redis.call('HSETNX', P .. 'acts', A[1], A[3]) == 0 then return 0 end
local seq = redis.call('HLEN', P .. 'acts')
redis.call('ZADD', P .. 'audit', seq, A[1])
redis.call('ZADD', P .. 'audit:' .. A[2], seq, A[1])
return 1`);

const listScript = defineScript<[seq: string, id: string, sealed: string][]>(`
local rows = {}
local found = redis.call('ZREVRANGEBYSCORE', P .. A[1], A[2], '-inf', 'WITHSCORES', 'LIMIT', 0, A[3])
for n = 1, #found, 2 do
  rows[#rows + 1] = { found[n + 1], found[n], redis.call('HGET', P .. 'acts', found[n]) }
end
return rows`);
