/**
 * The values that every answer is made of, read with tolerance: what is empty, null or of another
 * type is absent. Numbers arrive as text (see `json`), so `5` and `"5"` are the same here.
 */
import { transform } from 'zod/mini';
import { toDecimal } from '../domain/money.ts';

/** Told once for each shape that was not expected: names of shapes only, never values. */
export type Report = (event: string, about: Readonly<Record<string, string>>) => void;

/** Passes each report on once; after 500 different ones, no more. */
export function reportOnce(report: Report): Report {
  const seen = new Set<string>();
  return (event, about) => {
    const shape = JSON.stringify([event, about]);
    if (seen.has(shape) || seen.size >= 500) return;
    seen.add(shape);
    report(event, about);
  };
}

/*
 * An order has thirty values, and is read at every look: each is read in one step, absent ones too,
 * and by the smaller transform, as none of them has anything to complain of.
 */

/** Text without surrounding space; `''`, null and other types are absent. */
export const text = transform(asText);

/** A coin, currency or country as it is known: `usdc` is `USDC`. */
export const symbol = transform((value: unknown) => asText(value)?.toUpperCase());

/** An exact decimal from a number or text; absent when it is neither. */
export const decimal = transform((value: unknown) => ifText(value, toDecimal));

/** Epoch milliseconds; see {@link readTime}. */
export const time = transform((value: unknown) => ifText(value, readTime));

/** A link that may become a button; see {@link readLink}. */
export const link = transform((value: unknown) => ifText(value, readLink));

/** `true` and `false`, also as words or 1 and 0. */
export const flag = transform((value: unknown) =>
  typeof value === 'boolean' ? value : ifText(value, (word) => flags.get(word.toLowerCase())),
);

/** A code, alone or in `{ code }`, `{ id }` or `{ name }`. */
export const code = transform((value: unknown) => {
  const record = asRecord(value);
  return asText(value) ?? asText(record?.code) ?? asText(record?.id) ?? asText(record?.name);
});

function ifText<T>(value: unknown, read: (text: string) => T): T | undefined {
  const found = asText(value);
  return found === undefined ? undefined : read(found);
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

/** Text as {@link text} reads it. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim() || undefined : undefined;
}

/** An object that is no list; its fields are unknown. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isRecord(value) ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body, or its `data` where that is an object and the body itself has none of the keys. */
export function opened(body: unknown, ...keys: readonly string[]): ReturnType<typeof asRecord> {
  const root = asRecord(body);
  return keys.some((key) => root?.[key] !== undefined) ? root : (asRecord(root?.data) ?? root);
}

/** A list as it is, one thing as a list of it, nothing as an empty list. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

const earliestMs = Date.UTC(2000, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);
const isoTime =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * Reads a time as epoch milliseconds: ISO 8601 (UTC where it names no zone), seconds, or
 * milliseconds. `undefined` for what no calendar holds and for years outside 2000 to 2099.
 */
export function readTime(value: string): number | undefined {
  const ms = /^\d+(\.\d+)?$/.test(value) ? readEpoch(Number(value)) : readIso(value);
  return ms !== undefined && ms >= earliestMs && ms < latestMs ? ms : undefined;
}

/** Seconds and milliseconds differ by so much that no year within reason is both. */
function readEpoch(value: number): number {
  return Math.floor(value >= earliestMs ? value : value * 1000);
}

function readIso(value: string): number | undefined {
  const match = isoTime.exec(value);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const fraction = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const parts = [hour ?? 0, minute ?? 0, second ?? 0, fraction] as const;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59) return undefined;
  const [, sign, zoneHours, zoneMinutes = '0'] =
    /^([+-])(\d\d):?(\d\d)?$/.exec(match[8] ?? '') ?? [];
  const zone = sign ? Number(`${sign}1`) * (Number(zoneHours) * 60 + Number(zoneMinutes)) : 0;
  return date.getTime() + ((parts[0] * 60 + parts[1] - zone) * 60 + parts[2]) * 1000 + parts[3];
}

/**
 * Lets a link through only if it is `https` to a plain public host name: no credentials, port,
 * address in numbers, local name, or letters of another script that look like Latin ones.
 */
export function readLink(value: string): string | undefined {
  if (value.length > 512 || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  const host = url.hostname;
  const plain = /^(?!.*xn--)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,24}$/.test(host);
  const local = /\.(local|localhost|internal|intranet|lan|home|corp|test|invalid|onion|arpa)$/.test(
    host,
  );
  if (url.protocol !== 'https:' || url.username || url.password || url.port) return undefined;
  return plain && !local ? url.href : undefined;
}
