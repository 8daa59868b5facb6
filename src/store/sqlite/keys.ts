/**
 * The store's own lookup secret, kept sealed beside the data, so that hashes stay the same when
 * data keys change. That it opens also proves that the keys are the right ones.
 */
import { randomBytes } from 'node:crypto';
import { StoreRefused } from '../refused.ts';
import { createSealer, type KeyRing, SealBroken, type Sealer } from '../seal.ts';
import type { Database } from './database.ts';

const place = ['meta', 'lookup_secret'] as const;

/**
 * Opens the lookup secret, or makes it on the first start, and seals it with the newest key.
 * Throws {@link StoreRefused} when a key that sealed something here is missing from the ring.
 */
export function unlockSealer(database: Database, keys: KeyRing): Sealer {
  const find = database.prepare<{ value: string }>('SELECT value FROM meta WHERE key = :key');
  const put = database.prepare(`
    INSERT INTO meta (key, value) VALUES (:key, :value)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);

  return database.transaction(() => {
    const used = find.find({ key: 'key_ids' })?.value.split(',') ?? [];
    if (used.some((keyId) => !keys.keyIds.includes(keyId))) throw wrongKey();
    const wrapped = find.find({ key: 'lookup_secret' })?.value;
    const secret = wrapped ? unwrap(keys, wrapped) : randomBytes(32).toString('base64url');
    if (used[0] !== keys.newestKeyId) {
      put.run({ key: 'lookup_secret', value: keys.seal(place, secret) });
      const others = used.filter((keyId) => keyId !== keys.newestKeyId);
      put.run({ key: 'key_ids', value: [keys.newestKeyId, ...others].join(',') });
    }
    return createSealer(keys, Buffer.from(secret, 'base64url'));
  });
}

function unwrap(keys: KeyRing, wrapped: string): string {
  try {
    return keys.open(place, wrapped);
  } catch (error) {
    throw error instanceof SealBroken ? wrongKey() : error;
  }
}

function wrongKey(): StoreRefused {
  return new StoreRefused(
    'The data was sealed with a key that was not given. ' +
      'Add the earlier key to DATA_KEY, after the new one, or bring back the data.key file.',
  );
}
