/** The border's own JSON against two others: the platform's, and a library that keeps digits. */
import fc from 'fast-check';
import { parse } from 'lossless-json';
import { describe, expect, test } from 'vitest';
import { readJson } from './wholly.ts';

const digits = (text: string) => parse(text, null, { parseNumber: (one) => one });

describe('reading JSON', () => {
  test('reads whatever the platform writes, numbers as they are written', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 2, '\t'), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        const read = readJson(written);
        expect(read).toBeDefined();
        expect(JSON.stringify(read?.value)).toBe(JSON.stringify(digits(written)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('takes exactly what JSON is, wherever a text is damaged', () => {
    const damage = fc.tuple(
      fc.json({ maxDepth: 4 }),
      fc.nat(),
      fc.constantFrom(
        '',
        '"',
        '\\',
        ',',
        ':',
        '{',
        '}',
        '[',
        ']',
        '0',
        '-',
        '.',
        'e',
        't',
        '\n',
        '\u0001',
      ),
      fc.nat(2),
    );
    fc.assert(
      fc.property(damage, ([text, place, put, cut]) => {
        const at = place % (text.length + 1);
        const damaged = text.slice(0, at) + put + text.slice(at + cut);
        expect(readJson(damaged) !== undefined, damaged).toBe(isJson(damaged));
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    ['"\\u00e9\\ud83d\\ude00\\n\\/"', 'é😀\n/'],
    ['  [ ]  ', []],
    ['{"":{"a":[null,true,false]}}', { '': { a: [null, true, false] } }],
    ['-0.10e+2', '-0.10e+2'],
    ['"\\\\"', '\\'],
  ])('%s', (text, value) => expect(readJson(text)?.value).toEqual(value));

  test('a key named like a prototype is only a key (T57)', () => {
    const value = readJson('{"__proto__":{"id":"stolen"},"a":{"constructor":"x"}}')?.value;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(Object(value))).toEqual(['__proto__', 'a']);
    expect(Reflect.get({}, 'id')).toBeUndefined();
    expect(readJson('{"__proto__":1,"__proto__":2}')).toBeUndefined();
  });

  test('what is longer, wider or deeper than any of ours is not understood', () => {
    expect(readJson(`"${'x'.repeat(200_001)}"`)).toBeUndefined();
    const keys = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at])));
    expect(readJson(keys(5_000))).toBeDefined();
    expect(readJson(keys(5_001))).toBeUndefined();
    expect(readJson('['.repeat(64) + ']'.repeat(64))).toBeDefined();
    expect(readJson('['.repeat(65) + ']'.repeat(65))).toBeUndefined();
  });
});

/** As the platform judges it, but for two things said under one key. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    digits(text);
    return true;
  } catch {
    return false;
  }
}
