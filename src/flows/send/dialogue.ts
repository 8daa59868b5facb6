/**
 * The part of `/send` that touches the world: reads and writes the draft, asks Chessa. The
 * conversation calls it through `external`, so what goes in and out is small plain JSON.
 */
import type { Chessa } from '../../chessa/client.ts';
import type { Failure } from '../../chessa/failure.ts';
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { Decimal } from '../../domain/money.ts';
import type { Result } from '../../domain/result.ts';
import type { Transfer } from '../../domain/transfer.ts';
import type { Store } from '../../store/store.ts';
import type { Messages } from '../../text/messages.ts';
import type { Quoted, QuoteRequest } from '../../transfers/quote.ts';
import { type Answered, answer, type Reply } from './answer.ts';
import { optionsOf, pageOf, type Question, questionFor, stepName } from './question.ts';
import { quoteRequest, staleStep } from './request.ts';
import {
  accountField,
  chosen,
  type FundingAsset,
  nextStep,
  type Step,
  steps,
  without,
  withoutLast,
} from './steps.ts';

export interface DialogueDeps {
  readonly store: Store;
  readonly chessa: Chessa;
  readonly configuration: () => Promise<Result<Configuration, Failure>>;
  readonly quote: (request: QuoteRequest) => Promise<Quoted>;
  readonly fundingAssets: readonly FundingAsset[];
  readonly newNonce: () => string;
}

/** What to do now: ask, ask after a remark, quote, or say that nothing can be asked. */
export type Next =
  | { readonly kind: 'question'; readonly question: Question; readonly remark?: string }
  | { readonly kind: 'finished' }
  | { readonly kind: 'unavailable' };

/** What a reply led to, without the draft, which stays in the store. */
export type Heard =
  | { readonly kind: 'taken'; readonly label?: string }
  | { readonly kind: 'narrowed' }
  | { readonly kind: 'wrong'; readonly remark: string };

/** How asking for the quote ended. `again` asks a question again after a remark. */
export type QuoteOutcome =
  | { readonly kind: 'quoted'; readonly transfer: Transfer }
  | { readonly kind: 'again'; readonly remark: string }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'unsafe' };

