/**
 * The configuration as text that stays small: hundreds of institutions share a list of fields, and
 * here each list is written once. The hash is taken from this text.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Configuration, Corridor } from '../domain/corridor.ts';
import type { Field } from '../domain/field.ts';

/** A configuration made of corridors. Its hash is the SHA-256 of its packed text, in hex. */
export function toConfiguration(corridors: readonly Corridor[]): Configuration {
  return { hash: hashOf(packCorridors(corridors)), corridors };
}

/** The text that {@link unpackConfiguration} reads back, hash and all. */
export function packCorridors(corridors: readonly Corridor[]): string {
  const fieldLists: (readonly Field[])[] = [];
  const seen = new Map<readonly Field[], number>();
  const byText = new Map<string, number>();
  const indexOf = (fields: readonly Field[]): number => {
    const known = seen.get(fields);
    if (known !== undefined) return known;
    const text = JSON.stringify(fields);
    const index = byText.get(text) ?? fieldLists.push(fields) - 1;
    byText.set(text, index);
    seen.set(fields, index);
    return index;
  };
  const packed = corridors.map((corridor) => ({
    ...corridor,
    ways: corridor.ways.map((way) => ({
      ...way,
      institutions: way.institutions.map((one) => ({ ...one, fields: indexOf(one.fields) })),
    })),
  }));
  return JSON.stringify({ fieldLists, corridors: packed });
}

/** Reads packed text; `undefined` for anything that this program did not write. */
export function unpackConfiguration(text: string): Configuration | undefined {
  const packed = packedText.safeParse(text);
  if (!packed.success) return undefined;
  const { fieldLists } = packed.data;
  const corridors = packed.data.corridors.map((corridor) => ({
    ...corridor,
    ways: corridor.ways.map((way) => ({
      ...way,
      institutions: way.institutions.map((one) => ({
        ...one,
        fields: fieldLists[one.fields] ?? [],
      })),
    })),
  }));
  return { hash: hashOf(text), corridors };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const optionalText = z.string().optional();
const limits = z.object({ min: optionalText, max: optionalText, currency: z.string() }).optional();

const options = z.array(z.object({ value: z.string(), label: z.string() }));
const values = z.array(z.string()).optional();

const field = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'digits', 'number', 'phone', 'email', 'date', 'iban', 'choice']),
  required: z.boolean(),
  hint: optionalText,
  example: optionalText,
  pattern: z.object({ source: z.string(), flags: z.string() }).optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  min: optionalText,
  max: optionalText,
  step: optionalText,
  decimals: z.number().optional(),
  options: options.optional(),
  optionsBy: z.object({ key: z.string(), options: z.record(z.string(), options) }).optional(),
  when: z.array(z.object({ key: z.string(), is: values, not: values })).optional(),
  constant: optionalText,
  group: optionalText,
  refresh: z.boolean().optional(),
  party: z.boolean().optional(),
});

const institution = z.object({
  code: z.string(),
  name: z.string(),
  type: z.string(),
  limits,
  delayed: z.boolean().optional(),
  amountDecimals: z.number().optional(),
  clearingCode: optionalText,
  fields: z.number(),
});

const way = z.object({
  kind: z.enum(['bank', 'mobile_money', 'other']),
  label: optionalText,
  institutions: z.array(institution),
});

const corridor = z.object({
  key: z.string(),
  country: z.object({ code: z.string(), name: z.string() }),
  currency: z.string(),
  limits,
  ways: z.array(way),
});

const packedText = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch (problem) {
      if (!(problem instanceof SyntaxError)) throw problem;
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(z.object({ fieldLists: z.array(z.array(field)), corridors: z.array(corridor) }));
