/**
 * Encryption at rest. What is stored about a person is sealed with AES-256-GCM under the newest
 * data key; every key of the ring opens. What must be looked up is stored as a keyed hash.
 * Why the lookup key is its own secret: docs/decisions/0004-sealed-store.md.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { pack, unpack } from './pack.ts';

/** Where a sealed text belongs: its table, then its row. It opens nowhere else. */
export type SealContext = readonly [table: string, ...row: (string | number)[]];

/** Seals with the newest data key, opens with any. */
export interface KeyRing {
  /** The newest key's id, 8 hex digits; tells nothing about the key. */
  readonly newestKeyId: string;
  /** Ids of all keys, newest first. */
  readonly keyIds: readonly string[];
  /** Seals a text to its place. The envelope is plain ASCII: `1.<key id>.<base64url>`. */
  seal(context: SealContext, text: string): string;
  /** The same, made smaller first, for long texts where memory is dear: `2.<key id>.<base64url>`. */
  sealPacked(context: SealContext, text: string): string;
  /** Opens an envelope. Throws {@link SealBroken} when it was changed, moved, or its key is gone. */
  open(context: SealContext, envelope: string): string;
}

/** A key ring that can also hash what is looked up. */
export interface Sealer extends KeyRing {
  /** A keyed hash of a value, 32 characters; equal for equal values of one kind, for ever. */
  lookup(kind: string, value: string | number): string;
  readonly tokens: Tokens;
}

/** Short texts that travel outside and come back, such as what a link leads to. */
export interface Tokens {
  /**
   * Seals a text of one kind: letters, digits, `-` and `_`, another token each time. Nobody can make
   * one without the store; it opens over every change of data keys.
   */
  seal(kind: string, text: string): Promise<string>;
  /** What a token holds; nothing when it was not made by this store, for this kind, just so. */
  open(kind: string, token: string): Promise<string | undefined>;
}

/** Thrown when a sealed text does not open. Its message names the place, never the content. */
export class SealBroken extends Error {}

/** How the sealed bytes become the text again, by the envelope's form. */
const forms: Readonly<Record<string, (bytes: Buffer) => string>> = {
  '1': (bytes) => bytes.toString('utf8'),
  '2': unpack,
};

const ivBytes = 12;
const tagBytes = 16;

/**
 * Makes a key ring of 32-byte data keys, newest first. Throws when there is none or one is not
 * 32 bytes long. Nonces are random, so a key should be replaced long before 2^32 seals.
 */
export function createKeyRing(dataKeys: readonly Uint8Array[]): KeyRing {
  const keys = dataKeys.map((key) => {
    if (key.length !== 32) throw new Error('A data key must be 32 bytes long.');
    return { id: derive(key, 'key id', 4).toString('hex'), secret: derive(key, 'seal', 32) };
  });
  const [newest] = keys;
  if (!newest) throw new Error('There must be at least one data key.');
  const secrets = new Map(keys.map(({ id, secret }) => [id, secret]));

  return {
    newestKeyId: newest.id,
    keyIds: keys.map(({ id }) => id),
    seal: (context, text) => `1.${newest.id}.${encrypt(newest.secret, context, Buffer.from(text))}`,
    sealPacked: (context, text) => `2.${newest.id}.${encrypt(newest.secret, context, pack(text))}`,
    open(context, envelope) {
      const [form, keyId, payload] = envelope.split('.');
      const read = form === undefined ? undefined : forms[form];
      if (!read || keyId === undefined || payload === undefined) {
        throw new SealBroken(`What is stored in ${context[0]} is not a sealed text.`);
      }
      const secret = secrets.get(keyId);
      if (!secret) throw new SealBroken(`The data key that sealed ${context[0]} is not here.`);
      return read(decrypt(secret, context, payload));
    },
  };
}

/** Joins a key ring and the store's own lookup secret (32 random bytes that never change). */
export function createSealer(ring: KeyRing, lookupSecret: Uint8Array): Sealer {
  const key = derive(lookupSecret, 'lookup', 32);
  return {
    ...ring,
    lookup: (kind, value) =>
      createHmac('sha256', key)
        .update(JSON.stringify([kind, String(value)]))
        .digest()
        .subarray(0, 24)
        .toString('base64url'),
    tokens: createTokens(createKeyRing([derive(lookupSecret, 'tokens', 32)])),
  };
}

function createTokens(ring: KeyRing): Tokens {
  const envelope = `1.${ring.newestKeyId}.`;
  return {
    seal: async (kind, text) => ring.seal(['tokens', kind], text).slice(envelope.length),
    async open(kind, token) {
      // The last letter holds bits that base64 throws away: one spelling alone counts.
      const isPlain = Buffer.from(token, 'base64url').toString('base64url') === token;
      try {
        return isPlain ? ring.open(['tokens', kind], envelope + token) : undefined;
      } catch (problem) {
        if (problem instanceof SealBroken) return undefined;
        throw problem;
      }
    },
  };
}

function derive(secret: Uint8Array, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `chessa-remit ${purpose}`, length));
}

function encrypt(secret: Buffer, context: SealContext, text: Buffer): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(bind(context));
  const body = [iv, cipher.update(text), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(body).toString('base64url');
}

function decrypt(secret: Buffer, context: SealContext, payload: string): Buffer {
  const bytes = Buffer.from(payload, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(bind(context)).setAuthTag(bytes.subarray(-tagBytes));
    const body = decipher.update(bytes.subarray(ivBytes, -tagBytes));
    return Buffer.concat([body, decipher.final()]);
  } catch {
    // Node's own words say nothing more, and a cause could carry bytes into a log.
    throw new SealBroken(`What is stored in ${context[0]} was changed or moved.`);
  }
}

function bind(context: SealContext): Buffer {
  return Buffer.from(JSON.stringify(context.map(String)));
}
