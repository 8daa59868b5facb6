/** Telegram's client, as the settings say. */
import type { ApiClientOptions } from 'grammy';
import type { TelegramFetch } from '../bot/telegram-fetch.ts';
import type { Config } from '../config.ts';

/** Telegram's address and our `fetch`, as grammY wants them. */
export function telegramClient(config: Config, fetch: TelegramFetch): ApiClientOptions {
  return {
    apiRoot: config.telegram.apiRoot,
    fetch: fetch as ApiClientOptions['fetch'],
    canUseWebhookReply: () => false,
  };
}
