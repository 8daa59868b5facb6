/** Telegram's menu of commands. */
import type { Api } from 'grammy';
import type { Log } from '../log.ts';
import type { Messages } from '../text/messages.ts';

/** Fills the menu. A bot without one still works, as every command can be typed: so it only warns. */
export async function showCommands(
  api: Pick<Api, 'setMyCommands'>,
  { commands }: Messages,
  log: Log,
): Promise<void> {
  await api.setMyCommands(commands).catch((problem: unknown) => {
    log.warn('the menu of commands could not be set', {}, problem);
  });
}
