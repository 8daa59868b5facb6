/** What staff have closed to new quotes, and what is left open. Pure. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Configuration, Corridor, Way } from './corridor.ts';

/** One thing that is closed; `key` is one of {@link pausable}. */
export interface Pause {
  readonly key: string;
  /** What people read, in the words of staff. */
  readonly sentence: string;
  readonly byUserId: number;
  readonly atMs: number;
}

/** The way that a quote would take. */
export interface Route {
  /** `NG:NGN`. */
  readonly corridor: string;
  readonly way: Way['kind'];
  /** Its code. */
  readonly institution: string;
  readonly asset: string;
  readonly chain: string;
}

interface FundingAsset {
  readonly asset: string;
  readonly chain: string;
}

/** The first pause that closes a route. */
export function pauseOf(pauses: readonly Pause[], route: Route): Pause | undefined {
  const keys = new Set(keysOf(route));
  return pauses.find(({ key }) => keys.has(key));
}

/** Everything by which a route can be paused, widest first. */
function keysOf({ corridor, way, institution, asset, chain }: Route): string[] {
  return [
    'everything',
    `corridor:${corridor}`,
    `way:${way}`,
    `way:${corridor}:${way}`,
    `institution:${corridor}:${named(institution)}`,
    ...payKeys({ asset, chain }),
  ];
}

function payKeys({ asset, chain }: FundingAsset): string[] {
  return [`asset:${asset}`, `network:${named(chain)}`, `pay:${asset}:${named(chain)}`];
}

/** A name as part of a key: one word. */
function named(name: string): string {
  return name.trim().replace(/\s+/g, '_');
}

/** Every key that can be paused now. */
export function pausable(configuration: Configuration, assets: readonly FundingAsset[]): string[] {
  const keys = new Set<string>(['everything']);
  for (const { key, ways } of configuration.corridors) {
    keys.add(`corridor:${key}`);
    for (const { kind, institutions } of ways) {
      keys.add(`way:${kind}`).add(`way:${key}:${kind}`);
      for (const { code } of institutions) keys.add(`institution:${key}:${named(code)}`);
    }
  }
  for (const asset of configuration.fundingAssets ?? assets) {
    for (const key of payKeys(asset)) keys.add(key);
  }
  return [...keys];
}

/** Names of institutions by their keys: what staff call them. */
export function institutionNames({ corridors }: Configuration): ReadonlyMap<string, string> {
  return new Map(
    corridors.flatMap(({ key, ways }) =>
      ways.flatMap(({ institutions }) =>
        institutions.map(({ code, name }) => [`institution:${key}:${named(code)}`, name] as const),
      ),
    ),
  );
}

/**
 * The key that somebody means: the key itself, without its kind, or an institution by its code or
 * its name alone where only one corridor has it. Case, spaces and underscores do not matter.
 */
export function findKey(
  typed: string,
  keys: readonly string[],
  names: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  const wanted = plain(typed);
  if (wanted === '') return undefined;
  const exact = keys.find((key) => plain(key) === wanted);
  if (exact) return exact;
  const bare = keys.filter((key) => plain(key.slice(key.indexOf(':') + 1)) === wanted);
  const byName = (key: string) => plain(names.get(key) ?? '') === wanted;
  const [one, another] =
    bare.length > 0 ? bare : keys.filter((key) => codeOf(key) === wanted || byName(key));
  return another === undefined ? one : undefined;
}

/**
 * The key that a text begins with, and what follows it. A name may be of several words (`BNB Chain
 * is slow`), so the longest that means something is taken.
 */
export function splitKey(
  typed: string,
  keys: readonly string[],
  names?: ReadonlyMap<string, string>,
): { readonly name: string; readonly key?: string; readonly rest: string } {
  const words = typed.trim().split(/\s+/);
  for (let count = Math.min(words.length, mostWords); count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ');
    const key = findKey(name, keys, names);
    if (key) return { name, key, rest: afterWords(typed, count) };
  }
  return { name: words[0] ?? '', rest: afterWords(typed, 1) };
}

/** Hardly a name has more words. */
const mostWords = 8;

function afterWords(typed: string, count: number): string {
  return typed.trim().replace(new RegExp(`^(?:\\S+\\s*){${count}}`), '');
}

/** Keys that hold what was typed, to be offered when none is meant for sure. */
export function nearKeys(
  typed: string,
  keys: readonly string[],
  names: ReadonlyMap<string, string>,
): string[] {
  const wanted = plain(typed);
  const isNear = (key: string) => plain(`${key} ${names.get(key) ?? ''}`).includes(wanted);
  return wanted === '' ? [] : keys.filter(isNear).slice(0, 8);
}

function codeOf(key: string): string | undefined {
  return key.startsWith('institution:') ? plain(key.split(':').at(-1) ?? '') : undefined;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s_]/g, '');
}

/**
 * The configuration without what is paused. Its hash is another one as long as anything is paused,
 * so that answers given before are held against it.
 */
export function withoutPaused(
  configuration: Configuration,
  pauses: readonly Pause[],
  assets: readonly FundingAsset[],
): Configuration {
  if (pauses.length === 0) return configuration;
  const closed = new Set(pauses.map(({ key }) => key));
  const isOpen = (...keys: string[]) => !keys.some((key) => closed.has(key));
  const fundingAssets = (configuration.fundingAssets ?? assets).filter((asset) =>
    isOpen(...payKeys(asset)),
  );
  const openWay = (corridor: Corridor, way: Way): Way => ({
    ...way,
    institutions: way.institutions.filter(({ code }) =>
      isOpen(`institution:${corridor.key}:${named(code)}`),
    ),
  });
  const corridors = configuration.corridors
    .filter(({ key }) => isOpen('everything', `corridor:${key}`))
    .map((corridor) => ({
      ...corridor,
      ways: corridor.ways
        .filter(({ kind }) => isOpen(`way:${kind}`, `way:${corridor.key}:${kind}`))
        .map((way) => openWay(corridor, way))
        .filter(({ institutions }) => institutions.length > 0),
    }))
    .filter(({ ways }) => ways.length > 0);
  return {
    ...configuration,
    hash: hashOf(configuration.hash, [...closed].sort()),
    corridors: fundingAssets.length > 0 ? corridors : [],
    fundingAssets,
    pauses,
  };
}

function hashOf(hash: string, keys: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([hash, keys]))));
}
