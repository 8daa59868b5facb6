/** `docs/safety.md` says which test shows a line: the file is there, and it names the line. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** One line of its tables: `| T01 | what holds | where it is shown |`. */
interface Line {
  readonly id: string;
  readonly where: string;
}

const page = readFileSync(new URL('../docs/safety.md', import.meta.url), 'utf8');
const lines = page.split('\n').flatMap((row): Line[] => {
  const [, id, where] = /^\| ([A-Z]\d\d) \| .* \| (.*) \|$/.exec(row) ?? [];
  return id && where ? [{ id, where }] : [];
});

function textOf(name: string): string | undefined {
  const here = [`${name}.test.ts`, `${name}.ts`].map((file) => new URL(file, import.meta.url));
  const found = here.find((file) => existsSync(file));
  return found && readFileSync(found, 'utf8');
}

test('every kind of line is there, each once', () => {
  expect(lines.length).toBeGreaterThan(150);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
});

describe.each(lines)('$id', ({ id, where }) => {
  const names = [...where.matchAll(/`((?!bench)[a-z][\w/-]*)`/g)].map(([, name = '']) => name);

  test('stands in a test that names it, or says why in none', () => {
    const texts = names.map((name) => {
      const text = textOf(name);
      expect(text, `test/${name}`).toBeDefined();
      return text ?? '';
    });
    const isNamed = texts.some((text) => new RegExp(`\\b${id}\\b`).test(text));
    const hasReason = /not yet|does not apply|the platform|the compiler/.test(where);
    expect(isNamed || hasReason, where).toBe(true);
  });
});
