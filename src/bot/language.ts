/** `/language` and its buttons: which language a person reads, kept with what is known of them. */
import { forgetAnswersAtMs } from '../domain/retention.ts';
import { answerPress, ignoringStale } from '../flows/ask.ts';
import type { Store } from '../store/store.ts';
import type { Language } from '../text/language-messages.ts';
import type { Messages } from '../text/messages.ts';
import type { ChatMenus } from './chat-menus.ts';
import { type BotContext, personOf, replacePressed, reply } from './context.ts';

export interface LanguageDeps {
  readonly store: Pick<Store, 'users'>;
  readonly messagesFor: (locale: string) => Messages;
  /** Those that can be chosen. */
  readonly languages: readonly Language[];
  readonly chatMenus: ChatMenus;
  readonly now: () => number;
}

/** Makes the command, its list on a button, and the choice. */
export function createLanguage(deps: LanguageDeps) {
  const { store, messagesFor, languages, chatMenus, now } = deps;

  async function command(ctx: BotContext): Promise<void> {
    await reply(ctx, ctx.messages.language.choose(languages));
  }

  /** From the welcome the list is a message of its own, so that the welcome stays. */
  async function shown(ctx: BotContext): Promise<void> {
    await answerPress(ctx);
    await command(ctx);
  }

  /** Everything that follows in this update speaks the new language already. */
  async function chosen(ctx: BotContext, locale: string): Promise<void> {
    if (!languages.some((language) => language.locale === locale)) {
      return answerPress(ctx, ctx.messages.toast.noLonger());
    }
    const known = await store.users.find(personOf(ctx));
    if (!known) throw new Error('somebody chooses whom nobody stored');
    ctx.messages = messagesFor(locale);
    // First the choice: a menu that cannot be set now is set with what they send next.
    const user = { ...known, locale, chosenLocale: locale };
    await store.users.put(user, forgetAnswersAtMs(now()));
    await answerPress(ctx);
    await ignoringStale(() => replacePressed(ctx, ctx.messages.language.chosen(languages)));
    const settled = await chatMenus.settle(ctx, user);
    if (settled !== user) await store.users.put(settled, forgetAnswersAtMs(now()));
  }

  return { command, shown, chosen };
}

export type LanguageChoice = ReturnType<typeof createLanguage>;
