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
  const reader: Reader = { text, at: 0, wanted: 'value', stack: [], root: undefined };
  for (let tokens = 1; takeToken(reader); tokens += 1) if (tokens % tokensAtOnce === 0) yield;
  return reader.wanted === 'nothing' && reader.at >= text.length ? reader.root : undefined;
}

/** A body that is being read, one token at a time. */
interface Reader {
  readonly text: string;
  at: number;
  wanted: Wanted;
  /** What is open, the innermost last. */
  readonly stack: Frame[];
  root: Json | undefined;
}

interface Frame {
  readonly list?: unknown[];
  readonly record?: Record<string, unknown>;
  keys: number;
  key: string;
}

type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

/** Takes the next token; false at the end and at whatever does not belong there. */
function takeToken(reader: Reader): boolean {
  while (spaces.has(reader.text.charCodeAt(reader.at))) reader.at += 1;
  const char = reader.text.charAt(reader.at);
  if (char === '') return false;
  const { wanted } = reader;
  const isTaken =
    wanted === 'value' || wanted === 'value or ]'
      ? takeValue(reader, char)
      : takeOther(reader, char);
  if (!isTaken) reader.root = undefined;
  return isTaken;
}

function takeValue(reader: Reader, char: string): boolean {
  if (char === '"') {
    const value = takeText(reader);
    return value !== undefined && put(reader, value);
  }
  if (char === '{' || char === '[') return open(reader, char === '{');
  if (char === ']' && reader.wanted === 'value or ]') return close(reader);
  return takeWord(reader);
}

function takeOther(reader: Reader, char: string): boolean {
  const { wanted } = reader;
  const frame = reader.stack.at(-1);
  if (char === ':' && wanted === ':') return move(reader, 'value');
  if (char === '"' && (wanted === 'key' || wanted === 'key or }')) return takeKey(reader);
  if (char === ',' && wanted === ', or end') return move(reader, frame?.record ? 'key' : 'value');
  if (char === '}' && (wanted === 'key or }' || (wanted === ', or end' && frame?.record))) {
    return close(reader);
  }
  return char === ']' && wanted === ', or end' && frame?.list !== undefined && close(reader);
}

function move(reader: Reader, wanted: Wanted): true {
  reader.at += 1;
  reader.wanted = wanted;
  return true;
}

function open(reader: Reader, isRecord: boolean): boolean {
  if (reader.stack.length >= maxDepth) return false;
  reader.stack.push(isRecord ? { record: {}, keys: 0, key: '' } : { list: [], keys: 0, key: '' });
  return move(reader, isRecord ? 'key or }' : 'value or ]');
}

function close(reader: Reader): boolean {
  const frame = reader.stack.pop();
  reader.at += 1;
  return put(reader, frame?.list ?? frame?.record);
}

/** Puts a value where it belongs. */
function put(reader: Reader, value: unknown): boolean {
  const frame = reader.stack.at(-1);
  reader.wanted = frame ? ', or end' : 'nothing';
  if (!frame) reader.root = { value };
  frame?.list?.push(value);
  const { record, key = '' } = frame ?? {};
  if (!record) return true;
  // The same thing said twice is no harm.
  if (Object.hasOwn(record, key)) return record[key] === value;
  if (key === '__proto__') Object.defineProperty(record, key, { value, enumerable: true });
  else record[key] = value;
  return true;
}

function takeKey(reader: Reader): boolean {
  const frame = reader.stack.at(-1);
  const key = takeText(reader);
  if (!frame || key === undefined) return false;
  frame.key = key;
  frame.keys += 1;
  reader.wanted = ':';
  return frame.keys <= maxKeys;
}

function takeWord(reader: Reader): boolean {
  scalars.lastIndex = reader.at;
  const [word = '', number] = scalars.exec(reader.text) ?? [];
  if (word === '') return false;
  reader.at += word.length;
  return put(reader, number ?? words[word]);
}

function takeText(reader: Reader): string | undefined {
  const { text } = reader;
  const from = reader.at + 1;
  let end = text.indexOf('"', from);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  if (end === -1 || end - from > maxTextLength) return undefined;
  const raw = text.slice(from, end);
  reader.at = end + 1;
  return needsReading.test(raw) ? readText(raw) : raw;
}

/** Space, tab, line feed, carriage return. */
const spaces = new Set([0x20, 0x09, 0x0a, 0x0d]);
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

function readText(raw: string): string | undefined {
  try {
    return String(JSON.parse(`"${raw}"`));
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
