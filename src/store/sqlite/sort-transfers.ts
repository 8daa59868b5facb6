/** Rows that an older program wrote have no state, order and stuck time in clear: given once. */
import { stuckFromMs } from '../../domain/stuck.ts';
import type { Sealer } from '../seal.ts';
import type { Database } from './database.ts';
import { columns, type Row, toTransfer } from './transfer-row.ts';

const atOnce = 500;

/** Brings older rows up to date, some in a transaction; what a kill leaves is done at the next start. */
export function sortTransfers(database: Database, sealer: Sealer): void {
  const unsorted = database.prepare<Row>(
    `SELECT ${columns} FROM transfers WHERE state IS NULL ORDER BY seq LIMIT ${atOnce}`,
  );
  const sort = database.prepare(`
    UPDATE transfers SET state = :state, stuck_at_ms = :stuck_at_ms, order_key = :order_key
    WHERE id = :id`);
  for (let rows = unsorted.list(); rows.length > 0; rows = unsorted.list()) {
    database.transaction(() => {
      for (const row of rows) {
        const transfer = toTransfer(sealer, row);
        sort.run({
          id: row.id,
          state: transfer.state,
          stuck_at_ms: stuckFromMs(transfer) ?? null,
          order_key: sealer.lookup('order', transfer.orderId),
        });
      }
    });
  }
}
