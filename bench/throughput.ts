/**
 * Updates a second through the whole bot, beside a bare grammY bot with the conversations plugin,
 * the same dialogue and the same storage. Both in one run, Telegram and Chessa at no cost.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conversations, createConversation } from '@grammyjs/conversations';
import { Bot } from 'grammy';
import type { BotContext } from '../src/bot/context.ts';
import { createConversationStorage } from '../src/bot/conversation-storage.ts';
import { createReadConfiguration } from '../src/chessa/read-configuration.ts';
import { createSendFlow } from '../src/flows/send/send.ts';
import { openStore } from '../src/store/open.ts';
import { messagesFor } from '../src/text/messages-for.ts';
import { createBenchDialogue, longForm } from './dialogue-size.ts';
import { inTurns, type RateFigures } from './in-turns.ts';
import { createQuickTelegram, type Said } from './quick-telegram.ts';
import { openWholeBot } from './whole-bot.ts';

const credentials = { clientId: 'bench', clientSecret: 'secret-of-the-bench' };
const people = 32;
const answers = ['/send', 'nigeria', 'Test Bank', '0123456789', 'yes', 'Ada', 'Test', 'Okafor'];

/** Updates a second. */
export async function measureUpdates(rounds: number): Promise<RateFigures> {
  const crowd = createCrowd();
  const whole = await openWholeBot({
    credentials,
    env: { CHESSA_RPS: '1000' },
    limits: { updates: { times: 1_000_000, perMs: 10_000 } },
    heard: crowd.heard,
    chessa: answerDialogue,
  });
  const bare = await openBareBot(crowd.heard);
  try {
    return await inTurns(rounds, {
      ours: () => crowd.talk(whole.telegram),
      bare: () => crowd.talk(bare.telegram),
    });
  } finally {
    await bare.close();
    await whole.close();
  }
}

/** People who answer as soon as they are asked; new ones in every round. */
function createCrowd() {
  let nextUserId = 1_000;
  let heard: (said: Said) => void = () => undefined;
  return {
    heard: (said: Said) => heard(said),
    /** Updates that were answered. */
    talk(telegram: ReturnType<typeof createQuickTelegram>): Promise<number> {
      return new Promise((resolve) => {
        const said = new Map<number, number>();
        let ended = 0;
        heard = ({ chatId }) => {
          const at = said.get(chatId) ?? 0;
          const answer = answers[at];
          said.set(chatId, at + 1);
          if (answer !== undefined) return telegram.send(chatId, answer);
          ended += 1;
          if (ended === people) resolve(people * answers.length);
        };
        for (let index = 0; index < people; index += 1) {
          nextUserId += 1;
          said.set(nextUserId, 1);
          telegram.send(nextUserId, answers[0] ?? '');
        }
      });
    },
  };
}

async function answerDialogue(path: string): Promise<Response> {
  if (path.endsWith('/configurations')) return new Response(longForm);
  if (path.endsWith('/validate')) {
    return Response.json({ valid: true, accountName: 'ADA TEST OKAFOR' });
  }
  return Response.json({ rate: '1500' });
}

/** No inbox, no guards, no limits: grammY's own polling, the plugin, the dialogue, the storage. */
async function openBareBot(heard: (said: Said) => void) {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-bench-'));
  const store = await openStore({ dataDir, now: Date.now });
  const telegram = createQuickTelegram(heard);
  const bot = new Bot<BotContext>('1:bench', { client: { fetch: telegram.fetch as never } });
  // The storage takes nothing from whoever does not hold the chat's lane; in one process it is free.
  bot.use((ctx, next) => {
    const lane = String(ctx.chat?.id);
    return store.lanes.run(lane, 60_000, async (fence) => {
      const updateId = ctx.update.update_id;
      ctx.run = { lane, fence, updateId, receivedAtMs: Date.now() };
      await next();
    });
  });
  bot.use(conversations({ storage: createConversationStorage(store, Date.now, 'bench') }));
  // Read once: the whole bot remembers it too.
  const configuration = await createReadConfiguration(() => undefined)(longForm);
  const dialogue = createBenchDialogue(store, async () => configuration);
  const flow = createSendFlow({ dialogue, messagesFor });
  bot.use(createConversation(flow, 'send'));
  bot.command('send', (ctx) =>
    ctx.conversation.enter('send', { userId: ctx.chat.id, locale: 'en' }),
  );
  const running = bot.start();
  return {
    telegram,
    async close(): Promise<void> {
      await bot.stop();
      await running;
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
