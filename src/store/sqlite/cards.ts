/** Cards: which message shows a transfer, and which version it shows. */
import type { Sealer } from '../seal.ts';
import type { Card, Hold, Store } from '../store.ts';
import type { Database, Params, Statement } from './database.ts';
import { createUnreachableMark } from './users.ts';

interface Row {
  readonly transfer_id: string;
  readonly owner: string;
  readonly message_id: number | null;
  readonly shown_version: number;
  readonly attempts: number;
}

const select = `
  SELECT c.transfer_id, t.owner, c.message_id, c.shown_version, c.attempts
  FROM cards c JOIN transfers t ON t.id = c.transfer_id`;

/** Makes the part of the store that remembers cards. */
export function createCards(database: Database, sealer: Sealer): Store['cards'] {
  const find = database.prepare<Row>(`${select} WHERE c.transfer_id = :id`);
  const listDirty = database.prepare<Row>(`
    ${select}
    WHERE c.parked = 0 AND c.shown_version < c.version
      AND c.due_at_ms <= :now_ms AND c.held_until_ms <= :now_ms
    ORDER BY c.due_at_ms LIMIT :limit`);
  // `hold` is the newest right to edit; it grows when one begins and when one ends.
  const take = database.prepare<{ hold: number }>(`
    UPDATE cards SET held_until_ms = :until_ms, hold = hold + 1
    WHERE transfer_id = :id AND held_until_ms <= :now_ms RETURNING hold`);
  const settle = database.prepare(`
    UPDATE cards SET shown_version = :shown_version, hold = hold + 1,
      held_until_ms = 0, attempts = 0, due_at_ms = 0
    WHERE transfer_id = :id AND hold = :hold`);
  const retry = database.prepare(`
    UPDATE cards SET attempts = attempts + 1, due_at_ms = :at_ms, hold = hold + 1, held_until_ms = 0
    WHERE transfer_id = :id AND hold = :hold`);
  const lose = database.prepare(`
    UPDATE cards SET message_id = NULL, shown_version = 0, hold = hold + 1,
      held_until_ms = 0, attempts = 0, due_at_ms = 0
    WHERE transfer_id = :id AND hold = :hold`);
  // Another edit may have landed in between: nobody knows what is shown.
  const doubt = database.prepare(`
    UPDATE cards SET shown_version = 0, hold = hold + 1, held_until_ms = 0
    WHERE transfer_id = :id`);
  const place = database.prepare(`
    UPDATE cards SET message_id = :message_id, shown_version = 0, hold = hold + 1,
      held_until_ms = 0, attempts = 0, due_at_ms = 0
    WHERE transfer_id = :id`);
  const park = database.prepare<{ user: string }>(`
    UPDATE cards SET parked = 1, held_until_ms = 0 WHERE transfer_id = :id
    RETURNING (SELECT user FROM transfers WHERE id = :id) AS user`);
  const markUnreachable = createUnreachableMark(database);

  function toCard({ transfer_id, owner, message_id, shown_version, attempts }: Row): Card {
    return {
      transferId: transfer_id,
      userId: Number(sealer.open(['transfers.owner', transfer_id], owner)),
      ...(message_id === null ? {} : { messageId: message_id }),
      shownVersion: shown_version,
      attempts,
    };
  }

  /** Ends a right to edit as `how` says, or doubts what is shown when it is not the newest one. */
  function end(how: Statement<never>, id: string, hold: Hold, params: Params = {}): void {
    database.transaction(() => {
      if (how.run({ id, hold: Number(hold), ...params }) === 0) doubt.run({ id });
    });
  }

  return {
    async find(transferId) {
      const row = find.find({ id: transferId });
      return row && toCard(row);
    },

    async listDirty(nowMs, limit) {
      return listDirty.list({ now_ms: nowMs, limit }).map(toCard);
    },

    async take(transferId, nowMs, untilMs) {
      const taken = take.find({ id: transferId, now_ms: nowMs, until_ms: untilMs });
      return taken && String(taken.hold);
    },

    async settle(transferId, shownVersion, hold) {
      end(settle, transferId, hold, { shown_version: shownVersion });
    },

    async retry(transferId, atMs, hold) {
      end(retry, transferId, hold, { at_ms: atMs });
    },

    async lose(transferId, hold) {
      end(lose, transferId, hold);
    },

    async move(transferId, messageId) {
      return database.transaction(() => {
        const before = find.find({ id: transferId });
        place.run({ id: transferId, message_id: messageId });
        return before?.message_id ?? undefined;
      });
    },

    async park(transferId) {
      database.transaction(() => {
        const parked = park.find({ id: transferId });
        if (parked) markUnreachable(parked.user);
      });
    },
  };
}
