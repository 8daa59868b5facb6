/** Notices: pushes that are owed, each attempt written before its call. */
import type { NoticeKind } from '../../domain/transfer.ts';
import type { Sealer } from '../seal.ts';
import type { Hold, Notice, NoticeOutcome, Store } from '../store.ts';
import type { Database } from './database.ts';
import { createUnreachableMark } from './users.ts';

interface Row {
  readonly id: string;
  readonly transfer_id: string;
  readonly owner: string;
  readonly version: number;
  readonly kind: NoticeKind;
  readonly attempts: number;
  readonly unknown_outcomes: number;
}

type Standing = Awaited<ReturnType<Store['notices']['listByTransfer']>>[number];

/** Makes the part of the store that remembers notices. */
export function createNotices(database: Database, sealer: Sealer): Store['notices'] {
  const listDue = database.prepare<Row>(`
    SELECT n.id, n.transfer_id, t.owner, n.version, n.kind, n.attempts,
      n.unknown_before + (n.state = 'attempted') AS unknown_outcomes
    FROM notices n JOIN transfers t ON t.id = n.transfer_id
    WHERE n.state IN ('owed', 'attempted') AND n.due_at_ms <= :now_ms
    ORDER BY n.due_at_ms, n.seq LIMIT :limit`);
  // While attempted, the due time is the end of the lease: after it the outcome is unknown.
  const attempt = database.prepare<{ attempts: number }>(`
    UPDATE notices SET state = 'attempted', attempts = attempts + 1, due_at_ms = :until_ms,
      unknown_before = unknown_before + (state = 'attempted')
    WHERE id = :id AND state IN ('owed', 'attempted') AND due_at_ms <= :now_ms
    RETURNING attempts`);
  const listByTransfer = database.prepare<Standing>(`
    SELECT id, kind, version, state, attempts, closed_why AS why FROM notices
    WHERE transfer_id = :transfer_id ORDER BY seq`);
  const listParked = database.prepare<{ transfer_id: string; kind: NoticeKind }>(`
    SELECT transfer_id, kind FROM notices WHERE state = 'parked' ORDER BY seq LIMIT :limit`);
  const settle = createSettle(database);

  return {
    async listDue(nowMs, limit) {
      return listDue.list({ now_ms: nowMs, limit }).map(
        (row): Notice => ({
          id: row.id,
          transferId: row.transfer_id,
          userId: Number(sealer.open(['transfers.owner', row.transfer_id], row.owner)),
          version: row.version,
          kind: row.kind,
          attempts: row.attempts,
          unknownOutcomes: row.unknown_outcomes,
        }),
      );
    },

    async attempt(id, nowMs, untilMs) {
      const made = attempt.find({ id, now_ms: nowMs, until_ms: untilMs });
      return made && String(made.attempts);
    },

    async settle(id, outcome, hold) {
      database.transaction(() => settle(id, outcome, hold));
    },

    async listByTransfer(transferId) {
      const rows = listByTransfer.list({ transfer_id: transferId });
      return rows.map(({ why, ...row }) => ({ ...row, ...(why && { why }) }));
    },

    async listParked(limit) {
      const rows = listParked.list({ limit });
      return rows.map(({ transfer_id, kind }) => ({ transferId: transfer_id, kind }));
    },
  };
}

/**
 * A late settle reopens nothing; only `accepted` counts whatever came before. The right of an
 * attempt is its number.
 */
function createSettle(database: Database) {
  const accept = database.prepare(
    "UPDATE notices SET state = 'accepted', message_id = :message_id WHERE id = :id",
  );
  const oweAgain = database.prepare(`
    UPDATE notices SET state = 'owed', due_at_ms = :at_ms,
      unknown_before = unknown_before + :unknown
    WHERE id = :id AND state = 'attempted' AND attempts = :attempt`);
  const close = database.prepare(`
    UPDATE notices SET state = 'closed', closed_why = :why
    WHERE id = :id AND state IN ('owed', 'attempted') AND attempts = coalesce(:attempt, attempts)`);
  const park = database.prepare<{ user: string }>(`
    UPDATE notices SET state = 'parked'
    WHERE id = :id AND state = 'attempted' AND attempts = :attempt
    RETURNING (SELECT t.user FROM transfers t WHERE t.id = notices.transfer_id) AS user`);
  const markUnreachable = createUnreachableMark(database);

  return (id: string, outcome: NoticeOutcome, hold?: Hold): void => {
    const attempt = hold === undefined ? null : Number(hold);
    switch (outcome.kind) {
      case 'accepted':
        accept.run({ id, message_id: outcome.messageId });
        return;
      case 'retry':
        oweAgain.run({ id, at_ms: outcome.atMs, unknown: 0, attempt });
        return;
      case 'unknown':
        oweAgain.run({ id, at_ms: outcome.atMs, unknown: 1, attempt });
        return;
      case 'closed':
        close.run({ id, why: outcome.why, attempt });
        return;
      case 'unreachable': {
        const parked = park.find({ id, attempt });
        if (parked) markUnreachable(parked.user);
        return;
      }
    }
  };
}
