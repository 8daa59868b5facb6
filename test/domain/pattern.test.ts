import { RE2JS } from 're2js';
import { describe, expect, it, vi } from 'vitest';
import { meetsPattern } from '../../src/domain/pattern.ts';

function meets(source: string, text: string, flags = '') {
  return meetsPattern({ source, flags }, text);
}

describe('a pattern from the configuration', () => {
  it('is anchored only where it anchors itself', () => {
    expect(meets('^\\d{10}$', '0123456789')).toBe(true);
    expect(meets('^\\d{10}$', '01234567890')).toBe(false);
    expect(meets('\\d{3}', 'ab123cd')).toBe(true);
    expect(meets('^\\d+$', '123\n')).toBe(false);
  });

  it('knows the flags of JavaScript that change what matches', () => {
    expect(meets('^abc$', 'ABC')).toBe(false);
    expect(meets('^abc$', 'ABC', 'i')).toBe(true);
    expect(meets('^b$', 'a\nb')).toBe(false);
    expect(meets('^b$', 'a\nb', 'm')).toBe(true);
    expect(meets('a.b', 'a\nb', 's')).toBe(true);
    expect(meets('^abc$', 'ABC', 'giu')).toBe(true);
  });

  it('reads JavaScript’s own spellings', () => {
    expect(meets('^\\u0041\\/\\d$', 'A/1')).toBe(true);
    expect(meets('^(?<first>[A-Z])\\w+$', 'Ada')).toBe(true);
    expect(meets("^[\\p{L} .'-]+$", 'Ada Okafor-Té', 'u')).toBe(true);
    expect(meets("^[\\p{L} .'-]+$", 'Ada 1', 'u')).toBe(false);
  });

  it.each([
    '(',
    '[a',
    '(?=.*\\d)x',
    '(?<!a)b',
    '(a)\\1',
    '*',
    '\\',
    'a{2,1}',
    'a{5000}',
    `${'a'.repeat(1001)}`,
  ])('counts as met where the engine cannot run it: %s', (source) => {
    expect(meets(source, 'anything')).toBe(true);
  });

  it('is run where it is like those that providers write', () => {
    expect(meets('^(\\d{4}[ -]?){4}$', '1234-5678')).toBe(false);
    expect(meets('^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$', 'GTBINGL')).toBe(false);
    expect(meets('^([A-Za-z]{1,50} ?){1,10}$', 'Ada 1')).toBe(false);
    expect(meets('^.{1,500}$', '')).toBe(false);
    expect(meets('^(?P<n>\\p{L})$', '1')).toBe(false);
  });

  it('never hangs (T55)', () => {
    const text = 'a'.repeat(500);
    expect(meets('^(a+)+$', `${text.slice(1)}b`)).toBe(false);
    expect(meets('^(a|aa)+$', `${text.slice(1)}b`)).toBe(false);
    expect(meets('(.*a){20}b', text)).toBe(false);
    expect(meets('^([a-zA-Z0-9]+)*@$', text)).toBe(false);
    for (const source of costly) expect(meets(source, text)).toBe(true);
  });

  it('is not run where its states times the text would be too many', () => {
    const run = vi.spyOn(RE2JS.prototype, 'matcher');
    expect(meets('^a{200}b{300}$', 'a'.repeat(400))).toBe(true);
    expect(run).not.toHaveBeenCalled();
    expect(meets('^a{200}b{300}$', 'a')).toBe(false);
    expect(run).toHaveBeenCalledOnce();
  });

  it('is not compiled where that alone would be slow', () => {
    const compile = vi.spyOn(RE2JS, 'compile');
    for (const source of costly) meets(source, 'a');
    expect(compile).not.toHaveBeenCalled();
  });
});

/** Small sources that make a large program. */
const costly = [
  '((a{0,30}){0,30})',
  '(a?){500}a{500}',
  '(\\p{L}){1000}(\\p{N}){1000}',
  '[^\\p{L}]{1000}|'.repeat(50),
  `(?i)${'\\p{L}'.repeat(190)}`,
  '\\PL'.repeat(300),
];
