/** What must be asked, from the configuration's fields in whatever vocabulary they come. */
import type { Condition, Field, Option } from '../domain/field.ts';
import type { Steps } from '../domain/paced.ts';
import { ownOptions, readOptionsBy } from './configuration-choice.ts';
import { linkFields, readConditions } from './configuration-condition.ts';
import {
  findFlag,
  findLabel,
  findList,
  findText,
  isOpen,
  type Keys,
  keysOf,
  plainKey,
} from './configuration-keys.ts';
import { namesInstitution, readOptions, type WireOption } from './configuration-option.ts';
import type { PatternReader } from './configuration-pattern.ts';
import { asksParty, humanName, isRequired, readHelp, readRules } from './configuration-rules.ts';
import type { NoteKeys } from './configuration-unknown.ts';
import { asRecord, asText, type Report } from './wire-values.ts';

/** What reading one configuration shares. */
export interface Reading {
  readonly report: Report;
  readonly pattern: PatternReader;
  readonly note: NoteKeys;
  /** Lists of fields that were read, by their text: a method per institution repeats one list. */
  readonly lists: Map<string, WireField[]>;
  /** Counts options; past the bound the whole configuration is refused at the end. */
  readonly count: (options: number) => void;
}

/** A field with the options as they came. */
export interface WireField {
  readonly field: Field;
  readonly options: readonly WireOption[];
  /** It came with a list of options, of which none may be open. */
  readonly isListed: boolean;
}

const maxFields = 100;
const maxDepth = 3;

/**
 * Reads a list of fields: objects, bare names, or an object by name. Groups become headings, nested
 * fields get dotted keys, fields of an option are asked when it is chosen. `around` holds the lists
 * that `optionsFrom` may name. What is closed, or hidden without a value, is left out.
 */
export function* readFields(
  list: unknown,
  around: readonly Keys[],
  reading: Reading,
): Steps<WireField[]> {
  // What a list takes from around it is not in its text; a long one is not worth comparing.
  const text = isShort(list) ? JSON.stringify(list) : undefined;
  if (text === undefined || /options_?from/i.test(text)) {
    return yield* readLinked(list, around, reading);
  }
  const known = reading.lists.get(text) ?? (yield* readLinked(list, [], reading));
  reading.lists.set(text, known);
  return known;
}

/** Whether a value holds at most 2,000 others. */
function isShort(value: unknown): boolean {
  let left = 2_000;
  const open = [value];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const parts = typeof one === 'object' && one !== null ? Object.values(one) : [];
    left -= parts.length;
    if (left < 0) return false;
    open.push(...parts.filter((part) => typeof part === 'object' && part !== null));
  }
  return true;
}

function* readLinked(list: unknown, around: readonly Keys[], reading: Reading): Steps<WireField[]> {
  const found = yield* readEach(list, around, reading, 0);
  const read = new Map(found.map((one) => [one.field.key, one]));
  const fields = linkFields(
    [...read.values()].map(({ field }) => field),
    reading.report,
  );
  return fields.map((field) => ({ options: [], isListed: false, ...read.get(field.key), field }));
}

function* readEach(
  list: unknown,
  around: readonly Keys[],
  reading: Reading,
  depth: number,
): Steps<WireField[]> {
  const found = [...flatten(list, { prefix: '', depth })].slice(0, maxFields);
  const lists = [...around, siblings(found)];
  const fields = new Map<string, WireField>();
  const add = (one: WireField) => {
    if (fields.size < maxFields && !fields.has(one.field.key)) fields.set(one.field.key, one);
  };
  for (const { prefix, keys, group } of found) {
    yield;
    const name = findText(keys, 'id', 'key', 'field', 'name');
    if (!name || !/^[A-Za-z][\w.-]{0,63}$/.test(name)) {
      reading.report('field_without_name', {});
      continue;
    }
    reading.note('field', keys);
    const read = isOpen(keys) ? yield* readField(prefix + name, keys, lists, reading) : undefined;
    if (!read) continue;
    add(group ? { ...read, field: { group, ...read.field } } : read);
    if (depth >= maxDepth || namesInstitution(name)) continue;
    for (const one of yield* underOptions(read, around, reading, depth)) add(one);
  }
  return [...fields.values()];
}

/** Other fields' options by the fields' names, for `optionsFrom`. */
function siblings(found: readonly Found[]): Keys {
  return new Map(
    found.flatMap(({ keys }) => {
      const name = findText(keys, 'id', 'key', 'field', 'name');
      return name === undefined ? [] : [[plainKey(name), ownOptions(keys)] as const];
    }),
  );
}

