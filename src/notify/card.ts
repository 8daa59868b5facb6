/**
 * The one live message of a transfer. It is edited in place until it shows the newest version; an
 * edit may be repeated without harm, so whatever happens to one, the card is tried again.
 */
import type { Api } from 'grammy';
import { mayShare } from '../domain/share.ts';
import { isPayable, type Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import type { Card, Hold, Store } from '../store/store.ts';
import { toInlineKeyboard } from '../text/keyboard.ts';
import type { Messages } from '../text/messages.ts';
import type { Screen } from '../text/screen.ts';
import { formatted } from './formatted.ts';
import { outcomeOf } from './outcome.ts';

export interface CardDeps {
  readonly api: Api;
  readonly store: Store;
  readonly messages: (locale: string) => Messages;
  readonly log: Log;
  readonly now: () => number;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
  /** There is a public page on which others can follow a transfer. */
  readonly offersShare: boolean;
}

const editLeaseMs = 45_000;
const afterUnknownMs = 2_000;
const afterRefusalMs = 60_000;

/** One dirty card in our hands. */
interface Work {
  readonly transfer: Transfer;
  readonly messages: Messages;
  readonly hold: Hold;
}

/** Makes the function that brings one dirty card up to date. */
export function createShowCard(deps: CardDeps) {
  const { api, store, log, now, orderNow } = deps;

  return async function showCard(card: Card): Promise<void> {
    const hold = await store.cards.take(card.transferId, now(), now() + editLeaseMs);
    if (!hold) return;
    const transfer = await store.transfers.find(card.transferId);
    if (!transfer) throw new Error(`a card without a transfer: ${card.transferId}`);
    const user = await store.users.find(transfer.userId);
    const messages = deps.messages(user?.locale ?? 'en');
    const work = { transfer, messages, hold };
    if (card.messageId !== undefined) return edit(work, card.messageId);
    if (transfer.state === 'quoted' || transfer.state === 'cancelled') {
      return store.cards.settle(transfer.id, transfer.version, hold);
    }
    return begin(work);
  };

  async function edit(work: Work, messageId: number): Promise<void> {
    const { transfer, hold } = work;
    const screen = cardOf(work);
    const edited = await formatted(screen, log, (entities) =>
      api.editMessageText(transfer.userId, messageId, screen.text.text, {
        ...editOptions(screen),
        entities,
      }),
    );
    switch (edited.kind) {
      case 'accepted':
      case 'not_modified':
        if (await closeIfMoved(work, messageId)) return;
        if (await takePicturesAway(work)) return;
        return store.cards.settle(transfer.id, transfer.version, hold);
      case 'later':
        return store.cards.retry(transfer.id, now() + edited.waitMs, hold);
      case 'unknown':
        return store.cards.retry(transfer.id, now() + afterUnknownMs, hold);
      case 'message_gone':
        return store.cards.lose(transfer.id, hold);
      case 'unreachable':
        return store.cards.park(transfer.id);
      case 'refused':
        log.error('card refused', { transfer: transfer.id, why: edited.why });
        return store.cards.retry(transfer.id, now() + afterRefusalMs, hold);
    }
  }

  function cardOf({ transfer, messages }: Work): Screen {
    const screen = messages.card(transfer, orderNow());
    if (!deps.offersShare || !mayShare(transfer, orderNow())) return screen;
    const { text, buttons } = screen;
    return { text, buttons: buttons.toSpliced(-1, 0, [messages.share.button(transfer)]) };
  }

  /** A card that moved down while its edit was under way must not stand there as a second one. */
  async function closeIfMoved({ transfer, messages }: Work, messageId: number): Promise<boolean> {
    const card = await store.cards.find(transfer.id);
    if (!card || card.messageId === messageId) return false;
    const screen = messages.cardMoved(transfer);
    await outcomeOf(() =>
      api.editMessageText(transfer.userId, messageId, screen.text.text, editOptions(screen)),
    );
    return true;
  }

  /**
   * Deletes QR pictures once the address is closed. One that Telegram has not surely deleted is
   * tried again. True when the card is not done yet.
   */
  async function takePicturesAway({ transfer, hold }: Work): Promise<boolean> {
    const { pictureIds = [], ...rest } = transfer;
    if (pictureIds.length === 0 || isPayable(transfer, orderNow())) return false;
    const left: number[] = [];
    let waitMs = 0;
    for (const id of pictureIds) {
      const deleted = await outcomeOf(() => api.deleteMessage(transfer.userId, id));
      if (deleted.kind !== 'later' && deleted.kind !== 'unknown') continue;
      left.push(id);
      waitMs = Math.max(waitMs, deleted.kind === 'later' ? deleted.waitMs : afterUnknownMs);
    }
    if (left.length < pictureIds.length) {
      await store.transfers.commit(left.length > 0 ? { ...rest, pictureIds: left } : rest);
    }
    await store.cards.retry(transfer.id, now() + waitMs, hold);
    return true;
  }

  /**
   * A first send may be doubled when its answer is lost, so it never holds an address: a plain
   * line is sent, and becomes the card by an edit.
   */
  async function begin({ transfer, messages, hold }: Work): Promise<void> {
    const screen = messages.cardComing(transfer);
    const sent = await outcomeOf(() =>
      api.sendMessage(transfer.userId, screen.text.text, editOptions(screen)),
    );
    switch (sent.kind) {
      case 'accepted':
        await store.cards.move(transfer.id, sent.value.message_id);
        return;
      case 'later':
        return store.cards.retry(transfer.id, now() + sent.waitMs, hold);
      case 'unreachable':
        return store.cards.park(transfer.id);
      case 'refused':
        log.error('card refused', { transfer: transfer.id, why: sent.why });
        return store.cards.retry(transfer.id, now() + afterRefusalMs, hold);
      default:
        return store.cards.retry(transfer.id, now() + afterUnknownMs, hold);
    }
  }
}

function editOptions(screen: Screen) {
  return {
    entities: screen.text.entities,
    reply_markup: toInlineKeyboard(screen.buttons),
    link_preview_options: { is_disabled: true },
  };
}
