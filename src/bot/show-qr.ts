/** The picture of an address, on its button; the outbox takes it away when the address closes. */
import { InputFile } from 'grammy';
import { paymentLink } from '../domain/chain.ts';
import { isPayable, type Transfer } from '../domain/transfer.ts';
import { answerPress, screenOptions } from '../flows/ask.ts';
import type { Store } from '../store/store.ts';
import { qrPicture } from '../text/qr.ts';
import { amend } from '../transfers/amend.ts';
import type { BotContext } from './context.ts';

export interface ShowQrDeps {
  readonly store: Pick<Store, 'transfers'>;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
}

/** Makes the function that sends the picture of the presser's own transfer, if it can be paid. */
export function createShowQr({ store, orderNow }: ShowQrDeps) {
  return async function showQr(ctx: BotContext, transfer: Transfer): Promise<void> {
    if (!isPayable(transfer, orderNow())) {
      return answerPress(ctx, ctx.messages.toast.noLonger());
    }
    await answerPress(ctx);
    const picture = await qrPicture(paymentLink(transfer.payTo, transfer.send));
    const caption = ctx.messages.qrCaption(transfer);
    const { entities, reply_markup } = screenOptions(caption);
    const sent = await ctx.replyWithPhoto(new InputFile(picture, 'address.png'), {
      caption: caption.text.text,
      caption_entities: entities,
      reply_markup,
    });
    await amend(store, transfer, (newest) => ({
      ...newest,
      pictureIds: [...(newest.pictureIds ?? []), sent.message_id],
    }));
  };
}
