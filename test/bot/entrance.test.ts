/** The door before the inbox, with people in numbers that no rig can play. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { expect, onTestFinished, test } from 'vitest';
import { laneOf } from '../../src/bot/admission.ts';
import { createMemoryAllowance } from '../../src/bot/allowance.ts';
import { createEntrance } from '../../src/bot/entrance.ts';
import { type Limits, limits } from '../../src/bot/middleware/limits.ts';
import { createDialogueFetch } from '../../src/bot/telegram-fetch.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/open.ts';
import { en } from '../../src/text/en/index.ts';

const secondsNow = () => Math.floor(Date.now() / 1_000);

/** A message of somebody, as Telegram would send it. */
function messageOf(userId: number, updateId: number, date = secondsNow()): Update {
  const from = { id: userId, is_bot: false, first_name: 'Test' };
  const chat = { id: userId, type: 'private' as const, first_name: 'Test' };
  return {
    update_id: updateId,
    message: { message_id: updateId, date, chat, from, text: '/start' },
  };
}

function tapOf(userId: number, updateId: number): Update {
  const { message } = messageOf(userId, updateId);
  const from = { id: userId, is_bot: false, first_name: 'Test' };
  return {
    update_id: updateId,
    callback_query: { id: String(updateId), from, chat_instance: '1', data: 'x', message },
  };
}

/** An entrance with everything that was handled and said; `handle` may take its time. */
async function openEntrance(other: Partial<Limits> = {}, handling = async () => undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'entrance-'));
  const store = await openStore({ dataDir: folder, now: Date.now });
  const handled: number[] = [];
  const said = new Map<number, string[]>();
  const toasts: string[] = [];
  const lines: string[] = [];
  let running = 0;
  let mostRunning = 0;
  const answer = { ok: true, result: true };
  const fetch: typeof globalThis.fetch = async (_, init) => {
    const { chat_id: chatId, text = '' } = JSON.parse(String(init?.body));
    if (chatId === undefined) toasts.push(text);
    else said.set(chatId, [...(said.get(chatId) ?? []), text]);
    await turn();
    return new Response(JSON.stringify(answer));
  };
  const turnNow = () => turn();
  const log = createLog({
    level: 'warn',
    destination: { write: (line) => lines.push(line) },
    secrets: [],
  });
  const { admit, dispatch } = createEntrance({
    api: new Api('1:x', {
      fetch: createDialogueFetch({ fetch, sleep: turnNow, now: Date.now, log }),
    }),
    store,
    async handle(update) {
      running += 1;
      mostRunning = Math.max(mostRunning, running);
      await handling();
      running -= 1;
      handled.push(update.update_id);
    },
    messagesFor: () => en,
    limits: { ...limits, ...other },
    createAllowance: createMemoryAllowance,
    isStaff: (userId) => userId === 1,
    log,
    now: Date.now,
    sleep: turnNow,
  });
  onTestFinished(async () => {
    await dispatch.drain();
    await store.close();
    await rm(folder, { recursive: true });
  });
  /** What the intake does with a batch. */
  async function receive(batch: readonly Update[]): Promise<number[]> {
    const admitted = await admit(batch);
    const stored = admitted.map((update) => ({
      updateId: update.update_id,
      lane: laneOf(update),
      receivedAtMs: Date.now(),
      body: JSON.stringify(update),
    }));
    dispatch.take(await store.inbox.accept(stored));
    return admitted.map(({ update_id }) => update_id);
  }
  return {
    receive,
    handled,
    said,
    toasts,
    lines,
    mostRunning: () => mostRunning,
    backlog: dispatch.backlog,
  };
}

test('T63: of 10,000 people at once some are served, all others asked to come back', async () => {
  const people = 10_000;
  const { receive, handled, said, lines, mostRunning, backlog } = await openEntrance();
  let most = 0;
  for (let first = 0; first < people; first += 100) {
    await receive(Array.from({ length: 100 }, (_, n) => messageOf(1_000 + first + n, first + n)));
    most = Math.max(most, backlog());
  }
  await expect.poll(() => handled.length + said.size, { timeout: 60_000 }).toBe(people);
  expect(backlog()).toBe(0);
  expect(most).toBeLessThanOrEqual(limits.waiting.forNew);
  expect(mostRunning()).toBeLessThanOrEqual(limits.atOnce);
  expect(handled.length).toBeGreaterThanOrEqual(limits.waiting.forNew);
  for (const sentences of said.values()) expect(sentences).toEqual([en.busy().text.text]);
  expect(lines).toEqual([]);
}, 90_000);

