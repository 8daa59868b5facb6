/** Brings a transfer's card down to the end of the chat. */
import type { Transfer } from '../domain/transfer.ts';
import { ignoringStale, say, screenOptions } from '../flows/ask.ts';
import type { Store } from '../store/store.ts';
import type { BotContext } from './context.ts';

/**
 * Makes the function that sends a fresh card: a plain line that the outbox edits into the card, so
 * an address never travels in a first send. The card above becomes a line.
 */
export function createFreshCard(store: Store, changed: () => void) {
  return async function freshCard(ctx: BotContext, transfer: Transfer): Promise<void> {
    const { messageId } = await say(ctx, ctx.messages.cardComing(transfer));
    const earlier = await store.cards.move(transfer.id, messageId);
    changed();
    if (earlier === undefined || !ctx.chat) return;
    const { id } = ctx.chat;
    const moved = ctx.messages.cardMoved(transfer);
    await ignoringStale(() =>
      ctx.api.editMessageText(id, earlier, moved.text.text, screenOptions(moved)),
    );
  };
}
