/**
 * The part of `/send` that touches the world: reads and writes the draft, asks Chessa. The
 * conversation calls it through `external`, so what goes in and out is small plain JSON.
 */
import type { Chessa } from '../../chessa/client.ts';
import type { Failure } from '../../chessa/failure.ts';
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { Decimal } from '../../domain/money.ts';
import type { KnownRecipient } from '../../domain/recipient.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Transfer } from '../../domain/transfer.ts';
import type { Store } from '../../store/store.ts';
import type { Messages } from '../../text/messages.ts';
import type { Closed } from '../../transfers/open.ts';
import type { Quoted, QuoteRequest } from '../../transfers/quote.ts';
import { noteQuestion } from '../open-question.ts';
import { type Answered, answer, type Reply, type Rules } from './answer.ts';
import { createAskQuote, type QuoteOutcome, type TooManyQuotes } from './ask-quote.ts';
import { createMostUsed } from './most-used.ts';
import { createNameLookUp, type NameLookUpDeps } from './name-look-up.ts';
import { shownOptionsOf } from './options.ts';
import { pausedAt, pausedWholly } from './paused.ts';
import { pageOf, type Question, questionFor, stepName } from './question.ts';
import { backToRecipient, placeAfterRecipient } from './recipient.ts';
import type { createRecipientStep, Heard } from './recipient-step.ts';
import { settle } from './stale.ts';
import { chosen, type FundingAsset, nextStep, withoutLast } from './steps.ts';
import { takeTyped } from './typed-early.ts';
import { createWalks } from './walks.ts';

export interface DialogueDeps extends NameLookUpDeps {
  readonly store: Store;
  readonly getRate: Chessa['getRate'];
  /** What can be sent to, read from the provider at most so long ago, where it can be had. */
  readonly configuration: (maxAgeMs?: number) => Promise<Result<Configuration, Failure>>;
  readonly quote: (request: QuoteRequest) => Promise<Quoted | TooManyQuotes | Closed>;
  /** Told in which message a quote is shown. */
  readonly shown: (transfer: Transfer, messageId: number) => Promise<void>;
  /** Staff let this person begin nothing new. */
  readonly isBlocked: (userId: number) => Promise<boolean>;
  readonly fundingAssets: readonly FundingAsset[];
  readonly toWhom: ReturnType<typeof createRecipientStep>;
  readonly now: () => number;
}

/** What to do now: ask, ask after a remark, quote, or say that nothing can be asked. */
export type Next =
  | { readonly kind: 'question'; readonly question: Question; readonly remark?: string }
  | { readonly kind: 'finished' }
  | { readonly kind: 'unavailable' }
  | Closed;

/** Answers that may change the rules bring the configuration anew, at most so often. */
const refreshedMs = 5_000;

