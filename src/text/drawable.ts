/** Text from outside made ready for a page, where one font has to do and nobody lays it out for us. */

/** Whether the font has a sign for a code point. */
export type HasGlyph = (codePoint: number) => boolean;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Stands for what the font lacks: a question mark in a black diamond, which every reader knows. */
const replacement = '\ufffd';

/**
 * The text without what has no width, and with `\ufffd` for each stretch that the font cannot show;
 * an empty box would look like something that was lost on the way.
 */
export function drawable(text: string, hasGlyph: HasGlyph): string {
  const seen = text
    .replace(/\p{Surrogate}/gu, replacement)
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/gu, '');
  let made = '';
  for (const { segment } of graphemes.segment(seen)) {
    const isWhole = [...segment].every((sign) => hasGlyph(sign.codePointAt(0) ?? 0));
    if (isWhole) made += segment;
    else if (!made.endsWith(replacement)) made += replacement;
  }
  return made;
}

/** Letters that are written from right to left, and that the font may have. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const noBreak = '\u00a0';

/**
 * Words in a row that are written from right to left stay in one piece, which the font's shaper
 * turns around as a whole; what stands between them would otherwise be put on the wrong side.
 */
export function inOrderOfSight(text: string): string {
  const pieces: string[] = [];
  let isRun = false;
  for (const word of text.split(' ')) {
    const isRightToLeft = rightToLeft.test(word);
    if (isRightToLeft && isRun) pieces.push(`${pieces.pop()}${noBreak}${word}`);
    else pieces.push(isRun ? `${noBreak}${word}` : word);
    isRun = isRightToLeft;
  }
  return pieces.join(' ');
}
