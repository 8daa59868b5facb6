/** Search in a list by typing: what a person means, however they spell it. */
import { distance } from 'fastest-levenshtein';
import type { Option } from './field.ts';

const maxMatches = 50;
const maxTypedLength = 60;

/** Words that abbreviations leave out: UBA is United Bank for Africa. */
const smallWords = new Set(['a', 'and', 'da', 'de', 'do', 'du', 'et', 'for', 'la', 'of', 'the']);

/**
 * Finds what was typed in a list, best first, at most 50; case, accents and punctuation do not
 * count. In this order: the whole label or value; beginnings of words in order, which also finds
 * abbreviations (`gt`, `gtbank`, `uba`); anywhere inside; and only where nothing of that is found,
 * one or two typos (`acess`). Blank text finds everything, as far as 50.
 */
export function matchOptions<T extends Option>(options: readonly T[], typed: string): T[] {
  if (typed.trim() === '') return options.slice(0, maxMatches);
  const wanted = plain(typed).slice(0, maxTypedLength);
  if (wanted === '') return [];
  const close = ranked(options, (option) => rankOf(option, wanted));
  return close.length > 0 ? close : ranked(options, (option) => typosIn(option, wanted));
}

/** Options with a rank, lowest first, equal ranks in the list's own order. */
function ranked<T>(options: readonly T[], rank: (option: T) => number | undefined): T[] {
  return options
    .map((option) => ({ option, at: rank(option) }))
    .filter((entry): entry is { option: T; at: number } => entry.at !== undefined)
    .sort((a, b) => a.at - b.at)
    .slice(0, maxMatches)
    .map(({ option }) => option);
}

function rankOf({ label, value }: Option, wanted: string): number | undefined {
  const text = plain(label);
  if (text === wanted || plain(value) === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (` ${text}`.includes(` ${wanted}`)) return 2;
  const words = text.split(' ');
  const letters = wanted.replaceAll(' ', '');
  if (initials(words).some((initial) => initial.startsWith(letters))) return 3;
  if (spells(words, letters)) return 4;
  if (words.some((_, index) => spells(words.slice(index), letters))) return 5;
  return text.replaceAll(' ', '').includes(letters) ? 6 : undefined;
}

/** First letters of all words, and of all but the small ones. */
function initials(words: readonly string[]): string[] {
  const large = words.filter((word) => !smallWords.has(word));
  return [words, large].map((chosen) => chosen.map((word) => word.charAt(0)).join(''));
}

/** Tells whether letters are beginnings of these words, one after another: `gtb`, `gtbank`. */
function spells(words: readonly string[], letters: string): boolean {
  let reached = new Set([0]);
  for (const word of words) {
    const next = new Set(smallWords.has(word) ? reached : []);
    for (const from of reached) {
      for (let size = 1; letters.startsWith(word.slice(0, size), from); size += 1) {
        if (size > word.length) break;
        next.add(from + size);
      }
    }
    if (next.has(letters.length)) return true;
    reached = next;
  }
  return false;
}

/** Typos to the nearest word or to the beginning of the label; few letters allow none. */
function typosIn({ label }: Option, wanted: string): number | undefined {
  const allowed = wanted.length < 4 ? 0 : wanted.length < 7 ? 1 : 2;
  const text = plain(label);
  const beginnings = [-1, 0, 1].map((more) => text.slice(0, wanted.length + more));
  const typos = Math.min(
    ...[...text.split(' '), ...beginnings].map((part) => distance(part, wanted)),
  );
  return typos > 0 && typos <= allowed ? typos : undefined;
}

/** Lower case without accents; everything but letters and digits is a single space. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['\u2019]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
