/** The whole bot on a real file, with Telegram and Chessa answering in the same process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createApp } from '../src/app.ts';
import { type Limits, limits as usualLimits } from '../src/bot/middleware/limits.ts';
import { loadConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { createQuickTelegram, type Said } from './quick-telegram.ts';

export interface WholeBotOptions {
  /** What differs from the usual limits. */
  readonly limits?: Partial<Limits>;
  readonly heard: (said: Said) => void;
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
  /** Answers calls to Chessa; `path` begins with `/v1/`. */
  readonly chessa: (path: string, init: RequestInit | undefined) => Promise<Response>;
  /** Settings beside those that it needs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Puts into the store, before the bot opens it, what happened earlier. */
  readonly fill?: (store: Store) => Promise<void>;
  /** Answers come in a later turn of the event loop, as over a network; here they cost nothing. */
  readonly answersLater?: boolean;
}

const telegramUrl = 'http://127.0.0.1:1';
const chessaUrl = 'http://127.0.0.1:2';

/** Starts it; resolves when it takes updates. */
export async function openWholeBot(options: WholeBotOptions) {
  const { credentials, limits = {} } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-bench-'));
  const telegram = createQuickTelegram(options.heard);
  const config = loadConfig({
    TELEGRAM_BOT_TOKEN: '7000000001:token-of-the-bench-0000000001',
    TELEGRAM_API_ROOT: telegramUrl,
    CHESSA_API_URL: chessaUrl,
    CHESSA_CLIENT_ID: credentials.clientId,
    CHESSA_CLIENT_SECRET: credentials.clientSecret,
    DATA_DIR: dataDir,
    OPS_PORT: '0',
    LOG_LEVEL: 'error',
    ...options.env,
  });
  if (!config.ok) throw new Error(config.failure.join('\n'));
  if (options.fill) {
    const store = await openStore({ dataDir, now: Date.now });
    await options.fill(store);
    await store.close();
  }
  const answer = async (url: string, init: RequestInit | undefined): Promise<Response> => {
    const answered = await (url.startsWith(`${telegramUrl}/`)
      ? telegram.fetch(url, init)
      : options.chessa(url.slice(chessaUrl.length), init));
    if (options.answersLater) await setImmediate();
    return answered;
  };
  const app = await createApp(config.value, {
    log: createLog({ level: 'error', destination: process.stderr, secrets: [] }),
    now: Date.now,
    random: Math.random,
    limits: { ...usualLimits, ...limits },
    fetch: (input, init) => answer(String(input instanceof Request ? input.url : input), init),
    poll: answer,
  });
  await app.start();
  return {
    telegram,
    async close(): Promise<void> {
      await app.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
