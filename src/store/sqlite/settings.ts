/** Small facts about the program itself, in clear. */
import type { Store } from '../store.ts';
import type { Database } from './database.ts';

/** Makes the part of the store that remembers settings. */
export function createSettings(database: Database): Store['settings'] {
  const find = database.prepare<{ value: string }>('SELECT value FROM settings WHERE key = :key');
  const put = database.prepare(`
    INSERT INTO settings (key, value) VALUES (:key, :value)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
  const remove = database.prepare('DELETE FROM settings WHERE key = :key');
  const list = database.prepare<{ key: string; value: string }>(`
    SELECT key, value FROM settings WHERE key >= :prefix AND substr(key, 1, length(:prefix)) = :prefix
    ORDER BY key`);
  return {
    find: async (key) => find.find({ key })?.value,
    put: async (key, value) => void put.run({ key, value }),
    delete: async (key) => void remove.run({ key }),
    list: async (prefix) => list.list({ prefix }).map(({ key, value }) => ({ key, value })),
  };
}
