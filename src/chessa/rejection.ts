/**
 * The body of a refusal, `{ error, message, statusCode }` where the provider keeps to its own
 * documents, turned into a reason. Its sentences are searched for facts and never shown.
 */

import { toDecimal } from '../domain/money.ts';
import type { Rejected } from './failure.ts';
import { asList, asRecord, asText } from './wire-values.ts';

const maxComplaints = 20;
const maxComplaintLength = 200;
/** What comes after so many parts of a list is not read any more. */
const maxParts = 200;

/**
 * Reads a 4xx answer (other than 401 and 429). `body` is parsed JSON, or `undefined` when it was
 * not readable. Any shape gives a reason; what is not understood is `other`.
 */
export function readRejection(status: number, body: unknown): Rejected {
  const said = words(body);
  const fields = readComplaints(body);
  const base = { kind: 'rejected', status } as const;
  if (status === 404) return { ...base, why: 'not_found' };
  if (said.includes('invalid_refund_request')) return { ...base, why: 'refund_not_allowed' };
  if (status === 403) return { ...base, why: 'forbidden' };
  const bound = readBound(said);
  if (bound) return { ...base, ...bound };
  return fields ? { ...base, why: 'fields', fields } : { ...base, why: 'other' };
}

/** What a 404 says is missing. */
export type NotFound = 'path' | 'thing' | 'unclear';

/**
 * Tells from its body whether a 404 is about the path itself (`Cannot POST /v1/recipients`) or
 * about something that was looked for (`not_found`, `Account not found`).
 */
export function readNotFound(body: unknown): NotFound {
  const record = asRecord(body);
  const message = asText(record?.message)?.toLowerCase() ?? '';
  if (/\b(cannot|route|path|endpoint|url|page)\b|\/v\d/.test(message)) return 'path';
  const isThing = /[a-z]+ (was |is |could )?not (be )?found|no such [a-z]+|unknown [a-z]+/;
  const isDocumented = asText(record?.error)?.toLowerCase() === 'not_found';
  return isDocumented && isThing.test(message) ? 'thing' : 'unclear';
}

function partsOf(value: unknown): readonly unknown[] {
  return asList(value).slice(0, maxParts);
}

/** Codes and messages of an error body in lower case, in one text. */
function words(body: unknown): string {
  const record = asRecord(body);
  const error = asRecord(record?.error);
  const parts = [record?.error, record?.code, error?.code, error?.message]
    .concat(...[record?.message, record?.errors, record?.details].map(partsOf))
    .map((part) => asText(part) ?? asText(asRecord(part)?.message) ?? asText(asRecord(part)?.code));
  return parts.filter(Boolean).join(' \n').slice(0, 4000).toLowerCase();
}

const minimum = /(?<![a-z])min(imum)?(?![a-z])/;
const maximum = /(?<![a-z])max(imum)?(?![a-z])/;
const tooLittle =
  /\bbelow\b|too[ _](small|low)|lower than|must be (at least|more|greater|over|above)/;
const tooMuch = /\bexceeds?\b|too[ _](large|high|big)|must be (at most|less|under|below)|\babove\b/;

/** "below the minimum limit of 2 USD": which bound, and its value where one stands there. */
function readBound(said: string): Pick<Rejected, 'why' | 'limit'> | undefined {
  if (!/amount|limit|minimum|maximum/.test(said)) return undefined;
  // The bound that is named decides; words of comparison depend on how the sentence turns.
  const named = minimum.test(said) !== maximum.test(said);
  const isBelow = named ? minimum.test(said) : tooLittle.test(said) && !tooMuch.test(said);
  const isAbove = named ? maximum.test(said) : tooMuch.test(said) && !tooLittle.test(said);
  if (!isBelow && !isAbove) return undefined;
  const why = isBelow ? 'below_minimum' : 'above_maximum';
  const [, before, digits, after] =
    /(?:(?:of|is|to|than|least|most|:)\s+)(?:([a-z]{3,5})\s+)?(\d[\d,]*(?:\.\d+)?)(?:\s+([a-z]{3,5})\b)?/.exec(
      said,
    ) ?? [];
  const currency = after ?? before;
  const value = digits === undefined ? undefined : toDecimal(digits.replaceAll(',', ''));
  if (value === undefined || currency === undefined) return { why };
  return { why, limit: { value, currency: currency.toUpperCase() } };
}

/** Complaints by the last part of the field's path, wherever the body keeps them. */
function readComplaints(body: unknown): Readonly<Record<string, string>> | undefined {
  const record = asRecord(body);
  const error = asRecord(record?.error);
  const sources = [record?.errors, record?.details, record?.validation, record?.fields].concat(
    partsOf(record?.message),
    partsOf(error?.message),
    [error?.details, error?.fields, error?.errors],
  );
  const found = new Map<string, string>();
  for (const source of sources) {
    for (const [field, complaint] of complaintsIn(source)) {
      if (found.size < maxComplaints) found.set(field, complaint.slice(0, maxComplaintLength));
    }
  }
  return found.size > 0 ? Object.fromEntries(found) : undefined;
}

/** A key, perhaps the value that was sent under it, and what is said of it. */
const aboutField =
  /^([a-z]\w*(?:\.\w+)*)(?: [\w-]*[_\d][\w-]*)? (?:must|should|is|has|needs|cannot|may|does|was|contains)\b/;

/**
 * A list of `{ field, message }`, an object of messages by field, or a sentence that begins with
 * the field's key (`accountNumber must be 10 digits`).
 */
function complaintsIn(source: unknown): [field: string, complaint: string][] {
  const sentence = asText(source);
  if (sentence !== undefined) {
    const field = lastPart(aboutField.exec(sentence.slice(0, maxComplaintLength))?.[1]);
    return field ? [[field, sentence]] : [];
  }
  const named = partsOf(source).flatMap((item) => {
    if (typeof item === 'string') return complaintsIn(item);
    const about = asRecord(item);
    const path = about?.field ?? about?.path ?? about?.property ?? about?.param ?? about?.key;
    const field = lastPart(Array.isArray(path) ? path.join('.') : asText(path));
    if (!about || !field) return [];
    const constraint = Object.values(asRecord(about.constraints) ?? {})[0];
    const complaint =
      asText(about.message) ?? asText(about.msg) ?? asText(about.error) ?? asText(constraint);
    return [[field, complaint ?? ''] satisfies [string, string]];
  });
  if (named.length > 0 || Array.isArray(source)) return named;
  const entries = Object.entries(asRecord(source) ?? {}).slice(0, maxParts);
  return entries.flatMap(([path, complaint]) => {
    const field = lastPart(path);
    const text = asText(Array.isArray(complaint) ? complaint[0] : complaint);
    return field && text ? [[field, text] satisfies [string, string]] : [];
  });
}

/** `recipient.accountNumber` as `accountNumber`; `undefined` unless it looks like a name. */
function lastPart(path: string | undefined): string | undefined {
  const last = path
    ?.split(/[./[\]]+/)
    .filter(Boolean)
    .at(-1);
  return last && /^[A-Za-z]\w{0,63}$/.test(last) ? last : undefined;
}
