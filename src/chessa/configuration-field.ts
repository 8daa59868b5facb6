/** What must be asked, from the configuration's fields in whatever vocabulary they come. */
import type { Field, Option } from '../domain/field.ts';
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
import { readOptions, type WireOption } from './configuration-option.ts';
import type { PatternReader } from './configuration-pattern.ts';
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
}

const maxFields = 100;
const maxDepth = 3;

const kinds: ReadonlyMap<string, Field['kind']> = new Map([
  ['text', 'text'],
  ['string', 'text'],
  ['hidden', 'text'],
  ['textarea', 'text'],
  ['number', 'digits'],
  ['numeric', 'digits'],
  ['integer', 'digits'],
  ['digits', 'digits'],
  ['phone', 'phone'],
  ['tel', 'phone'],
  ['phonenumber', 'phone'],
  ['msisdn', 'phone'],
  ['email', 'email'],
  ['date', 'date'],
  ['select', 'choice'],
  ['radio', 'choice'],
  ['dropdown', 'choice'],
  ['enum', 'choice'],
  ['choice', 'choice'],
]);

/**
 * Reads a list of fields: objects, bare names, or an object by name. Groups are flattened, nested
 * fields get dotted keys. `around` holds the lists that `optionsFrom` may name. What is closed, or
 * hidden without a value, is left out.
 */
export function readFields(list: unknown, around: readonly Keys[], reading: Reading): WireField[] {
  const text = JSON.stringify(list) ?? '';
  // What a list takes from around it is not in its text.
  if (/options_?from/i.test(text)) return readEach(list, around, reading);
  const known = reading.lists.get(text) ?? readEach(list, [], reading);
  reading.lists.set(text, known);
  return known;
}

function readEach(list: unknown, around: readonly Keys[], reading: Reading): WireField[] {
  const fields = new Map<string, WireField>();
  for (const { prefix, keys } of flatten(list, '', 0)) {
    const name = findText(keys, 'id', 'key', 'field', 'name');
    if (!name || !/^[A-Za-z][\w.-]{0,63}$/.test(name)) {
      reading.report('field_without_name', {});
      continue;
    }
    reading.note('field', keys);
    const read = isOpen(keys) ? readField(prefix + name, keys, around, reading) : undefined;
    if (read && fields.size < maxFields && !fields.has(read.field.key)) {
      fields.set(read.field.key, read);
    }
  }
  return [...fields.values()];
}

function* flatten(
  list: unknown,
  prefix: string,
  depth: number,
): Generator<{ prefix: string; keys: Keys }> {
  const record = asRecord(list);
  const items = record
    ? Object.entries(record).map(([id, rules]) => ({ id, ...asRecord(rules) }))
    : Array.isArray(list)
      ? list
      : [];
  for (const item of items) {
    const name = asText(item);
    const keys = keysOf(name === undefined ? item : { id: name });
    if (!keys || depth > maxDepth) continue;
    const group = findList(keys, 'group');
    const nested = findList(keys, 'fields');
    const id = findText(keys, 'id', 'key', 'field', 'name');
    if (group) yield* flatten(group, prefix, depth + 1);
    else if (nested && id) yield* flatten(nested, `${prefix}${id}.`, depth + 1);
    else yield { prefix, keys };
  }
}

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

function readField(
  key: string,
  keys: Keys,
  around: readonly Keys[],
  reading: Reading,
): WireField | undefined {
  const from = plainKey(findText(keys, 'optionsfrom') ?? '');
  const own = optionKeys
    .map((name) => keys.get(name))
    .find((value) => typeof value === 'object' && value);
  const options = readOptions(
    own ?? around.map((lists) => lists.get(from)).find(Array.isArray),
    reading.count,
  );
  const hidden =
    findFlag(keys, 'hidden', 'readonly') === true ||
    findFlag(keys, 'visible') === false ||
    findText(keys, 'type') === 'hidden' ||
    findText(keys, 'enduserdisplay')?.toLowerCase() === 'hide';
  const only = options.length === 1 ? options[0]?.value : undefined;
  const constant =
    findText(keys, 'const', 'constant') ??
    (hidden ? (findText(keys, 'value', 'default', 'defaultvalue') ?? only) : undefined);
  if (hidden && constant === undefined) {
    reading.report('hidden_field_without_value', {});
    return undefined;
  }
  const { example, hint } = readHelp(keys);
  const written = findText(keys, 'pattern', 'regex', 'regexp', 'validationregexp');
  const field: Field = {
    key,
    label: findLabel(keys, 'label', 'title') ?? findLabelName(keys) ?? humanName(key),
    kind: readKind(keys, options, reading),
    required: isRequired(keys, reading),
    hint,
    example,
    pattern:
      written === undefined ? undefined : reading.pattern(written, findText(keys, 'example')),
    ...readLengths(keys, reading),
    options: options.length > 0 ? options.map(({ value, label }) => ({ value, label })) : undefined,
    constant,
  };
  return { field, options };
}

/** `name` is a label only where something else is the key. */
function findLabelName(keys: Keys): string | undefined {
  return findText(keys, 'id', 'key', 'field') === undefined ? undefined : findLabel(keys, 'name');
}

function readKind(keys: Keys, options: readonly Option[], reading: Reading): Field['kind'] {
  if (options.length > 0) return 'choice';
  const word = findText(keys, 'type', 'widget', 'inputtype', 'format');
  const kind = word === undefined ? 'text' : kinds.get(plainKey(word));
  if (!kind || kind === 'choice') reading.report('field_type', { type: kind ?? 'unknown' });
  return kind === undefined || kind === 'choice' ? 'text' : kind;
}

/** Silence means required; but what depends on another answer must not block those it misses. */
function isRequired(keys: Keys, reading: Reading): boolean {
  const depends = ['dependson', 'showif', 'visibleif', 'when'].find((name) => keys.has(name));
  if (depends) reading.report('dependent_field', { key: depends });
  const optional = findFlag(keys, 'optional');
  const required = findFlag(keys, 'required', 'isrequired', 'mandatory');
  return !depends && (required ?? !optional);
}

/** A placeholder is an example if it looks like a value, else a hint. */
function readHelp(keys: Keys): Pick<Field, 'example' | 'hint'> {
  const placeholder = findLabel(keys, 'placeholder');
  const isValue =
    placeholder !== undefined && !/\b(enter|type|select|choose|your|please)\b/i.test(placeholder);
  return {
    example: findLabel(keys, 'example') ?? (isValue ? placeholder : undefined),
    hint:
      findLabel(keys, 'hint', 'help', 'helptext', 'description', 'instructions', 'displayformat') ??
      (isValue ? undefined : placeholder),
  };
}

function readLengths(keys: Keys, reading: Reading): Pick<Field, 'minLength' | 'maxLength'> {
  const length = findText(keys, 'length');
  const range = keysOf(keys.get('length'));
  const minLength = wholeNumber(
    findText(keys, 'minlength') ?? (range ? findText(range, 'min') : length),
  );
  const maxLength = wholeNumber(
    findText(keys, 'maxlength') ?? (range ? findText(range, 'max') : length),
  );
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength) {
    reading.report('lengths_contradict', {});
    return {};
  }
  return { minLength, maxLength };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,3}(\.0+)?$/.test(text)
    ? Math.trunc(Number(text))
    : undefined;
}

/** `accountNumber`, `address.postal_code` as `Account number`, `Postal code`. */
function humanName(key: string): string {
  const words = (key.split('.').at(-1) ?? key)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
