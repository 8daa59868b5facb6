/** Transfers: one sealed record each, found by id, short id, owner and due time. */
import { stuckFromMs } from '../../domain/stuck.ts';
import { statesInMotion, type Transfer, type TransferState } from '../../domain/transfer.ts';
import type { Sealer } from '../seal.ts';
import type { Store } from '../store.ts';
import type { StuckTransfer } from '../transfer-records.ts';
import { createCommit } from './commit.ts';
import type { Database } from './database.ts';
import type { Group } from './group.ts';
import { sortTransfers } from './sort-transfers.ts';
import { createTally } from './stats.ts';
import { columns, type Row, sealTransfer, toTransfer } from './transfer-row.ts';

/** Makes the part of the store that remembers transfers. */
export function createTransfers(
  database: Database,
  group: Group,
  sealer: Sealer,
): Store['transfers'] {
  sortTransfers(database, sealer);
  const sql = prepareTransfers(database);
  const commit = createCommit(database, sealer);
  const tally = createTally(database);

  return {
    async create(transfer) {
      database.transaction(() => {
        create(sql, sealer, transfer);
        tally(transfer);
      });
    },

    async find(id) {
      const row = sql.find.find({ id });
      return row && toTransfer(sealer, row);
    },

    async findByShortId(shortId) {
      const row = sql.findByShortId.find({ short_id: sealer.lookup('short_id', fold(shortId)) });
      return row && toTransfer(sealer, row);
    },

    async listByUser(userId, limit, skip = 0) {
      const rows = sql.listByUser.list({ user: sealer.lookup('user', userId), limit, skip });
      return rows.map((row) => toTransfer(sealer, row));
    },

    async listDue(beforeMs, limit, which) {
      const list = which === 'in_motion' ? sql.listDueInMotion : sql.listDue;
      const rows = list.list({ before_ms: beforeMs, limit });
      return rows.map(({ id, due_at_ms, state }) => ({ id, dueAtMs: due_at_ms, state }));
    },

    async findByOrderId(orderId) {
      const row = sql.findByOrder.find({ order_key: sealer.lookup('order', orderId.trim()) });
      return row && toTransfer(sealer, row);
    },

    async listByOrderIds(orderIds) {
      const keys = JSON.stringify(orderIds.map((id) => sealer.lookup('order', id.trim())));
      return sql.listByOrders.list({ keys }).map((row) => toTransfer(sealer, row));
    },

    async listStuck(beforeMs, limit, skip = 0) {
      return sql.listStuck.list({ before_ms: beforeMs, limit, skip });
    },

    async countByState() {
      return Object.fromEntries(sql.counts.list().map(({ state, count }) => [state, count]));
    },

    commit: async (next, extras = {}) => database.transaction(() => commit(next, extras)),

    postpone(id, version, dueAtMs, lookedAtMs) {
      const move = () => {
        sql.postpone.run({
          id,
          version,
          due_at_ms: dueAtMs ?? null,
          looked_at_ms: lookedAtMs ?? null,
        });
        if (dueAtMs === undefined) sql.releaseClaims.run({ id });
      };
      // Should a power cut take it, the transfer is looked at once more, and nothing is lost.
      return group.write(move, 'kill');
    },

    async postponeAll(moves) {
      database.transaction(() => {
        for (const { id, version, dueAtMs } of moves) {
          sql.postpone.run({ id, version, due_at_ms: dueAtMs, looked_at_ms: null });
        }
      });
    },
  };
}

interface DueRow {
  readonly id: string;
  readonly due_at_ms: number;
  readonly state: TransferState;
}

function prepareTransfers(database: Database) {
  return {
    insert: database.prepare(`
      INSERT INTO transfers
        (id, version, user, short_id, order_key, due_at_ms, looked_at_ms, state, stuck_at_ms, owner,
          sealed)
      VALUES
        (:id, 1, :user, :short_id, :order_key, :due_at_ms, :looked_at_ms, :state, :stuck_at_ms,
          :owner, :sealed)`),
    insertCard: database.prepare(
      'INSERT INTO cards (transfer_id, version, shown_version) VALUES (:id, 1, 1)',
    ),
    find: database.prepare<Row>(`SELECT ${columns} FROM transfers WHERE id = :id`),
    findByShortId: database.prepare<Row>(
      `SELECT ${columns} FROM transfers WHERE short_id = :short_id ORDER BY seq DESC LIMIT 1`,
    ),
    findByOrder: database.prepare<Row>(
      `SELECT ${columns} FROM transfers WHERE order_key = :order_key ORDER BY seq DESC LIMIT 1`,
    ),
    listByOrders: database.prepare<Row>(
      `SELECT ${columns} FROM transfers WHERE order_key IN (SELECT value FROM json_each(:keys))`,
    ),
    listStuck: database.prepare<StuckTransfer>(`
      SELECT id, version FROM transfers WHERE stuck_at_ms < :before_ms
      ORDER BY stuck_at_ms, seq LIMIT :limit OFFSET :skip`),
    counts: database.prepare<{ state: TransferState; count: number }>(
      'SELECT state, count FROM state_counts WHERE count > 0',
    ),
    listByUser: database.prepare<Row>(
      `SELECT ${columns} FROM transfers WHERE user = :user
       ORDER BY seq DESC LIMIT :limit OFFSET :skip`,
    ),
    listDue: database.prepare<DueRow>(`
      SELECT id, due_at_ms, state FROM transfers WHERE due_at_ms <= :before_ms
      ORDER BY due_at_ms LIMIT :limit`),
    // The list of states names the index.
    listDueInMotion: database.prepare<DueRow>(`
      SELECT id, due_at_ms, state FROM transfers WHERE due_at_ms <= :before_ms
        AND state IN (${statesInMotion.map((state) => `'${state}'`).join(', ')})
      ORDER BY due_at_ms LIMIT :limit`),
    postpone: database.prepare(`
      UPDATE transfers SET due_at_ms = :due_at_ms,
        looked_at_ms = coalesce(:looked_at_ms, looked_at_ms)
      WHERE id = :id AND version = :version`),
    releaseClaims: database.prepare(`
      DELETE FROM claims WHERE transfer_id = :id
        AND (SELECT due_at_ms FROM transfers WHERE id = :id) IS NULL`),
  };
}

function create(
  sql: ReturnType<typeof prepareTransfers>,
  sealer: Sealer,
  transfer: Transfer,
): void {
  const { id, userId, shortId, dueAtMs } = transfer;
  sql.insert.run({
    id,
    user: sealer.lookup('user', userId),
    short_id: sealer.lookup('short_id', fold(shortId)),
    order_key: sealer.lookup('order', transfer.orderId),
    due_at_ms: dueAtMs ?? null,
    looked_at_ms: transfer.lookedAtMs ?? null,
    state: transfer.state,
    stuck_at_ms: stuckFromMs(transfer) ?? null,
    owner: sealer.seal(['transfers.owner', id], String(userId)),
    sealed: sealTransfer(sealer, transfer, 1),
  });
  sql.insertCard.run({ id });
}

/** Short ids are capitals and digits; people type them as they like. */
function fold(shortId: string): string {
  return shortId.trim().toUpperCase();
}
