/**
 * Telegram shows the menu of commands in the language of a person's app. Whoever chose another one
 * here gets a menu of their own; it is taken away when they do not need it any more.
 */
import { createHash } from 'node:crypto';
import type { Api, Context } from 'grammy';
import type { Log } from '../log.ts';
import { outcomeOf } from '../notify/outcome.ts';
import type { User } from '../store/store.ts';
import type { Messages } from '../text/messages.ts';

export interface ChatMenuDeps {
  readonly messagesFor: (locale: string) => Messages;
  /** Staff have menus of their own, by `createStaffMenus`. */
  readonly isStaff: (userId: number) => boolean;
  readonly log: Log;
}

/** Makes the menus. */
export function createChatMenus({ messagesFor, isStaff, log }: ChatMenuDeps) {
  /** Names the menu that somebody should have, words and all; none where the general one does. */
  function wanted({ chosenLocale }: User, appLocale: string): string | undefined {
    if (chosenLocale === undefined) return undefined;
    const { locale, commands } = messagesFor(chosenLocale);
    if (locale === messagesFor(appLocale).locale) return undefined;
    const words = createHash('sha256').update(JSON.stringify(commands)).digest('hex');
    return `${locale}-${words.slice(0, 8)}`;
  }

  /**
   * Sets or takes away the menu of whoever sent this update, where it is not as it should be.
   * Returns the person as they are to be stored: the same object when nothing changed. A Telegram
   * that refuses is only warned of, since every command can be typed.
   */
  async function settle({ api, from }: Pick<Context, 'api' | 'from'>, user: User): Promise<User> {
    const menu = wanted(user, from?.language_code ?? 'en');
    if (menu === user.menu || isStaff(user.userId)) return user;
    const { menu: _, ...known } = user;
    const set = await outcomeOf(() =>
      menu === undefined
        ? api.deleteMyCommands(scopeOf(user))
        : api.setMyCommands(messagesFor(user.locale).commands, scopeOf(user)),
    );
    if (set.kind !== 'accepted') {
      log.warn('a menu in the chosen language could not be set', { why: set.kind });
      return user;
    }
    return menu === undefined ? known : { ...known, menu };
  }

  return { settle };
}

export type ChatMenus = ReturnType<typeof createChatMenus>;

/** Takes the menu of somebody away who is forgotten; whether that works decides nothing. */
export async function dropMenu(api: Pick<Api, 'deleteMyCommands'>, user: User): Promise<void> {
  if (user.menu !== undefined) await outcomeOf(() => api.deleteMyCommands(scopeOf(user)));
}

function scopeOf({ userId }: User) {
  return { scope: { type: 'chat', chat_id: userId } } as const;
}
