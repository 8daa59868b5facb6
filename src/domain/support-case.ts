/**
 * A question that somebody asked of our people, and what became of it. Pure: who stores it, tells
 * it or shows it is elsewhere.
 */

/** `open`: the person waits. `answered`: staff wrote last. `closed`: nobody waits any more. */
export type CaseState = 'open' | 'answered' | 'closed';

/** One thing that was written, by the person or by staff. */
export interface CaseMessage {
  /** Unique in its case: the update that brought it, so that it is taken in once. */
  readonly id: string;
  readonly atMs: number;
  readonly from: 'person' | 'staff';
  readonly byUserId: number;
  readonly text: string;
  /** Of an answer: whether it reached the chat. `trying` is also what a kill leaves. */
  readonly delivery?: 'trying' | 'sent' | 'not_sent';
}

/** What Chessa's people were told of a case: asked with an outcome nobody learned, or its number. */
export type Passed =
  | { readonly kind: 'asking' }
  | { readonly kind: 'passed'; readonly caseId: string }
  | { readonly kind: 'not_passed' };

/** A case as it is stored. `revision` grows by one with every change; 0 is not stored yet. */
export interface SupportCase {
  readonly id: string;
  readonly revision: number;
  readonly userId: number;
  readonly transferId?: string;
  /** What people call the transfer. */
  readonly shortId?: string;
  readonly state: CaseState;
  readonly openedAtMs: number;
  /** Who of staff looks after it. */
  readonly takenBy?: number;
  /** Oldest first; the newest 40. */
  readonly messages: readonly CaseMessage[];
  readonly passed?: Passed;
  /** Messages to staff that show this case, edited as it changes. */
  readonly shownTo: readonly { readonly chatId: number; readonly messageId: number }[];
}

/** What is kept of a long exchange. */
const mostMessages = 40;

/** Longest text that a person or staff may write at once, in UTF-16 units. */
export const longestMessage = 2_000;

/** Whether this was taken in before. */
export function hasMessage({ messages }: SupportCase, id: string): boolean {
  return messages.some((message) => message.id === id);
}

/** The case with one more message; it waits for the other side, also when it had been closed. */
export function withMessage(before: SupportCase, message: CaseMessage): SupportCase {
  const isAnswer = message.from === 'staff';
  return {
    ...before,
    state: isAnswer ? 'answered' : 'open',
    ...(isAnswer && { takenBy: before.takenBy ?? message.byUserId }),
    messages: [...before.messages, message].slice(-mostMessages),
  };
}

/** The case with the outcome of one answer. */
export function withDelivery(
  before: SupportCase,
  id: string,
  delivery: 'sent' | 'not_sent',
): SupportCase {
  const messages = before.messages.map((one) => (one.id === id ? { ...one, delivery } : one));
  return { ...before, messages };
}

/** Who waits for an answer first, the longest first; then those that were answered. */
export function byWaiting(cases: readonly SupportCase[]): SupportCase[] {
  const sinceMs = ({ messages, openedAtMs }: SupportCase) => messages.at(-1)?.atMs ?? openedAtMs;
  const rank = ({ state }: SupportCase) => (state === 'open' ? 0 : 1);
  return [...cases].sort((one, other) => rank(one) - rank(other) || sinceMs(one) - sinceMs(other));
}

/** A closed case taken up again: whoever wrote last decides who waits. */
export function reopened(before: SupportCase): SupportCase {
  const waits = before.messages.at(-1)?.from !== 'staff';
  return before.state === 'closed' ? { ...before, state: waits ? 'open' : 'answered' } : before;
}

/** The case in somebody's hands, or in nobody's. */
export function heldBy({ takenBy: _, ...rest }: SupportCase, userId?: number): SupportCase {
  return userId === undefined ? rest : { ...rest, takenBy: userId };
}
