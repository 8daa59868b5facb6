/** What a person is told that no dialogue and no card says. */
import type { Api } from 'grammy';
import { screenOptions } from '../flows/ask.ts';
import { outcomeOf } from '../notify/outcome.ts';
import type { Store, User } from '../store/store.ts';
import type { Messages } from '../text/messages.ts';
import type { Screen } from '../text/screen.ts';
import { dropMenu } from './chat-menus.ts';

export interface TellDeps {
  readonly api: Api;
  readonly store: Pick<Store, 'users'>;
  readonly messagesFor: (locale: string) => Messages;
}

/** Makes the sentences. Each sends one message to a private chat; whether it arrives decides nothing. */
export function createTell({ api, store, messagesFor }: TellDeps) {
  async function tell(chatId: number, say: (messages: Messages) => Screen): Promise<void> {
    const user = await store.users.find(chatId);
    await send(chatId, say(messagesFor(user?.locale ?? 'en')));
  }

  async function send(chatId: number, screen: Screen): Promise<void> {
    await outcomeOf(() => api.sendMessage(chatId, screen.text.text, screenOptions(screen)));
  }

  return {
    gaveUp: (chatId: number) => tell(chatId, (messages) => messages.gaveUp()),
    tookTooLong: (chatId: number) => tell(chatId, (messages) => messages.tookTooLong()),
    /** All of their data are deleted, as they had asked; nothing of theirs is stored any more. */
    async deleted(user: User): Promise<void> {
      await dropMenu(api, user);
      await send(user.userId, messagesFor(user.locale).privacy.deleted());
    },
    broke: (chatId: number) => tell(chatId, (messages) => messages.somethingBroke()),
  };
}
