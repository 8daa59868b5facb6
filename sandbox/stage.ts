/**
 * The two stand-ins and the chat page on one port: `/` is the page, `/chat` the people, `/bot…`
 * Telegram's Bot API, `/chessa` the provider with its controls, `/sandbox/bot` the bot itself.
 */
import { Hono } from 'hono';
import { type ChessaSandbox, createChessaSandbox } from './chessa/chessa-sandbox.ts';
import { type Served, serve } from './serve.ts';
import type { SandboxEnv } from './telegram/bot-routes.ts';
import { createTelegramSandbox, type TelegramSandbox } from './telegram/telegram-sandbox.ts';
import { createWebPage } from './telegram/web-page.ts';
import { tellOpened } from './witness.ts';

/** Credentials that only the stand-ins know. */
const stageCredentials = {
  botToken: '7000000001:stage-token-of-the-stand-in-0000001',
  clientId: 'stage-client',
  clientSecret: 'stage-secret-of-the-stand-in',
} as const;

/** The bot, where the stage's maker runs it. */
export interface BotOnStage {
  isRunning(): boolean;
  /** Stops it, if it runs, and starts it on the same data. */
  restart(): Promise<void>;
}

/** The running stand-ins. */
export interface Stage {
  readonly url: string;
  readonly telegram: TelegramSandbox;
  readonly chessa: ChessaSandbox;
  /** Settings that point the bot at this stage, as environment variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Lets the page start the bot anew. */
  attach(bot: BotOnStage): void;
  close(): Promise<void>;
}

/**
 * Serves both stand-ins on 127.0.0.1. `scale` is simulated time in real time; port 0 is a free one.
 * With `oneClock` the chat shows simulated time too, so that a time machine moves what people see.
 */
export async function openStage({ port = 0, scale = 1, oneClock = false } = {}): Promise<Stage> {
  const { botToken, clientId, clientSecret } = stageCredentials;
  const chessa = createChessaSandbox({ clientId, clientSecret, scale });
  const telegram = createTelegramSandbox({
    token: botToken,
    ...(oneClock && { now: () => chessa.clock.now(), tapLifeMs: Number.POSITIVE_INFINITY }),
  });
  let bot: BotOnStage | undefined;
  const root = new Hono<SandboxEnv>();
  const botView = () => ({ isOurs: bot !== undefined, isRunning: bot?.isRunning() ?? true });
  root.get('/sandbox/bot', (c) => c.json(botView()));
  root.post('/sandbox/bot/restart', async (c) => {
    await bot?.restart();
    return c.json(botView());
  });
  root.route('/', createWebPage());
  root.route('/chessa', chessa.app);
  root.route('/', telegram.app);
  const served: Served = await serve(root, port);
  const stage: Stage = {
    url: served.url,
    telegram,
    chessa,
    env: {
      TELEGRAM_BOT_TOKEN: botToken,
      TELEGRAM_API_ROOT: served.url,
      CHESSA_API_URL: `${served.url}/chessa`,
      CHESSA_CLIENT_ID: clientId,
      CHESSA_CLIENT_SECRET: clientSecret,
    },
    attach(running) {
      bot = running;
    },
    async close() {
      telegram.close();
      chessa.close();
      await served.close();
    },
  };
  tellOpened(stage);
  return stage;
}
