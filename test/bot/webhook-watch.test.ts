import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from 'grammy';
import { expect, onTestFinished, test } from 'vitest';
import { createIntake } from '../../src/bot/intake.ts';
import { createWebhookWatch } from '../../src/bot/webhook-watch.ts';
import { createPrometheus } from '../../src/http/prometheus.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/open.ts';
import { readPage } from '../support/metrics.ts';
import { accepted, startScriptedServer } from '../support/scripted-server.ts';

const token = '7000000001:AAtestTESTtestTESTtestTESTtestTEST0';
const ours = 'https://bot.example/telegram';

/** Telegram's side of a webhook, our store, and processes that watch; minutes pass at once. */
async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'watch-'));
  const store = await openStore({ dataDir: folder, now: Date.now });
  const telegram = { url: '', pending: 0, failedAt: 0 };
  const set: object[] = [];
  const server = await startScriptedServer(({ method, body }) => {
    if (method === 'setWebhook') {
      const asked: { url: string } = JSON.parse(body);
      set.push(asked);
      telegram.url = asked.url;
      return accepted(true);
    }
    const failed = { last_error_date: telegram.failedAt, last_error_message: 'Bad Gateway' };
    return accepted({
      url: telegram.url,
      pending_update_count: telegram.pending,
      ...(telegram.failedAt > 0 && failed),
    });
  });
  onTestFinished(async () => {
    await server[Symbol.asyncDispose]();
    await store.close();
    await rm(folder, { recursive: true });
  });

  /** A process; `minute` lets it look once more and resolves when it has. */
  function start({ url = ours, secret }: { url?: string; secret?: string }) {
    const lines: string[] = [];
    const prometheus = createPrometheus(() => performance.now() * 1_000_000);
    const log = createLog({
      level: 'info',
      destination: { write: (l) => lines.push(l) },
      secrets: [],
    });
    const { settings } = store;
    const { metrics } = prometheus;
    const api = new Api(token, { apiRoot: server.url });
    const asleep: (() => void)[] = [];
    const intake = createIntake({
      source: createWebhookWatch({ api, settings, url, secret, log, metrics }),
      prepare: async () => undefined,
      log,
      now: Date.now,
      sleep: () => new Promise((resolve) => asleep.push(resolve)),
      random: () => 0,
    });
    const running = intake.run();
    onTestFinished(async () => {
      intake.stop();
      await running;
    });
    return {
      running,
      lines,
      looksAgain: () => expect.poll(() => asleep.length).toBe(1),
      minute: () => asleep.shift()?.(),
      ours: async () => readPage(await prometheus.page()).get('remit_webhook_ours'),
    };
  }
  return { telegram, set, start };
}

test('it tells Telegram where to bring updates, with the secret, and sees that it does', async () => {
  const { set, start, telegram } = await open();
  const bot = start({ secret: 'a-secret' });
  await bot.looksAgain();
  expect(set).toEqual([
    {
      url: ours,
      secret_token: 'a-secret',
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    },
  ]);
  telegram.failedAt = 1_700_000_000;
  for (let minutes = 0; minutes < 2; minutes += 1) {
    bot.minute();
    await bot.looksAgain();
  }
  expect(await bot.ours()).toBe(1);
  expect(set).toHaveLength(1);
  expect(bot.lines.join('').match(/could not bring updates/g)).toHaveLength(1);
});

test("somebody else's address ends it, with what to do; so does a start that finds one (T15)", async () => {
  const { set, start, telegram } = await open();
  const bot = start({ secret: 'a-secret' });
  await bot.looksAgain();
  telegram.url = 'https://somebody.example/hook';
  bot.minute();
  expect(await bot.running).toEqual({ kind: 'webhook_taken' });
  expect(await bot.ours()).toBe(0);
  expect(bot.lines.join('')).toMatch(/"level":"error".*\/revoke/);
  expect(await start({ secret: 'a-secret' }).running).toEqual({ kind: 'webhook_taken' });
  expect(await start({}).running).toEqual({ kind: 'webhook_taken' });
  expect(set).toHaveLength(1);
});

test('one that was taken away is an alarm and set again, but not for ever', async () => {
  const { set, start, telegram } = await open();
  const bot = start({ secret: 'a-secret' });
  for (let times = 0; times < 2; times += 1) {
    await bot.looksAgain();
    telegram.url = '';
    bot.minute();
  }
  await bot.looksAgain();
  expect(set).toHaveLength(3);
  expect(bot.lines.join('')).toMatch(/"level":"error".*taken away/);
  telegram.url = '';
  bot.minute();
  expect(await bot.running).toEqual({ kind: 'webhook_taken' });
});

test('a new address of our own is no stranger to older processes, and a worker only watches', async () => {
  const { set, start, telegram } = await open();
  const before = start({ secret: 'a-secret' });
  const worker = start({});
  await before.looksAgain();
  await worker.looksAgain();
  const moved = 'https://new.example/telegram';
  const after = start({ url: moved, secret: 'another-secret' });
  await after.looksAgain();
  expect(telegram.url).toBe(moved);
  for (const one of [before, worker]) {
    one.minute();
    await one.looksAgain();
    expect(await one.ours()).toBe(1);
  }
  telegram.url = '';
  worker.minute();
  await worker.looksAgain();
  expect(set).toHaveLength(2);
});
