/**
 * JSON as the provider's border needs it: numbers keep every digit, and no body, however strange,
 * does more harm than not being understood. It is read token by token, as no library can stop in
 * the middle of a large body and let others go on.
 */
import { LosslessNumber, stringify } from 'lossless-json';
import type { Steps } from '../domain/paced.ts';

/** Bodies nest a handful of levels; what nests deeper than this is not one of ours. */
const maxDepth = 64;
/** An object with more keys, or a longer text, is not one of ours either. */
const maxKeys = 5_000;
const maxTextLength = 200_000;
const tokensAtOnce = 500;

/** What a body says, in a box, as `null` is a value too. */
export interface Json {
  readonly value: unknown;
}

/**
 * Reads JSON (RFC 8259). Every number becomes text, as it was written. `undefined` for what is no
 * JSON, nests more than 64 levels, or says two different things under one key. A key `__proto__`
 * is an ordinary key and changes no prototype.
 */
export function* jsonSteps(text: string): Steps<Json | undefined> {
  const reader = createReader(text);
  for (let tokens = 1; reader.next(); tokens += 1) if (tokens % tokensAtOnce === 0) yield;
  return reader.result();
}

interface Frame {
  readonly list?: unknown[];
  readonly record?: Record<string, unknown>;
  keys: number;
  key?: string;
}

type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

/** A reader that takes one token at a time. */
function createReader(text: string) {
  const stack: Frame[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  let root: Json | undefined;

  /** Takes the next token; false at the end and at whatever does not belong there. */
  function next(): boolean {
    spaces.lastIndex = at;
    spaces.test(text);
    at = spaces.lastIndex;
    const char = text[at] ?? '';
    if (char === '') return false;
    const isTaken =
      wanted === 'value' || wanted === 'value or ]' ? takeValue(char) : takeOther(char);
    if (!isTaken) root = undefined;
    return isTaken;
  }

  function takeValue(char: string): boolean {
    if (char === '{' || char === '[') return open(char);
    if (char === ']' && wanted === 'value or ]') return close();
    const scalar = char === '"' ? takeText() : takeWord();
    return scalar ? put(scalar.value) : false;
  }

  function takeOther(char: string): boolean {
    const frame = stack.at(-1);
    if (char === '"' && (wanted === 'key' || wanted === 'key or }')) return takeKey();
    if (char === '}' && (wanted === 'key or }' || (wanted === ', or end' && frame?.record))) {
      return close();
    }
    if (char === ']' && wanted === ', or end' && frame?.list) return close();
    if (char === ':' && wanted === ':') return move('value');
    if (char === ',' && wanted === ', or end') return move(frame?.record ? 'key' : 'value');
    return false;
  }

  function move(next: Wanted): true {
    at += 1;
    wanted = next;
    return true;
  }

  function open(char: string): boolean {
    if (stack.length >= maxDepth) return false;
    const isRecord = char === '{';
    stack.push(isRecord ? { record: {}, keys: 0 } : { list: [], keys: 0 });
    return move(isRecord ? 'key or }' : 'value or ]');
  }

  function close(): boolean {
    const frame = stack.pop();
    at += 1;
    return put(frame?.list ?? frame?.record);
  }

  /** Puts a value where it belongs. */
  function put(value: unknown): boolean {
    const frame = stack.at(-1);
    wanted = frame ? ', or end' : 'nothing';
    if (!frame) root = { value };
    frame?.list?.push(value);
    const { record, key = '' } = frame ?? {};
    if (!record) return true;
    // The same thing said twice is no harm.
    if (Object.hasOwn(record, key)) return record[key] === value;
    if (key === '__proto__') Object.defineProperty(record, key, { value, enumerable: true });
    else record[key] = value;
    return true;
  }

  function takeKey(): boolean {
    const frame = stack.at(-1);
    const key = takeText();
    if (!frame || key === undefined) return false;
    frame.key = key.value;
    frame.keys += 1;
    wanted = ':';
    return frame.keys <= maxKeys;
  }

  function takeWord(): Json | undefined {
    scalars.lastIndex = at;
    const [word = '', number] = scalars.exec(text) ?? [];
    if (word === '') return undefined;
    at += word.length;
    return { value: number ?? words[word] };
  }

  function takeText(): { readonly value: string } | undefined {
    const from = at + 1;
    let end = text.indexOf('"', from);
    while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    if (end === -1 || end - from > maxTextLength) return undefined;
    const raw = text.slice(from, end);
    at = end + 1;
    return needsReading.test(raw) ? readText(raw) : { value: raw };
  }

  return { next, result: () => (wanted === 'nothing' && at >= text.length ? root : undefined) };
}

const spaces = /[ \t\r\n]*/y;
const scalars = /(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|true|false|null/y;
const words: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these
const needsReading = /[\\\u0000-\u001f]/;

/** Whether a quotation mark stands behind an odd number of backslashes. */
function isEscaped(text: string, at: number): boolean {
  let from = at;
  while (text[from - 1] === '\\') from -= 1;
  return (at - from) % 2 === 1;
}

function readText(raw: string): { readonly value: string } | undefined {
  try {
    return { value: String(JSON.parse(`"${raw}"`)) };
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
