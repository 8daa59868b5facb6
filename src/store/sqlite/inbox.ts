/** Updates from Telegram: stored before they are confirmed, forgotten when they are done. */
import { openRecord, sealRecord } from '../record.ts';
import type { Sealer } from '../seal.ts';
import type { InboxUpdate, Store } from '../store.ts';
import type { Database } from './database.ts';
import type { Group } from './group.ts';

interface Row {
  readonly update_id: number;
  readonly received_at_ms: number;
  readonly sealed: string;
  readonly attempts: number;
}

/** Makes the part of the store that remembers updates. */
export function createInbox(
  database: Database,
  group: Group,
  sealer: Sealer,
  now: () => number,
): Store['inbox'] {
  const insert = database.prepare(`
    INSERT OR IGNORE INTO updates (update_id, received_at_ms, sealed)
    VALUES (:update_id, :received_at_ms, :sealed)`);
  const pending = database.prepare<Row>(`
    SELECT update_id, received_at_ms, sealed, attempts FROM updates
    WHERE done_at_ms IS NULL ORDER BY update_id`);
  const begin = database.prepare<{ attempts: number }>(`
    UPDATE updates SET attempts = attempts + (done_at_ms IS NULL) WHERE update_id = :update_id
    RETURNING CASE WHEN done_at_ms IS NULL THEN attempts ELSE 0 END AS attempts`);
  const done = database.prepare(`
    UPDATE updates SET sealed = NULL, done_at_ms = :now_ms
    WHERE update_id = :update_id AND done_at_ms IS NULL`);
  const forget = database.prepare('DELETE FROM updates WHERE done_at_ms < :before_ms');

  return {
    async accept(updates) {
      return database.transaction(() =>
        updates
          .filter(({ updateId, receivedAtMs, lane, body }) =>
            insert.run({
              update_id: updateId,
              received_at_ms: receivedAtMs,
              sealed: sealRecord(sealer, ['updates', updateId], { lane, body }),
            }),
          )
          .map((update) => ({ ...update, attempts: 0 })),
      );
    },

    async pending() {
      return pending.list().map(({ update_id, received_at_ms, sealed, attempts }) => ({
        ...openRecord<Pick<InboxUpdate, 'lane' | 'body'>>(sealer, ['updates', update_id], sealed),
        updateId: update_id,
        receivedAtMs: received_at_ms,
        attempts,
      }));
    },

    begin: (updateId) =>
      group.write(() => begin.find({ update_id: updateId })?.attempts ?? ('forgotten' as const)),

    done: (updateId) => group.write(() => void done.run({ update_id: updateId, now_ms: now() })),

    async forget(beforeMs) {
      forget.run({ before_ms: beforeMs });
    },
  };
}
