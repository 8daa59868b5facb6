/** What a person is told when an update of theirs could not be worked off. */
import type { Api } from 'grammy';
import { screenOptions } from '../flows/ask.ts';
import { outcomeOf } from '../notify/outcome.ts';
import type { Store } from '../store/store.ts';
import type { Messages } from '../text/messages.ts';
import type { Screen } from '../text/screen.ts';

export interface TellDeps {
  readonly api: Api;
  readonly store: Pick<Store, 'users'>;
  readonly messagesFor: (locale: string) => Messages;
}

/** Makes the sentences. Each sends one message to a private chat; whether it arrives decides nothing. */
export function createTell({ api, store, messagesFor }: TellDeps) {
  async function tell(chatId: number, say: (messages: Messages) => Screen): Promise<void> {
    const user = await store.users.find(chatId);
    const screen = say(messagesFor(user?.locale ?? 'en'));
    await outcomeOf(() => api.sendMessage(chatId, screen.text.text, screenOptions(screen)));
  }

  return {
    gaveUp: (chatId: number) => tell(chatId, (messages) => messages.gaveUp()),
    tookTooLong: (chatId: number) => tell(chatId, (messages) => messages.tookTooLong()),
    broke: (chatId: number) => tell(chatId, (messages) => messages.somethingBroke()),
  };
}
