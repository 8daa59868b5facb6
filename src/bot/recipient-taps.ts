/** Buttons of `/recipients`, and those that begin a transfer to somebody sent to before. */
import type { Press } from '../domain/press.ts';
import type { KnownRecipient } from '../domain/recipient.ts';
import { answerPress, ignoringStale } from '../flows/ask.ts';
import type { KnownRecipients } from '../flows/recipients/known-recipients.ts';
import type { SendDialogue } from '../flows/send/dialogue.ts';
import type { Store } from '../store/store.ts';
import type { Screen } from '../text/screen.ts';
import { beginSend } from './commands/commands.ts';
import { type BotContext, personOf, replacePressed } from './context.ts';

export interface RecipientTapDeps {
  readonly store: Store;
  readonly recipients: KnownRecipients;
  readonly dialogue: SendDialogue;
}

/** Makes the handlers; both are false for a press that is not theirs. */
export function createRecipientTaps({ store, recipients, dialogue }: RecipientTapDeps) {
  /** What leaves a dialogue alone. */
  async function tapped(ctx: BotContext, press: Press): Promise<boolean> {
    const words = ctx.messages.recipients;
    switch (press.kind) {
      case 'recipients':
        await show(ctx, words.list(await recipients.list(personOf(ctx))));
        return true;
      case 'recipient':
        await showOne(ctx, press.recipientId, words.one);
        return true;
      case 'ask_forget':
        await showOne(ctx, press.recipientId, words.askForget);
        return true;
      case 'forget': {
        const forgotten = await recipients.forget(personOf(ctx), press.recipientId);
        await show(ctx, forgotten ? words.forgotten(forgotten) : words.gone());
        return true;
      }
      default:
        return false;
    }
  }

  /** What begins `/send` at the amount. One that was forgotten meanwhile begins it at the start. */
  async function began(ctx: BotContext, press: Press): Promise<boolean> {
    if (press.kind !== 'send_to' && press.kind !== 'send_again') return false;
    const known = await recipientOf(ctx, press);
    await answerPress(ctx);
    const remark = known && (await dialogue.sendTo(personOf(ctx), known, ctx.messages));
    await beginSend(ctx, remark);
    return true;
  }

  async function recipientOf(
    ctx: BotContext,
    press: Extract<Press, { kind: 'send_to' | 'send_again' }>,
  ): Promise<KnownRecipient | undefined> {
    const userId = personOf(ctx);
    if (press.kind === 'send_to') return recipients.find(userId, press.recipientId);
    const transfer = await store.transfers.find(press.transferId);
    return transfer?.userId === userId ? recipients.findByTransfer(transfer) : undefined;
  }

  async function showOne(
    ctx: BotContext,
    recipientId: string,
    screenOf: (known: KnownRecipient) => Screen,
  ): Promise<void> {
    const known = await recipients.find(personOf(ctx), recipientId);
    await show(ctx, known ? screenOf(known) : ctx.messages.recipients.gone());
  }

  async function show(ctx: BotContext, screen: Screen): Promise<void> {
    await answerPress(ctx);
    await ignoringStale(() => replacePressed(ctx, screen));
  }

  return { tapped, began };
}
