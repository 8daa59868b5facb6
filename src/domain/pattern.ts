/** Patterns that come from outside, on an engine whose time grows with the text alone (RE2). */
import { RE2JS } from 're2js';

/** A pattern as a configuration carries it, in JavaScript's syntax and flags. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

const maxSourceLength = 1000;
/** What compiling may cost; beyond it the engine takes more than a few milliseconds. */
const maxCompileCost = 600;
/** States times characters; keeps one look within a few milliseconds. */
const maxSteps = 150_000;

/**
 * Tells whether text meets a pattern, anchored only where the pattern anchors itself, as
 * `RegExp.test` would. A pattern that the engine does not know (look-around, back-references) or
 * that costs too much counts as met: the provider stays the judge.
 */
export function meetsPattern(pattern: Pattern, text: string): boolean {
  const compiled = compile(pattern);
  if (!compiled || compiled.programSize() * text.length > maxSteps) return true;
  return compiled.matcher(text).find();
}

/** Tells whether the engine knows a pattern and can afford it; another would count as met by all. */
export function knowsPattern(pattern: Pattern): boolean {
  return compile(pattern) !== undefined;
}

function compile({ source, flags }: Pattern): RE2JS | undefined {
  if (source.length > maxSourceLength || compileCost(source) > maxCompileCost) return undefined;
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), engineFlags(flags));
  } catch {
    return undefined;
  }
}

/**
 * How much the engine must copy: the counts in `{n,m}` add up, those of groups multiply, and a
 * Unicode class weighs as much as fifty letters.
 */
function compileCost(source: string): number {
  const counts = [...source.matchAll(/(\)?)\{(\d+)(?:,(\d*))?\}/g)];
  const sizes = counts.map(([, group, least, most]) => ({ group, size: Number(most || least) }));
  const letters = sizes.reduce((sum, { group, size }) => (group ? sum : sum + size), 1);
  const groups = sizes.reduce((product, { group, size }) => (group ? product * size : product), 1);
  const classes = source.match(/\\p/gi)?.length ?? 0;
  return (letters + 50 * classes) * Math.max(groups, 1);
}

function engineFlags(flags: string): number {
  const known = [
    ['i', RE2JS.CASE_INSENSITIVE],
    ['m', RE2JS.MULTILINE],
    ['s', RE2JS.DOTALL],
  ] as const;
  return known.reduce((sum, [letter, bit]) => (flags.includes(letter) ? sum | bit : sum), 0);
}
