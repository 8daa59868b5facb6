/** Unfinished answers, one sealed record a person and dialogue. */
import type { Drafts } from '../../domain/draft.ts';
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';
import { createCount } from './stats.ts';

/** Makes the part of the store that remembers drafts. */
export function createDrafts(database: Database, sealer: Sealer): Store['drafts'] {
  const find = database.prepare<{ sealed: string }>(
    'SELECT sealed FROM drafts WHERE user = :user AND kind = :kind',
  );
  const put = database.prepare(`
    INSERT INTO drafts (user, kind, sealed) VALUES (:user, :kind, :sealed)
    ON CONFLICT (user, kind) DO UPDATE SET sealed = excluded.sealed`);
  const count = createCount(database);
  const remove = database.prepare('DELETE FROM drafts WHERE user = :user AND kind = :kind');

  return {
    async find<K extends keyof Drafts>(userId: number, kind: K) {
      const user = sealer.lookup('user', userId);
      const row = find.find({ user, kind });
      return row && openRecord<Drafts[K]>(sealer, ['drafts', user, kind], row.sealed);
    },

    async put(userId, kind, draft, counted) {
      const user = sealer.lookup('user', userId);
      const row = { user, kind, sealed: sealRecord(sealer, ['drafts', user, kind], draft) };
      if (!counted) return void put.run(row);
      database.transaction(() => {
        put.run(row);
        for (const key of counted.keys) count({ day: counted.day, key, by: 1 });
      });
    },

    async delete(userId, kind) {
      remove.run({ user: sealer.lookup('user', userId), kind });
    },
  };
}
