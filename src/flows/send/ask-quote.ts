/** The end of `/send`: a finished draft becomes a quote, or one of its questions is asked again. */
import type { Failure } from '../../chessa/failure.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { Result } from '../../domain/result.ts';
import type { Transfer } from '../../domain/transfer.ts';
import type { Store } from '../../store/store.ts';
import type { Messages } from '../../text/messages.ts';
import type { Closed } from '../../transfers/open.ts';
import type { Quoted, QuoteRequest } from '../../transfers/quote.ts';
import type { Rules } from './answer.ts';
import { askedAgain } from './refused-quote.ts';
import { quoteRequest } from './request.ts';
import { settle } from './stale.ts';
import { nextStep, type Step } from './steps.ts';

/** No quote was asked for, as this person or all together have asked for many. */
export interface TooManyQuotes {
  readonly kind: 'too_many';
  readonly whose: 'own' | 'all';
  readonly waitMs: number;
}

export interface AskQuoteDeps {
  readonly store: Store;
  /** The rules of this moment, read from a configuration at most so old. */
  readonly rules: (messages: Messages, maxAgeMs: number) => Promise<Result<Rules, Failure>>;
  readonly quote: (request: QuoteRequest) => Promise<Quoted | TooManyQuotes | Closed>;
}

/** How asking for the quote ended. `again` asks a question again after a remark. */
export type QuoteOutcome =
  | { readonly kind: 'quoted'; readonly transfer: Transfer }
  | { readonly kind: 'again'; readonly remark: string }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | TooManyQuotes
  | Closed
  | { readonly kind: 'unsafe' };

/** What can be sent to changes; a quote is asked for by what was offered just now. */
const configurationHoldsMs = 30_000;

/** Makes the function that asks for the quote of a person's finished draft. */
export function createAskQuote({ store, rules, quote }: AskQuoteDeps) {
  return async function askQuote(
    userId: number,
    answers: SendDraft,
    messages: Messages,
  ): Promise<QuoteOutcome> {
    const read = await rules(messages, configurationHoldsMs);
    if (!read.ok) return { kind: 'failed', failure: read.failure };
    const { checkedBy, ...unchecked } = answers;
    const { draft, remark } = settle(unchecked, read.value);
    const { configuration } = read.value;
    const open = nextStep(draft, configuration);
    if (remark || open) return again(userId, draft, remark ?? whyAsked(open, messages));
    const outcome = await quoteAfresh(quoteRequest(userId, draft, configuration));
    if (outcome.kind === 'failed') {
      const refused = askedAgain(outcome.failure, draft, configuration, messages);
      return refused ? again(userId, refused.draft, refused.remark) : outcome;
    }
    if (outcome.kind !== 'quoted') return outcome;
    await replaceQuote(draft.quotedId);
    // The name that was shown is the one that Chessa keeps, whatever was typed before.
    const { recipientId, accountName } = outcome.transfer.payee;
    await store.drafts.put(userId, 'send', {
      ...draft,
      ...(draft.name && { name: { ...draft.name, accountName } }),
      recipientId,
      quotedId: outcome.transfer.id,
    });
    return outcome;
  };

  /** Chessa may have put away a recipient that was made before: then one is made once more. */
  async function quoteAfresh(request: QuoteRequest): Promise<Quoted | TooManyQuotes | Closed> {
    const outcome = await quote(request);
    const { recipientId, ...anew } = request;
    const isGone =
      outcome.kind === 'failed' &&
      outcome.failure.kind === 'rejected' &&
      (outcome.failure.why === 'not_found' || outcome.failure.why === 'other');
    return isGone && recipientId ? quote(anew) : outcome;
  }

  async function again(userId: number, draft: SendDraft, remark: string): Promise<QuoteOutcome> {
    await store.drafts.put(userId, 'send', draft);
    return { kind: 'again', remark };
  }

  /** A newer quote from the same answers takes the place of one that nobody confirmed. */
  async function replaceQuote(quotedId: string | undefined): Promise<void> {
    const earlier = quotedId ? await store.transfers.find(quotedId) : undefined;
    if (earlier?.state === 'quoted') {
      await store.transfers.commit({ ...earlier, state: 'cancelled' });
    }
  }
}

/** A question that was not there when the answers were given. */
function whyAsked(step: Step | undefined, { send }: Messages): string {
  return step?.kind === 'field' ? send.rulesChanged(step.field) : send.noLongerOffered('');
}
