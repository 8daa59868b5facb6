/**
 * The two stand-ins and the chat page on one port: `/` is the page, `/chat` the people, `/bot…`
 * Telegram's Bot API, `/chessa` the provider with its controls.
 */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { type ChessaSandbox, createChessaSandbox } from './chessa/chessa-sandbox.ts';
import { type Served, serve } from './serve.ts';
import type { SandboxEnv } from './telegram/bot-routes.ts';
import { createTelegramSandbox, type TelegramSandbox } from './telegram/telegram-sandbox.ts';

/** Credentials that only the stand-ins know. */
export const stageCredentials = {
  botToken: '7000000001:stage-token-of-the-stand-in-0000001',
  clientId: 'stage-client',
  clientSecret: 'stage-secret-of-the-stand-in',
} as const;

/** The running stand-ins. */
export interface Stage {
  readonly url: string;
  readonly telegram: TelegramSandbox;
  readonly chessa: ChessaSandbox;
  /** Settings that point the bot at this stage, as environment variables. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Serves both stand-ins on 127.0.0.1. `scale` is simulated time in real time; port 0 is a free one. */
export async function openStage({ port = 0, scale = 1 } = {}): Promise<Stage> {
  const { botToken, clientId, clientSecret } = stageCredentials;
  const telegram = createTelegramSandbox({ token: botToken });
  const chessa = createChessaSandbox({ clientId, clientSecret, scale });
  const root = new Hono<SandboxEnv>();
  root.get('/', (c) => c.redirect('/web/index.html'));
  root.get('/web/:file', async (c) => page(c.req.param('file')));
  root.route('/chessa', chessa.app);
  root.route('/', telegram.app);
  const served: Served = await serve(root, port);
  return {
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
    async close() {
      telegram.close();
      chessa.close();
      await served.close();
    },
  };
}

const folder = fileURLToPath(new URL('./telegram/web/', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

async function page(file: string): Promise<Response> {
  const type = types[extname(file)];
  if (!type || !/^[\w-]+\.\w+$/.test(file)) return new Response('not found', { status: 404 });
  const headers = {
    'content-type': type,
    'cache-control': 'no-cache',
    'content-security-policy': "default-src 'self'; img-src 'self' data: blob:; object-src 'none'",
  };
  try {
    return new Response(await readFile(join(folder, file)), { headers });
  } catch {
    return new Response('not found', { status: 404 });
  }
}
