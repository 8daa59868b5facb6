/** Which fields are asked, as what was answered so far decides it. Pure. */
import type { Condition, Field } from './field.ts';

/** Answers by field key; what was left out is `''`. */
export type Answers = Readonly<Record<string, string>>;

/**
 * The fields that hold for these answers, in order, each with the options it has now. A field whose
 * condition does not hold is not among them, nor is one whose options wait for another answer. An
 * answer counts only while its own field is asked, so that no stale one keeps others open.
 *
 * @param insisted keys that the provider asked for by itself: they are asked, and required
 */
export function openFields(
  fields: readonly Field[],
  answers: Answers,
  insisted: readonly string[] = [],
): Field[] {
  const known = new Map<string, string>();
  return fields.flatMap((field) => {
    const isInsisted = insisted.includes(field.key);
    const open = isInsisted || (field.when ?? []).every((condition) => holds(condition, known));
    const resolved = open ? withOptions(field, known) : undefined;
    if (!resolved) return [];
    known.set(field.key, field.constant ?? answers[field.key] ?? '');
    return isInsisted ? { ...resolved, required: true } : resolved;
  });
}

/** Keys of the fields that hang on this one, over any number of steps. */
export function dependentsOf(key: string, fields: readonly Field[]): ReadonlySet<string> {
  const found = new Set([key]);
  for (const field of fields)
    if (parentsOf(field).some((one) => found.has(one))) found.add(field.key);
  found.delete(key);
  return found;
}

/** Keys of the fields whose answers decide about this one. */
export function parentsOf({ when = [], optionsBy }: Field): readonly string[] {
  return [...when.map(({ key }) => key), ...(optionsBy ? [optionsBy.key] : [])];
}

function holds({ key, is, not }: Condition, known: ReadonlyMap<string, string>): boolean {
  const answer = known.get(key) ?? '';
  if (not) return answer !== '' && !not.includes(answer);
  return is ? is.includes(answer) : answer !== '';
}

function withOptions(field: Field, known: ReadonlyMap<string, string>): Field | undefined {
  if (!field.optionsBy) return field;
  const { optionsBy, ...plain } = field;
  const answer = known.get(optionsBy.key) ?? '';
  const options = Object.hasOwn(optionsBy.options, answer) ? optionsBy.options[answer] : undefined;
  return options?.length ? { ...plain, options } : undefined;
}
