/**
 * Words with entities, built with `fmt` and never with markup, and the one door through which
 * text from outside (names, banks, labels, typed words) reaches a screen. Offsets are UTF-16
 * units, as Telegram counts them.
 */
import { FormattedString, fmt } from '@grammyjs/parse-mode';

export { FormattedString, fmt };

/** Plain or with entities. */
export type Words = FormattedString | string;

/** One line of a screen; `undefined` is left out, `''` is an empty line. */
export type Line = Words | undefined;

/** Bold. Empty text stays empty: Telegram refuses entities without length. */
export function bold(text: string): FormattedString {
  return text === '' ? new FormattedString('') : FormattedString.b(text);
}

/** Small print. */
export function italic(text: string): FormattedString {
  return text === '' ? new FormattedString('') : FormattedString.i(text);
}

/** Monospace that a tap copies; Telegram looks for no links in it. */
export function mono(text: string): FormattedString {
  return text === '' ? new FormattedString('') : FormattedString.code(text);
}

/** A block of monospace, for tables. */
export function table(text: string): FormattedString {
  return text === '' ? new FormattedString('') : FormattedString.pre(text);
}

/** Lines under one another. */
export function lines(...parts: readonly Line[]): FormattedString {
  const kept = parts.filter((part): part is Words => part !== undefined);
  return FormattedString.join(kept, '\n');
}

/** Words in one line with ` · ` between them. */
export function row(...parts: readonly Line[]): FormattedString {
  const kept = parts.filter((part) => part !== undefined && String(part) !== '');
  return FormattedString.join(kept as Words[], ' · ');
}

/** Longer text from outside is cut here before anything else looks at it. */
const mostUnits = 8_192;
const marksInARow = 3;

/** Letters that are written from right to left: Hebrew to Arabic Extended, N'Ko, Adlam and kin. */
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Makes text from outside safe to show in a sentence: what {@link plain} does, and nothing is left
 * in it that Telegram would turn into a link, a mention or a command.
 *
 * @param text whatever came from outside
 * @param max most UTF-16 units that remain of it, the ellipsis included
 * @returns the text to show; may be empty
 */
export function visible(text: string, max = 64): string {
  return isolated(unlinked(plainPart(text, max)));
}

/**
 * Makes text from outside safe for a button or for monospace, where Telegram looks for no links:
 * one line, without control, zero-width and bidirectional characters, floods of combining marks
 * or lone surrogates, cut between graphemes. Right-to-left text is isolated, so that numbers
 * beside it keep their order.
 */
export function plain(text: string, max = 64): string {
  return isolated(plainPart(text, max));
}

function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}

function plainPart(text: string, max: number): string {
  const clean = text
    .slice(0, mostUnits)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\s\u0085]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/gu, '')
    .normalize('NFC')
    .replace(new RegExp(`(\\p{M}{${marksInARow}})\\p{M}+`, 'gu'), '$1')
    .replace(/ +/g, ' ')
    .trim();
  return cut(clean, max);
}

/** Cuts between graphemes, with an ellipsis where something is missing. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * Telegram finds links, mentions, tags and commands in plain text by itself. A word joiner, which
 * has no width, ends each of them before it begins.
 */
function unlinked(text: string): string {
  return text
    .replace(/([@#$])(?=[\p{L}\p{N}_])/gu, '$1\u2060')
    .replace(/(^|[^\p{L}\p{N}])\/(?=[\p{L}\p{N}_])/gu, '$1/\u2060')
    .replace(/:(?=\/\/)/g, ':\u2060')
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L})/gu, '.\u2060');
}
