/** Opens the store that the settings name. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import { keepDataKey } from './data-key.ts';
import { openRedisStore } from './redis/store.ts';
import { StoreRefused } from './refused.ts';
import { createKeyRing } from './seal.ts';
import { openDatabase } from './sqlite/database.ts';
import { lettingOthers } from './sqlite/letting-others.ts';
import { createSqliteStore } from './sqlite/store.ts';
import type { Store, StoreAway } from './store.ts';

export { StoreRefused };

export interface StoreOptions {
  /** The folder of the data; made with mode 0700 where it is missing. */
  readonly dataDir: string;
  /** 32 bytes each, newest first. Without any, one is made and kept in the folder. */
  readonly dataKeys?: readonly Uint8Array[];
  /** Redis in place of the embedded store; the folder then only remembers whose data it has. */
  readonly redisUrl?: string;
  /** Refuses a Redis that would forget. */
  readonly production?: boolean;
  readonly now: () => number;
  readonly log?: Log;
  /** Told of each verb that did not happen because Redis is away, full or emptied. */
  readonly onAway?: (why: StoreAway['why']) => void;
}

/**
 * Opens the store. Throws `StoreRefused`, whose message is a sentence for the operator, when it
 * must not be used: held by another process, damaged, emptied, forgetful, or sealed with other keys.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { redisUrl, dataKeys = [], production = false, log } = options;
  if (redisUrl === undefined) return openEmbedded(options);
  if (dataKeys.length === 0) throw new StoreRefused('Redis needs a DATA_KEY.');
  const keys = createKeyRing(dataKeys);
  return openRedisStore({ ...options, url: redisUrl, keys, production, log: log ?? silentLog });
}

/** Opens the embedded store in `dataDir`. */
function openEmbedded({ dataDir, dataKeys = [], now }: StoreOptions): Store {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  const path = join(dataDir, 'store.db');
  const given = dataKeys.length > 0 ? dataKeys : [keepDataKey(dataDir, existsSync(path))];
  const database = openDatabase(path);
  try {
    return lettingOthers(createSqliteStore({ database, keys: createKeyRing(given), now }));
  } catch (error) {
    database.close();
    throw error;
  }
}

const ignore = (): void => undefined;
const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
