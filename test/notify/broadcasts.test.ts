/** Messages to many people, sent by processes that are killed in the middle. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GrammyError, HttpError } from 'grammy';
import { expect, it, onTestFinished } from 'vitest';
import type { Broadcast } from '../../src/domain/broadcast.ts';
import { createBroadcasts } from '../../src/notify/broadcasts.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { messagesFor } from '../../src/text/messages-for.ts';
import { createSilentLog } from '../support/silent-log.ts';

/** As many as the sender has in hand at once. */
const inFlight = 8;
const id = 'a1b2c3d4';

async function openPeople(count: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-broadcast-'));
  const store = await openStore({ dataDir, now: Date.now });
  onTestFinished(async () => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const userIds = Array.from({ length: count }, (_, n) => 5_000_000_000 + n);
  for (const userId of userIds) {
    await store.users.put({ userId, locale: 'en', firstSeenAtMs: 1, lastSeenAtMs: 1 }, 1);
  }
  await store.broadcasts.address(id, userIds);
  const broadcast: Broadcast = {
    id,
    revision: 0,
    state: 'running',
    text: 'We are closed on Friday.',
    byUserId: 77,
    createdAtMs: 1,
    total: count,
  };
  await store.broadcasts.put(broadcast);
  return { store, userIds };
}

/** What Telegram does with the nth call; a throw is what the caller gets. */
type Answer = (userId: number, nth: number) => Promise<unknown>;

/** A process of the program. Once killed, none of its calls ever comes back. */
function createProcess(store: Store, answer: Answer, clock: () => number) {
  const owner = String(Math.random());
  let isAlive = true;
  let calls = 0;
  const never = new Promise<never>(() => undefined);
  const whileAlive =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (!isAlive) return never;
      const result = await call(...args);
      return isAlive ? result : never;
    };
  const mortal = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name);
        return typeof found === 'function' ? whileAlive(found.bind(target)) : found;
      },
    });
  const sender = createBroadcasts({
    api: {
      sendMessage: whileAlive(async (chatId) => {
        calls += 1;
        await answer(Number(chatId), calls);
        return { message_id: calls } as never;
      }),
    },
    panelApi: { editMessageText: async () => true },
    store: {
      broadcasts: mortal(store.broadcasts),
      users: mortal(store.users),
      shared: mortal(store.shared),
    },
    messagesFor,
    owner,
    log: createSilentLog().log,
    now: clock,
  });
  return {
    ...sender,
    kill: () => {
      isAlive = false;
    },
    /** What only this process may do is free again, as after a restart of the embedded store. */
    bury: () => store.shared.release(`broadcast.${id}`, owner),
  };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const state = async (store: Store) => (await store.broadcasts.find(id))?.state;

it('writes to 20,000 people over five kills: nobody twice, and what was cut is listed', async () => {
  const people = 20_000;
  const { store } = await openPeople(people);
  const reached = new Map<number, number>();
  for (const killAt of [1_003, 2_500, 7_777, 1, 4_444, Number.POSITIVE_INFINITY]) {
    let isKilled = false;
    const process = createProcess(
      store,
      async (userId, nth) => {
        // Telegram has it, and the process dies before it hears so.
        reached.set(userId, (reached.get(userId) ?? 0) + 1);
        if (nth < killAt) return;
        process.kill();
        isKilled = true;
      },
      Date.now,
    );
    process.start();
    await until(async () => isKilled || (await state(store)) === 'done');
    await (isKilled ? process.bury() : process.stop());
  }
  const counts = await store.broadcasts.counts(id);
  expect([...reached.values()].filter((times) => times > 1)).toEqual([]);
  expect(counts.sent + counts.refused + counts.unknown).toBe(people);
  expect(counts.waiting).toBe(0);
  expect(counts.unknown).toBeGreaterThan(0);
  expect(counts.unknown).toBeLessThanOrEqual(5 * inFlight);
  const unknown = await store.broadcasts.listUnknown(id, 100);
  expect(unknown).toHaveLength(counts.unknown);
  const never = people - reached.size;
  expect(never).toBeLessThanOrEqual(counts.unknown);
}, 120_000);

it('tries again only what surely was not carried out, and rests as long as Telegram says', async () => {
  const { store, userIds } = await openPeople(30);
  const [busy = 0, gone = 0, cut = 0] = userIds;
  let nowMs = 1_000_000;
  const tried = new Map<number, number>();
  const process = createProcess(
    store,
    async (userId) => {
      tried.set(userId, (tried.get(userId) ?? 0) + 1);
      const refuse = (error_code: number, description: string, retry_after?: number) => {
        const answer = { ok: false as const, error_code, description, parameters: { retry_after } };
        throw new GrammyError(description, answer, 'sendMessage', {});
      };
      if (userId === busy && tried.get(userId) === 1) refuse(429, 'Too Many Requests', 7);
      if (userId === gone) refuse(403, 'Forbidden: bot was blocked by the user');
      if (userId === cut) throw new HttpError('cut', new Error('socket hang up'));
    },
    () => nowMs,
  );
  process.start();
  // Whoever comes after those who were tried together waits too, so nobody else is waited for.
  await until(async () => tried.has(busy));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(tried.get(busy)).toBe(1);
  await until(async () => {
    // Not at once, as the refusal may only now be on its way to whoever rests because of it.
    nowMs += 1_000;
    return (await state(store)) === 'done';
  });
  await process.stop();
  expect(await store.broadcasts.counts(id)).toEqual({
    waiting: 0,
    unknown: 1,
    sent: 28,
    refused: 1,
  });
  expect(tried.get(busy)).toBe(2);
  expect([...tried.values()].filter((times) => times > 1)).toHaveLength(1);
  expect(await store.broadcasts.listUnknown(id, 10)).toEqual([cut]);
  expect((await store.users.find(gone))?.unreachable).toBe(true);
});

it('goes no further once it is paused or stopped', async () => {
  const { store } = await openPeople(200);
  const reached: number[] = [];
  const process = createProcess(
    store,
    async (userId) => {
      reached.push(userId);
      if (reached.length !== 20) return;
      const newest = await store.broadcasts.find(id);
      if (newest) await store.broadcasts.put({ ...newest, state: 'paused' });
    },
    Date.now,
  );
  process.start();
  await until(async () => (await state(store)) === 'paused');
  await process.stop();
  expect(reached.length).toBeLessThan(20 + inFlight);
  expect((await store.broadcasts.counts(id)).waiting).toBe(200 - reached.length);
});
