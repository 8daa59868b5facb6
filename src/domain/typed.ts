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
 * Text as one line in NFC: runs of line breaks and control characters become one space, what
 * cannot be seen goes. The two joiners stay, as words in Persian or Hindi need them.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}|\p{Cs}/gu, '')
    .normalize('NFC')
    .trim();
}

/**
 * Text with every Unicode decimal digit (Arabic-Indic, Devanagari, full-width, ...) as ASCII.
 * Unicode keeps each script's ten digits in one ascending run, so the distance from the start
 * of the run is the digit; where runs touch, the distance is taken modulo ten.
 */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let start = code;
    while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start -= 1;
    return String((code - start) % 10);
  });
}
