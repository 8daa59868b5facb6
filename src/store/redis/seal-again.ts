/**
 * Changing the data key: everything that is sealed, sealed again with the newest one, while the
 * program works. Until it is done both keys are needed; a kill only means that it is done again.
 */
import type { Redis } from 'ioredis';
import type { KeyRing, SealContext } from '../seal.ts';
import { decodeId, keyPrefix } from './keys.ts';
import { defineScript, type RunScript } from './scripts.ts';

const atOnce = '500';

/** What a sealed text is bound to, by the first part of its key, the rest of it, and its field. */
const places: Readonly<
  Record<string, (rest: string, field: string, version: string) => SealContext>
> = {
  t: (id, field, version) =>
    field === 'o' ? ['transfers.owner', decodeId(id)] : ['transfers', decodeId(id), version],
  users: (_, user) => ['users', user],
  blocked: (_, user) => ['blocked', user],
  drafts: (_, field) => ['drafts', ...field.split('.')],
  updates: (_, updateId) => ['updates', updateId],
  r: (user, id) => ['recipients', user, id],
  c: (lane) => ['conversations', lane],
  alarm: (key) => ['alarms', decodeId(key)],
  bc: (id) => ['broadcasts', decodeId(id)],
  case: (id) => ['cases', decodeId(id)],
  acts: (_, id) => ['audit', decodeId(id)],
};

/** Seals every text of an older key again, the secret of the lookups last. */
export async function sealAgain(
  redis: Redis,
  run: RunScript,
  keys: KeyRing,
  secret: string,
): Promise<void> {
  for (let cursor = '0'; ; ) {
    const [next, found] = await redis.scan(cursor, 'MATCH', `${keyPrefix}*`, 'COUNT', atOnce);
    for (const key of found) await sealKeyAgain(redis, run, keys, key.slice(keyPrefix.length));
    cursor = next;
    if (cursor === '0') break;
  }
  await run(doneScript, keys.seal(['meta', 'lookup_secret'], secret));
}

/** Hashes of many records; of the others, one hash is one record. */
const large = ['users', 'blocked', 'drafts', 'updates', 'acts'];

async function sealKeyAgain(
  redis: Redis,
  run: RunScript,
  keys: KeyRing,
  name: string,
): Promise<void> {
  const [, first = '', rest = ''] = /^([^:]+):?(.*)$/.exec(name) ?? [];
  const place = Object.hasOwn(places, first) ? places[first] : undefined;
  // An encoded id has no colon: what is below one is an index, and holds nothing sealed.
  if (!place || rest.includes(':')) return;
  if (first === 'c') {
    const text = await redis.get(keyPrefix + name);
    const again = text && sealTextAgain(keys, text, place(rest, '', ''));
    if (again) await run(replaceTextScript, name, text, again);
    return;
  }
  const fieldsOf = large.includes(first) ? scanFields(redis, name) : allFields(redis, name);
  for await (const fields of fieldsOf) {
    for (const [field, text] of fields) {
      const again = sealTextAgain(keys, text, place(rest, field, fields.get('v') ?? ''));
      if (again) await run(replaceFieldScript, name, field, text, again);
    }
  }
}

async function* allFields(redis: Redis, name: string): AsyncGenerator<Map<string, string>> {
  yield new Map(Object.entries(await redis.hgetall(keyPrefix + name)));
}

async function* scanFields(redis: Redis, name: string): AsyncGenerator<Map<string, string>> {
  for (let cursor = '0'; ; ) {
    const [next, flat] = await redis.hscan(keyPrefix + name, cursor, 'COUNT', atOnce);
    const fields = new Map<string, string>();
    for (let n = 0; n < flat.length; n += 2) fields.set(flat[n] ?? '', flat[n + 1] ?? '');
    yield fields;
    cursor = next;
    if (cursor === '0') return;
  }
}

/** The text with the envelope at its end under the newest key; nothing where it is already. */
function sealTextAgain(keys: KeyRing, text: string, place: SealContext): string | undefined {
  const [, before = '', envelope = ''] = /^(.* )?([12]\.[0-9a-f]{8}\.[\w-]+)$/.exec(text) ?? [];
  const [form, keyId] = envelope.split('.');
  if (envelope === '' || keyId === keys.newestKeyId) return undefined;
  const plain = keys.open(place, envelope);
  return before + (form === '2' ? keys.sealPacked(place, plain) : keys.seal(place, plain));
}

/** What was written meanwhile is sealed with the newest key by itself, and stays. */
const replaceFieldScript = defineScript<number>(`
if redis.call('HGET', P .. A[1], A[2]) ~= A[3] then return 0 end
return redis.call('HSET', P .. A[1], A[2], A[4])`);

const replaceTextScript = defineScript<string | number>(`
if redis.call('GET', P .. A[1]) ~= A[2] then return 0 end
return redis.call('SET', P .. A[1], A[3], 'KEEPTTL')`);

const doneScript = defineScript<number>("return redis.call('HSET', P .. 'meta', 'secret', A[1])");
