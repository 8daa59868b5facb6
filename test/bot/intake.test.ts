import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from 'grammy';
import { expect, test } from 'vitest';
import { createIntake, type IntakeDeps } from '../../src/bot/intake.ts';
import { plainFetch } from '../../src/bot/plain-fetch.ts';
import { createPolling } from '../../src/bot/polling.ts';
import { createReceive } from '../../src/bot/receive.ts';
import { createDialogueFetch } from '../../src/bot/telegram-fetch.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import {
  type Arrived,
  accepted,
  refusal,
  type Scripted,
  startScriptedServer,
} from '../support/scripted-server.ts';

const token = '7000000001:AAtestTESTtestTESTtestTESTtestTEST0';
const nowMs = Date.UTC(2026, 0, 2);
const person = { id: 5, is_bot: false, first_name: 'ADA TEST' };

function message(updateId: number, chatId = 5) {
  const chat = { id: chatId, type: 'private', first_name: 'ADA TEST' };
  return {
    update_id: updateId,
    message: { message_id: 1, date: 1, chat, from: person, text: 'hi' },
  };
}

type Answers = ((arrived: Arrived) => Scripted | undefined)[];

/** An intake on a real store, before a server that answers `getUpdates` in turn, then waits. */
async function start(
  answers: Answers,
  webhook = '',
  { inbox, ...more }: Partial<IntakeDeps> & { readonly inbox?: Store['inbox'] } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'intake-'));
  const store = await openStore({ dataDir: folder, now: () => nowMs });
  let next = 0;
  const server = await startScriptedServer((arrived) => {
    if (arrived.method === 'getWebhookInfo') {
      return accepted({ url: webhook, has_custom_certificate: false, pending_update_count: 0 });
    }
    return answers[next++]?.(arrived);
  });
  const lines: string[] = [];
  const pauses: number[] = [];
  const taken: (readonly [updateId: number, lane: string])[] = [];
  const log = createLog({
    level: 'debug',
    destination: { write: (line) => lines.push(line) },
    secrets: [token],
  });
  const sleep = async (ms: number) => void pauses.push(ms);
  const fetch = createDialogueFetch({
    ...{ fetch: globalThis.fetch, poll: plainFetch, sleep, log },
    now: () => nowMs,
  });
  const receive = createReceive({
    store: { inbox: inbox ?? store.inbox },
    admit: async (batch) => [...batch],
    take: (updates) =>
      taken.push(...updates.map(({ updateId, lane }) => [updateId, lane] as const)),
    now: () => nowMs,
  });
  const api = new Api(token, { apiRoot: server.url, fetch });
  const intake = createIntake({
    source: createPolling({ api, receive }),
    prepare: async () => undefined,
    log,
    now: () => nowMs,
    sleep,
    random: () => 0,
    ...more,
  });
  const running = intake.run();
  const polls = () =>
    server.arrived
      .filter(({ method }) => method === 'getUpdates')
      .map(({ body }): Record<string, unknown> => JSON.parse(body));
  return {
    intake,
    running,
    store,
    server,
    lines,
    pauses,
    taken,
    polls,
    async [Symbol.asyncDispose]() {
      intake.stop();
      await running;
      await server[Symbol.asyncDispose]();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

test('a batch is stored, then confirmed by the next fetch', async () => {
  await using bot = await start([() => accepted([message(41), message(42, 6)])]);
  await expect.poll(() => bot.polls().length).toBe(2);
  const [first, second] = bot.polls();
  expect(first).toMatchObject({
    limit: 100,
    timeout: 30,
    allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
  });
  expect(first).not.toHaveProperty('offset');
  expect(second).toMatchObject({ offset: 43 });
  const [stored] = await bot.store.inbox.pending();
  expect(stored).toMatchObject({ updateId: 41, lane: '5', receivedAtMs: nowMs, attempts: 0 });
  expect(JSON.parse(stored?.body ?? '')).toEqual(message(41));
  expect(bot.taken).toEqual([
    [41, '5'],
    [42, '6'],
  ]);
});

test('what cannot be stored is not confirmed, and comes again (K01)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intake-'));
  const store = await openStore({ dataDir: folder, now: () => nowMs });
  let isFull = true;
  const inbox: Store['inbox'] = {
    ...store.inbox,
    async accept(updates) {
      if (isFull) {
        isFull = false;
        throw new Error('disk full');
      }
      return store.inbox.accept(updates);
    },
  };
  const again = () => accepted([message(41)]);
  await using bot = await start([again, again], '', { inbox });
  await expect.poll(() => bot.polls().length).toBe(3);
  expect(bot.polls().map(({ offset }) => offset)).toEqual([undefined, undefined, 42]);
  expect(bot.taken).toEqual([[41, '5']]);
  await store.close();
  await rm(folder, { recursive: true });
});

