/** People, and whether Telegram still lets us write to them. */
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { Block } from '../staff-records.ts';
import type { Store, User } from '../store.ts';
import type { Database } from './database.ts';

interface Row {
  readonly sealed: string;
  readonly unreachable: number;
  readonly blocked: string | null;
}

/** Makes the part of the store that remembers people. */
export function createUsers(database: Database, sealer: Sealer): Store['users'] {
  const find = database.prepare<Row>(`
    SELECT sealed, EXISTS (SELECT 1 FROM unreachable WHERE user = :user) AS unreachable,
      (SELECT sealed FROM blocked WHERE user = :user) AS blocked
    FROM users WHERE user = :user`);
  const listPage = database.prepare<Row & { readonly user: string }>(`
    SELECT user, sealed, EXISTS (SELECT 1 FROM unreachable n WHERE n.user = users.user) AS unreachable,
      (SELECT sealed FROM blocked b WHERE b.user = users.user) AS blocked
    FROM users WHERE user > :from ORDER BY user LIMIT :limit`);
  const put = database.prepare(`
    INSERT INTO users (user, sealed, look_at_ms) VALUES (:user, :sealed, :look_at_ms)
    ON CONFLICT (user) DO UPDATE
    SET sealed = excluded.sealed, look_at_ms = min(look_at_ms, excluded.look_at_ms)`);
  const listDue = database.prepare<{ user: string; sealed: string }>(`
    SELECT user, sealed FROM users WHERE look_at_ms <= :before_ms
    ORDER BY look_at_ms LIMIT :limit`);
  const lookAt = database.prepare('UPDATE users SET look_at_ms = :at_ms WHERE user = :user');
  const forget = ['users', 'unreachable', 'drafts', 'recipients'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE user = :user`),
  );
  const block = database.prepare(`
    INSERT INTO blocked (user, sealed) VALUES (:user, :sealed)
    ON CONFLICT (user) DO UPDATE SET sealed = excluded.sealed`);
  const unblock = database.prepare('DELETE FROM blocked WHERE user = :user');
  const mark = createUnreachableMark(database);
  const clear = database.prepare('DELETE FROM unreachable WHERE user = :user');
  const releaseCards = database.prepare(`
    UPDATE cards SET parked = 0, shown_version = 0, attempts = 0, due_at_ms = :now_ms
    WHERE parked = 1 AND transfer_id IN (SELECT id FROM transfers WHERE user = :user)`);
  const releaseNewestNotices = database.prepare(`
    UPDATE notices SET state = 'owed', due_at_ms = :now_ms
    WHERE seq IN (
      SELECT max(n.seq) FROM transfers t JOIN notices n ON n.transfer_id = t.id
      WHERE t.user = :user AND n.state = 'parked' GROUP BY t.id)`);
  const closeOlderNotices = database.prepare(`
    UPDATE notices SET state = 'closed', closed_why = 'superseded'
    WHERE state = 'parked' AND transfer_id IN (SELECT id FROM transfers WHERE user = :user)`);

  return {
    async find(userId) {
      const user = sealer.lookup('user', userId);
      const row = find.find({ user });
      return row && toUser(sealer, user, row);
    },

    async listPage(limit, from = '') {
      const rows = listPage.list({ from, limit });
      const next = rows.length < limit ? undefined : rows.at(-1)?.user;
      const users = rows.map((row) => toUser(sealer, row.user, row));
      return next === undefined ? { users } : { users, next };
    },

    async put({ unreachable: _, blocked: __, ...known }, lookAtMs) {
      const user = sealer.lookup('user', known.userId);
      const sealed = sealRecord(sealer, ['users', user], known);
      put.run({ user, sealed, look_at_ms: lookAtMs });
    },

    async listDue(beforeMs, limit) {
      const rows = listDue.list({ before_ms: beforeMs, limit });
      return rows.map(
        ({ user, sealed }) => openRecord<User>(sealer, ['users', user], sealed).userId,
      );
    },

    async lookAt(userId, atMs) {
      lookAt.run({ user: sealer.lookup('user', userId), at_ms: atMs });
    },

    async forget(userId) {
      const user = sealer.lookup('user', userId);
      database.transaction(() => {
        for (const part of forget) part.run({ user });
      });
    },

    async markUnreachable(userId) {
      const user = sealer.lookup('user', userId);
      database.transaction(() => mark(user));
    },

    async markReachable(userId, nowMs) {
      const user = sealer.lookup('user', userId);
      database.transaction(() => {
        clear.run({ user });
        releaseNewestNotices.run({ user, now_ms: nowMs });
        closeOlderNotices.run({ user });
        releaseCards.run({ user, now_ms: nowMs });
      });
    },

    async block(userId, why) {
      const user = sealer.lookup('user', userId);
      if (why) block.run({ user, sealed: sealRecord(sealer, ['blocked', user], why) });
      else unblock.run({ user });
    },
  };
}

function toUser(sealer: Sealer, user: string, { sealed, unreachable, blocked }: Row): User {
  return {
    ...openRecord<User>(sealer, ['users', user], sealed),
    ...(unreachable && { unreachable: true }),
    ...(blocked && { blocked: openRecord<Block>(sealer, ['blocked', user], blocked) }),
  };
}

/**
 * Makes the step that marks a person (by hash) unreachable and parks what is owed to them; a push
 * that is in somebody's hands is parked by its own settle. To be called inside a transaction, together with what taught us so.
 */
export function createUnreachableMark(database: Database): (user: string) => void {
  const mark = database.prepare('INSERT OR IGNORE INTO unreachable (user) VALUES (:user)');
  const parkNotices = database.prepare(`
    UPDATE notices SET state = 'parked'
    WHERE state = 'owed' AND transfer_id IN (SELECT id FROM transfers WHERE user = :user)`);
  const parkCards = database.prepare(`
    UPDATE cards SET parked = 1
    WHERE transfer_id IN (SELECT id FROM transfers WHERE user = :user)`);
  return (user) => {
    mark.run({ user });
    parkNotices.run({ user });
    parkCards.run({ user });
  };
}
