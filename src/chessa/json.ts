/**
 * JSON as the provider's border needs it: numbers keep every digit, and no body, however strange,
 * does more harm than not being understood.
 */
import { LosslessNumber, parse, stringify } from 'lossless-json';

/** Bodies nest a handful of levels; what nests deeper than this is not one of ours. */
const maxDepth = 64;

/**
 * Reads JSON. Every number becomes text, as it was written. Returns `undefined` for what is no JSON, nests more than 64 levels, or says two
 * different things under one key. A key `__proto__` is an ordinary key and changes no prototype.
 */
export function readJson(text: string): { readonly value: unknown } | undefined {
  if (nestsTooDeep(text)) return undefined;
  try {
    return { value: parse(text, null, { parseNumber: (digits) => digits }) };
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}

/** A number that {@link writeJson} writes with exactly these digits. */
export function exactNumber(digits: string): unknown {
  return new LosslessNumber(digits);
}

/** JSON text of a request; numbers made by {@link exactNumber} keep their digits. */
export function writeJson(body: Readonly<Record<string, unknown>>): string {
  const text = stringify(body);
  if (text === undefined) throw new Error('a request body cannot be written as JSON');
  return text;
}

/** Counts brackets outside strings, so that no recursion ever meets a hostile depth. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}