test('an update that comes twice is handed on once', async () => {
  const again = () => accepted([message(41)]);
  await using bot = await start([again, again]);
  await expect.poll(() => bot.polls().length).toBe(3);
  expect(bot.taken).toEqual([[41, '5']]);
});

test('a tap under an inline message runs in the lane of the person; what we never asked for is dropped', async () => {
  const tap = { id: '1', from: person, chat_instance: '1', data: 'x', inline_message_id: '2' };
  await using bot = await start([
    () =>
      accepted([
        { update_id: 7, callback_query: tap },
        { update_id: 8, poll: {} },
      ]),
  ]);
  await expect.poll(() => bot.polls().at(-1)?.offset).toBe(9);
  expect(bot.taken).toEqual([[7, 'user:5']]);
});

test('a webhook that somebody set is left alone: polling stops and says why', async () => {
  await using bot = await start([], 'https://somewhere.example/hook');
  expect(await bot.running).toEqual({ kind: 'webhook_set' });
  expect(bot.server.arrived.map(({ method }) => method)).toEqual(['getWebhookInfo']);
  expect(bot.lines.join('')).toMatch(/"level":"error".*webhook/);
});

test('a webhook set while polling ends it too', async () => {
  const description = "Conflict: can't use getUpdates method while webhook is active";
  await using bot = await start([() => refusal(409, description)]);
  expect(await bot.running).toEqual({ kind: 'webhook_set' });
});

test.each([401, 404])('a token that Telegram refuses with %i ends polling (G11)', async (code) => {
  await using bot = await start([() => refusal(code, 'Unauthorized')]);
  expect(await bot.running).toEqual({ kind: 'token_refused' });
  expect(bot.lines.join('')).toContain('BotFather');
  expect(bot.lines.join('')).not.toContain(token);
});

test('another poller, a cut line, a broken answer and a wait are sat out', async () => {
  await using bot = await start([
    () => refusal(409, 'Conflict: terminated by other getUpdates request'),
    (arrived) => void arrived.cut(),
    () => ({ status: 502, body: '<html>' }),
    () => refusal(429, 'Too Many Requests', { retry_after: 9 }),
    () => accepted([message(41)]),
  ]);
  await expect.poll(() => bot.taken).toEqual([[41, '5']]);
  expect(bot.pauses).toEqual([500, 1_000, 2_000, 9_000]);
  expect(bot.lines.join('')).toContain('another program fetches');
});

test('stopping cuts the poll under way and begins no other', async () => {
  await using bot = await start([]);
  await expect.poll(() => bot.polls().length).toBe(1);
  expect(bot.intake.progressedAtMs()).toBe(nowMs);
  bot.intake.stop();
  expect(await bot.running).toEqual({ kind: 'stopped' });
  expect(bot.polls()).toHaveLength(1);
  expect(bot.pauses).toEqual([]);
});

test('nothing is fetched before the preparations worked', async () => {
  let failures = 2;
  const prepare = async () => {
    if (failures-- > 0) throw new Error('no answer');
  };
  await using bot = await start([() => accepted([message(41)])], '', { prepare });
  await expect.poll(() => bot.taken).toEqual([[41, '5']]);
  expect(bot.pauses).toEqual([500, 1_000]);
  expect(bot.server.arrived[0]?.method).toBe('getWebhookInfo');
});

test('preparations can be stopped, too', async () => {
  const prepare = async () => {
    throw new Error('no answer');
  };
  const forever = () => new Promise<void>(() => undefined);
  await using bot = await start([], '', { prepare, sleep: forever });
  await expect.poll(() => bot.lines.length).toBe(1);
  bot.intake.stop();
  expect(await bot.running).toEqual({ kind: 'stopped' });
});
