/**
 * Which data key sealed this file, and the file's own lookup secret, which stays the same when data
 * keys change. See docs/decisions/0004-sealed-store.md.
 */
import { randomBytes } from 'node:crypto';
import { StoreRefused } from '../refused.ts';
import { createSealer, type KeyRing, SealBroken, type Sealer } from '../seal.ts';
import type { Database } from './database.ts';
import { sealAgain } from './seal-again.ts';

const place = ['meta', 'lookup_secret'] as const;

/**
 * Opens the lookup secret, or makes it on the first start. Where the newest key is a new one,
 * everything is sealed again with it, in one transaction: afterwards older keys are not needed.
 * Throws {@link StoreRefused} when the key that sealed the file is not in the ring.
 */
export function unlockSealer(database: Database, keys: KeyRing): Sealer {
  const find = database.prepare<{ value: string }>('SELECT value FROM meta WHERE key = :key');
  const put = database.prepare(`
    INSERT INTO meta (key, value) VALUES (:key, :value)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);

  return database.transaction(() => {
    const sealedWith = find.find({ key: 'key_id' })?.value;
    const wrapped = find.find({ key: 'lookup_secret' })?.value;
    const secret = wrapped ? unwrap(keys, wrapped) : randomBytes(32).toString('base64url');
    if (sealedWith !== keys.newestKeyId) {
      put.run({ key: 'lookup_secret', value: keys.seal(place, secret) });
      put.run({ key: 'key_id', value: keys.newestKeyId });
      if (wrapped) sealAgain(database, keys);
    }
    return createSealer(keys, Buffer.from(secret, 'base64url'));
  });
}

function unwrap(keys: KeyRing, wrapped: string): string {
  try {
    return keys.open(place, wrapped);
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new StoreRefused(
      'The data was sealed with a key that was not given. ' +
        'Add the earlier key to DATA_KEY, after the new one, or bring back the data.key file.',
    );
  }
}
