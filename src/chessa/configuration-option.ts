/** Values to choose from, as configurations list them. */
import type { Option } from '../domain/field.ts';
import type { Steps } from '../domain/paced.ts';
import { findLabel, findText, isOpen, keysOf, plainKey } from './configuration-keys.ts';
import { asRecord, asText } from './wire-values.ts';

/** An option with what else it may carry, for institutions. */
export interface WireOption extends Option {
  /** As it came; kept instead of its keys, which would weigh more than all the rest. */
  readonly item?: unknown;
}

/** A list longer than this is no list that a person chooses from. */
const maxListed = 2_000;
const optionsAtOnce = 100;

/**
 * Reads options: text, objects (value from id, code, key, value; label from name, label, title), or
 * one object of labels by value. Closed ones and repeated values are left out, as is all of a list
 * of more than 2,000. `count` is told how many came, before any is read.
 */
export function* readOptions(list: unknown, count: (options: number) => void): Steps<WireOption[]> {
  const record = asRecord(list);
  const items = Array.isArray(list) ? list : Object.entries(record ?? {});
  count(items.length);
  if (items.length > maxListed) return [];
  const options = new Map<string, WireOption>();
  for (const [index, item] of items.entries()) {
    if (index % optionsAtOnce === optionsAtOnce - 1) yield;
    const option = record ? readEntry(item) : readOption(item);
    if (option && !options.has(option.value)) options.set(option.value, option);
  }
  return [...options.values()];
}

function readOption(item: unknown): WireOption | undefined {
  const keys = keysOf(item);
  if (!keys) {
    const value = asText(item);
    return value === undefined ? undefined : { value, label: value };
  }
  const value = findText(keys, 'id', 'code', 'key', 'value');
  if (value === undefined || !isOpen(keys)) return undefined;
  return { value, label: findLabel(keys, 'name', 'label', 'title') ?? value, item };
}

function readEntry(entry: unknown): WireOption | undefined {
  const [value, label] = Array.isArray(entry) ? entry.map(asText) : [];
  return value === undefined ? undefined : { value, label: label ?? value };
}

const namingKeys = new Set([
  'code',
  'institution',
  'institutioncode',
  'bank',
  'bankcode',
  'provider',
  'providercode',
  'network',
  'networkcode',
]);

/** Whether a field of this name asks for the institution. */
export function namesInstitution(key: string): boolean {
  return namingKeys.has(plainKey(key));
}
