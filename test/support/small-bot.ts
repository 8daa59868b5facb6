/** A bot with a few fixed manners, for tests of the chat page itself. */
import { Bot, InputFile } from 'grammy';
import type { MessageEntity } from 'grammy/types';
import { onTestFinished } from 'vitest';
import { openStage, type Stage } from '../../sandbox/stage.ts';

/** A stage whose bot a test drives by hand; `bot.api` sends, handlers answer. */
export interface SmallBot {
  readonly stage: Stage;
  readonly bot: Bot;
  /** A person who has started the bot, or one who has not. */
  person(firstName: string, isStarted?: boolean): number;
  /** Where the page shows that person's chat. */
  url(personId: number): string;
}

/** Opens a stage with a small bot: `/start` greets with buttons, each of which does one thing. */
export async function openSmallBot(): Promise<SmallBot> {
  const stage = await openStage();
  const bot = new Bot(stage.telegram.token, { client: { apiRoot: stage.url } });
  await teach(bot);
  void bot.start();
  onTestFinished(async () => {
    await bot.stop();
    await stage.close();
  });
  return {
    stage,
    bot,
    person(firstName, isStarted = false) {
      const { id } = stage.telegram.people.create({ firstName });
      if (isStarted) stage.telegram.people.start(id);
      return id;
    },
    url: (personId) => `${stage.url}/#${personId}/${personId}`,
  };
}

async function teach(bot: Bot): Promise<void> {
  await bot.api.setMyCommands([
    { command: 'start', description: 'Begin' },
    { command: 'send', description: 'Send money' },
    { command: 'status', description: 'Where it is' },
  ]);
  bot.command('start', (context) =>
    context.reply('Good day. What shall it be?', {
      reply_markup: {
        inline_keyboard: [
          [{ text: 'Move on', callback_data: 'edit', style: 'success' }],
          [
            { text: 'Copy address', copy_text: { text: 'TEST-ADDRESS-0001' } },
            { text: 'Tell me', callback_data: 'toast' },
          ],
          [
            { text: 'Warn me', callback_data: 'alert', style: 'danger' },
            { text: 'Picture', callback_data: 'picture' },
          ],
        ],
      },
    }),
  );
  bot.callbackQuery('edit', async (context) => {
    await context.editMessageText('Moved on.', {
      reply_markup: { inline_keyboard: [[{ text: 'Again', callback_data: 'edit' }]] },
    });
    await context.answerCallbackQuery();
  });
  bot.callbackQuery('toast', (context) => context.answerCallbackQuery('Looking now'));
  bot.callbackQuery('alert', (context) =>
    context.answerCallbackQuery({ text: 'Please do not pay.', show_alert: true }),
  );
  bot.callbackQuery('picture', async (context) => {
    await context.replyWithPhoto(new InputFile(onePixel, 'dot.png'), { caption: 'A small dot' });
    await context.answerCallbackQuery();
  });
  bot.on('message:text', (context) => context.reply(`You said: ${context.message.text}`));
}

/** Entities for a text, each by the stretch that it marks. */
export function marked(text: string, marks: readonly Mark[]): MessageEntity[] {
  return marks.map(({ on, ...entity }) => {
    const offset = text.indexOf(on);
    return { ...entity, offset, length: on.length } as MessageEntity;
  });
}

/** An entity without its place. */
export interface Mark {
  readonly on: string;
  readonly type: MessageEntity['type'];
  readonly url?: string;
  readonly unix_time?: number;
  readonly date_time_format?: string;
}

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
