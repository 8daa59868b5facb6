/** What staff look at is found by index: no table is read through, however many transfers there are. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { createKeyRing } from '../../src/store/seal.ts';
import { type Database, openDatabase } from '../../src/store/sqlite/database.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import { aTransfer } from '../contract/samples.ts';
import { createSilentLog } from '../support/silent-log.ts';

function folder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  return dataDir;
}

/** The same database, which notes every statement that is run. */
function noting(database: Database, ran: Set<string>): Database {
  return {
    ...database,
    prepare<Row>(sql: string) {
      const statement = database.prepare<Row>(sql);
      const note = <A extends unknown[], T>(run: (...args: A) => T) => {
        return (...args: A): T => {
          ran.add(sql);
          return run(...args);
        };
      };
      return {
        list: note(statement.list),
        find: note(statement.find),
        run: note(statement.run),
      };
    },
  };
}

test('the panel, the list of stuck transfers and the record of acts scan no table', async () => {
  const ran = new Set<string>();
  const path = join(folder(), 'store.db');
  const database = openDatabase(path);
  const keys = createKeyRing([Buffer.alloc(32, 7)]);
  const store = createSqliteStore({
    database: noting(database, ran),
    keys,
    now: () => 1_000,
  });
  await store.transfers.create(aTransfer('a'));
  ran.clear();
  await store.transfers.countByState();
  await store.transfers.listStuck(5_000, 100);
  await store.transfers.findByShortId('x');
  await store.transfers.findByOrderId('x');
  await store.notices.listParked(100);
  await store.notices.listByTransfer('a');
  await store.alarms.listNewest(5);
  await store.alarms.listOpen(5);
  await store.alarms.listDue(5, 5);
  await store.audit.list(10);
  await store.audit.list(10, { about: 'transfer:a' });
  await store.settings.list('pause:');
  await store.close();
  const planned = openDatabase(path);
  const plans = [...ran]
    .filter((sql) => !/^\s*PRAGMA/.test(sql))
    .flatMap((sql) => {
      const rows = planned.prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
      const names = [...sql.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, 1] as const);
      return rows.list(Object.fromEntries(names)).map(({ detail }) => detail);
    });
  expect(plans.length).toBeGreaterThan(10);
  const scans = plans.filter((detail) => /\bSCAN\b|TEMP B-TREE/.test(detail));
  // The counts are one row a state.
  expect(scans.filter((detail) => !/USING INDEX|state_counts/.test(detail))).toEqual([]);
});

test('what an older program stored is sorted in at the next start', async () => {
  const dataDir = folder();
  const { log } = createSilentLog();
  const open = () => openStore({ dataDir, now: () => 1_000, production: false, log });
  const first = await open();
  for (const id of ['a', 'b', 'c']) await first.transfers.create(aTransfer(id));
  await first.transfers.commit(aTransfer('b', { state: 'held' }));
  await first.close();
  const database = openDatabase(join(dataDir, 'store.db'));
  // The older program had no such trigger.
  const trigger = "type = 'trigger' AND name = 'counts_moved'";
  const found = database.prepare<{ sql: string }>(`SELECT sql FROM sqlite_schema WHERE ${trigger}`);
  const { sql = '' } = found.find() ?? {};
  database.prepare('DROP TRIGGER counts_moved').run();
  database.prepare('UPDATE transfers SET state = NULL, stuck_at_ms = NULL, order_key = NULL').run();
  database.prepare('DELETE FROM state_counts').run();
  database.prepare(sql).run();
  database.close();

  const again = await open();
  expect(await again.transfers.countByState()).toEqual({ quoted: 2, held: 1 });
  expect(await again.transfers.listStuck(5_000, 10)).toEqual([{ id: 'b', version: 2 }]);
  expect((await again.transfers.findByOrderId('order-of-c'))?.id).toBe('c');
  await again.close();
});

test('what staff did can be neither changed nor taken out, not even by a statement of its own', async () => {
  const dataDir = folder();
  const { log } = createSilentLog();
  const store = await openStore({ dataDir, now: () => 1_000, production: false, log });
  const act = { atMs: 1, byUserId: 7, act: 'note', about: 'user:1', why: 'first' };
  for (const id of ['1', '2']) await store.audit.append({ ...act, id });
  await store.close();
  const database = openDatabase(join(dataDir, 'store.db'));
  const all = () => database.prepare('SELECT seq, id, about, sealed FROM audit').list({});
  const before = all();
  for (const sql of [
    'DELETE FROM audit',
    "DELETE FROM audit WHERE id = '1'",
    "UPDATE audit SET id = '9'",
    "UPDATE audit SET about = '' WHERE id = '1'",
    'UPDATE audit SET seq = seq + 10',
  ]) {
    expect(() => database.prepare(sql).run({}), sql).toThrow(/written down/);
  }
  database
    .prepare("INSERT OR REPLACE INTO audit (id, about, sealed) VALUES ('1', 'x', 'x')")
    .run({});
  database
    .prepare("INSERT OR REPLACE INTO audit (seq, id, about, sealed) VALUES (1, 'z', 'x', 'x')")
    .run({});
  expect(all()).toEqual(before);
  database.close();
});
