/** Where the options of a field come from: itself, a list elsewhere, the answer to another field. */
import type { Field, Option } from '../domain/field.ts';
import type { Steps } from '../domain/paced.ts';
import { texts } from './configuration-condition.ts';
import { type Keys, keysOf, plainKey } from './configuration-keys.ts';
import { readOptions, type WireOption } from './configuration-option.ts';
import { asRecord } from './wire-values.ts';

const optionKeys = [
  'options',
  'values',
  'institutions',
  'banks',
  'providers',
  'networks',
  'valuesallowed',
  'allowedvalues',
  'enum',
  'choices',
];

/** The list of options that a field carries itself, under any of its names. */
export function ownOptions(keys: Keys): unknown {
  return optionKeys
    .map((name) => keys.get(name))
    .find((value) => typeof value === 'object' && value);
}

/** The options of a field that hangs on another, and all of them as they came. */
interface DependentOptions {
  readonly by: NonNullable<Field['optionsBy']>;
  readonly all: readonly WireOption[];
}

/** Options in a table by the parent's value, or each with its parent's value in it. */
export function* readOptionsBy(
  keys: Keys,
  parent: string | undefined,
  listed: unknown,
  count: (options: number) => void,
): Steps<DependentOptions | undefined> {
  if (parent === undefined) return undefined;
  const table = asRecord(keys.get('optionsby') ?? keys.get('dependentoptions')) ?? listsIn(listed);
  if (table) {
    const entries: [string, Option[]][] = [];
    const all = new Map<string, WireOption>();
    for (const [answer, list] of Object.entries(table)) {
      const options = yield* readOptions(list, count);
      entries.push([answer, options.map(({ value, label }) => ({ value, label }))]);
      for (const option of options) all.set(option.value, option);
    }
    return { by: { key: parent, options: Object.fromEntries(entries) }, all: [...all.values()] };
  }
  const all = yield* readOptions(listed, count);
  const options = groupOptions(all, parent);
  return options && { by: { key: parent, options }, all };
}

/** A table of lists, which is no table of labels. */
function listsIn(value: unknown): ReturnType<typeof asRecord> {
  const record = asRecord(value);
  const lists = Object.values(record ?? {});
  return lists.length > 0 && lists.every(Array.isArray) ? record : undefined;
}

/**
 * The options of a field by its parent's answer, where each option names it: `{ id, region }`,
 * `{ id, parentId }`, `{ id, regionIds: [...] }`. `undefined` where they do not.
 */
function groupOptions(
  options: readonly WireOption[],
  parent: string,
): Readonly<Record<string, readonly Option[]>> | undefined {
  const plain = plainKey(parent);
  const names = ['', 'id', 'ids', 'code', 'codes', 's'].map((end) => plain + end);
  const all = [...names, 'parent', 'parentid', 'parentids', 'parentcode'];
  const groups = new Map<string, Option[]>();
  for (const { value, label, item } of options) {
    const keys = keysOf(item);
    const name = all.find((one) => keys?.has(one));
    for (const under of name === undefined ? [] : texts(keys?.get(name))) {
      const group = groups.get(under);
      if (group) group.push({ value, label });
      else groups.set(under, [{ value, label }]);
    }
  }
  return groups.size > 0 ? Object.fromEntries(groups) : undefined;
}
