/** What the embedded store does when its file, its disk or its keys are not what they were. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, StoreRefused } from '../../src/store/open.ts';
import { createKeyRing, SealBroken } from '../../src/store/seal.ts';
import { type Database, openDatabase } from '../../src/store/sqlite/database.ts';
import { createLanes } from '../../src/store/sqlite/lanes.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import { aTransfer, aUser, personal } from '../contract/samples.ts';

const now = () => 1_000;
const [oldKey, newKey, otherKey] = [1, 2, 3].map((fill) => Buffer.alloc(32, fill)) as [
  Buffer,
  Buffer,
  Buffer,
];
let dataDir: string;
let file: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'store-'));
  file = join(dataDir, 'store.db');
});

afterEach(() => rmSync(dataDir, { recursive: true }));

/** Changes the closed file behind the store's back. */
function meddle(sql: string): void {
  const raw = new Libsql(file);
  raw.exec(sql);
  raw.close();
}

async function fill(dataKeys: Uint8Array[] = []): Promise<void> {
  const store = await openStore({ dataDir, dataKeys, now });
  await store.users.put(aUser(), 1_000);
  for (const id of ['t1', 't2']) await store.transfers.create(aTransfer(id));
  await store.transfers.commit(aTransfer('t1'), { notices: ['failed'], cardMessageId: 5 });
  await store.close();
}

describe('keys', () => {
  test('should be made once, for the owner alone', async () => {
    await fill();
    const key = readFileSync(join(dataDir, 'data.key'), 'utf8');
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    expect(statSync(join(dataDir, 'data.key')).mode & 0o777).toBe(0o600);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    const store = await openStore({ dataDir, now });
    expect(await store.users.find(personal.userId)).toEqual(aUser());
    await store.close();
    expect(readFileSync(join(dataDir, 'data.key'), 'utf8')).toBe(key);
  });

  test('should not be kept in the folder when they are given', async () => {
    await fill([oldKey]);
    expect(existsSync(join(dataDir, 'data.key'))).toBe(false);
  });

  test('should be refused in words when they are not the ones that sealed', async () => {
    await fill([oldKey]);
    const opening = openStore({ dataDir, dataKeys: [otherKey], now });
    await expect(opening).rejects.toThrow(StoreRefused);
    await expect(openStore({ dataDir, dataKeys: [otherKey], now })).rejects.toThrow(
      'Add the earlier key to DATA_KEY',
    );
    const store = await openStore({ dataDir, dataKeys: [oldKey], now });
    expect(await store.users.find(personal.userId)).toEqual(aUser());
    await store.close();
  });

  test('should be missed in words when data.key is gone', async () => {
    await fill();
    rmSync(join(dataDir, 'data.key'));
    await expect(openStore({ dataDir, now })).rejects.toThrow('data.key is missing');
    expect(existsSync(join(dataDir, 'data.key'))).toBe(false);
  });

  test('should be replaced without losing a record or a hash, and then not be needed', async () => {
    await fill([oldKey]);
    const before = await openStore({ dataDir, dataKeys: [oldKey], now });
    const send = { nonce: 'n', fields: { phone: personal.phone } };
    await before.drafts.put(personal.userId, 'send', send);
    const update = { updateId: 1, lane: 'a', receivedAtMs: 1, body: 'a body' };
    await before.inbox.accept([update]);
    const record = { state: 'a state', takenUpdateId: 1 };
    await before.lanes.run('a', 10_000, (fence) =>
      before.conversations.write('a', fence, record, 99_999),
    );
    await before.close();

    for (const dataKeys of [[newKey, oldKey], [newKey]]) {
      const store = await openStore({ dataDir, dataKeys, now });
      expect(await store.users.find(personal.userId)).toEqual(aUser());
      expect(await store.drafts.find(personal.userId, 'send')).toEqual(send);
      expect(await store.transfers.listByUser(personal.userId, 10)).toHaveLength(2);
      expect(await store.transfers.findByShortId(personal.shortId)).toEqual(aTransfer('t2'));
      expect(await store.notices.listDue(1_000, 10)).toMatchObject([{ userId: personal.userId }]);
      expect(await store.inbox.pending()).toEqual([{ ...update, attempts: 0 }]);
      expect(await store.conversations.read('a')).toEqual(record);
      await store.close();
    }
    await expect(openStore({ dataDir, dataKeys: [oldKey], now })).rejects.toThrow(StoreRefused);
  });

  test('should be replaced wholly or not at all', async () => {
    await fill([oldKey]);
    meddle("UPDATE transfers SET sealed = 'x' WHERE id = 't2'");
    await expect(openStore({ dataDir, dataKeys: [newKey, oldKey], now })).rejects.toThrow(
      SealBroken,
    );
    const store = await openStore({ dataDir, dataKeys: [oldKey], now });
    expect(await store.users.find(personal.userId)).toEqual(aUser());
    expect(await store.transfers.find('t1')).toMatchObject({ version: 2 });
    await store.close();
  });
});

describe('changed text', () => {
  test.each([
    ["UPDATE transfers SET sealed = substr(sealed, 1, 60) || 'AAAA' || substr(sealed, 65)"],
    ["UPDATE transfers SET sealed = (SELECT sealed FROM transfers WHERE id = 't2')"],
    ['UPDATE transfers SET version = version + 1'],
    ["UPDATE transfers SET sealed = ''"],
  ])('should be noticed in a transfer: %s', async (sql) => {
    await fill();
    meddle(`${sql} WHERE id = 't1'`);
    const store = await openStore({ dataDir, now });
    await expect(store.transfers.find('t1')).rejects.toThrow(SealBroken);
    expect(await store.transfers.find('t2')).toEqual(aTransfer('t2'));
    await store.close();
  });

  test('should be noticed in the owner to whom a push would go', async () => {
    await fill();
    meddle("UPDATE transfers SET owner = (SELECT owner FROM transfers WHERE id = 't2')");
    const store = await openStore({ dataDir, now });
    await expect(store.notices.listDue(1_000, 10)).rejects.toThrow(SealBroken);
    await store.close();
  });
});

