/** Counters by day, added up in the transaction of each commit. */
import { type DayCount, dayOf, talliesOf } from '../../domain/tally.ts';
import type { BucketCount } from '../../domain/time-bucket.ts';
import type { Transfer } from '../../domain/transfer.ts';
import type { StatRecords } from '../staff-records.ts';
import type { Database } from './database.ts';

/** Makes the part of the store that tells the counters. */
export function createStats(database: Database): StatRecords {
  const list = database.prepare<DayCount>(`
    SELECT day, key, CAST(count AS TEXT) AS count FROM stats
    WHERE day BETWEEN :from_day AND :to_day`);
  const listRoute = database.prepare<BucketCount>(`
    SELECT bucket, SUM(count) AS count FROM route_times
    WHERE route = :route AND day BETWEEN :from_day AND :to_day GROUP BY bucket`);
  return {
    list: async (fromDay, toDay) => list.list({ from_day: fromDay, to_day: toDay }),
    listRoute: async (route, fromDay, toDay) =>
      listRoute.list({ route, from_day: fromDay, to_day: toDay }),
  };
}

/** Makes the step that raises one counter. To be called inside a transaction. */
export function createCount(
  database: Database,
): (more: { readonly day: number; readonly key: string; readonly by: number }) => void {
  const add = database.prepare(`
    INSERT INTO stats (day, key, count) VALUES (:day, :key, :by)
    ON CONFLICT (day, key) DO UPDATE SET count = count + :by`);
  return (more) => void add.run(more);
}

/**
 * Makes the step that counts what is new of a stored transfer. To be called inside the transaction
 * that writes it.
 */
export function createTally(database: Database): (transfer: Transfer) => void {
  const find = database.prepare<{ tallied: string }>(
    'SELECT tallied FROM transfers WHERE id = :id',
  );
  const mark = database.prepare('UPDATE transfers SET tallied = :tallied WHERE id = :id');
  const count = createCount(database);
  const addToRoute = database.prepare(`
    INSERT INTO route_times (route, day, bucket, count) VALUES (:route, :day, :bucket, :by)
    ON CONFLICT (route, day, bucket) DO UPDATE SET count = count + :by`);
  return (transfer) => {
    const { id, createdAtMs } = transfer;
    const before = find.find({ id })?.tallied ?? '';
    const fresh = talliesOf(transfer).filter((tally) => !before.includes(tally.mark));
    if (fresh.length === 0) return;
    const day = dayOf(createdAtMs);
    for (const { route, key, by } of fresh) {
      if (route) addToRoute.run({ route, day, bucket: Number(key), by });
      else count({ day, key, by });
    }
    mark.run({ id, tallied: before + fresh.map((tally) => tally.mark).join('') });
  };
}
