/** Memory of dialogues; written only by the run that holds the lane. */
import type { Sealer } from '../seal.ts';
import { type ConversationRecord, StaleFence, type Store } from '../store.ts';
import type { Database } from './database.ts';
import type { Lanes } from './lanes.ts';

interface Row {
  readonly taken_update_id: number;
  readonly sealed: string | null;
}

/** Makes the part of the store that remembers dialogues. */
export function createConversations(
  database: Database,
  sealer: Sealer,
  lanes: Pick<Lanes, 'holds'>,
  now: () => number,
): Store['conversations'] {
  const read = database.prepare<Row>(`
    SELECT taken_update_id, sealed FROM conversations
    WHERE lane = :lane AND expires_at_ms > :now_ms`);
  const write = database.prepare(`
    INSERT INTO conversations (lane, taken_update_id, sealed, expires_at_ms)
    VALUES (:lane, :taken_update_id, :sealed, :expires_at_ms)
    ON CONFLICT (lane) DO UPDATE SET taken_update_id = excluded.taken_update_id,
      sealed = excluded.sealed, expires_at_ms = excluded.expires_at_ms`);
  const forget = database.prepare('DELETE FROM conversations WHERE expires_at_ms <= :now_ms');

  return {
    async read(lane) {
      const hash = sealer.lookup('lane', lane);
      const row = read.find({ lane: hash, now_ms: now() });
      if (!row) return undefined;
      const { taken_update_id: takenUpdateId, sealed } = row;
      if (sealed === null) return { takenUpdateId };
      return { state: sealer.open(['conversations', hash], sealed), takenUpdateId };
    },

    async write(lane, fence, { state, takenUpdateId }: ConversationRecord, expiresAtMs) {
      if (!lanes.holds(lane, fence)) throw new StaleFence('This run of the lane is over.');
      const hash = sealer.lookup('lane', lane);
      database.transaction(() => {
        forget.run({ now_ms: now() });
        write.run({
          lane: hash,
          taken_update_id: takenUpdateId,
          sealed: state === undefined ? null : sealer.seal(['conversations', hash], state),
          expires_at_ms: expiresAtMs,
        });
      });
    },
  };
}
