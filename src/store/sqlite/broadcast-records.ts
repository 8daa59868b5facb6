/** Broadcasts: one sealed record each, and a row for every person with what became of it. */
import type { Broadcast } from '../../domain/broadcast.ts';
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { BroadcastRecords, SendOutcome } from '../staff-records.ts';
import type { User } from '../store.ts';
import type { Database } from './database.ts';

interface Row {
  readonly id: string;
  readonly sealed: string;
}

/** Makes the part of the store that remembers broadcasts. */
export function createBroadcastRecords(database: Database, sealer: Sealer): BroadcastRecords {
  const find = database.prepare<Row>('SELECT id, sealed FROM broadcasts WHERE id = :id');
  const insert = database.prepare(`
    INSERT OR IGNORE INTO broadcasts (id, revision, created_at_ms, is_unfinished, sealed)
    VALUES (:id, 1, :created_at_ms, :is_unfinished, :sealed)`);
  const replace = database.prepare(`
    UPDATE broadcasts SET revision = revision + 1, is_unfinished = :is_unfinished, sealed = :sealed
    WHERE id = :id AND revision = :revision`);
  const listUnfinished = database.prepare<Row>(
    'SELECT id, sealed FROM broadcasts WHERE is_unfinished = 1 ORDER BY created_at_ms',
  );
  const open = ({ id, sealed }: Row) => openRecord<Broadcast>(sealer, ['broadcasts', id], sealed);

  return {
    async find(id) {
      const row = find.find({ id });
      return row && open(row);
    },

    async put(next) {
      const { id, revision, state, createdAtMs } = next;
      const row = {
        id,
        is_unfinished: state === 'running' || state === 'paused' ? 1 : 0,
        sealed: sealRecord(sealer, ['broadcasts', id], { ...next, revision: revision + 1 }),
      };
      if (revision > 0) return replace.run({ ...row, revision }) === 1;
      return insert.run({ ...row, created_at_ms: createdAtMs }) === 1;
    },

    listUnfinished: async () => listUnfinished.list().map(open),
    ...createSends(database, sealer),
  };
}

const stateAfter: Readonly<Record<SendOutcome['outcome'], string>> = {
  sent: 'sent',
  refused: 'refused',
  again: 'waiting',
};

type Sends = Pick<
  BroadcastRecords,
  'address' | 'unaddress' | 'take' | 'settle' | 'counts' | 'listUnknown'
>;

function createSends(database: Database, sealer: Sealer): Sends {
  const add = database.prepare(
    "INSERT OR IGNORE INTO broadcast_sends VALUES (:id, :user, 'waiting')",
  );
  const remove = database.prepare(
    "DELETE FROM broadcast_sends WHERE broadcast = :id AND state = 'waiting'",
  );
  const take = database.prepare<{ user: string; sealed: string | null }>(`
    UPDATE broadcast_sends SET state = 'unknown'
    WHERE broadcast = :id AND user IN (
      SELECT user FROM broadcast_sends WHERE broadcast = :id AND state = 'waiting' LIMIT :limit)
    RETURNING user, (SELECT sealed FROM users u WHERE u.user = broadcast_sends.user) AS sealed`);
  const settle = database.prepare(`
    UPDATE broadcast_sends SET state = :state
    WHERE broadcast = :id AND user = :user AND state = 'unknown'`);
  const counts = database.prepare<{ state: string; count: number }>(`
    SELECT state, count(*) AS count FROM broadcast_sends WHERE broadcast = :id GROUP BY state`);
  const listUnknown = database.prepare<{ user: string; sealed: string }>(`
    SELECT s.user, u.sealed FROM broadcast_sends s JOIN users u ON u.user = s.user
    WHERE s.broadcast = :id AND s.state = 'unknown' LIMIT :limit`);
  const open = (user: string, sealed: string) => openRecord<User>(sealer, ['users', user], sealed);
  const hash = (userId: number) => sealer.lookup('user', userId);

  return {
    async address(id, userIds) {
      database.transaction(() => {
        for (const userId of userIds) add.run({ id, user: hash(userId) });
      });
    },

    unaddress: async (id) => void remove.run({ id }),

    async take(id, limit) {
      const rows = database.transaction(() => take.list({ id, limit }));
      return rows.flatMap(({ user, sealed }) => {
        if (sealed === null) return [];
        const { userId, locale } = open(user, sealed);
        return [{ userId, locale }];
      });
    },

    async settle(id, outcomes) {
      database.transaction(() => {
        for (const { userId, outcome } of outcomes) {
          settle.run({ id, user: hash(userId), state: stateAfter[outcome] });
        }
      });
    },

    async counts(id) {
      const found = new Map(counts.list({ id }).map(({ state, count }) => [state, count]));
      const of = (state: string) => found.get(state) ?? 0;
      const [waiting, unknown] = [of('waiting'), of('unknown')];
      return { waiting, unknown, sent: of('sent'), refused: of('refused') };
    },

    async listUnknown(id, limit) {
      return listUnknown.list({ id, limit }).map(({ user, sealed }) => open(user, sealed).userId);
    },
  };
}
