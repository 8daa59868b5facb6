/**
 * Telegram without its cost: answers the bot in the same process and keeps nothing but when each
 * chat was written to. For measuring the bot alone; what it answers is judged elsewhere.
 */
import type { MessageEntity, Update } from 'grammy/types';

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
        return bot;
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

  function keep(update: Omit<Update, 'update_id'>): void {
    waiting.push({ id: updateId, json: JSON.stringify({ update_id: updateId, ...update }) });
    updateId += 1;
  }

  function messageOf(
    userId: number,
    text: string,
    entities: readonly MessageEntity[] = commandIn(text),
  ): Pick<Update, 'message'> {
    const from = personOf(userId);
    const chat = { ...from, type: 'private' as const };
    const message = { message_id: updateId, date: seconds(), chat, from, text };
    return { message: { ...message, ...(entities.length > 0 && { entities: [...entities] }) } };
  }

  return {
    async fetch(url: string, init: RequestInit | undefined): Promise<Response> {
      const method = url.split('/').at(-1) ?? '';
      // Where a file goes along it is no JSON, and nobody looks into it.
      const about = typeof init?.body === 'string' ? JSON.parse(init.body) : {};
      const result =
        method === 'getUpdates'
          ? await getUpdates(about, init?.signal)
          : JSON.stringify(answer(method, about));
      return new Response(`{"ok":true,"result":${result}}`);
    },
    /** Somebody writes; the bot's waiting poll hears of it at once. */
    send(userId: number, text: string, entities?: readonly MessageEntity[]): void {
      keep(messageOf(userId, text, entities));
      wake();
    },
    /** Somebody writes while the bot is away: it hears of it together with what is sent next. */
    sendUnheard(userId: number, text: string, entities?: readonly MessageEntity[]): void {
      keep(messageOf(userId, text, entities));
    },
    /** Somebody presses a button under a message of the bot. */
    press(userId: number, data: string): void {
      const from = personOf(userId);
      const chat = { ...from, type: 'private' as const };
      const message = { message_id: messageId, date: seconds(), chat, from: bot, text: 'x' };
      const query = { id: String(updateId), chat_instance: '1', from, message, data };
      keep({ callback_query: query });
      wake();
    },
  };
}

const bot = { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_test_bot' };

function personOf(id: number) {
  return { id, is_bot: false, first_name: 'Test', language_code: 'en' };
}

function commandIn(text: string): MessageEntity[] {
  const length = /^\/\w+/.exec(text)?.[0].length;
  return length ? [{ type: 'bot_command', offset: 0, length }] : [];
}

function seconds(): number {
  return Math.floor(Date.now() / 1_000);
}
