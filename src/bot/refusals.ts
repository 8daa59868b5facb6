/**
 * Tells people that what they sent is not worked on: a toast for a tap, one sentence for words.
 * Few calls at a time, however many are to be told, and never the same person twice in a moment.
 */
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { screenOptions } from '../flows/ask.ts';
import type { Log } from '../log.ts';
import { outcomeOf } from '../notify/outcome.ts';
import type { Store } from '../store/store.ts';
import type { Messages } from '../text/messages.ts';
import { type Refused, senderOf } from './admission.ts';
import type { Allowance } from './allowance.ts';

export interface RefusalDeps {
  readonly api: Api;
  readonly store: Pick<Store, 'users'>;
  readonly messagesFor: (locale: string) => Messages;
  readonly toasts: Allowance;
  readonly sentences: Allowance;
  readonly log: Log;
}

const atOnce = 8;
/** Beyond these nobody is told any more: they would read it long after. */
const mostWaiting = 20_000;

/** Makes the function that tells somebody. It returns at once; whether it arrives decides nothing. */
export function createRefusals(deps: RefusalDeps) {
  const { api, store, messagesFor, log } = deps;
  const waiting: (() => Promise<unknown>)[] = [];
  let inHand = 0;
  let untold = 0;

  function later(call: () => Promise<unknown>): void {
    if (waiting.length >= mostWaiting) {
      untold += 1;
      if (untold === 1) log.error('more people wait than can be told', { waiting: mostWaiting });
      return;
    }
    waiting.push(call);
    if (inHand < atOnce) void work();
  }

  async function work(): Promise<void> {
    inHand += 1;
    for (let call = waiting.shift(); call; call = waiting.shift()) {
      await outcomeOf(call).catch((problem: unknown) => {
        log.error('person could not be told', {}, problem);
      });
    }
    inHand -= 1;
    untold = 0;
  }

  return async function refuse(update: Update, why: Refused): Promise<void> {
    const { callback_query: tap, message } = update;
    const userId = senderOf(update);
    /** Read when it is their turn: whoever is told nothing costs no look into the store. */
    const words = async () => {
      const appLocale = (tap ?? message)?.from?.language_code ?? 'en';
      const user = userId === undefined ? undefined : await store.users.find(userId);
      return messagesFor(user?.chosenLocale ?? appLocale);
    };
    if (tap) {
      const taken = await deps.toasts.take(String(userId));
      if (taken.kind === 'exceeded') return;
      return later(async () => {
        const { toast } = await words();
        const text = why === 'busy' ? toast.busy() : toast.tooFast();
        await api.answerCallbackQuery(tap.id, { text });
      });
    }
    if (message?.chat.type !== 'private' || message.from?.is_bot) return;
    const taken = await deps.sentences.take(String(userId));
    if (taken.kind === 'exceeded') return;
    later(async () => {
      const messages = await words();
      const screen = why === 'busy' ? messages.busy() : messages.tooFast();
      await api.sendMessage(message.chat.id, screen.text.text, screenOptions(screen));
    });
  };
}