test('T63: whoever is in the middle of something is served while new people wait', async () => {
  let letGo = (): void => undefined;
  let hold: Promise<void> = Promise.resolve();
  const { receive, handled, said } = await openEntrance(
    { waiting: { forNew: 3, forAll: 6 }, atOnce: 2 },
    async () => void (await hold),
  );
  await receive([messageOf(50, 1)]);
  await expect.poll(() => handled).toEqual([1]);
  hold = new Promise((resolve) => (letGo = resolve));
  const crowd = [2, 3, 4, 5, 6].map((n) => messageOf(100 + n, n));
  expect(await receive(crowd)).toEqual([2, 3, 4]);
  expect(await receive([messageOf(50, 7), messageOf(50, 8), messageOf(50, 9)])).toEqual([7, 8, 9]);
  expect(await receive([messageOf(50, 10), messageOf(1, 11)])).toEqual([11]);
  letGo();
  await expect.poll(() => handled.length).toBe(8);
  await expect.poll(() => [...said.keys()].sort()).toEqual([105, 106, 50].sort());
});

test('T61: 1,000 messages of one person are met by one sentence, and cost others nothing', async () => {
  const { receive, handled, said } = await openEntrance();
  for (let first = 1; first <= 1_000; first += 100) {
    const flood = Array.from({ length: 99 }, (_, n) => messageOf(7, first + n));
    await receive([...flood, messageOf(8, first + 99)]);
  }
  await expect.poll(() => handled.length).toBe(limits.updates.times + 10);
  await expect.poll(() => said.get(7)).toEqual([en.tooFast().text.text]);
  expect(said.get(8)).toBeUndefined();
});

test('T61: taps above the limit get toasts, a few', async () => {
  const { receive, toasts, said } = await openEntrance();
  await receive(Array.from({ length: 100 }, (_, n) => tapOf(7, n + 1)));
  await expect.poll(() => toasts).toEqual(Array(limits.toasts.times).fill(en.toast.tooFast()));
  expect(said.size).toBe(0);
});

test('G17: what was sent over hours, and comes at once, counts by its own date', async () => {
  const { receive, said } = await openEntrance();
  const overADay = Array.from({ length: 90 }, (_, n) =>
    messageOf(7, n + 1, secondsNow() - 86_400 + n * 60),
  );
  expect(await receive(overADay)).toHaveLength(90);
  const atOnce = Array.from({ length: 90 }, (_, n) => messageOf(8, 1_000 + n, 1_700_000_000));
  expect(await receive(atOnce)).toHaveLength(limits.updates.times);
  await expect.poll(() => [...said.keys()]).toEqual([8]);
});

test('a batch that could not be stored and comes again is not counted twice', async () => {
  const { receive } = await openEntrance();
  const batch = Array.from({ length: 15 }, (_, n) => messageOf(7, n + 1));
  expect(await receive(batch)).toHaveLength(15);
  expect(await receive(batch)).toHaveLength(15);
});

test('staff have no limits, and who leaves is always heard', async () => {
  const { receive } = await openEntrance({ updates: { times: 1, perMs: 60_000 } });
  expect(await receive([messageOf(1, 1), messageOf(1, 2), messageOf(1, 3)])).toHaveLength(3);
  const from = { id: 7, is_bot: false as const, first_name: 'Test' };
  const left: Update = {
    update_id: 9,
    my_chat_member: {
      chat: { id: 7, type: 'private', first_name: 'Test' },
      from,
      date: secondsNow(),
      old_chat_member: { status: 'member', user: from },
      new_chat_member: { status: 'kicked', user: from, until_date: 0 },
    },
  };
  expect(await receive([messageOf(7, 7), messageOf(7, 8), left])).toEqual([7, 9]);
});
