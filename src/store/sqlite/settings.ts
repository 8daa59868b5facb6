/** Small facts about the program itself, in clear. */
import type { Store } from '../store.ts';
import type { Database } from './database.ts';

/** Makes the part of the store that remembers settings. */
export function createSettings(database: Database): Store['settings'] {
  const find = database.prepare<{ value: string }>('SELECT value FROM settings WHERE key = :key');
  const put = database.prepare(`
    INSERT INTO settings (key, value) VALUES (:key, :value)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
  return {
    find: async (key) => find.find({ key })?.value,
    put: async (key, value) => void put.run({ key, value }),
  };
}