/** Fields that stand inside an option, asked when it is chosen. */
function* underOptions(
  { field, options }: WireField,
  around: readonly Keys[],
  reading: Reading,
  depth: number,
): Steps<WireField[]> {
  const found: WireField[] = [];
  for (const { value, item } of options) {
    const keys = keysOf(item);
    const list = keys?.get('fields') ?? keys?.get('requiredfields');
    if (list === undefined || found.length > maxFields) continue;
    const chosen: Condition = { key: field.key, is: [value] };
    for (const inner of yield* readEach(list, around, reading, depth + 1)) {
      const when = [chosen, ...(inner.field.when ?? [])];
      found.push({ ...inner, field: { ...inner.field, when } });
    }
  }
  return found;
}

interface Place {
  readonly prefix: string;
  readonly depth: number;
  readonly group?: string;
}

interface Found extends Place {
  readonly keys: Keys;
}

function* flatten(list: unknown, place: Place): Generator<Found> {
  const record = asRecord(list);
  const items = record
    ? Object.entries(record).map(([id, rules]) => ({ id, ...asRecord(rules) }))
    : Array.isArray(list)
      ? list
      : [];
  for (const item of items) {
    const name = asText(item);
    const keys = keysOf(name === undefined ? item : { id: name });
    if (!keys || place.depth > maxDepth) continue;
    const grouped = findList(keys, 'group');
    const nested = findList(keys, 'fields');
    const id = findText(keys, 'id', 'key', 'field', 'name');
    const inner = { ...place, depth: place.depth + 1, group: headingOf(keys, grouped ?? nested) };
    if (grouped) yield* flatten(grouped, inner);
    else if (nested && id) yield* flatten(nested, { ...inner, prefix: `${place.prefix}${id}.` });
    else
      yield {
        ...place,
        group: findLabel(keys, 'group', 'section', 'heading') ?? place.group,
        keys,
      };
  }
}

/** A group of one field needs no heading above the field's own label. */
function headingOf(keys: Keys, list: readonly unknown[] | undefined): string | undefined {
  return list && list.length > 1 ? findLabel(keys, 'label', 'title', 'name') : undefined;
}

function* readField(
  key: string,
  keys: Keys,
  around: readonly Keys[],
  reading: Reading,
): Steps<WireField | undefined> {
  const from = plainKey(findText(keys, 'optionsfrom')?.split('.').at(-1) ?? '');
  const listed =
    ownOptions(keys) ?? around.map((lists) => lists.get(from)).find((one) => Array.isArray(one));
  const when = readConditions(keys);
  const parent = when.length === 1 && !when[0]?.is && !when[0]?.not ? when[0]?.key : undefined;
  const dependent = yield* readOptionsBy(keys, parent, listed, reading.count);
  const all = dependent?.all ?? (yield* readOptions(listed, reading.count));
  const options = dependent ? [] : all;
  const constant = readConstant(keys, options);
  if (constant === null) {
    reading.report('hidden_field_without_value', {});
    return undefined;
  }
  const label = findLabel(keys, 'label', 'title') ?? findLabelName(keys) ?? humanName(key);
  const written = findText(keys, 'pattern', 'regex', 'regexp', 'validationregexp');
  const field: Field = {
    key,
    label,
    required: isRequired(keys),
    ...readHelp(keys),
    ...readRules(key, label, keys, all, reading.report),
    pattern:
      written === undefined ? undefined : reading.pattern(written, findText(keys, 'example')),
    options: options.length > 0 ? options.map(({ value, label }) => ({ value, label })) : undefined,
    constant,
    ...(dependent && { optionsBy: dependent.by }),
    ...(when.length > 0 && { when }),
    ...(refreshes(keys) && { refresh: true }),
    ...(asksParty(key, options) && { party: true }),
  };
  const hasList = Array.isArray(listed) ? listed.length > 0 : listed !== undefined;
  return { field, options: all, isListed: hasList || dependent !== undefined };
}

function refreshes(keys: Keys): boolean {
  const names = ['refreshrequirementsonchange', 'refreshonchange', 'refresh', 'reloadonchange'];
  return findFlag(keys, ...names) === true;
}

/** The only value there is; `null` where a field is hidden and has none. */
function readConstant(keys: Keys, options: readonly Option[]): string | null | undefined {
  const fixed = findText(keys, 'const', 'constant');
  if (fixed !== undefined) return fixed;
  const hidden =
    findFlag(keys, 'hidden', 'readonly') === true ||
    findFlag(keys, 'visible') === false ||
    findText(keys, 'type') === 'hidden' ||
    findText(keys, 'enduserdisplay')?.toLowerCase() === 'hide';
  if (!hidden) return undefined;
  const only = options.length === 1 ? options[0]?.value : undefined;
  return findText(keys, 'value', 'default', 'defaultvalue') ?? only ?? null;
}

/** `name` is a label only where something else is the key. */
function findLabelName(keys: Keys): string | undefined {
  return findText(keys, 'id', 'key', 'field') === undefined ? undefined : findLabel(keys, 'name');
}
