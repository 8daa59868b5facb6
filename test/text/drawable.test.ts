import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawable, inOrderOfSight } from '../../src/text/drawable.ts';

/** A font with Latin, its marks, Arabic, and what stands for all else. */
const hasGlyph = (codePoint: number) =>
  codePoint < 0x370 || (codePoint >= 0x600 && codePoint < 0x700) || codePoint === 0xfffd;

test('letters that the font has stay, with their marks', () => {
  const name = 'Ọláṣadé Ẹ́bùn Ŋ ɖ ƆÐ'.normalize('NFD');
  const all = () => true;
  expect(drawable(name, all)).toBe(name);
  expect(drawable('Ŋ ɖ é', hasGlyph)).toBe('Ŋ ɖ é');
});

test('what it lacks is seen to be missing, once for a stretch', () => {
  expect(drawable('王小明 Ada 👩‍👩‍👧', hasGlyph)).toBe('\ufffd Ada \ufffd');
  expect(drawable('\ud800x', hasGlyph)).toBe('\ufffdx');
});

test('nothing is left that has no width or turns the order of a line around (T49)', () => {
  expect(drawable('A\u202eB\u2066C\u200bD\u0007E\ufeff\u2060', hasGlyph)).toBe('ABCDE');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const made = drawable(text, hasGlyph);
      expect(made).not.toMatch(/[\p{Cc}\p{Cf}\p{Surrogate}]/u);
      for (const sign of made) expect(hasGlyph(sign.codePointAt(0) ?? 0)).toBe(true);
    }),
  );
});

test('words written from right to left stay in one piece', () => {
  expect(inOrderOfSight('محمد علي حسن')).toBe('محمد\u00a0علي\u00a0حسن');
  expect(inOrderOfSight('Bank محمد علي 12')).toBe('Bank محمد\u00a0علي \u00a012');
  expect(inOrderOfSight('ADA TEST')).toBe('ADA TEST');
});
