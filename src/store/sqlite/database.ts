/**
 * One SQLite file, opened so that a commit survives a kill and a power cut, and so that nobody
 * else can open it meanwhile.
 */
import { chmodSync, closeSync, openSync } from 'node:fs';
import Libsql from 'libsql';
import { StoreRefused } from '../refused.ts';
import { migrate } from './schema.ts';

/** Values of named parameters; `null` is SQL's. */
export type Params = Readonly<Record<string, string | number | null>>;

/** A prepared statement whose rows have the shape `Row`. */
export interface Statement<Row> {
  /** All rows. */
  list(params?: Params): Row[];
  /** The first row. */
  find(params?: Params): Row | undefined;
  /** Runs it; returns how many rows changed. */
  run(params?: Params): number;
}

/** What a commit is safe from. A power cut takes more than a kill: the disk is waited for. */
export type Outlasts = 'power_cut' | 'kill';

/** An open database. All calls are synchronous. */
export interface Database {
  /** Prepares a statement once. `Row` is trusted to be what its columns are. */
  prepare<Row = never>(sql: string): Statement<Row>;
  /**
   * Runs `work` in one write transaction: all of it happens, or nothing and the throw goes on. Once
   * it returns, what it wrote outlasts a power cut, or a `kill` alone where that is said to be enough.
   */
  transaction<T>(work: () => T, outlasts?: Outlasts): T;
  close(): void;
}

/**
 * Opens or creates the database at `path`, mode 0600, checks it and brings its tables up to date.
 * Throws {@link StoreRefused} when another process has it, or when it is damaged or too new.
 */
export function openDatabase(path: string): Database {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  const raw = new Libsql(path, { timeout: 1000 });
  try {
    const database = wrap(raw);
    configure(raw);
    check(database);
    migrate(raw);
    return database;
  } catch (error) {
    raw.close();
    throw explain(error, path);
  }
}

/** https://www.sqlite.org/pragma.html#pragma_synchronous, of a database in WAL mode. */
const synchronous: Readonly<Record<Outlasts, string>> = { power_cut: 'FULL', kill: 'NORMAL' };

/** EXCLUSIVE comes before WAL: only then is the lock held from the first read on. */
function configure(raw: Libsql.Database): void {
  for (const setting of [
    'locking_mode=EXCLUSIVE',
    'journal_mode=WAL',
    `synchronous=${synchronous.power_cut}`,
    'foreign_keys=ON',
    'secure_delete=ON',
  ]) {
    raw.exec(`PRAGMA ${setting}`);
  }
  raw.exec('BEGIN IMMEDIATE; COMMIT');
}

function check(database: Database): void {
  const first = database.prepare<{ quick_check: string }>('PRAGMA quick_check(1)').find();
  if (first?.quick_check === 'ok') return;
  throw new StoreRefused('The data file is damaged. Restore it from a backup before starting.');
}

function wrap(raw: Libsql.Database): Database {
  const begin = raw.prepare('BEGIN IMMEDIATE');
  const commit = raw.prepare('COMMIT');
  let configured: Outlasts = 'power_cut';

  /** The next commit that waits for the disk takes along all that came before it. */
  function make(outlasts: Outlasts): void {
    if (outlasts !== configured) raw.exec(`PRAGMA synchronous=${synchronous[outlasts]}`);
    configured = outlasts;
  }

  return {
    prepare: (sql) => prepare(raw, sql),
    transaction(work, outlasts = 'power_cut') {
      make(outlasts);
      begin.run([]);
      try {
        const result = work();
        commit.run([]);
        return result;
      } catch (error) {
        // A full disk has rolled back already; a second rollback would hide the reason.
        if (raw.inTransaction) raw.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => close(raw),
  };
}

/**
 * The connection lives until its statements are collected as garbage, so the lock is given back
 * first; SQLite does so only outside WAL. The file is then complete by itself.
 */
function close(raw: Libsql.Database): void {
  try {
    raw.exec('PRAGMA journal_mode=DELETE');
    raw.exec('PRAGMA locking_mode=NORMAL');
    raw.exec('SELECT 1 FROM sqlite_schema');
  } finally {
    raw.close();
  }
}

/**
 * `get` is not used: it adds a field of its own to each row and leaves the statement open. Values
 * go in by name only, as a lone `null` or Buffer argument aborts the whole process (libsql 0.5.29).
 */
function prepare<Row>(raw: Libsql.Database, sql: string): Statement<Row> {
  const statement = raw.prepare<Params>(sql);
  const list = (params: Params = {}) => statement.all(params) as Row[];
  return {
    list,
    find: (params) => list(params)[0],
    run: (params = {}) => statement.run(params).changes,
  };
}

const refusals: Readonly<Record<string, (path: string) => string>> = {
  SQLITE_BUSY: (path) =>
    `Another process is using ${path}. Stop it first: only one may run on the same data folder.`,
  SQLITE_CORRUPT: (path) => `${path} is damaged. Restore it from a backup before starting.`,
  SQLITE_NOTADB: (path) => `${path} is not a data file of this program, or it is damaged.`,
  SQLITE_READONLY: (path) => `${path} cannot be written. Check its owner and its disk.`,
  SQLITE_CANTOPEN: (path) => `${path} cannot be opened. Check its owner and its disk.`,
  SQLITE_FULL: (path) => `The disk of ${path} is full. Make room before starting.`,
};

/** Turns what is wrong with the file into a sentence; anything else stays what it was. */
function explain(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const kind = Object.keys(refusals).find(
    (known) => code === known || code.startsWith(`${known}_`),
  );
  const sentence = kind && refusals[kind]?.(path);
  return sentence ? new StoreRefused(sentence, { cause: error }) : error;
}
