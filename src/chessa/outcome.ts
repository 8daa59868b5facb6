/**
 * What an exchange means: a readable answer, or one of the closed set of failures. Pure; the only
 * place that knows which cuts and statuses leave it open whether something happened.
 */
import { inSlices } from '../domain/paced.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Exchanged } from './exchange.ts';
import type { Failure } from './failure.ts';
import { type Json, jsonSteps } from './json.ts';
import { readRejection } from './rejection.ts';

/** What a call does when it reaches the provider. */
export type CallKind =
  /** Asks; may be repeated. */
  | 'read'
  /** Asks for the configuration: a 403 is about our credentials. */
  | 'configuration'
  /** Acts; what is not known to have failed may have happened. */
  | 'write';

/** A failure together with the answer's body, where there was a readable one. */
export interface FailedCall {
  readonly failure: Failure;
  readonly body?: unknown;
  /** Worth asking again at once: cuts, 429 and 5xx, never for a write. */
  readonly again: boolean;
}

/** The longest wait that a Retry-After header can ask for. */
const maxRetryAfterMs = 3_600_000;

/**
 * Judges an exchange. A 2xx with a JSON body is the value, its numbers as text; the
 * configuration, which is large, stays text. 4xx is
 * `rejected`, but 401 (and 403 on the configuration) is `misconfigured` and 429 `unavailable`.
 * All else is `unavailable` for a read; for a write it is `unknown`, unless the request never left.
 */
export async function judge(
  exchanged: Exchanged,
  kind: CallKind,
  nowMs: number,
): Promise<Result<unknown, FailedCall>> {
  const open: Failure = kind === 'write' ? { kind: 'unknown' } : { kind: 'unavailable' };
  const again = kind !== 'write';
  if (exchanged.kind === 'not_sent') return refused({ failure: { kind: 'unavailable' }, again });
  if (exchanged.kind === 'lost') return refused({ failure: open, again });

  const { status, headers, text } = exchanged;
  const isGood = status >= 200 && status < 300;
  if (isGood && kind === 'configuration' && text !== undefined) return ok(text);
  const json = await readBody(text);
  if (isGood) {
    return json ? ok(json.value) : refused({ failure: open, again: false });
  }
  if (status === 401 || (status === 403 && kind === 'configuration')) {
    return refused({ failure: { kind: 'misconfigured' }, again: false });
  }
  const retryAfterMs = readRetryAfter(headers, nowMs);
  if (status === 429) return refused({ failure: { kind: 'unavailable', retryAfterMs }, again });
  // A 408 says that the request did not arrive whole; for a write that is not proof enough.
  if (status >= 400 && status < 500 && status !== 408) {
    const failure = readRejection(status, json?.value);
    return refused({ failure, body: json?.value, again: false });
  }
  const failure: Failure = kind === 'write' ? open : { kind: 'unavailable', retryAfterMs };
  return refused({ failure, again: again && status >= 400 });
}

async function readBody(text: string | undefined): Promise<Json | undefined> {
  return text === undefined ? undefined : inSlices(jsonSteps(text));
}

/**
 * The wait that `Retry-After` asks for (RFC 9110, section 10.2.3: seconds or an HTTP date), in
 * milliseconds, at most an hour; `undefined` without one. A date is read against the answer's own
 * `Date`, so that a wrong clock here does not matter.
 */
function readRetryAfter(headers: Headers, nowMs: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  const sentAtMs = Date.parse(headers.get('date') ?? '');
  const waitMs = /^\d+(\.\d+)?$/.test(text)
    ? Number(text) * 1000
    : Date.parse(text) - (Number.isNaN(sentAtMs) ? nowMs : sentAtMs);
  if (Number.isNaN(waitMs)) return undefined;
  return Math.min(Math.max(waitMs, 0), maxRetryAfterMs);
}
