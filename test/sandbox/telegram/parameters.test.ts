import { expect, it } from 'vitest';
import * as z from 'zod';
import {
  findMethod,
  isOptional,
  METHOD_NAMES,
  METHOD_PARAMETERS,
} from '../../../sandbox/telegram/parameters.ts';
import { type BotApiSpec, hasSpec, readSpec } from './bot-api-spec.ts';

it('knows methods by their names in any case', () => {
  expect(findMethod('sendmessage')).toBe('sendMessage');
  expect(findMethod('sendMoney')).toBeUndefined();
});

it.runIf(hasSpec)('takes what the Bot API documents, as it documents it', () => {
  const { methods } = readSpec();
  for (const method of METHOD_NAMES) {
    const documented = new Map(methods[method]?.fields.map((field) => [field.name, field]));
    const offered = Object.entries<z.ZodType>(METHOD_PARAMETERS[method].shape);
    for (const [name, field] of offered) {
      const types = documented.get(name)?.types ?? [];
      expect(types, `${method}.${name}`).not.toEqual([]);
      for (const sample of wrongSamples(types)) {
        const taken = field.safeParse(sample).success;
        expect(taken, `${method}.${name} takes ${JSON.stringify(sample)}`).toBe(false);
      }
    }
    const names = offered.map(([name]) => name);
    for (const { name, required } of documented.values()) {
      if (required) expect(names, method).toContain(name);
    }
    const needed = offered.filter(([, field]) => !isOptional(field)).map(([name]) => name);
    const must = [...documented.values()].filter((field) => field.required).map(({ name }) => name);
    // Messages of a chat only, not inline ones: so an edit needs its chat, message and text.
    const editing = method.startsWith('edit') ? ['chat_id', 'message_id', 'text'] : [];
    expect(
      must.filter((name) => !needed.includes(name)),
      method,
    ).toEqual([]);
    expect(
      needed.filter((name) => !must.includes(name) && !editing.includes(name)),
      method,
    ).toEqual([]);
  }
});

it.runIf(hasSpec)(
  'takes objects within parameters as they are documented, to the last field',
  () => {
    const spec = readSpec();
    for (const method of METHOD_NAMES) {
      const schema = z.toJSONSchema(METHOD_PARAMETERS[method], { io: 'input' });
      const documented = spec.methods[method]?.fields ?? [];
      for (const [name, part] of Object.entries(schema.properties ?? {})) {
        const types = documented.find((field) => field.name === name)?.types ?? [];
        expect(differences(spec, part, types, `${method}.${name}`)).toEqual([]);
      }
    }
  },
);

type Schema = z.core.JSONSchema.JSONSchema | boolean;

/** Where a schema takes what no document names, or lets a required field be missing. */
function differences(
  spec: BotApiSpec,
  schema: Schema,
  types: readonly string[],
  path: string,
): string[] {
  if (typeof schema === 'boolean') return [`${path} takes anything`];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.flatMap((one) => differences(spec, one, types, path));
  const attempts = types.map((type) => differencesFrom(spec, schema, type, path));
  return attempts.find((found) => found.length === 0) ?? attempts[0] ?? [`${path} has no type`];
}

function differencesFrom(
  spec: BotApiSpec,
  schema: Exclude<Schema, boolean>,
  type: string,
  path: string,
): string[] {
  if (type.startsWith('Array of ')) {
    const { items } = schema;
    if (schema.type !== 'array' || !items || Array.isArray(items)) return [`${path} is no array`];
    return differences(spec, items, [type.slice('Array of '.length)], `${path}[]`);
  }
  const { subtypes = [], fields } = spec.types[type] ?? {};
  if (subtypes.length > 0) return differences(spec, schema, subtypes, path);
  if (!fields) return SCALARS[String(schema.type)]?.test(type) ? [] : [`${path} is no ${type}`];
  if (schema.additionalProperties !== false) return [`${path} takes any field`];
  const parts = Object.entries(schema.properties ?? {});
  const lax = fields.filter(({ name, required }) => required && !schema.required?.includes(name));
  return [
    ...lax.map(({ name }) => `${path} (${type}) may lack ${name}`),
    ...parts.flatMap(([name, part]) => {
      const field = fields.find((one) => one.name === name);
      if (!field) return [`${path} (${type}) takes an unknown ${name}`];
      return differences(spec, part, field.types, `${path}.${name}`);
    }),
  ];
}

const SCALARS: Readonly<Record<string, RegExp>> = {
  integer: /^(?:Integer|Float)$/,
  number: /^Float$/,
  string: /^(?:String|InputFile)$/,
  boolean: /^(?:Boolean|True)$/,
};

/** Values of the kinds that a parameter does not take, by the types the document names. */
function wrongSamples(types: readonly string[]): unknown[] {
  const samples: [unknown, RegExp][] = [
    [1.5, /^Float/],
    [7, /^(?:Integer|Float)/],
    ['words', /^(?:String|InputFile)/],
    [true, /^Boolean/],
    [[{ nothing: 1 }], /^Nothing/],
  ];
  return samples
    .filter(([, kind]) => !types.some((type) => kind.test(type)))
    .map(([value]) => value);
}
