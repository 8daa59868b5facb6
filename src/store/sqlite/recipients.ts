/** Recipients used before, one sealed record each, a person's own alone. */
import type { KnownRecipient } from '../../domain/recipient.ts';
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';

interface Row {
  readonly id: string;
  readonly sealed: string;
}

/** Makes the part of the store that remembers whom people sent to. */
export function createRecipients(database: Database, sealer: Sealer): Store['recipients'] {
  const list = database.prepare<Row>(`
    SELECT id, sealed FROM recipients WHERE user = :user
    ORDER BY used_at_ms DESC, id LIMIT :limit`);
  const put = database.prepare(`
    INSERT INTO recipients (user, id, used_at_ms, sealed)
    VALUES (:user, :id, :used_at_ms, :sealed)
    ON CONFLICT (user, id) DO UPDATE
    SET used_at_ms = excluded.used_at_ms, sealed = excluded.sealed`);
  const trim = database.prepare(`
    DELETE FROM recipients WHERE user = :user AND id NOT IN (
      SELECT id FROM recipients WHERE user = :user ORDER BY used_at_ms DESC, id LIMIT :keep)`);
  const remove = database.prepare('DELETE FROM recipients WHERE user = :user AND id = :id');

  return {
    async list(userId, limit) {
      const user = sealer.lookup('user', userId);
      const rows = list.list({ user, limit });
      return rows.map(({ id, sealed }) =>
        openRecord<KnownRecipient>(sealer, ['recipients', user, id], sealed),
      );
    },

    async put(userId, recipient, keep) {
      const user = sealer.lookup('user', userId);
      const { id, usedAtMs } = recipient;
      const sealed = sealRecord(sealer, ['recipients', user, id], recipient);
      database.transaction(() => {
        put.run({ user, id, used_at_ms: usedAtMs, sealed });
        trim.run({ user, keep });
      });
    },

    async delete(userId, id) {
      remove.run({ user: sealer.lookup('user', userId), id });
    },
  };
}
