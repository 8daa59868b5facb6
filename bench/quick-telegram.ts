/**
 * Telegram without its cost: answers the bot in the same process and keeps nothing but when each
 * chat was written to. For measuring the bot alone; what it answers is judged elsewhere.
 */
import type { Update } from 'grammy/types';

/** A message of the bot, as it left. */
export interface Said {
  readonly chatId: number;
  readonly text: string;
  readonly atMs: number;
}

/** Makes it. `fetch` goes into the bot; `send` is what people do. */
export function createQuickTelegram(heard: (said: Said) => void) {
  /** Written out when they are sent, so that the bot does not pay for Telegram's work. */
  const waiting: { readonly id: number; readonly json: string }[] = [];
  let wake = (): void => undefined;
  let updateId = 1;
  let messageId = 1;

  async function getUpdates(
    { offset = 0, timeout = 0 }: { offset?: number; timeout?: number },
    signal: AbortSignal | null | undefined,
  ): Promise<string> {
    while (waiting[0] && waiting[0].id < offset) waiting.shift();
    if (waiting.length === 0 && timeout > 0) {
      await new Promise<void>((resolve, reject) => {
        wake = resolve;
        signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      });
    }
    const batch = waiting.slice(0, 100).map(({ json }) => json);
    return `[${batch.join(',')}]`;
  }

  function answer(method: string, about: { chat_id: number; text: string }): unknown {
    switch (method) {
      case 'getMe':
        return { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_test_bot' };
      case 'getWebhookInfo':
        return { url: '', has_custom_certificate: false, pending_update_count: 0 };
      case 'sendMessage': {
        const { chat_id: chatId, text } = about;
        heard({ chatId, text, atMs: performance.now() });
        messageId += 1;
        const chat = { id: chatId, type: 'private', first_name: 'Test' };
        return { message_id: messageId, date: seconds(), chat, text };
      }
      default:
        return true;
    }
  }

  return {
    async fetch(url: string, init: RequestInit | undefined): Promise<Response> {
      const method = url.split('/').at(-1) ?? '';
      const about = init?.body ? JSON.parse(String(init.body)) : {};
      const result =
        method === 'getUpdates'
          ? await getUpdates(about, init?.signal)
          : JSON.stringify(answer(method, about));
      return new Response(`{"ok":true,"result":${result}}`);
    },
    /** Somebody writes; the bot's waiting poll hears of it at once. */
    send(userId: number, text: string): void {
      const from = { id: userId, is_bot: false, first_name: 'Test', language_code: 'en' };
      const chat = { id: userId, type: 'private' as const, first_name: 'Test' };
      const message = { message_id: updateId, date: seconds(), chat, from, text };
      const length = /^\/\w+/.exec(text)?.[0].length;
      const entities = length ? [{ type: 'bot_command' as const, offset: 0, length }] : undefined;
      const update: Update = {
        update_id: updateId,
        message: { ...message, ...(entities && { entities }) },
      };
      waiting.push({ id: updateId, json: JSON.stringify(update) });
      updateId += 1;
      wake();
    },
  };
}

function seconds(): number {
  return Math.floor(Date.now() / 1_000);
}
