/** Cases: one sealed record each, found by its person and by whether somebody still waits. */
import type { SupportCase } from '../../domain/support-case.ts';
import { openAll } from '../open-all.ts';
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { CaseRecords } from '../staff-records.ts';
import type { Database } from './database.ts';

interface Row {
  readonly id: string;
  readonly sealed: string;
}

/** Makes the part of the store that remembers cases. */
export function createCaseRecords(database: Database, sealer: Sealer): CaseRecords {
  const find = database.prepare<Row>('SELECT id, sealed FROM cases WHERE id = :id');
  const insert = database.prepare(`
    INSERT OR IGNORE INTO cases (id, revision, user, opened_at_ms, is_open, sealed)
    VALUES (:id, 1, :user, :opened_at_ms, :is_open, :sealed)`);
  const replace = database.prepare(`
    UPDATE cases SET revision = revision + 1, is_open = :is_open, sealed = :sealed
    WHERE id = :id AND revision = :revision`);
  const listOpen = database.prepare<Pick<Row, 'id'>>(
    'SELECT id FROM cases WHERE is_open = 1 ORDER BY opened_at_ms LIMIT :limit',
  );
  const listByUser = database.prepare<Pick<Row, 'id'>>(`
    SELECT id FROM cases WHERE user = :user ORDER BY opened_at_ms DESC LIMIT :limit`);
  const remove = database.prepare('DELETE FROM cases WHERE id = :id AND user = :user');
  // A long exchange is a tenth of a megabyte, so each is read only when it is opened.
  const open = ({ id }: Pick<Row, 'id'>) => {
    const row = find.find({ id });
    return row && openRecord<SupportCase>(sealer, ['cases', id], row.sealed);
  };

  return {
    find: async (id) => open({ id }),

    async put(next) {
      const { id, revision, userId, openedAtMs, state } = next;
      const row = {
        id,
        is_open: state === 'closed' ? 0 : 1,
        sealed: sealRecord(sealer, ['cases', id], { ...next, revision: revision + 1 }),
      };
      if (revision > 0) return replace.run({ ...row, revision }) === 1;
      const user = sealer.lookup('user', userId);
      return insert.run({ ...row, user, opened_at_ms: openedAtMs }) === 1;
    },

    listOpen: async (limit) => openAll(listOpen.list({ limit }), open),
    listByUser: async (userId, limit) =>
      openAll(listByUser.list({ user: sealer.lookup('user', userId), limit }), open),
    async delete(id, userId) {
      remove.run({ id, user: sealer.lookup('user', userId) });
    },
  };
}
