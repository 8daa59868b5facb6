/** Writes that share a commit: one wait for the disk, and the truth for each caller. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { type Database, openDatabase } from '../../src/store/sqlite/database.ts';
import { createGroup } from '../../src/store/sqlite/group.ts';
import { aTransfer } from '../contract/samples.ts';

const writer = fileURLToPath(new URL('./crowd-writer.ts', import.meta.url));
const crowd = 20;
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'store-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

describe('a group of writes', () => {
  let database: Database;
  let commits: number;

  beforeEach(() => {
    database = openDatabase(join(dataDir, 'store.db'));
    commits = 0;
  });

  afterEach(() => database.close());

  /** A group over the real file, and a write that says how many settings there were before it. */
  function openGroup() {
    const group = createGroup({
      ...database,
      transaction(work, outlasts) {
        commits += 1;
        return database.transaction(work, outlasts);
      },
    });
    const insert = database.prepare('INSERT INTO settings (key, value) VALUES (:key, :value)');
    const count = database.prepare<{ n: number }>('SELECT count(*) AS n FROM settings');
    const written = () => count.find()?.n;
    const write = (key: string) =>
      group.write(() => {
        const before = written();
        insert.run({ key, value: 'kept' });
        return before;
      });
    return { group, write, written };
  }

  test('should be one commit, each with its own answer', async () => {
    const { write, written } = openGroup();
    expect(await Promise.all(['a', 'b', 'c'].map(write))).toEqual([0, 1, 2]);
    expect(commits).toBe(1);
    expect(written()).toBe(3);
    expect(await write('d')).toBe(3);
    expect(commits).toBe(2);
  });

  test('should promise nothing before the commit', async () => {
    const { group, write, written } = openGroup();
    let told = false;
    const wrote = write('a').then(() => {
      told = true;
    });
    await Promise.resolve();
    expect([told, written()]).toEqual([false, 0]);
    group.flush();
    expect(written()).toBe(1);
    await wrote;
    expect(told).toBe(true);
  });

  test('should wait for the disk unless a kill is all that each must outlast', async () => {
    const { group } = openGroup();
    // Prepared anew, as a prepared PRAGMA keeps its first answer.
    const setting = () => database.prepare<{ synchronous: number }>('PRAGMA synchronous').find();
    const waits = () => setting()?.synchronous === 2;
    const pressing = (outlasts?: 'power_cut' | 'kill') => group.write(waits, outlasts);
    expect(await Promise.all([pressing('kill'), pressing('kill')])).toEqual([false, false]);
    expect(await pressing()).toBe(true);
    expect(await Promise.all([pressing('kill'), pressing('power_cut')])).toEqual([true, true]);
    expect(await pressing('kill')).toBe(false);
    expect(database.transaction(waits)).toBe(true);
  });

  test('should tell one that fails, and keep the others', async () => {
    const { write, written } = openGroup();
    const [a, again, b] = await Promise.allSettled([write('a'), write('a'), write('b')]);
    expect(a).toEqual({ status: 'fulfilled', value: 0 });
    expect(again).toMatchObject({ status: 'rejected', reason: { code: /SQLITE_CONSTRAINT/ } });
    expect(b).toEqual({ status: 'fulfilled', value: 1 });
    expect(written()).toBe(2);
  });
});

describe('looks that end at once', () => {
  test('should all be kept when the store is closed before it came to them', async () => {
    const store = await openStore({ dataDir, now: Date.now });
    for (const id of ['t1', 't2']) await store.transfers.create(aTransfer(id, { dueAtMs: 1 }));
    const postponed = ['t1', 't2'].map((id) => store.transfers.postpone(id, 1, 2));
    await store.close();
    await Promise.all(postponed);
    const reopened = await openStore({ dataDir, now: Date.now });
    expect(await reopened.transfers.listDue(2, 10)).toMatchObject([
      { id: 't1', dueAtMs: 2 },
      { id: 't2', dueAtMs: 2 },
    ]);
    await reopened.close();
  });

  test('should lose no acknowledged time to kill -9', async () => {
    for (const acknowledgements of [1, 7, 50, 111]) {
      const folder = join(dataDir, String(acknowledgements));
      const child = spawn(process.execPath, ['--import', 'tsx', writer, folder, String(crowd)]);
      const acknowledged = await killAfter(child, acknowledgements);
      const store = await openStore({ dataDir: folder, now: Date.now });
      const stored = await store.transfers.listDue(Number.MAX_SAFE_INTEGER, crowd);
      expect(stored).toHaveLength(crowd);
      for (const { id, dueAtMs } of stored) {
        // What was told last is there, or the time after it, whose telling the kill came before.
        const told = acknowledged.get(id) ?? 1;
        expect([told, told + 1]).toContain(dueAtMs);
      }
      await store.close();
    }
  }, 60_000);
});

/** Kills the writer after so many acknowledgements; returns the last time told of each transfer. */
async function killAfter(child: ChildProcess, count: number): Promise<Map<string, number>> {
  if (!child.stdout) throw new Error('the writer has no output');
  const last = new Map<string, number>();
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, id = '', dueAtMs] = line.split(' ');
    if (word !== 'due') continue;
    last.set(id, Number(dueAtMs));
    seen += 1;
    if (seen === count) child.kill('SIGKILL');
  }
  return last;
}
