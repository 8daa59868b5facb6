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
  const program = compile(pattern);
  return !program || finds(program, text);
}

/**
 * Tells whether the engine knows a pattern and can afford it, and whether `example`, where there is
 * one, meets it; another pattern would count as met by all.
 */
export function knowsPattern(pattern: Pattern, example?: string): boolean {
  const program = compileAnew(pattern);
  return program !== undefined && (example === undefined || finds(program, example));
}

function finds(program: RE2JS, text: string): boolean {
  return program.programSize() * text.length > maxSteps || program.matcher(text).find();
}

/** Those that people meet; they stay the same for as long as their configuration does. */
const compiled = new WeakMap<Pattern, RE2JS | 'unusable'>();

function compile(pattern: Pattern): RE2JS | undefined {
  const found = compiled.get(pattern) ?? compileAnew(pattern) ?? 'unusable';
  compiled.set(pattern, found);
  return found === 'unusable' ? undefined : found;
}

function compileAnew({ source, flags }: Pattern): RE2JS | undefined {
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
