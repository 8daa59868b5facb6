/** The Bot API as data, where the folder that holds it lies beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

const FILE = new URL('../../../../shared/telegram/bot-api.json', import.meta.url);

const field = z.object({ name: z.string(), types: z.array(z.string()), required: z.boolean() });
const schema = z.object({
  methods: z.record(
    z.string(),
    z.object({ returns: z.array(z.string()), fields: z.array(field).default([]) }),
  ),
  types: z.record(
    z.string(),
    z.object({ fields: z.array(field).default([]), subtypes: z.array(z.string()).default([]) }),
  ),
});

export type BotApiSpec = z.infer<typeof schema>;

export const hasSpec = existsSync(FILE);

export function readSpec(): BotApiSpec {
  return schema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

/** What is wrong with a value that should be one of these types; empty when nothing is. */
export function mismatches(
  spec: BotApiSpec,
  value: unknown,
  types: readonly string[],
  path: string,
): string[] {
  const attempts = types.map((type) => mismatchesOne(spec, value, type, path));
  return attempts.find((attempt) => attempt.length === 0) ?? attempts.flat();
}

function mismatchesOne(spec: BotApiSpec, value: unknown, type: string, path: string): string[] {
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return [`${path} is no array`];
    const inner = [type.slice('Array of '.length)];
    return value.flatMap((item, index) => mismatches(spec, item, inner, `${path}[${index}]`));
  }
  const known = spec.types[type];
  if (known === undefined) return isScalar(value, type) ? [] : [`${path} is no ${type}`];
  if (known.subtypes.length > 0) return mismatches(spec, value, known.subtypes, path);
  if (value === null || typeof value !== 'object') return [`${path} is no ${type}`];
  const fields = new Map(known.fields.map((each) => [each.name, each]));
  const missing = known.fields
    .filter(({ name, required }) => required && !(name in value))
    .map(({ name }) => `${path} (${type}) lacks ${name}`);
  const wrong = Object.entries(value).flatMap(([name, part]) => {
    const expected = fields.get(name);
    if (expected === undefined) return [`${path} (${type}) has an unknown ${name}`];
    return mismatches(spec, part, expected.types, `${path}.${name}`);
  });
  return [...missing, ...wrong];
}

function isScalar(value: unknown, type: string): boolean {
  if (type === 'Integer') return Number.isInteger(value);
  if (type === 'Float') return typeof value === 'number';
  return typeof value === type.toLowerCase();
}
