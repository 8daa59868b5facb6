/** What Telegram itself shows of the bot: its menu of commands, and what stands before a first START. */
import type { Api } from 'grammy';
import type { Log } from '../log.ts';
import type { PeopleMessages } from '../text/messages.ts';

/**
 * Fills both in every language; the first of `spoken` is for apps in any other one.
 *
 * A bot without them still works, as every command can be typed and START needs no
 * words: so what fails is only warned of.
 */
export async function introduce(
  api: Pick<Api, 'setMyCommands' | 'setMyDescription'>,
  spoken: readonly PeopleMessages[],
  log: Log,
): Promise<void> {
  for (const [at, { locale, commands, beforeStart }] of spoken.entries()) {
    const language = at === 0 ? undefined : { language_code: locale };
    await api.setMyCommands(commands, language).catch((problem: unknown) => {
      log.warn('the menu of commands could not be set', { locale }, problem);
    });
    await api.setMyDescription(beforeStart, language).catch((problem: unknown) => {
      log.warn('the words before START could not be set', { locale }, problem);
    });
  }
}
