/** Search in a list by typing: what a person means, however they spell it. */
import { distance } from 'fastest-levenshtein';
import type { Institution } from './corridor.ts';
import type { Option } from './field.ts';
import type { Steps } from './paced.ts';

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
  const entries = entriesOf(options);
  const letters = wanted.replaceAll(' ', '');
  const close = ranked(entries, (entry) => rankOf(entry, wanted, letters));
  const found = close.length > 0 ? close : ranked(entries, (entry) => typosIn(entry, wanted));
  return found.slice(0, maxMatches).flatMap(({ at }) => options[at] ?? []);
}

/** One name of an option as it is compared; `at` is the option's place in the list. */
interface Entry {
  readonly at: number;
  /** A name that is not shown. */
  readonly isHidden: boolean;
  readonly text: string;
  readonly value: string;
  readonly words: readonly string[];
  /** The text without spaces. */
  readonly letters: string;
  /** First letters of all words, and of all but the small ones. */
  readonly initials: readonly string[];
}

/** Lists stay the same for as long as their configuration does. */
const known = new WeakMap<readonly Option[], readonly Entry[]>();

function entriesOf(options: readonly Option[]): readonly Entry[] {
  const found = known.get(options) ?? options.flatMap(toEntries);
  known.set(options, found);
  return found;
}

const entriesAtOnce = 100;

/** Makes a list ready for {@link matchOptions} beforehand, as a long one takes some milliseconds. */
export function* prepareSearch(options: readonly Option[]): Steps<void> {
  if (known.has(options)) return;
  const entries: Entry[] = [];
  for (const [at, option] of options.entries()) {
    if (at % entriesAtOnce === 0) yield;
    entries.push(...toEntries(option, at));
  }
  known.set(options, entries);
}

const listed = new WeakMap<readonly Institution[], readonly Option[]>();

/** Institutions as a list to choose from, the same one for as long as they are the same. */
export function institutionOptions(institutions: readonly Institution[]): readonly Option[] {
  const found =
    listed.get(institutions) ??
    institutions.map(({ code, name }) => ({ value: code, label: name }));
  listed.set(institutions, found);
  return found;
}

function toEntries({ label, value, also = [] }: Option, at: number): Entry[] {
  return [label, ...also].map((name, index) => ({
    ...toEntry(name, value),
    at,
    isHidden: index > 0,
  }));
}

function toEntry(label: string, value: string): Omit<Entry, 'at' | 'isHidden'> {
  const text = plain(label);
  const words = text.split(' ');
  const large = words.filter((word) => !smallWords.has(word));
  const initials = [words, large].map((some) => some.map((word) => word.charAt(0)).join(''));
  return { text, value: plain(value), words, letters: words.join(''), initials };
}

/**
 * Entries that have a rank, lowest first, equal ranks in the list's own order. What is shown goes
 * before a name of the same rank that is not.
 */
function ranked(
  entries: readonly Entry[],
  rankOfEntry: (entry: Entry) => number | undefined,
): Entry[] {
  const found = new Map<number, { readonly entry: Entry; readonly rank: number }>();
  for (const entry of entries) {
    const rank = rankOfEntry(entry);
    // Of several names the best counts.
    const before = found.get(entry.at)?.rank ?? Number.POSITIVE_INFINITY;
    if (rank !== undefined && rank < before) found.set(entry.at, { entry, rank });
  }
  return [...found.values()]
    .sort((a, b) => a.rank - b.rank || Number(a.entry.isHidden) - Number(b.entry.isHidden))
    .map(({ entry }) => entry);
}

function rankOf(entry: Entry, wanted: string, letters: string): number | undefined {
  const { text, value, words, initials } = entry;
  if (text === wanted || value === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (text.includes(` ${wanted}`)) return 2;
  if (initials.some((initial) => initial.startsWith(letters))) return 3;
  const mayStart = (word: string) => word.charCodeAt(0) === letters.charCodeAt(0);
  if (words.some((word, at) => mayStart(word) && spells(words, at, letters))) return 4;
  return entry.letters.includes(letters) ? 5 : undefined;
}

/** Tells whether letters are beginnings of words from one on, one after another: `gtb`, `gtbank`. */
function spells(words: readonly string[], first: number, letters: string): boolean {
  let reached = [0];
  for (let at = first; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = smallWords.has(word) ? reached.slice() : [];
    for (const from of reached) {
      for (let size = 0; size < word.length; size += 1) {
        if (word.charCodeAt(size) !== letters.charCodeAt(from + size)) break;
        if (!next.includes(from + size + 1)) next.push(from + size + 1);
      }
    }
    if (next.includes(letters.length)) return true;
    if (next.length === 0) return false;
    reached = next;
  }
  return false;
}

/** Typos to the nearest word or to the beginning of the label; few letters allow none. */
function typosIn({ text, words }: Entry, wanted: string): number | undefined {
  const allowed = wanted.length < 4 ? 0 : wanted.length < 7 ? 1 : 2;
  let least = allowed + 1;
  const compare = (part: string): number => {
    const isNear = Math.abs(part.length - wanted.length) <= allowed && beginAlike(part, wanted);
    const typos = isNear ? distance(part, wanted) : allowed + 2;
    least = Math.min(least, typos);
    return typos;
  };
  for (const word of words) compare(word);
  // A beginning that is one letter longer or shorter is at most one typo nearer.
  if (compare(text.slice(0, wanted.length)) <= allowed + 1) {
    for (const more of [-1, 1]) compare(text.slice(0, wanted.length + more));
  }
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
