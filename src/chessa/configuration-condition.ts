/**
 * Fields and options that depend on the answer to another field, in the spellings that are known:
 * `dependsOn: "region"`, `{ field, value }`, `{ recipientType: "business" }`, `"a == b"`.
 */
import type { Condition, Field } from '../domain/field.ts';
import { parentsOf } from '../domain/open-fields.ts';
import { findText, type Keys, keysOf, plainKey } from './configuration-keys.ts';
import { asList, asText, type Report } from './wire-values.ts';

const conditionKeys = ['dependson', 'showif', 'visibleif', 'when'];
const subjectKeys = ['field', 'key', 'fieldid', 'id', 'name'];
const isKeys = ['value', 'values', 'is', 'equals', 'eq', 'in', 'oneof', 'anyof'];
const notKeys = ['not', 'notequals', 'ne', 'notin', 'isnot'];

/** The conditions of a field as they are written; keys are checked by {@link linkFields}. */
export function readConditions(keys: Keys): Condition[] {
  return conditionKeys.flatMap((name) => asList(keys.get(name)).flatMap(readCondition));
}

function readCondition(value: unknown): Condition[] {
  const words = asText(value);
  if (words !== undefined) return [readExpression(words)];
  const keys = keysOf(value);
  if (!keys) return [];
  const subject = findText(keys, ...subjectKeys);
  if (subject !== undefined && /^[A-Za-z][\w.-]*$/.test(subject)) {
    const is = valuesOf(keys, isKeys);
    const not = valuesOf(keys, notKeys);
    return [{ key: subject, ...(is && { is }), ...(not && { not }) }];
  }
  return Object.entries(Object(value)).flatMap(([key, wanted]) => {
    const is = texts(wanted);
    return is.length > 0 ? [{ key, is }] : [];
  });
}

/** `region`, `type == business`, `type != person`. */
function readExpression(words: string): Condition {
  const [, key = words, sign, value = ''] =
    /^([\w.-]+)\s*(={1,3}|!={1,2}|:)\s*["']?([^"']*)["']?$/.exec(words.slice(0, 200)) ?? [];
  if (sign === undefined) return { key };
  return sign.startsWith('!') ? { key, not: [value] } : { key, is: [value] };
}

function valuesOf(keys: Keys, names: readonly string[]): string[] | undefined {
  const name = names.find((one) => keys.has(one));
  const values = name === undefined ? [] : texts(keys.get(name));
  return values.length > 0 ? values : undefined;
}

/** One text or several, flags among them. */
export function texts(value: unknown): string[] {
  return asList(value).flatMap((one) => {
    const text = typeof one === 'boolean' ? String(one) : asText(one);
    return text === undefined ? [] : [text];
  });
}

/**
 * Ties conditions to the fields they speak of, whatever their spelling, and puts every field behind
 * those that decide about it. A condition on a field that does not exist, or on itself by way of
 * others, is reported and dropped; such a field may be left out, as it must not block anybody.
 */
export function linkFields(fields: readonly Field[], report: Report): Field[] {
  const byName = new Map(fields.map(({ key }) => [plainKey(key), key]));
  const named = (key: string) =>
    byName.get(plainKey(key)) ?? fields.find((one) => one.key.endsWith(`.${key}`))?.key;
  const linked = fields.map((field) => linkField(field, named, report));
  const placed = new Map<string, Field>();
  let waiting = linked;
  while (waiting.length > 0) {
    const ready = waiting.find((field) => parentsOf(field).every((key) => placed.has(key)));
    const [first] = waiting;
    const next = ready ?? (first && freed(first, report));
    if (next) placed.set(next.key, next);
    waiting = waiting.filter(({ key }) => key !== next?.key);
  }
  return [...placed.values()];
}

function linkField(
  field: Field,
  named: (key: string) => string | undefined,
  report: Report,
): Field {
  const when = (field.when ?? []).map((one) => ({ ...one, key: named(one.key) ?? '' }));
  const parent = field.optionsBy && named(field.optionsBy.key);
  const isKnown = when.every(({ key }) => key !== '') && (!field.optionsBy || parent);
  if (!isKnown) return freed(field, report);
  return {
    ...field,
    ...(when.length > 0 && { when }),
    ...(field.optionsBy && parent && { optionsBy: { ...field.optionsBy, key: parent } }),
  };
}

/** The field without its conditions: asked of everybody, and nobody has to answer. */
function freed({ when, optionsBy, ...field }: Field, report: Report): Field {
  report('condition_without_field', {});
  const all = Object.values(optionsBy?.options ?? {}).flat();
  const options = [...new Map(all.map((option) => [option.value, option])).values()];
  return { ...field, required: false, ...(options.length > 0 && { options }) };
}
