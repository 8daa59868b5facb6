/** Brings a transfer's card to the end of its person's chat, asked for by somebody else. */
import type { Api } from 'grammy';
import type { Transfer } from '../domain/transfer.ts';
import { screenOptions } from '../flows/ask.ts';
import { outcomeOf } from '../notify/outcome.ts';
import type { Store } from '../store/store.ts';
import type { Messages } from '../text/messages.ts';

export interface CardAgainDeps {
  readonly api: Pick<Api, 'sendMessage' | 'editMessageText'>;
  readonly store: Pick<Store, 'cards' | 'users'>;
  readonly messagesFor: (locale: string) => Messages;
  /** Lets the outbox look at once. */
  readonly changed: () => void;
  readonly now: () => number;
}

/** `busy`: the card is in somebody's hands, or Telegram did not take it now; nothing was lost. */
export type SendCardAgain = (transfer: Transfer) => Promise<'sent' | 'unreachable' | 'busy'>;

const leaseMs = 15_000;
const laterMs = 2_000;

/** Makes the function. A plain line is sent, and the outbox edits it into the card. */
export function createCardAgain(deps: CardAgainDeps): SendCardAgain {
  const { api, store, messagesFor, changed, now } = deps;

  return async (transfer) => {
    const { id, userId } = transfer;
    const hold = await store.cards.take(id, now(), now() + leaseMs);
    if (!hold) return 'busy';
    const messages = messagesFor((await store.users.find(userId))?.locale ?? 'en');
    const coming = messages.cardComing(transfer);
    const sent = await outcomeOf(() =>
      api.sendMessage(userId, coming.text.text, screenOptions(coming)),
    );
    if (sent.kind === 'unreachable') {
      await store.cards.park(id);
      return 'unreachable';
    }
    if (sent.kind !== 'accepted') {
      await store.cards.retry(id, now() + laterMs, hold);
      return 'busy';
    }
    const earlier = await store.cards.move(id, sent.value.message_id);
    if (earlier !== undefined) {
      const moved = messages.cardMoved(transfer);
      await outcomeOf(() =>
        api.editMessageText(userId, earlier, moved.text.text, screenOptions(moved)),
      );
    }
    changed();
    return 'sent';
  };
}
