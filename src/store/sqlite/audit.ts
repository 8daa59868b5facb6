/** What staff did, sealed, in the order in which it was done; the tables refuse to forget it. */
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { AuditTrail, StaffAct } from '../staff-records.ts';
import type { Database } from './database.ts';

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly sealed: string;
}

/** Makes the part of the store that remembers acts of staff. */
export function createAudit(database: Database, sealer: Sealer): AuditTrail {
  const append = database.prepare(
    'INSERT OR IGNORE INTO audit (id, about, sealed) VALUES (:id, :about, :sealed)',
  );
  const list = database.prepare<Row>(`
    SELECT seq, id, sealed FROM audit WHERE seq < :before ORDER BY seq DESC LIMIT :limit`);
  const listAbout = database.prepare<Row>(`
    SELECT seq, id, sealed FROM audit WHERE about = :about AND seq < :before
    ORDER BY seq DESC LIMIT :limit`);

  return {
    async append(act) {
      append.run({
        id: act.id,
        about: sealer.lookup('about', act.about),
        sealed: sealRecord(sealer, ['audit', act.id], act),
      });
    },

    async list(limit, { about, beforeSeq: before = Number.MAX_SAFE_INTEGER } = {}) {
      const rows =
        about === undefined
          ? list.list({ before, limit })
          : listAbout.list({ about: sealer.lookup('about', about), before, limit });
      return rows.map(({ seq, id, sealed }) => ({
        ...openRecord<StaffAct>(sealer, ['audit', id], sealed),
        seq,
      }));
    },
  };
}
