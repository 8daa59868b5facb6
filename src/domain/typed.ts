/** What a person typed or pasted, brought to plain characters before a rule reads it. */

/**
 * Text without the characters that cannot be seen: zero-width and bidirectional controls, soft
 * hyphens, fillers, variation selectors (Unicode's Default_Ignorable_Code_Point). They make two
 * different texts look the same.
 */
export function withoutInvisible(text: string): string {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}

/**
 * Text with every Unicode decimal digit (Arabic-Indic, Devanagari, full-width, ...) as ASCII.
 * Unicode keeps each script's ten digits in one ascending run, so the distance from the start
 * of the run is the digit. Expects NFKC text: it folds the one place where runs touch.
 */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let start = code;
    while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start -= 1;
    return String(code - start);
  });
}
