/**
 * Looking into configuration objects whose spelling nobody documented: `isRequired`, `is_required`
 * and `IsRequired` are one key here.
 */
import { asRecord, asText } from './wire-values.ts';

/** An object's values by their keys without case, `_` and `-`. */
export type Keys = ReadonlyMap<string, unknown>;

/** The keys of an object, or `undefined` for anything else. Of two spellings the first counts. */
export function keysOf(value: unknown): Keys | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const keys = new Map<string, unknown>();
  for (const [key, one] of Object.entries(value)) {
    const plain = plainKey(key);
    if (!keys.has(plain)) keys.set(plain, one);
  }
  return keys;
}

/** `account_Number` as `accountnumber`. */
export function plainKey(key: string): string {
  return key.toLowerCase().replace(/[_\s-]/g, '');
}

/** The first of these keys that holds text (numbers arrive as text). */
export function findText(keys: Keys, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = asText(keys.get(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As {@link findText}, for words that people read: text, or a map of texts by locale. */
export function findLabel(keys: Keys, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = asText(keys.get(name)) ?? inEnglish(keys.get(name));
    if (found !== undefined) return found.slice(0, 200);
  }
  return undefined;
}

/** The first of these keys that says yes or no. */
export function findFlag(keys: Keys, ...names: readonly string[]): boolean | undefined {
  for (const name of names) {
    const value = keys.get(name);
    const word = typeof value === 'boolean' ? String(value) : asText(value)?.toLowerCase();
    if (word === 'true' || word === 'yes' || word === '1') return true;
    if (word === 'false' || word === 'no' || word === '0') return false;
  }
  return undefined;
}

/** The first of these keys that holds a list. */
export function findList(keys: Keys, ...names: readonly string[]): readonly unknown[] | undefined {
  return names.map((name) => keys.get(name)).find((value) => Array.isArray(value));
}

const closedWords = new Set([
  'closed',
  'disabled',
  'inactive',
  'unavailable',
  'down',
  'offline',
  'maintenance',
  'suspended',
  'off',
]);

/** Whether a route, method, option or field says that it cannot be used now. Silence is yes. */
export function isOpen(keys: Keys): boolean {
  if (findFlag(keys, 'enabled', 'isenabled', 'active', 'isactive', 'available') === false) {
    return false;
  }
  if (findFlag(keys, 'disabled', 'isdisabled') === true) return false;
  return !statesOf(keys).some((word) => closedWords.has(word));
}

/** Whether it says that it works, but slower than usual. */
export function isDelayed(keys: Keys): boolean {
  return statesOf(keys).some((word) => /^(delayed|degraded|slow|intermittent|partial)/.test(word));
}

function statesOf(keys: Keys): string[] {
  const names = ['status', 'apistatus', 'widgetstatus', 'availability', 'state'];
  return names.map((name) => findText(keys, name)?.toLowerCase() ?? '');
}

function inEnglish(value: unknown): string | undefined {
  const texts = Object.entries(asRecord(value) ?? {}).flatMap(([locale, label]) => {
    const text = asText(label);
    return text === undefined ? [] : [[locale.toLowerCase(), text] as const];
  });
  const english =
    texts.find(([locale]) => locale === 'en') ?? texts.find(([locale]) => /^en\b/.test(locale));
  return (english ?? texts[0])?.[1];
}
