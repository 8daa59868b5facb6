/** What Telegram itself shows of the bot: its menu of commands, and what stands before a first START. */
import type { Api } from 'grammy';
import type { Log } from '../log.ts';
import type { Messages } from '../text/messages.ts';

/**
 * Fills both. A bot without them still works, as every command can be typed and START needs no
 * words: so what fails is only warned of.
 */
export async function introduce(
  api: Pick<Api, 'setMyCommands' | 'setMyDescription'>,
  { commands, beforeStart }: Messages,
  log: Log,
): Promise<void> {
  await api.setMyCommands(commands).catch((problem: unknown) => {
    log.warn('the menu of commands could not be set', {}, problem);
  });
  await api.setMyDescription(beforeStart).catch((problem: unknown) => {
    log.warn('the words before START could not be set', {}, problem);
  });
}
