/** Brings a transfer's card down to the end of the chat. */
import type { Transfer } from '../domain/transfer.ts';
import { ignoringStale, say, screenOptions } from '../flows/ask.ts';
import type { Store } from '../store/store.ts';
import type { BotContext } from './context.ts';

export interface FreshCardDeps {
  readonly store: Pick<Store, 'cards'>;
  /** Lets the outbox look at once. */
  readonly changed: () => void;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** The call that is made meanwhile takes far less. */
const moveLeaseMs = 15_000;
/** An edit that is under way ends within a moment; after three seconds it is not waited for. */
const betweenTriesMs = 50;
const mostTries = 60;

/**
 * Makes the function that sends a fresh card: a plain line that the outbox edits into the card, so
 * an address never travels in a first send. The card above becomes a line first: should the program
 * die between the two, the update is run again and finds both.
 */
export function createFreshCard({ store, changed, now, sleep }: FreshCardDeps) {
  return async function freshCard(ctx: BotContext, transfer: Transfer): Promise<void> {
    const { messageId } = await say(ctx, ctx.messages.cardComing(transfer));
    await hold(transfer);
    const earlier = (await store.cards.find(transfer.id))?.messageId;
    if (earlier !== undefined) await close(ctx, transfer, earlier);
    await store.cards.move(transfer.id, messageId);
    changed();
  };

  /** Until the move, the outbox does not edit the card above: it would stand there as a second. */
  async function hold({ id }: Transfer): Promise<void> {
    for (let tries = 1; !(await store.cards.take(id, now(), now() + moveLeaseMs)); tries += 1) {
      if (tries === mostTries) return;
      await sleep(betweenTriesMs);
    }
  }

  async function close(ctx: BotContext, transfer: Transfer, messageId: number): Promise<void> {
    const { chat } = ctx;
    if (!chat) return;
    const moved = ctx.messages.cardMoved(transfer);
    await ignoringStale(() =>
      ctx.api.editMessageText(chat.id, messageId, moved.text.text, screenOptions(moved)),
    );
  }
}
