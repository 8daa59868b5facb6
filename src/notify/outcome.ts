/**
 * What became of a call to Telegram. A send cannot be deduplicated there, so the difference
 * between "surely not executed" and "unknown" decides what may be repeated.
 */
import { GrammyError, HttpError } from 'grammy';
import { neverLeft } from '../domain/never-left.ts';

/** The outcomes that matter, whatever the method was. */
export type CallOutcome<T> =
  | { readonly kind: 'accepted'; readonly value: T }
  /** Surely not executed; safe to repeat after the wait. */
  | { readonly kind: 'later'; readonly waitMs: number }
  /** The person blocked the bot or is gone. */
  | { readonly kind: 'unreachable' }
  /** The message to act on is not there any more, or cannot be edited. */
  | { readonly kind: 'message_gone' }
  /** An edit that would change nothing. */
  | { readonly kind: 'not_modified' }
  /** Telegram refuses this call for good. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Cut after the request left: it may or may not have been executed. */
  | { readonly kind: 'unknown' };

const afterRefusedConnectionMs = 2_000;

/** Makes a call and tells what became of it. Throws only what is no answer of Telegram. */
export async function outcomeOf<T>(call: () => Promise<T>): Promise<CallOutcome<T>> {
  try {
    return { kind: 'accepted', value: await call() };
  } catch (problem) {
    if (problem instanceof GrammyError) return outcomeOfRefusal(problem);
    if (problem instanceof HttpError) return outcomeOfCut(problem);
    throw problem;
  }
}

function outcomeOfRefusal(refusal: GrammyError): CallOutcome<never> {
  const { error_code: code, description, parameters } = refusal;
  if (code === 429) return { kind: 'later', waitMs: (parameters.retry_after ?? 5) * 1_000 };
  if (code >= 500) return { kind: 'unknown' };
  if (code === 403 || /chat not found|user is deactivated/i.test(description)) {
    return { kind: 'unreachable' };
  }
  if (/message is not modified/i.test(description)) return { kind: 'not_modified' };
  if (
    /message (to edit|to delete|can't be edited|can't be deleted)|MESSAGE_ID_INVALID/i.test(
      description,
    )
  ) {
    return { kind: 'message_gone' };
  }
  return { kind: 'refused', why: description };
}

function outcomeOfCut(cut: HttpError): CallOutcome<never> {
  return neverLeft(cut.error)
    ? { kind: 'later', waitMs: afterRefusedConnectionMs }
    : { kind: 'unknown' };
}
