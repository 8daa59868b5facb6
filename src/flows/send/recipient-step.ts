/** The question "To whom?" with what it remembers and stores. */
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { KnownRecipient } from '../../domain/recipient.ts';
import type { Store } from '../../store/store.ts';
import type { Messages } from '../../text/messages.ts';
import type { KnownRecipients } from '../recipients/known-recipients.ts';
import type { Reply } from './answer.ts';
import type { Question } from './question.ts';
import { draftFor, pickRecipient, recipientQuestion } from './recipient.ts';
import { fresh } from './steps.ts';

export interface RecipientStepDeps {
  readonly store: Pick<Store, 'drafts'>;
  readonly recipients: KnownRecipients;
  readonly newNonce: () => string;
  readonly now: () => number;
}

/** What a reply led to, without the draft, which stays in the store. */
export type Heard =
  /** `remark` says what of the answer does not do any more. */
  | { readonly kind: 'taken'; readonly label?: string; readonly remark?: string }
  | { readonly kind: 'narrowed' }
  | { readonly kind: 'wrong'; readonly remark: string };

/** Makes the first question of `/send` for whoever has sent before. */
export function createRecipientStep(deps: RecipientStepDeps) {
  const { store, recipients, newNonce, now } = deps;

  /** A new draft, with an amount typed with the command; it begins with "To whom?" where there is somebody to offer. */
  async function begin(userId: number, typedAmount?: string): Promise<SendDraft> {
    const known = await recipients.list(userId);
    const draft: SendDraft = {
      ...newDraft(typedAmount),
      ...(known.length > 0 && { to: 'ask' as const }),
    };
    await store.drafts.put(userId, 'send', draft);
    return draft;
  }

  /** The question, while it is open. */
  async function question(userId: number, draft: SendDraft): Promise<Question | undefined> {
    if (draft.to !== 'ask') return undefined;
    return recipientQuestion(draft, await recipients.list(userId));
  }

  /** Takes a reply to the question. */
  async function hear(
    userId: number,
    draft: SendDraft,
    reply: Reply & { readonly updateId: number },
    configuration: Configuration,
    messages: Messages,
  ): Promise<Heard> {
    const picked = pickRecipient(await recipients.list(userId), reply, messages);
    const taken = { takenUpdateId: reply.updateId };
    switch (picked.kind) {
      case 'wrong':
        return picked;
      case 'narrowed':
        await store.drafts.put(userId, 'send', { ...draft, search: picked.search, ...taken });
        return { kind: 'narrowed' };
      case 'new':
        await store.drafts.put(userId, 'send', { ...fresh(draft), to: 'new', ...taken });
        return { kind: 'taken', label: picked.label };
      case 'known': {
        const filled = draftFor(picked.recipient, draft, configuration, messages, now());
        await store.drafts.put(userId, 'send', { ...filled.draft, ...taken });
        const { remark } = filled;
        return { kind: 'taken', label: picked.label, ...(remark && { remark }) };
      }
    }
  }

  /** Begins anew with somebody chosen already, and an amount typed with the command; returns what does not do any more, in words. */
  async function choose(
    userId: number,
    recipient: KnownRecipient,
    configuration: Configuration,
    messages: Messages,
    typedAmount?: string,
  ): Promise<string | undefined> {
    const filled = draftFor(recipient, newDraft(typedAmount), configuration, messages, now());
    await store.drafts.put(userId, 'send', filled.draft);
    return filled.remark;
  }

  function newDraft(typedAmount: string | undefined): SendDraft {
    return fresh({ nonce: newNonce(), typedAmount, fields: {} });
  }

  return { begin, question, hear, choose };
}
