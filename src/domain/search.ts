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
  const entries = options.map((option) => ({ option, text: plain(option.label) }));
  const close = ranked(entries, ({ option, text }) => rankOf(text, plain(option.value), wanted));
  const found = close.length > 0 ? close : ranked(entries, ({ text }) => typosIn(text, wanted));
  return found.slice(0, maxMatches).map(({ option }) => option);
}

/** Entries that have a rank, lowest first, equal ranks in the list's own order. */
function ranked<T>(entries: readonly T[], rank: (entry: T) => number | undefined): T[] {
  return entries
    .flatMap((entry) => {
      const at = rank(entry);
      return at === undefined ? [] : [{ entry, at }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}

function rankOf(text: string, value: string, wanted: string): number | undefined {
  if (text === wanted || value === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (` ${text}`.includes(` ${wanted}`)) return 2;
  const words = text.split(' ');
  const letters = wanted.replaceAll(' ', '');
  if (initials(words).some((initial) => initial.startsWith(letters))) return 3;
  const mayStart = (word: string) => word.charAt(0) === letters.charAt(0);
  if (words.some((word, at) => mayStart(word) && spells(words.slice(at), letters))) return 4;
  return text.replaceAll(' ', '').includes(letters) ? 5 : undefined;
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
function typosIn(text: string, wanted: string): number | undefined {
  const allowed = wanted.length < 4 ? 0 : wanted.length < 7 ? 1 : 2;
  const beginnings = [-1, 0, 1].map((more) => text.slice(0, wanted.length + more));
  const typos = [...text.split(' '), ...beginnings]
    .filter((part) => Math.abs(part.length - wanted.length) <= allowed && beginAlike(part, wanted))
    .map((part) => distance(part, wanted));
  const least = Math.min(...typos);
  return least <= allowed ? least : undefined;
}

/** Spares most of the comparing: hardly anybody mistypes both of the first two letters. */
function beginAlike(a: string, b: string): boolean {
  return a[0] === b[0] || a[1] === b[1] || (a[0] === b[1] && a[1] === b[0]);
}

/** Lower case without accents; everything but letters and digits is a single space. */
function plain(text: string): string {
  const isAscii = /^[ -~]*$/.test(text);
  const bare = isAscii ? text : text.normalize('NFKD').replace(/[\p{M}\u2019]/gu, '');
  const spaced = bare.toLowerCase().replaceAll("'", '');
  return (
    isAscii ? spaced.replace(/[^a-z0-9]+/g, ' ') : spaced.replace(/[^\p{L}\p{N}]+/gu, ' ')
  ).trim();
}
