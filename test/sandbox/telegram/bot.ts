/** The bot's end of the wire, for tests: calls methods without a library in between. */
import type { Json } from '../../../sandbox/telegram/model.ts';
import {
  createTelegramSandbox,
  type TelegramSandbox,
  type TelegramSandboxOptions,
} from '../../../sandbox/telegram/telegram-sandbox.ts';

/** What came back from a call. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly result?: Json;
  readonly description?: string;
  readonly parameters?: Json;
}

export const TOKEN = '7000000123:test-token';

/** A sandbox with ADA TEST (1001), who has started the bot, and a way to call its methods. */
export function setUp(options: Partial<TelegramSandboxOptions> = {}) {
  const telegram = createTelegramSandbox({ token: TOKEN, ...options });
  telegram.people.create({ firstName: 'Ada' });
  telegram.people.start(1001);
  telegram.updates.drop();
  return { telegram, call: caller(telegram), send: sender(telegram) };
}

/** Calls a method with JSON. */
function caller(telegram: TelegramSandbox) {
  return async (method: string, params: Json = {}): Promise<Answer> => {
    const response = await telegram.app.request(`/bot${TOKEN}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    const body = (await response.json()) as Omit<Answer, 'status'>;
    return { ...body, status: response.status };
  };
}

function sender(telegram: TelegramSandbox) {
  const call = caller(telegram);
  return async (text: string, more: Json = {}): Promise<number> => {
    const { result, description } = await call('sendMessage', { chat_id: 1001, text, ...more });
    if (typeof result?.message_id !== 'number') throw new Error(description);
    return result.message_id;
  };
}

/** A keyboard of one button. */
export function oneButton(button: Json): Json {
  return { inline_keyboard: [[button]] };
}
