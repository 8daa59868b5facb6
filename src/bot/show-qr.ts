/** The picture of an address, on its button; the outbox takes it away when the address closes. */
import { InputFile, InputMediaBuilder } from 'grammy';
import { paymentLink } from '../domain/chain.ts';
import { isPayable, type PayTo, type Transfer } from '../domain/transfer.ts';
import { answerPress, ignoringStale, say, screenOptions } from '../flows/ask.ts';
import type { Store } from '../store/store.ts';
import { qrPicture } from '../text/qr.ts';
import { amend } from '../transfers/amend.ts';
import type { BotContext } from './context.ts';

type Payable = Transfer & { readonly payTo: PayTo };

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
    const { messageId } = await say(ctx, ctx.messages.cardComing(transfer));
    const newest = await amend(store, transfer, (now) => ({
      ...now,
      pictureIds: [...(now.pictureIds ?? []), messageId],
    }));
    if (isPayable(newest, orderNow())) await draw(ctx, newest, messageId);
  };
}

/**
 * Puts the picture in the place of a line whose id is written down: a picture that was sent at once
 * could be left behind by a lost answer, with an address on it that nobody takes away.
 */
async function draw(ctx: BotContext, transfer: Payable, messageId: number): Promise<void> {
  const picture = await qrPicture(paymentLink(transfer.payTo, transfer.send));
  const caption = ctx.messages.qrCaption(transfer);
  const { entities, reply_markup } = screenOptions(caption);
  const media = InputMediaBuilder.photo(new InputFile(picture, 'address.png'), {
    caption: caption.text.text,
    caption_entities: entities,
  });
  await ignoringStale(() =>
    ctx.api.editMessageMedia(transfer.userId, messageId, media, { reply_markup }),
  );
}
