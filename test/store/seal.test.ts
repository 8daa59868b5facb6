/** Encryption at rest: what opens, what does not, and hashes that outlive the keys. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openRecord, sealRecord } from '../../src/store/record.ts';
import { createKeyRing, createSealer, SealBroken } from '../../src/store/seal.ts';

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const;
const ring = createKeyRing([newKey]);
const place = ['transfers', 't1', 2] as const;

test('should open what it sealed, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(ring.open(place, ring.seal(place, text))).toBe(text);
    }),
  );
});

test('should never seal the same text to the same envelope', () => {
  expect(ring.seal(place, 'a')).not.toBe(ring.seal(place, 'a'));
});

test('should refuse an envelope with any one character changed', () => {
  const envelope = ring.seal(place, '{"amount":"150000"}');
  for (let at = 0; at < envelope.length; at += 1) {
    const other = envelope[at] === 'A' ? 'B' : 'A';
    const changed = envelope.slice(0, at) + other + envelope.slice(at + 1);
    // The last letter holds two bits that base64 throws away.
    const bytes = (text: string) => Buffer.from(text.split('.')[2] ?? '', 'base64url');
    if (at === envelope.length - 1 && bytes(changed).equals(bytes(envelope))) continue;
    expect(() => ring.open(place, changed), `character ${at}`).toThrow(SealBroken);
  }
});

test('should refuse an envelope that was cut, emptied or lengthened', () => {
  const envelope = ring.seal(place, 'text');
  const [form, keyId] = envelope.split('.');
  for (const bad of ['', '1', `${form}.${keyId}.`, envelope.slice(0, -4), `${envelope}AAAA`]) {
    expect(() => ring.open(place, bad)).toThrow(SealBroken);
  }
});

test('should refuse an envelope of another place', () => {
  const envelope = ring.seal(place, 'text');
  for (const other of [
    ['transfers', 't1', 3],
    ['transfers', 't2', 2],
    ['users', 't1', 2],
    ['transfers', 't1,2'],
    ['transfers'],
  ] as const) {
    expect(() => ring.open(other, envelope)).toThrow(SealBroken);
  }
});

test('should say nothing of the content when it refuses', () => {
  const envelope = ring.seal(place, 'ADA TEST OKAFOR');
  try {
    ring.open(['users', 'u'], envelope);
  } catch (error) {
    expect(String(error)).toBe('Error: What is stored in users was changed or moved.');
    expect(error).not.toHaveProperty('cause');
  }
  expect.assertions(2);
});

test('should seal with the newest key and open with every key', () => {
  const before = createKeyRing([oldKey]);
  const both = createKeyRing([newKey, oldKey]);
  const old = before.seal(place, 'old');
  expect(both.open(place, old)).toBe('old');
  expect(ring.open(place, both.seal(place, 'new'))).toBe('new');
  expect(() => before.open(place, both.seal(place, 'new'))).toThrow(SealBroken);
  expect(() => ring.open(place, old)).toThrow(SealBroken);
  expect(both.keyIds).toEqual([ring.newestKeyId, before.newestKeyId]);
});

test('should refuse keys that are not 32 bytes, and an empty ring', () => {
  expect(() => createKeyRing([])).toThrow('at least one');
  expect(() => createKeyRing([Buffer.alloc(31)])).toThrow('32 bytes');
});

test('should hash by kind and value, the same under every data key', () => {
  const secret = randomBytes(32);
  const sealer = createSealer(ring, secret);
  const hash = sealer.lookup('user', 77);
  expect(hash).toMatch(/^[\w-]{32}$/);
  expect(createSealer(createKeyRing([oldKey]), secret).lookup('user', '77')).toBe(hash);
  expect(sealer.lookup('lane', 77)).not.toBe(hash);
  expect(sealer.lookup('user', 78)).not.toBe(hash);
  expect(createSealer(ring, randomBytes(32)).lookup('user', 77)).not.toBe(hash);
});

test('should open a token under every data key, and in this store alone', async () => {
  const secret = randomBytes(32);
  const { tokens } = createSealer(ring, secret);
  const token = await tokens.seal('progress', '1 t1');
  expect(token).toMatch(/^[\w-]+$/);
  expect(await tokens.seal('progress', '1 t1')).not.toBe(token);
  expect(await createSealer(createKeyRing([oldKey]), secret).tokens.open('progress', token)).toBe(
    '1 t1',
  );
  expect(await tokens.open('lane', token)).toBeUndefined();
  expect(await createSealer(ring, randomBytes(32)).tokens.open('progress', token)).toBeUndefined();
});

test('should open no token with any one letter changed, cut, lengthened or made up', async () => {
  const { tokens } = createSealer(ring, randomBytes(32));
  const token = await tokens.seal('progress', '1 t1');
  for (let at = 0; at < token.length; at += 1) {
    for (const other of ['A', 'B', '-', '=', '.', ' ', '%']) {
      if (other === token[at]) continue;
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      expect(await tokens.open('progress', changed), `letter ${at}, ${other}`).toBeUndefined();
    }
  }
  const madeUp = [10, 28, 32, 4_000].map((bytes) => randomBytes(bytes).toString('base64url'));
  for (const bad of ['', 'a', '\ud800', token.slice(0, -1), `${token}A`, `${token}=`, ...madeUp]) {
    expect(await tokens.open('progress', bad)).toBeUndefined();
  }
});

test('should keep a record as plain JSON', () => {
  const record = { amount: '0.10', nested: [{ a: 1 }], absent: undefined };
  expect(openRecord(ring, place, sealRecord(ring, place, record))).toEqual(record);
});
