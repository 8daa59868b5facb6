/** Opens the store that the settings name. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keepDataKey } from './data-key.ts';
import { createKeyRing } from './seal.ts';
import { openDatabase } from './sqlite/database.ts';
import { createSqliteStore } from './sqlite/store.ts';
import type { Store } from './store.ts';

export { StoreRefused } from './refused.ts';

export interface StoreOptions {
  /** The folder of the data; made with mode 0700 where it is missing. */
  readonly dataDir: string;
  /** 32 bytes each, newest first. Without any, one is made and kept in the folder. */
  readonly dataKeys?: readonly Uint8Array[];
  readonly now: () => number;
}

/**
 * Opens the embedded store in `dataDir`. Throws `StoreRefused`, whose message is a sentence for
 * the operator, when another process has it, it is damaged, or the keys are not the right ones.
 */
export async function openStore({ dataDir, dataKeys = [], now }: StoreOptions): Promise<Store> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  const path = join(dataDir, 'store.db');
  const given = dataKeys.length > 0 ? dataKeys : [keepDataKey(dataDir, existsSync(path))];
  const database = openDatabase(path);
  try {
    return createSqliteStore({ database, keys: createKeyRing(given), now });
  } catch (error) {
    database.close();
    throw error;
  }
}
