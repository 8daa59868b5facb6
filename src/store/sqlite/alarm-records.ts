/** Alarms: one sealed record a key, found by when it is due and whether it is over. */
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { AlarmRecord, AlarmRecords } from '../staff-records.ts';
import type { Database } from './database.ts';

interface Row {
  readonly key: string;
  readonly sealed: string;
}

/** Makes the part of the store that remembers alarms. */
export function createAlarmRecords(database: Database, sealer: Sealer): AlarmRecords {
  const find = database.prepare<Row>('SELECT key, sealed FROM alarms WHERE key = :key');
  const insert = database.prepare(`
    INSERT OR IGNORE INTO alarms (key, revision, began_at_ms, is_open, due_at_ms, sealed)
    VALUES (:key, 1, :began_at_ms, :is_open, :due_at_ms, :sealed)`);
  const replace = database.prepare(`
    UPDATE alarms SET revision = revision + 1, began_at_ms = :began_at_ms, is_open = :is_open,
      due_at_ms = :due_at_ms, sealed = :sealed
    WHERE key = :key AND revision = :revision`);
  const listDue = database.prepare<Row>(`
    SELECT key, sealed FROM alarms WHERE due_at_ms <= :now_ms ORDER BY due_at_ms LIMIT :limit`);
  const listOpen = database.prepare<Row>(
    'SELECT key, sealed FROM alarms WHERE is_open = 1 ORDER BY began_at_ms LIMIT :limit',
  );
  const listNewest = database.prepare<Row>(
    'SELECT key, sealed FROM alarms ORDER BY began_at_ms DESC LIMIT :limit',
  );
  const open = ({ key, sealed }: Row) => openRecord<AlarmRecord>(sealer, ['alarms', key], sealed);

  return {
    async find(key) {
      const row = find.find({ key });
      return row && open(row);
    },

    async put(next) {
      const { key, revision, beganAtMs, endedAtMs, dueAtMs } = next;
      const row = {
        key,
        began_at_ms: beganAtMs,
        is_open: endedAtMs === undefined ? 1 : 0,
        due_at_ms: dueAtMs ?? null,
        sealed: sealRecord(sealer, ['alarms', key], { ...next, revision: revision + 1 }),
      };
      return (revision === 0 ? insert.run(row) : replace.run({ ...row, revision })) === 1;
    },

    listDue: async (nowMs, limit) => listDue.list({ now_ms: nowMs, limit }).map(open),
    listOpen: async (limit) => listOpen.list({ limit }).map(open),
    listNewest: async (limit) => listNewest.list({ limit }).map(open),
  };
}
