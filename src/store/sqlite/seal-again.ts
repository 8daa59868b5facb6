/** Changing the data key: everything that is sealed, sealed again with the newest one. */
import type { KeyRing, SealContext } from '../seal.ts';
import type { Database } from './database.ts';

/** A column of sealed texts, the columns that name its rows, and the place its texts are bound to. */
interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly key: readonly string[];
  readonly place: string;
  readonly boundTo: readonly string[];
}

const sealedColumns: readonly SealedColumn[] = [
  { table: 'users', column: 'sealed', key: ['user'], place: 'users', boundTo: ['user'] },
  {
    table: 'drafts',
    column: 'sealed',
    key: ['user', 'kind'],
    place: 'drafts',
    boundTo: ['user', 'kind'],
  },
  {
    table: 'recipients',
    column: 'sealed',
    key: ['user', 'id'],
    place: 'recipients',
    boundTo: ['user', 'id'],
  },
  {
    table: 'transfers',
    column: 'sealed',
    key: ['id'],
    place: 'transfers',
    boundTo: ['id', 'version'],
  },
  { table: 'transfers', column: 'owner', key: ['id'], place: 'transfers.owner', boundTo: ['id'] },
  {
    table: 'updates',
    column: 'sealed',
    key: ['update_id'],
    place: 'updates',
    boundTo: ['update_id'],
  },
  {
    table: 'conversations',
    column: 'sealed',
    key: ['lane'],
    place: 'conversations',
    boundTo: ['lane'],
  },
  { table: 'blocked', column: 'sealed', key: ['user'], place: 'blocked', boundTo: ['user'] },
  { table: 'audit', column: 'sealed', key: ['id'], place: 'audit', boundTo: ['id'] },
  { table: 'alarms', column: 'sealed', key: ['key'], place: 'alarms', boundTo: ['key'] },
  { table: 'broadcasts', column: 'sealed', key: ['id'], place: 'broadcasts', boundTo: ['id'] },
  { table: 'cases', column: 'sealed', key: ['id'], place: 'cases', boundTo: ['id'] },
];

const atOnce = 2_000;

/** Seals every text of an older key again. To be called inside a transaction, before serving. */
export function sealAgain(database: Database, keys: KeyRing): void {
  for (const sealed of sealedColumns) sealColumnAgain(database, keys, sealed);
}

function sealColumnAgain(database: Database, keys: KeyRing, sealed: SealedColumn): void {
  const { table, column, key, place, boundTo } = sealed;
  const columns = [...new Set([...key, ...boundTo])].join(', ');
  // An envelope is `1.<key id>.<payload>`; the key id has eight letters.
  const older = database.prepare<Record<string, string | number>>(`
    SELECT ${columns}, ${column} AS envelope FROM ${table}
    WHERE ${column} IS NOT NULL AND substr(${column}, 3, 8) <> :key_id LIMIT ${atOnce}`);
  const replace = database.prepare(`
    UPDATE ${table} SET ${column} = :envelope
    WHERE ${key.map((name) => `${name} = :${name}`).join(' AND ')}`);

  const newest = { key_id: keys.newestKeyId };
  for (let rows = older.list(newest); rows.length > 0; rows = older.list(newest)) {
    for (const row of rows) {
      const context: SealContext = [place, ...boundTo.map((name) => row[name] ?? '')];
      const named = Object.fromEntries(key.map((name) => [name, row[name] ?? '']));
      const text = keys.open(context, String(row.envelope));
      replace.run({ ...named, envelope: keys.seal(context, text) });
    }
  }
}
