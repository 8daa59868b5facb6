/**
 * What the memory of a dialogue weighs, and what an answer costs, after few answers and after many:
 * the real `/send` on a real store, with a configuration of forty fields and a Telegram that costs
 * nothing.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ConversationFlavor,
  conversations,
  createConversation,
} from '@grammyjs/conversations';
import { Bot, type Context } from 'grammy';
import { createChessa } from '../src/chessa/client.ts';
import { createReadConfiguration } from '../src/chessa/read-configuration.ts';
import { createKnownRecipients } from '../src/flows/recipients/known-recipients.ts';
import { createSendDialogue } from '../src/flows/send/dialogue.ts';
import { createRecipientStep } from '../src/flows/send/recipient-step.ts';
import { createSendFlow } from '../src/flows/send/send.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { messagesFor } from '../src/text/messages-for.ts';
import { createQuickTelegram } from './quick-telegram.ts';
import { spread } from './spread.ts';

/** After so many answered fields. */
export interface DialogueCost {
  readonly answers: number;
  readonly bytes: number;
  /** Processor time of one answer, the median of several people. */
  readonly cpuMs: number;
}

const fields = 45;
const userId = 5001;

/** Answers one field after another; resolves to what it cost around `few` and around `many`. */
export async function measureDialogue(
  few: number,
  many: number,
  people: number,
): Promise<readonly [DialogueCost, DialogueCost]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-bench-'));
  const store = await openStore({ dataDir, now: Date.now });
  try {
    const { say, bytesOf } = await openTalk(store);
    const costs = new Map<number, number[]>();
    const bytes = new Map<number, number>();
    for (let person = 0; person < people; person += 1) {
      const id = userId + person;
      for (const text of ['/send', 'nigeria', 'Test Bank', '0123456789', 'yes'])
        await say(id, text);
      for (let answered = 1; answered <= many; answered += 1) {
        const before = process.cpuUsage();
        await say(id, `Answer number ${answered}`);
        const { user, system } = process.cpuUsage(before);
        costs.set(answered, [...(costs.get(answered) ?? []), (user + system) / 1_000]);
        bytes.set(answered, bytesOf(id));
      }
    }
    // Three answers on either side, as a single one is smaller than the clock's grain.
    const cpuMs = (answers: number) =>
      spread([-2, -1, 0].flatMap((step) => costs.get(answers + step) ?? [])).median;
    const costAt = (answers: number) => ({
      answers,
      bytes: bytes.get(answers) ?? 0,
      cpuMs: cpuMs(answers),
    });
    return [costAt(few), costAt(many)];
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function openTalk(store: Store) {
  const telegram = createQuickTelegram(() => undefined);
  const remembered = new Map<string, string>();
  const bot = new Bot<ConversationFlavor<Context>>('1:bench', {
    client: { fetch: telegram.fetch as never },
    botInfo: await botInfo(),
  });
  bot.use(
    conversations({
      storage: {
        type: 'key',
        adapter: {
          read: (key) => JSON.parse(remembered.get(key) ?? 'null') ?? undefined,
          write: (key, state) => void remembered.set(key, JSON.stringify(state)),
          delete: (key) => void remembered.delete(key),
        },
      },
    }),
  );
  const send = createSendFlow({ dialogue: createBenchDialogue(store), messagesFor });
  bot.use(createConversation(send as never, 'send'));
  bot.command('send', (ctx) =>
    ctx.conversation.enter('send', { userId: ctx.chat.id, locale: 'en' }),
  );
  let updateId = 1;
  return {
    async say(id: number, text: string): Promise<void> {
      updateId += 1;
      const from = { id, is_bot: false, first_name: 'Test' };
      const chat = { id, type: 'private' as const, first_name: 'Test' };
      const entities = text.startsWith('/')
        ? [{ type: 'bot_command' as const, offset: 0, length: text.length }]
        : [];
      const date = Math.floor(Date.now() / 1_000);
      await bot.handleUpdate({
        update_id: updateId,
        message: { message_id: updateId, from, chat, date, text, entities },
      });
    },
    bytesOf: (id: number) => Buffer.byteLength(remembered.get(String(id)) ?? ''),
  };
}

async function botInfo() {
  return {
    id: 1,
    is_bot: true as const,
    first_name: 'Bench',
    username: 'bench_test_bot',
  } as never;
}

const read = createReadConfiguration(() => undefined);
type ReadConfiguration = () => ReturnType<typeof read>;

/** The real `/send`, with {@link longForm} and a Chessa that knows every account. */
export function createBenchDialogue(
  store: Store,
  configuration: ReadConfiguration = () => read(longForm),
) {
  const chessa = createChessa({
    baseUrl: 'http://127.0.0.1:9',
    clientId: 'bench',
    clientSecret: 'bench',
    fetch: async () => Response.json({ rate: '1500' }),
    now: Date.now,
    sleep: async () => undefined,
    random: Math.random,
    report: () => undefined,
  });
  const newId = () => String(performance.now());
  const recipients = createKnownRecipients({ store, chessa, newId });
  return createSendDialogue({
    store,
    getRate: chessa.getRate,
    configuration,
    checkAccount: async () => ({
      ok: true,
      value: { kind: 'found', accountName: 'ADA TEST OKAFOR' },
    }),
    quote: async () => ({ kind: 'unsafe' }),
    isBlocked: async () => false,
    shown: async () => undefined,
    fundingAssets: [{ asset: 'USDC', chain: 'Solana' }],
    toWhom: createRecipientStep({ store, recipients, newNonce: () => 'abcd1234', now: Date.now }),
    now: Date.now,
  });
}

/** A configuration with so many free fields that a dialogue has no end. */
export const longForm = JSON.stringify([
  {
    country: { code: 'NG', name: 'Nigeria' },
    currency: 'NGN',
    methods: [
      {
        id: 'bank',
        type: 'bank',
        banks: [
          { id: 'ng_test', name: 'Test Bank' },
          { id: 'ng_other', name: 'Other' },
        ],
        fields: [
          { id: 'accountNumber', label: 'Account number', pattern: '^\\d{10}$' },
          ...Array.from({ length: fields }, (_, index) => ({
            id: `field${index}`,
            label: `Field ${index}`,
            pattern: '^[A-Za-z0-9 ]{2,60}$',
            ...(index > 0 && index % 5 === 0 && { dependsOn: `field${index - 1}` }),
          })),
        ],
      },
    ],
  },
]);