/** Makes the world of `/send`. */
export function createSendDialogue(deps: DialogueDeps) {
  const { store, chessa } = deps;

  /** The next question of a person's draft; begins a draft where there is none. */
  async function next(userId: number, messages: Messages): Promise<Next> {
    const read = await deps.configuration();
    if (!read.ok || read.value.corridors.length === 0) return { kind: 'unavailable' };
    const configuration = read.value;
    const draft = await currentDraft(userId);
    const step = nextStep(draft, configuration);
    if (!step) return { kind: 'finished' };
    if (step.kind === 'name' && !draft.enquiry) {
      return enquire(userId, draft, configuration, messages);
    }
    const assets = assetsOf(configuration);
    const estimate = step.kind === 'amount' ? await rate(draft, configuration) : undefined;
    return {
      kind: 'question',
      question: questionFor(step, draft, configuration, assets, estimate),
    };
  }

  /** Takes a reply to the question of this step, once: after a crash it is delivered again. */
  async function hear(
    userId: number,
    step: string,
    reply: Reply & { readonly updateId: number },
    messages: Messages,
  ): Promise<Heard> {
    const read = await deps.configuration();
    const draft = await currentDraft(userId);
    const takenUpdateId = reply.updateId;
    if (draft.takenUpdateId === takenUpdateId) return { kind: 'taken' };
    const open = read.ok ? nextStep(draft, read.value) : undefined;
    if (!read.ok || !open || stepName(open) !== step) return { kind: 'taken' };
    const rules = { configuration: read.value, assets: assetsOf(read.value), messages };
    const answered: Answered = answer(open, draft, reply, rules);
    if (answered.kind === 'wrong') return answered;
    await store.drafts.put(userId, 'send', { ...answered.draft, takenUpdateId });
    if (answered.kind === 'narrowed') return { kind: 'narrowed' };
    return { kind: 'taken', ...(answered.label && { label: answered.label }) };
  }

  /** Goes one answer back, once. */
  async function back(userId: number, takenUpdateId: number): Promise<void> {
    const read = await deps.configuration();
    const { search, ...draft } = await currentDraft(userId);
    if (!read.ok || draft.takenUpdateId === takenUpdateId) return;
    // Leaving a narrowed list is a step of its own.
    const earlier = search ? draft : withoutLast(draft, read.value);
    await store.drafts.put(userId, 'send', { ...earlier, takenUpdateId });
  }

  /** Another page of the list that is being asked; `undefined` when that question is over. */
  async function page(userId: number, step: string, number: number): Promise<Question | undefined> {
    const read = await deps.configuration();
    const draft = await store.drafts.find(userId, 'send');
    const open = read.ok && draft ? nextStep(draft, read.value) : undefined;
    if (!read.ok || !draft || !open || stepName(open) !== step) return undefined;
    const assets = assetsOf(read.value);
    const question = questionFor(open, draft, read.value, assets);
    const shown = pageOf(optionsOf(open, draft, read.value, assets), draft.search, number);
    return 'page' in question ? { ...question, page: shown } : undefined;
  }

  /** Asks for the quote of a finished draft. */
  async function quoted(userId: number, messages: Messages): Promise<QuoteOutcome> {
    const read = await deps.configuration();
    if (!read.ok) return { kind: 'failed', failure: read.failure };
    const draft = await currentDraft(userId);
    const stale = staleStep(draft, read.value);
    if (stale) return again(userId, draft, stale, messages.send.noLongerOffered(''));
    const request = quoteRequest(userId, draft, read.value);
    const outcome = await deps.quote(request);
    if (outcome.kind === 'unsafe') return outcome;
    if (outcome.kind === 'failed') {
      return refusedQuote(userId, draft, read.value, outcome.failure, messages);
    }
    await replaceQuote(draft.quotedId);
    const { recipientId } = outcome.transfer.payee;
    const kept: SendDraft = { ...draft, recipientId, quotedId: outcome.transfer.id };
    await store.drafts.put(userId, 'send', kept);
    return outcome;
  }

  /** A refusal that names a field or the amount leads back to that question. */
  async function refusedQuote(
    userId: number,
    draft: SendDraft,
    configuration: Configuration,
    failure: Failure,
    messages: Messages,
  ): Promise<QuoteOutcome> {
    if (failure.kind !== 'rejected') return { kind: 'failed', failure };
    const { why, limit, fields = {} } = failure;
    if (why === 'below_minimum' || why === 'above_maximum') {
      const bound = why === 'below_minimum' ? 'min' : 'max';
      const got = draft.amount?.value ?? '';
      // A limit in another currency than was typed cannot be held against the number.
      const remark =
        limit && limit.currency === draft.amount?.unit
          ? messages.send.outsideLimits({ [bound]: limit.value, currency: limit.currency }, got)
          : messages.failure(failure);
      return again(userId, draft, { kind: 'amount' }, remark);
    }
    const wrong = steps(draft, configuration).find(
      (step) => step.kind === 'field' && Object.hasOwn(fields, step.field.key),
    );
    if (wrong?.kind !== 'field') return { kind: 'failed', failure };
    const { institution } = chosen(draft, configuration);
    const remark = messages.send.fieldProblem(
      wrong.field,
      { kind: 'pattern' },
      institution?.name ?? '',
    );
    return again(userId, draft, wrong, remark);
  }

  async function again(
    userId: number,
    draft: SendDraft,
    step: Step,
    remark: string,
  ): Promise<QuoteOutcome> {
    await store.drafts.put(userId, 'send', without(draft, step));
    return { kind: 'again', remark };
  }

  /** A newer quote from the same answers takes the place of one that nobody confirmed. */
  async function replaceQuote(quotedId: string | undefined): Promise<void> {
    const earlier = quotedId ? await store.transfers.find(quotedId) : undefined;
    if (earlier?.state === 'quoted') {
      await store.transfers.commit({ ...earlier, state: 'cancelled' });
    }
  }

  async function enquire(
    userId: number,
    draft: SendDraft,
    configuration: Configuration,
    messages: Messages,
  ): Promise<Next> {
    const { institution, fields } = chosen(draft, configuration);
    const account = accountField(fields);
    const accountNumber = draft.fields[account?.key ?? ''] ?? '';
    const code = institution?.code ?? '';
    const checked = await chessa.checkAccount({ accountNumber, code });
    if (checked.ok && checked.value.kind === 'not_recognised') {
      await store.drafts.put(userId, 'send', without(draft, { kind: 'name' }));
      const again = await next(userId, messages);
      if (again.kind !== 'question') return again;
      return { ...again, remark: messages.send.accountNotRecognised(institution?.name ?? '') };
    }
    const enquiry: SendDraft['enquiry'] =
      checked.ok && checked.value.kind === 'found'
        ? { outcome: 'found', accountName: checked.value.accountName }
        : { outcome: 'unchecked' };
    await store.drafts.put(userId, 'send', { ...draft, enquiry });
    return next(userId, messages);
  }

  /** Today's rate is a courtesy: without it the question is asked all the same. */
  async function rate(
    draft: SendDraft,
    configuration: Configuration,
  ): Promise<{ asset: string; rate: Decimal } | undefined> {
    const [first] = assetsOf(configuration);
    const currency = chosen(draft, configuration).corridor?.currency;
    if (!first || !currency) return undefined;
    const found = await chessa.getRate(first.asset, currency);
    return found.ok ? { asset: first.asset, rate: found.value } : undefined;
  }

  async function currentDraft(userId: number): Promise<SendDraft> {
    const kept = await store.drafts.find(userId, 'send');
    if (kept) return kept;
    const draft: SendDraft = { nonce: deps.newNonce(), fields: {} };
    await store.drafts.put(userId, 'send', draft);
    return draft;
  }

  function assetsOf(configuration: Configuration): readonly FundingAsset[] {
    return configuration.fundingAssets ?? deps.fundingAssets;
  }

  return { next, hear, back, page, quoted };
}

export type SendDialogue = ReturnType<typeof createSendDialogue>;
