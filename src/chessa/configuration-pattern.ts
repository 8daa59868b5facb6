/**
 * Patterns of the configuration, written in the dialects of many vendors, in the one that the
 * program's engine knows. Their text is untrusted: short ones only, and a bounded number of different ones.
 */
import { knowsPattern, type Pattern } from '../domain/pattern.ts';
import type { Report } from './wire-values.ts';

/** Turns a pattern as it came, with the field's own example, into one that can be used. */
export type PatternReader = (written: string, example: string | undefined) => Pattern | undefined;

const maxLength = 500;
const maxDifferent = 2000;

/**
 * Makes the reader for one configuration. It strips `/…/i`, `#…#i`, `~…~i` and `%r{…}`, turns `\A`, `\z`, `\Z`
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

function readPattern(written: string, example: string | undefined): Pattern | undefined {
  const [, , slashed, slashedFlags] = /^([/#~])(.*)\1([a-z]*)$/s.exec(written) ?? [];
  const [, ruby, rubyFlags] = /^%r\{(.*)\}([a-z]*)$/s.exec(written) ?? [];
  const source = slashed ?? ruby ?? written;
  const flags = [...(slashedFlags ?? rubyFlags ?? '')]
    .filter((flag) => 'ims'.includes(flag))
    .join('');
  const halved = source.replaceAll('\\\\', '\\');
  // `\\d` asks for a backslash and a "d"; no account number has one, so it was escaped twice.
  const twice = /\\\\[dDwWsSbB.+*?()[\]{}|^$-]/.test(source);
  return (twice ? [halved, source] : [source, halved])
    .map((one) => ({ source: one.replaceAll('\\A', '^').replaceAll(/\\[zZ]/g, '$'), flags }))
    .find((one) => knowsPattern(one, example));
}
