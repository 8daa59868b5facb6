/**
 * A stand-in for Telegram: a strict Bot API for one bot, and the people who chat with it. Everything
 * works over HTTP (`app`) and as methods of the object.
 */
import { Hono } from 'hono';
import type { BotSide } from './bot-methods.ts';
import { createBotRoutes, type SandboxEnv } from './bot-routes.ts';
import { type CallRecord, createCallRecord } from './call-record.ts';
import { createCallbacks } from './callbacks.ts';
import { createChatRoutes } from './chat-routes.ts';
import { createCommandMenus } from './command-menu.ts';
import { createControlRoutes } from './control-routes.ts';
import { createEvents, type Events } from './events.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFiles, type Files } from './files.ts';
import type { User } from './model.ts';
import { createPeople, type People } from './people.ts';
import { createUpdateQueue, type UpdateQueue } from './updates.ts';
import { createWebhook } from './webhook.ts';
import { createWorld, type World } from './world.ts';

/** How to make a sandbox. Only the token is needed. */
export interface TelegramSandboxOptions {
  /** The bot's token; what stands before its colon, if that is a number, is the bot's id. */
  readonly token: string;
  /** Without the @; `chessa_remit_bot` when left out. */
  readonly botUsername?: string;
  readonly botName?: string;
  /** Milliseconds since 1970. Waiting (long polls, spinners) runs in real time all the same. */
  readonly now?: () => number;
  /** How long a tap can be answered, by `now`; 150 seconds when left out. */
  readonly tapLifeMs?: number;
  /** How long a person's app waits for the answer to a tap; 15 seconds when left out. */
  readonly tapPatienceMs?: number;
  /** How long after a failed webhook delivery the next try comes; 1 second when left out. */
  readonly webhookRetryMs?: number;
  readonly fetch?: typeof fetch;
}

/** A running stand-in. */
export interface TelegramSandbox {
  /** Serve it on a port: the Bot API, `/chat` and `/sandbox/telegram`. */
  readonly app: Hono<SandboxEnv>;
  readonly token: string;
  readonly bot: User;
  readonly people: People;
  readonly updates: UpdateQueue;
  readonly faults: Faults;
  readonly record: CallRecord;
  readonly events: Events;
  readonly files: Files;
  readonly world: World;
  /** Ends waiting polls, presses and deliveries; the server is its maker's to close. */
  close(): void;
}

/** Makes a sandbox with one bot and no people. */
export function createTelegramSandbox(options: TelegramSandboxOptions): TelegramSandbox {
  const { token, now = Date.now } = options;
  const bot = botUser(options);
  const events = createEvents(now);
  const world = createWorld({ now, bot, events });
  const updates = createUpdateQueue({ now, firstUpdateId: firstUpdateId(now()) });
  const { tapLifeMs: lifeMs = 150_000, tapPatienceMs: patienceMs = 15_000 } = options;
  const callbacks = createCallbacks({ now, lifeMs, patienceMs });
  const files = createFiles();
  const menus = createCommandMenus();
  const { fetch = globalThis.fetch, webhookRetryMs: retryMs = 1_000 } = options;
  const webhook = createWebhook({ updates, now, fetch, retryMs });
  const people = createPeople({ world, updates, callbacks, files, menus });
  const faults = createFaults();
  const record = createCallRecord();
  const side: BotSide = { world, files, updates, callbacks, menus, webhook };
  const app = new Hono<SandboxEnv>();
  app.use(async (context, next) => {
    await next();
    context.res.headers.set('date', new Date(now()).toUTCString());
  });
  app.route('/chat', createChatRoutes({ people, world, events, files }));
  app.route(
    '/sandbox/telegram',
    createControlRoutes({ world, people, updates, faults, record, webhook }),
  );
  app.route('/', createBotRoutes({ token, side, faults, record }));
  const close = () => {
    webhook.close();
    callbacks.close();
    updates.interrupt();
  };
  return { app, token, bot, people, updates, faults, record, events, files, world, close };
}

function botUser({ token, botUsername, botName }: TelegramSandboxOptions): User {
  const number = Number(/^(\d{1,15}):/.exec(token)?.[1] ?? 7_000_000_000);
  const username = botUsername ?? 'chessa_remit_bot';
  return { id: number, is_bot: true, first_name: botName ?? 'Chessa Remit', username };
}

// Ids go on rising when the sandbox is started anew beside a bot that remembers those it has seen.
function firstUpdateId(nowMs: number): number {
  return Math.max(1, Math.floor(nowMs / 100) - 17_000_000_000);
}
