/** A call together with how its answer is read. */
import { inSlices, type Steps } from '../domain/paced.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Failure } from './failure.ts';
import type { Call, Http } from './http.ts';
import type { Report } from './wire-values.ts';

/** What `Http.call` resolves to. */
export type Answer = Awaited<ReturnType<Http['call']>>;

/** Makes the call and reads its answer; see {@link understood}. */
export async function ask<T>(
  http: Http,
  call: Call,
  read: (body: unknown) => T | undefined,
  report: Report,
): Promise<Result<T, Failure>> {
  return understood(await http.call(call), call, read, report);
}

/** As {@link ask}, for answers that may be long: they are read in slices. */
export async function askInSlices<T>(
  http: Http,
  call: Call,
  read: (body: unknown) => Steps<T | undefined>,
  report: Report,
): Promise<Result<T, Failure>> {
  const answer = await http.call(call);
  const value = answer.ok ? await inSlices(read(answer.value)) : undefined;
  return understood(answer, call, () => value, report);
}

/**
 * Reads an answer. One that makes no sense (`read` gives `undefined`) is reported and is as good
 * as none: `unavailable`, or for a write, which may have happened, `unknown`.
 */
export function understood<T>(
  answer: Answer,
  call: Pick<Call, 'kind' | 'path'>,
  read: (body: unknown) => T | undefined,
  report: Report,
): Result<T, Failure> {
  if (!answer.ok) return refused(answer.failure.failure);
  const value = read(answer.value);
  if (value !== undefined) return ok(value);
  report('unreadable_answer', { kind: call.kind, path: call.path.split('/')[2] ?? '' });
  return refused({ kind: call.kind === 'write' ? 'unknown' : 'unavailable' });
}
