/**
 * The buttons under a quote: confirm and cancel. A quote is decided once; whoever comes later is
 * shown where the transfer stands.
 */
import type { Transfer } from '../domain/transfer.ts';
import { answerPress, ignoringStale } from '../flows/ask.ts';
import type { KnownRecipients } from '../flows/recipients/known-recipients.ts';
import type { Store } from '../store/store.ts';
import type { createAccept } from '../transfers/accept.ts';
import { replyClosed } from './closed.ts';
import { type BotContext, type PressOf, personOf, replacePressed } from './context.ts';

export interface QuoteTapDeps {
  readonly store: Pick<Store, 'cards' | 'drafts'>;
  readonly recipients: Pick<KnownRecipients, 'remember'>;
  readonly accept: ReturnType<typeof createAccept>;
  /** Answers a press on a transfer of somebody else. */
  readonly notTheirs: (ctx: BotContext, transferId: string) => Promise<void>;
  /** Lets the outbox look at once. */
  readonly changed: () => void;
}

/** Makes `confirm` and `cancelQuote`, which answer the press and decide the quote. */
export function createQuoteTaps(deps: QuoteTapDeps) {
  const { store, notTheirs } = deps;

  async function confirm(ctx: BotContext, press: PressOf<'confirm'>): Promise<void> {
    const messageId = pressedMessage(ctx);
    if (messageId === undefined) return answerPress(ctx, ctx.messages.toast.noLonger());
    const userId = personOf(ctx);
    const outcome = await deps.accept.accept({ ...press, userId, messageId });
    switch (outcome.kind) {
      case 'done':
        await answerPress(ctx);
        await forgetDraftOf(outcome.transfer);
        return deps.changed();
      case 'already':
        return alreadyDecided(ctx, outcome.transfer, messageId);
      case 'ended':
        await answerPress(ctx, ctx.messages.toast.quoteEnded());
        return closeQuote(ctx, outcome.transfer, 'ended');
      case 'changed':
        await answerPress(ctx, ctx.messages.toast.valuesChanged());
        return closeQuote(ctx, outcome.transfer, 'replaced');
      case 'closed':
        await answerPress(ctx);
        return replyClosed(ctx, outcome.why);
      case 'too_many_open':
        return answerPress(ctx, ctx.messages.toast.tooManyOpen());
      case 'not_yours':
        return notTheirs(ctx, press.transferId);
    }
  }

  async function cancelQuote(ctx: BotContext, press: PressOf<'cancel_quote'>): Promise<void> {
    const messageId = pressedMessage(ctx);
    const userId = personOf(ctx);
    const outcome = await deps.accept.cancel({ ...press, userId, messageId });
    if (outcome.kind === 'not_yours') return notTheirs(ctx, press.transferId);
    // A tap that comes again, after a crash in the middle, finds its own work half done.
    if (outcome.transfer.state !== 'cancelled') {
      await answerPress(ctx, ctx.messages.toast.cannotCancel());
      return deps.changed();
    }
    await answerPress(ctx);
    await forgetDraftOf(outcome.transfer);
    await closeQuote(ctx, outcome.transfer, 'cancelled');
  }

  /** A second tap, or one on an older quote: show where the transfer stands. */
  async function alreadyDecided(
    ctx: BotContext,
    transfer: Transfer,
    messageId: number,
  ): Promise<void> {
    await answerPress(ctx);
    await forgetDraftOf(transfer);
    const card = await store.cards.find(transfer.id);
    if (card?.messageId !== messageId) await closeOlder(ctx, transfer);
    deps.changed();
  }

  /** Another message of the same quote; "no money moved" is for what was never accepted. */
  async function closeOlder(ctx: BotContext, transfer: Transfer): Promise<void> {
    if (transfer.state === 'cancelled') return closeQuote(ctx, transfer, 'replaced');
    await ignoringStale(() => replacePressed(ctx, ctx.messages.cardMoved(transfer)));
  }

  /**
   * The answers behind a quote that is decided: the next `/send` begins anew. Whom an accepted one
   * goes to is remembered first, so that a crash in between does it again.
   */
  async function forgetDraftOf(transfer: Transfer): Promise<void> {
    const { id, userId, state } = transfer;
    const draft = await store.drafts.find(userId, 'send');
    if (draft?.quotedId !== id) return;
    const accepted = state !== 'quoted' && state !== 'cancelled';
    if (accepted) await deps.recipients.remember(transfer, draft);
    await store.drafts.delete(userId, 'send');
  }

  async function closeQuote(
    ctx: BotContext,
    transfer: Transfer,
    why: 'cancelled' | 'ended' | 'replaced',
  ): Promise<void> {
    await ignoringStale(() => replacePressed(ctx, ctx.messages.quoteClosed(transfer, why)));
  }

  return { confirm, cancelQuote };
}

function pressedMessage(ctx: BotContext): number | undefined {
  return ctx.callbackQuery?.message?.message_id;
}
