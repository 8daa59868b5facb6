import { expect, it } from 'vitest';
import type * as z from 'zod';
import {
  findMethod,
  isOptional,
  METHOD_NAMES,
  METHOD_PARAMETERS,
} from '../../../sandbox/telegram/parameters.ts';
import { hasSpec, readSpec } from './bot-api-spec.ts';

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