describe('the file', () => {
  test("should keep nothing of an update's text once it is done", async () => {
    const store = await openStore({ dataDir, now });
    const body = 'x'.repeat(500_000);
    await store.inbox.accept([{ updateId: 1, lane: '1', receivedAtMs: 1, body }]);
    await store.inbox.done(1);
    await store.close();
    const written = readFileSync(file).filter((byte) => byte !== 0);
    expect(written.length).toBeLessThan(100_000);
  });

  test('should be refused when a page is damaged (R13)', async () => {
    await fill();
    const bytes = readFileSync(file);
    const page = 4096;
    for (let at = page; at < bytes.length; at += page) bytes.fill(0xa5, at, at + 200);
    writeFileSync(file, bytes);
    await expect(openStore({ dataDir, now })).rejects.toThrow('damaged');
  });

  test('should be refused when it is something else', async () => {
    await fill();
    writeFileSync(file, 'this was a database once. '.repeat(400));
    await expect(openStore({ dataDir, now })).rejects.toThrow('not a data file');
  });

  test('should be refused when a newer program wrote it', async () => {
    await fill();
    meddle('PRAGMA user_version = 999');
    await expect(openStore({ dataDir, now })).rejects.toThrow('newer version');
  });

  test('should take nothing while the disk is full, and go on when there is room (R12)', async () => {
    const database = openDatabase(file);
    const limitPages = (pages: number) =>
      database.prepare(`PRAGMA max_page_count = ${pages}`).list();
    const store = createSqliteStore({ database, keys: createKeyRing([oldKey]), now });
    await store.transfers.create(aTransfer('t1'));
    const big = aTransfer('t1', { quoteHash: 'x'.repeat(200_000) });
    limitPages(1);
    await expect(store.transfers.commit(big, { notices: ['failed'] })).rejects.toThrow('full');
    const body = 'x'.repeat(200_000);
    const update = { updateId: 1, lane: '1', receivedAtMs: 1, body };
    await expect(store.inbox.accept([update])).rejects.toThrow('full');
    expect(await store.transfers.find('t1')).toEqual(aTransfer('t1'));
    expect(await store.notices.listByTransfer('t1')).toEqual([]);
    limitPages(1_000_000);
    expect(await store.transfers.commit(big)).toMatchObject({ kind: 'committed' });
    expect(await store.inbox.accept([update])).toHaveLength(1);
    await store.close();
  });

  test('should end every lease when it is opened again, as nobody else can be alive', async () => {
    await fill();
    const before = await openStore({ dataDir, now });
    expect(await before.notices.attempt('t1.2.failed', 1_000, 9_000_000)).toBeDefined();
    expect(await before.cards.take('t1', 1_000, 9_000_000)).toBeDefined();
    await before.close();
    const store = await openStore({ dataDir, now });
    expect(await store.notices.listDue(1_000, 10)).toMatchObject([
      { id: 't1.2.failed', attempts: 1, unknownOutcomes: 1 },
    ]);
    expect(await store.cards.take('t1', 1_000, 9_000_000)).toBeDefined();
    await store.close();
  });
});

describe('cost', () => {
  test('should search by an index in every statement, but for the start', () => {
    const statements: string[] = [];
    const database = openDatabase(file);
    const watched: Database = {
      ...database,
      prepare(sql) {
        statements.push(sql);
        return database.prepare(sql);
      },
    };
    createSqliteStore({ database: watched, keys: createKeyRing([oldKey]), now });
    database.close();
    const raw = new Libsql(file);
    const plans = statements.map((sql) => {
      const steps = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[];
      return { sql, steps: steps.map(({ detail }) => detail) };
    });
    raw.close();
    const scanning = plans.filter(({ steps }) => steps.some((step) => step.startsWith('SCAN')));
    // What is left walks an index of open things only, at open, or a table of one row a state.
    const whole = scanning.map(({ steps }) => steps.join()).filter((plan) => !/INDEX/.test(plan));
    expect(whole).toEqual(['SCAN state_counts']);
    const stepsOf = (text: string) => plans.find(({ sql }) => sql.includes(text))?.steps.join();
    expect(stepsOf('ORDER BY due_at_ms LIMIT')).toContain('INDEX transfers_due');
    expect(stepsOf("IN ('accepting'")).toContain('INDEX transfers_due_in_motion');
    expect(stepsOf('json_each(:keys)')).toContain('INDEX transfers_by_order');
    expect(stepsOf('ORDER BY c.due_at_ms')).toContain('INDEX cards_dirty');
    expect(stepsOf('ORDER BY n.due_at_ms')).toContain('INDEX notices_due');
    expect(plans.length).toBeGreaterThan(40);
  });

  test('should forget lanes that are idle', async () => {
    const database = openDatabase(file);
    const lanes = createLanes(database);
    const runs = Array.from({ length: 100 }, (_, n) =>
      lanes.run(`lane ${n}`, 10_000, async (fence) => fence),
    );
    expect(lanes.size()).toBe(100);
    await Promise.all(runs);
    expect(lanes.size()).toBe(0);
    database.close();
  });
});
