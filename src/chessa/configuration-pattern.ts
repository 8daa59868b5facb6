/**
 * Patterns of the configuration, written in the dialects of many vendors, as sources that RE2
 * compiles. Their text is untrusted: short ones only, and a bounded number of different ones.
 */
import { RE2JS } from 're2js';
import type { Field } from '../domain/field.ts';
import type { Report } from './wire-values.ts';

type Pattern = NonNullable<Field['pattern']>;

/** Turns a pattern as it came, with the field's own example, into one that can be used. */
export type PatternReader = (written: string, example: string | undefined) => Pattern | undefined;

const maxLength = 500;
const maxDifferent = 2000;

/**
 * Makes the reader for one configuration. It strips `/…/i` and `%r{…}`, turns `\A`, `\z`, `\Z`
 * into `^`, `$`, and halves doubled backslashes where that is what compiles and fits the example.
 * What is still no pattern is dropped and reported: the provider stays the judge.
 */
export function createPatternReader(report: Report): PatternReader {
  const known = new Map<string, Pattern | undefined>();
  return (written, example) => {
    const key = JSON.stringify([written, example]);
    if (known.has(key)) return known.get(key);
    // A lone hyphen means "must be there, in any form".
    if (written === '-') return undefined;
    const tooMuch = written.length > maxLength || known.size >= maxDifferent;
    const pattern = tooMuch ? undefined : readPattern(written, example);
    if (!pattern) report('pattern_dropped', { why: tooMuch ? 'too_long_or_many' : 'not_usable' });
    if (!tooMuch) known.set(key, pattern);
    return pattern;
  };
}

/** Tells whether a pattern is found in a value, in time linear to the value's length. */
export function matches(pattern: Pattern, value: string): boolean {
  const flags =
    (pattern.flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (pattern.flags.includes('m') ? RE2JS.MULTILINE : 0) |
    (pattern.flags.includes('s') ? RE2JS.DOTALL : 0);
  return RE2JS.compile(pattern.source, flags).test(value);
}

function readPattern(written: string, example: string | undefined): Pattern | undefined {
  const [, slashed, slashedFlags] = /^\/(.*)\/([a-z]*)$/s.exec(written) ?? [];
  const [, ruby, rubyFlags] = /^%r\{(.*)\}([a-z]*)$/s.exec(written) ?? [];
  const source = slashed ?? ruby ?? written;
  const flags = [...(slashedFlags ?? rubyFlags ?? '')]
    .filter((flag) => 'ims'.includes(flag))
    .join('');
  const halved = source.replaceAll('\\\\', '\\');
  // `\\d` asks for a backslash and a "d"; no account number has one, so it was escaped twice.
  const twice = /\\\\[dDwWsSbB.+*?()[\]{}|^$-]/.test(source) && example === undefined;
  for (const candidate of twice ? [halved, source] : [source, halved]) {
    const plain = candidate.replaceAll(/\\A/g, '^').replaceAll(/\\[zZ]/g, '$');
    for (const dialect of [plain, translated(plain)]) {
      if (dialect !== undefined && isUsable({ source: dialect, flags }, example)) {
        return { source: dialect, flags };
      }
    }
  }
  return undefined;
}

function isUsable(pattern: Pattern, example: string | undefined): boolean {
  try {
    return matches(pattern, example ?? '') || example === undefined;
  } catch (problem) {
    if (isRefusal(problem)) return false;
    throw problem;
  }
}

/** JavaScript's own spellings (`\u00e9`, `(?<name>)`) in RE2's. */
function translated(source: string): string | undefined {
  try {
    return RE2JS.translateRegExp(source);
  } catch (problem) {
    if (isRefusal(problem)) return undefined;
    throw problem;
  }
}

/** RE2's way of saying no; nesting beyond its stack is no pattern either. */
function isRefusal(problem: unknown): boolean {
  return problem instanceof RangeError || (problem instanceof Error && /^RE2JS/.test(problem.name));
}
