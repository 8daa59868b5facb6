/** Several workers of one inbox, each with its own connection to a real Redis. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { createDispatch } from '../../src/bot/dispatch.ts';
import { createNewestFlow } from '../../src/bot/newest-flow.ts';
import { openRedisStore } from '../../src/store/redis/store.ts';
import { createKeyRing } from '../../src/store/seal.ts';
import type { Store } from '../../src/store/store.ts';
import { findProgram, needs } from '../support/not-run.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { createSilentLog } from '../support/silent-log.ts';

const test = needs('redis-server');
let server: RedisServer;
beforeAll(async () => {
  if (findProgram('redis-server')) server = await startRedis();
});
afterAll(() => server?.dispose());

/** An empty inbox that processes can share. */
async function openInbox() {
  await server.client.flushall();
  const dataDir = await mkdtemp(join(tmpdir(), 'shared-lanes-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const handled: string[] = [];
  const gates = new Map<number, Promise<void>>();

  /** Makes the run of one update last until `letGo` is called. */
  function hold(updateId: number) {
    let letGo = (): void => undefined;
    gates.set(updateId, new Promise((resolve) => (letGo = resolve)));
    return () => letGo();
  }

  /** A process with a name, on a connection of its own. */
  async function start(name: string, mayRun = () => true) {
    const { log } = createSilentLog();
    const keys = createKeyRing([Buffer.alloc(32, 7)]);
    const url = server.url;
    const store = await openRedisStore({
      url,
      dataDir,
      keys,
      now: Date.now,
      production: true,
      log,
    });
    const nothing = async () => undefined;
    const dispatch = createDispatch({
      store,
      async handle({ update_id }) {
        handled.push(`${name} begins ${update_id}`);
        await gates.get(update_id);
        handled.push(`${name} ends ${update_id}`);
      },
      tell: { gaveUp: nothing, tookTooLong: nothing, broke: nothing },
      log,
      now: Date.now,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
      shared: { mayRun, everyMs: 50 },
    });
    onTestFinished(async () => {
      await dispatch.drain(100);
      await store.close();
    });
    return { store, dispatch };
  }

  return { start, hold, handled, dataDir };
}

/** Stores updates of one lane as if they had come `agoMs` ago. */
function accept(store: Store, updateIds: readonly number[], agoMs = 0) {
  const receivedAtMs = Date.now() - agoMs;
  return store.inbox.accept(
    updateIds.map((updateId) => {
      const body = JSON.stringify({ update_id: updateId });
      return { updateId, lane: '5', receivedAtMs, body };
    }),
  );
}

function allDone(store: Store) {
  return expect.poll(async () => (await store.inbox.pending()).length, { timeout: 10_000 }).toBe(0);
}

test('updates of one chat that came to two processes run in their order, each once', async () => {
  const inbox = await openInbox();
  const one = await inbox.start('one');
  const two = await inbox.start('two');
  const letGo = inbox.hold(1);
  const early = await accept(one.store, [1, 2]);
  const late = await accept(two.store, [3]);
  // The later one is handed on first, and waits for those that another process has.
  two.dispatch.take(late);
  one.dispatch.take(early);
  await expect.poll(() => inbox.handled.length).toBeGreaterThan(0);
  letGo();
  await allDone(one.store);
  const order = inbox.handled.map((event) => event.replace(/^\w+ /, ''));
  expect(order).toEqual(['begins 1', 'ends 1', 'begins 2', 'ends 2', 'begins 3', 'ends 3']);
});

test('what a process stored and did not work off is taken over by another', async () => {
  const inbox = await openInbox();
  const gone = await inbox.start('gone');
  await accept(gone.store, [1, 2], 60_000);
  const other = await inbox.start('other');
  await other.dispatch.start();
  await allDone(other.store);
  await accept(gone.store, [3], 60_000);
  await allDone(other.store);
  expect(inbox.handled.filter((event) => event.includes('begins'))).toEqual([
    'other begins 1',
    'other begins 2',
    'other begins 3',
  ]);
});

test('an older program leaves updates to a newer one, and has them again when that is gone', async () => {
  const inbox = await openInbox();
  const flows: { stop(): void }[] = [];
  onTestFinished(() => {
    for (const flow of flows) flow.stop();
  });
  const startProgram = async (version: string) => {
    let mayRun = () => true;
    const process = await inbox.start(version, () => mayRun());
    const flow = createNewestFlow({
      settings: process.store.settings,
      version,
      log: createSilentLog().log,
      now: Date.now,
      times: { lookEveryMs: 20, goneAfterMs: 1_000 },
    });
    flows.push(flow);
    mayRun = flow.isNewest;
    await flow.start();
    await process.dispatch.start();
    return { ...process, flow };
  };
  const older = await startProgram('older');
  expect(older.flow.isNewest()).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const newer = await startProgram('newer');
  const alike = await startProgram('newer');
  await expect.poll(older.flow.isNewest).toBe(false);
  expect([newer.flow.isNewest(), alike.flow.isNewest()]).toEqual([true, true]);
  older.dispatch.take(await accept(older.store, [1], 60_000));
  await allDone(older.store);
  expect(inbox.handled[0]).toBe('newer begins 1');
  for (const one of [newer, alike]) {
    one.flow.stop();
    await one.dispatch.drain();
  }
  await expect.poll(older.flow.isNewest, { timeout: 10_000 }).toBe(true);
  older.dispatch.take(await accept(older.store, [2], 60_000));
  await allDone(older.store);
  expect(inbox.handled.at(-1)).toBe('older ends 2');
}, 20_000);
