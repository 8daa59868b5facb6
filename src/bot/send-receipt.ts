/** The receipt of a transfer that is over, as a file in the chat. */
import { InputFile } from 'grammy';
import { hasReceipt, type Transfer } from '../domain/transfer.ts';
import { answerPress, whileTyping } from '../flows/ask.ts';
import type { MakeReceipt } from '../text/receipt-maker.ts';
import type { BotContext } from './context.ts';

export interface SendReceiptDeps {
  readonly makeReceipt: MakeReceipt;
  readonly now: () => number;
}

/** Receipts that were sent last are remembered, so that a second tap of a pair does nothing. */
const mostRemembered = 1_000;

/** Makes the function that sends the receipt of the presser's own transfer, where there is one. */
export function createSendReceipt({ makeReceipt, now }: SendReceiptDeps) {
  const sentAtMs = new Map<string, number>();

  return async function sendReceipt(ctx: BotContext, transfer: Transfer): Promise<void> {
    const { receipt } = ctx.messages;
    if (!hasReceipt(transfer)) return answerPress(ctx, receipt.notYet());
    await answerPress(ctx, receipt.coming());
    // A tap that came before the last one had its receipt is the same wish.
    if (ctx.run.receivedAtMs <= (sentAtMs.get(transfer.id) ?? -1)) return;
    const page = receipt.page(transfer, { payer: ctx.me.first_name, nowMs: now() });
    const bytes = await whileTyping(ctx.api, transfer.userId, receipt.coming(), () =>
      makeReceipt(page),
    );
    const { text } = receipt.caption(transfer);
    await ctx.replyWithDocument(new InputFile(bytes, page.fileName), {
      caption: text.text,
      caption_entities: text.entities,
    });
    remember(transfer.id);
  };

  function remember(id: string): void {
    sentAtMs.delete(id);
    sentAtMs.set(id, now());
    const [oldest] = sentAtMs.keys();
    if (sentAtMs.size > mostRemembered && oldest !== undefined) sentAtMs.delete(oldest);
  }
}
