/** Data of an earlier program: brought up to date wholly, or left as it was. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { migrate, migrations } from '../../src/store/sqlite/schema.ts';

const updater = fileURLToPath(new URL('./slow-migration.ts', import.meta.url));
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schema-'));
  file = join(folder, 'store.db');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Works on the file itself. A statement keeps its connection, which outside WAL locks nothing. */
function withFile<T>(work: (raw: Libsql.Database) => T): T {
  const raw = new Libsql(file);
  try {
    return work(raw);
  } finally {
    raw.exec('PRAGMA journal_mode=DELETE');
    raw.close();
  }
}

/** What the file holds: its version, the SQL of its tables, and the people in it. */
function look() {
  return withFile((raw) => {
    const list = (sql: string) => raw.prepare(sql).all();
    return {
      version: list('PRAGMA user_version'),
      tables: list('SELECT name, sql FROM sqlite_schema ORDER BY name'),
      people: list('SELECT user FROM users'),
    };
  });
}

/** A file as the program of that version left it, with a person in it. */
function writeOld(version: number): void {
  withFile((raw) => {
    migrate(raw, migrations.slice(0, version));
    raw.exec("INSERT INTO users (user, sealed) VALUES ('test person', 'sealed')");
  });
}

describe('an older schema (K22)', () => {
  test.each(migrations.map((_, index) => index + 1))('%i is brought up to date', (version) => {
    writeOld(version);
    openDatabase(file).close();
    const { tables, people } = look();
    rmSync(file);
    openDatabase(file).close();
    expect(tables).toEqual(look().tables);
    expect(people).toEqual([{ user: 'test person' }]);
  });

  test('should be left as it was by a step that breaks, and brought up to date later', () => {
    writeOld(1);
    const before = look();
    const broken = [...migrations, 'CREATE TABLE half (n); SELECT missing'];
    expect(() => withFile((raw) => migrate(raw, broken))).toThrow('no such column');
    expect(look()).toEqual(before);
    openDatabase(file).close();
    expect(look()).toMatchObject({ version: [{ user_version: migrations.length }] });
  });

  test('should be left as it was by kill -9, and brought up to date by the next start', async () => {
    writeOld(1);
    const before = look();
    const child = spawn(process.execPath, ['--import', 'tsx', updater, file]);
    await once(child.stdout, 'data');
    await wait(500);
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(look()).toEqual(before);
    openDatabase(file).close();
    const { version, people } = look();
    expect(version).toEqual([{ user_version: migrations.length }]);
    expect(people).toEqual([{ user: 'test person' }]);
  }, 30_000);
});