/** Makes the world of `/send`. */
export function createSendDialogue(deps: DialogueDeps) {
  const { store, toWhom } = deps;
  const walks = createWalks(deps);
  const mostUsed = createMostUsed(deps);
  const lookUp = createNameLookUp(deps);
  const askQuote = createAskQuote({ store, rules: rulesNow, quote: deps.quote });

  /** The next question of a person's draft; begins a draft where there is none. */
  async function next(userId: number, messages: Messages): Promise<Next> {
    if (await deps.isBlocked(userId)) return { kind: 'blocked' };
    const read = await rulesNow(messages);
    if (!read.ok || read.value.configuration.corridors.length === 0) {
      const sentence = read.ok ? pausedWholly(read.value.configuration) : undefined;
      return sentence ? { kind: 'paused', sentence } : { kind: 'unavailable' };
    }
    const { configuration } = read.value;
    const kept = await currentDraft(userId);
    const first = await toWhom.question(userId, kept);
    if (first) {
      await walks.recipient(userId, kept, 'asked');
      return { kind: 'question', question: first };
    }
    const { draft, remark: gone } = settle(kept, read.value);
    if (draft !== kept) await store.drafts.put(userId, 'send', draft);
    const step = nextStep(draft, configuration);
    if (!step) return { kind: 'finished' };
    const typed = takeTyped(step, draft, read.value);
    if (typed) {
      await store.drafts.put(userId, 'send', typed.draft);
      if (!typed.remark) await walks.answered(userId, step, typed.draft, configuration);
      return nextAfter(userId, messages, [gone, typed.remark]);
    }
    const closed = pausedAt(step, draft, configuration).map(messages.pausedHere);
    const remark = [...(gone ? [gone] : []), ...closed].join('\n');
    if (step.kind === 'name' && !draft.enquiry) {
      const said = await lookUp(userId, draft, configuration, messages);
      return nextAfter(userId, messages, [gone, said]);
    }
    await walks.asked(userId, draft, step, configuration);
    const estimate = step.kind === 'amount' ? await rate(draft, read.value) : undefined;
    const question = questionFor(step, draft, read.value, estimate);
    const place = placeAfterRecipient(question.place, draft, configuration);
    return { kind: 'question', question: { ...question, place }, ...(remark && { remark }) };
  }

  /** Takes a reply to the question of this step, once: after a crash it is delivered again. */
  async function hear(
    userId: number,
    step: string,
    reply: Reply & { readonly updateId: number },
    messages: Messages,
  ): Promise<Heard> {
    const read = await rulesNow(messages);
    const draft = await currentDraft(userId);
    const takenUpdateId = reply.updateId;
    if (draft.takenUpdateId === takenUpdateId) return { kind: 'taken' };
    if (read.ok && draft.to === 'ask') {
      const heard = await toWhom.hear(userId, draft, reply, read.value.configuration, messages);
      if (heard.kind === 'taken') await walks.recipient(userId, draft, 'answered');
      return heard;
    }
    const open = read.ok ? nextStep(draft, read.value.configuration) : undefined;
    if (!read.ok || !open || stepName(open) !== step) return { kind: 'taken' };
    const answered: Answered = answer(open, draft, reply, read.value);
    if (answered.kind === 'wrong') return answered;
    if (answered.kind === 'taken') {
      await walks.answered(userId, open, answered.draft, read.value.configuration);
    }
    await store.drafts.put(userId, 'send', { ...answered.draft, to: draft.to, takenUpdateId });
    // Other rules may hold now; what was entered is kept by key and held against them.
    if (open.kind === 'field' && open.field.refresh) await deps.configuration(refreshedMs);
    if (answered.kind === 'narrowed') return { kind: 'narrowed' };
    return { kind: 'taken', ...(answered.label && { label: answered.label }) };
  }

  /** Begins anew with somebody sent to before; returns what does not do any more, in words. */
  async function sendTo(
    userId: number,
    recipient: KnownRecipient,
    messages: Messages,
    typedAmount?: string,
  ): Promise<string | undefined> {
    const read = await deps.configuration();
    return read.ok
      ? toWhom.choose(userId, recipient, read.value, messages, typedAmount)
      : undefined;
  }

  /** Goes one answer back, once. */
  async function back(userId: number, takenUpdateId: number): Promise<void> {
    const read = await deps.configuration();
    const { search, ...draft } = await currentDraft(userId);
    if (!read.ok || draft.takenUpdateId === takenUpdateId) return;
    // Leaving a narrowed list is a step of its own.
    const earlier = search ? draft : withoutLast(draft, read.value);
    const kept = search ? undefined : backToRecipient(draft);
    await store.drafts.put(userId, 'send', {
      ...(kept ?? { ...earlier, to: draft.to }),
      takenUpdateId,
    });
  }

  /** Another page of the list that is being asked; `undefined` when that question is over. */
  async function page(
    userId: number,
    step: string,
    number: number,
    messages: Messages,
  ): Promise<Question | undefined> {
    const read = await rulesNow(messages);
    const draft = await store.drafts.find(userId, 'send');
    const open = read.ok && draft ? nextStep(draft, read.value.configuration) : undefined;
    if (!read.ok || !draft || !open || stepName(open) !== step) return undefined;
    if (draft.to === 'ask') return undefined;
    const question = questionFor(open, draft, read.value);
    const shown = pageOf(shownOptionsOf(open, draft, read.value), draft.search, number);
    const place = placeAfterRecipient(question.place, draft, read.value.configuration);
    return 'page' in question ? { ...question, place, page: shown } : undefined;
  }

  /** Asks for the quote of a finished draft. */
  async function quoted(userId: number, messages: Messages): Promise<QuoteOutcome> {
    return askQuote(userId, await currentDraft(userId), messages);
  }

  /** The next question, after the sentences about what led to it. */
  async function nextAfter(
    userId: number,
    messages: Messages,
    said: readonly (string | undefined)[],
  ): Promise<Next> {
    const following = await next(userId, messages);
    if (following.kind !== 'question') return following;
    const remark = [...said, following.remark].filter(Boolean).join('\n');
    return remark ? { ...following, remark } : following;
  }

  /** Today's rate is a courtesy: without it the question is asked all the same. */
  async function rate(
    draft: SendDraft,
    { configuration, assets }: Rules,
  ): Promise<{ asset: string; rate: Decimal } | undefined> {
    const [first] = assets;
    const currency = chosen(draft, configuration).corridor?.currency;
    if (!first || !currency) return undefined;
    const found = await deps.getRate(first.asset, currency);
    return found.ok ? { asset: first.asset, rate: found.value } : undefined;
  }

  async function currentDraft(userId: number): Promise<SendDraft> {
    return (await store.drafts.find(userId, 'send')) ?? toWhom.begin(userId);
  }

  async function rulesNow(messages: Messages, maxAgeMs?: number): Promise<Result<Rules, Failure>> {
    const read = await deps.configuration(maxAgeMs);
    if (!read.ok) return read;
    const assets = assetsOf(read.value);
    return ok({ configuration: read.value, assets, messages, uses: await mostUsed() });
  }

  function assetsOf(configuration: Configuration): readonly FundingAsset[] {
    return configuration.fundingAssets ?? deps.fundingAssets;
  }

  /** A question stands in this message now. */
  const asked = (userId: number, messageId: number) => noteQuestion(store, userId, messageId);

  return { next, asked, hear, sendTo, back, page, quoted, shown: deps.shown };
}

export type SendDialogue = ReturnType<typeof createSendDialogue>;
