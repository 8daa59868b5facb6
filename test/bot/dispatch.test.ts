import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { createDispatch, type DispatchDeps } from '../../src/bot/dispatch.ts';
import type { Run } from '../../src/flows/flow.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

const nowMs = Date.UTC(2026, 0, 2);

/** A store in a folder of its own; `open` again is what a restart finds. */
async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'dispatch-'));
  return {
    open: () => openStore({ dataDir: folder, now: () => nowMs }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

function accept(store: Store, ...updates: [updateId: number, lane: string][]) {
  return store.inbox.accept(
    updates.map(([updateId, lane]) => {
      const message = { chat: { id: Number(lane) }, text: `text ${updateId}` };
      const body = JSON.stringify({ update_id: updateId, message });
      return { updateId, lane, receivedAtMs: nowMs, body };
    }),
  );
}

/** A worker on a store, with everything that people were told and every pause that it made. */
function startWorker(store: Store, handle: DispatchDeps['handle'], more?: Partial<DispatchDeps>) {
  const told: string[] = [];
  const pauses: number[] = [];
  const say = (what: string) => async (chatId: number) => void told.push(`${what} ${chatId}`);
  const dispatch = createDispatch({
    store,
    handle,
    tell: { gaveUp: say('gave up'), tookTooLong: say('too long'), broke: say('broke') },
    log: createLog({ level: 'error', destination: { write: () => true }, secrets: [] }),
    now: () => nowMs,
    sleep: async (ms) => void pauses.push(ms),
    ...more,
  });
  return { dispatch, told, pauses };
}

function nothingPending(store: Store) {
  return expect.poll(async () => (await store.inbox.pending()).length).toBe(0);
}

test('updates of one chat run in the order of their ids, one at a time', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  const events: string[] = [];
  const { dispatch } = startWorker(store, async ({ update_id }) => {
    events.push(`begin ${update_id}`);
    await new Promise((resolve) => setImmediate(resolve));
    events.push(`end ${update_id}`);
  });
  dispatch.take(await accept(store, [12, '5'], [11, '5'], [13, '5']));
  await nothingPending(store);
  expect(events).toEqual(['begin 11', 'end 11', 'begin 12', 'end 12', 'begin 13', 'end 13']);
  await store.close();
});

test('an update that comes late still runs before those of its chat with a higher id (G15)', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  let letGo = (): void => undefined;
  const handled: number[] = [];
  const { dispatch } = startWorker(store, async ({ update_id }) => {
    handled.push(update_id);
    if (update_id === 1) await new Promise<void>((resolve) => (letGo = resolve));
  });
  dispatch.take(await accept(store, [1, '5'], [3, '5']));
  dispatch.take(await accept(store, [2, '5']));
  await expect.poll(() => handled).toEqual([1]);
  letGo();
  await nothingPending(store);
  expect(handled).toEqual([1, 2, 3]);
  await store.close();
});

test('a chat that is slow does not hold up another, and learns its run (G20)', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  const runs: Run[] = [];
  let letGo = (): void => undefined;
  const { dispatch } = startWorker(store, async (_, run) => {
    runs.push(run);
    if (run.lane === '5') await new Promise<void>((resolve) => (letGo = resolve));
  });
  dispatch.take(await accept(store, [1, '5'], [2, '6']));
  await expect
    .poll(async () => (await store.inbox.pending()).map((one) => one.lane))
    .toEqual(['5']);
  letGo();
  await nothingPending(store);
  expect(runs[0]).toMatchObject({ lane: '5', updateId: 1, receivedAtMs: nowMs });
  expect(runs[1]?.fence).not.toBe(runs[0]?.fence);
  await store.close();
});

test('what a killed process left is run by the next one, in order (K03)', async () => {
  await using folder = await makeFolder();
  const killed = await folder.open();
  await accept(killed, [2, '5'], [1, '5']);
  await killed.inbox.begin(1);
  await killed.close();

  const store = await folder.open();
  const handled: number[] = [];
  const { dispatch } = startWorker(store, async ({ update_id }) => void handled.push(update_id));
  await dispatch.start();
  await nothingPending(store);
  expect(handled).toEqual([1, 2]);
  await dispatch.drain();
  await store.close();
});

test('what the store has lost since is stored again, run once, and holds up nobody (R02)', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  const handled: number[] = [];
  const { dispatch } = startWorker(store, async ({ update_id }) => void handled.push(update_id));
  const body = JSON.stringify({ update_id: 1, message: { chat: { id: 5 }, text: 'text 1' } });
  dispatch.take([{ updateId: 1, lane: '5', receivedAtMs: nowMs, body, attempts: 0 }]);
  dispatch.take(await accept(store, [2, '5']));
  await expect.poll(() => handled).toEqual([1, 2]);
  await nothingPending(store);
  expect(await accept(store, [1, '5'])).toEqual([]);
  await dispatch.drain();
  await store.close();
});

test('what came before is run first, also when it is taken while a later one is tried (G15)', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  const handled: number[] = [];
  const [earlier, later] = await accept(store, [11, '5'], [12, '5']);
  let tries = 0;
  /** As Redis answers, where another process stored the earlier one. */
  const begin: Store['inbox']['begin'] = async (updateId) => {
    if (updateId === 11 || handled.includes(11)) return store.inbox.begin(updateId);
    tries += 1;
    dispatch.take(earlier ? [earlier] : []);
    return 'earlier_first';
  };
  const shared = { ...store, inbox: { ...store.inbox, begin } };
  const { dispatch } = startWorker(shared, async ({ update_id }) => void handled.push(update_id));
  dispatch.take(later ? [later] : []);
  await expect.poll(() => handled, { timeout: 5_000 }).toEqual([11, 12]);
  expect(tries).toBe(1);
  await dispatch.drain();
  await store.close();
});

test('an update that ended the process three times is parked, and the person told', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  await accept(store, [1, '5'], [2, '5']);
  for (let kill = 0; kill < 3; kill += 1) await store.inbox.begin(1);
  const handled: number[] = [];
  const worker = startWorker(store, async ({ update_id }) => void handled.push(update_id));
  await worker.dispatch.start();
  await nothingPending(store);
  expect(handled).toEqual([2]);
  expect(worker.told).toEqual(['gave up 5']);
  await worker.dispatch.drain();
  await store.close();
});

test('a failing update is run three times with pauses, then the person is told once', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  const handled: number[] = [];
  const worker = startWorker(store, async ({ update_id }) => {
    handled.push(update_id);
    if (update_id === 1) throw new Error('a bug');
  });
  worker.dispatch.take(await accept(store, [1, '5'], [2, '5']));
  await nothingPending(store);
  expect(handled).toEqual([1, 1, 1, 2]);
  expect(worker.told).toEqual(['gave up 5']);
  expect(worker.pauses).toEqual([1_000, 5_000]);
  await store.close();
});

test('a run that fails once and then works tells nobody', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  let failures = 1;
  const worker = startWorker(store, async () => {
    if (failures-- > 0) throw new Error('the line was cut');
  });
  worker.dispatch.take(await accept(store, [1, '5']));
  await nothingPending(store);
  expect(worker.told).toEqual([]);
  await store.close();
});

test('an answer that the dialogue took in is not given to it again', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  await accept(store, [1, '5'], [2, '5']);
  await store.lanes.run('5', 1_000, (fence) =>
    store.conversations.write('5', fence, { state: '{}', takenUpdateId: 1 }, nowMs + 60_000),
  );
  const handled: number[] = [];
  const worker = startWorker(store, async ({ update_id }) => void handled.push(update_id));
  await worker.dispatch.start();
  await nothingPending(store);
  expect(handled).toEqual([2]);
  expect(worker.told).toEqual([]);
  await worker.dispatch.drain();
  await store.close();
});

test('a failure after the answer was taken in is told, and not repeated', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  let runs = 0;
  const worker = startWorker(store, async (_, { lane, fence, updateId }) => {
    runs += 1;
    const record = { takenUpdateId: updateId };
    await store.conversations.write(lane, fence, record, nowMs + 60_000);
    throw new Error('a bug in a flow');
  });
  worker.dispatch.take(await accept(store, [1, '5']));
  await nothingPending(store);
  expect(runs).toBe(1);
  expect(worker.told).toEqual(['broke 5']);
  await store.close();
});

test('a run past its limit is given up, told, and can write nothing afterwards', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  let late: Promise<unknown> = Promise.resolve();
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const handled: number[] = [];
  const handle = async ({ update_id }: Update, { lane, fence }: Run) => {
    handled.push(update_id);
    if (update_id !== 1) return;
    late = gate.then(() => store.conversations.write(lane, fence, { takenUpdateId: 1 }, nowMs + 1));
    late.catch(() => undefined);
    await late;
  };
  const worker = startWorker(store, handle, { limitMs: 50 });
  worker.dispatch.take(await accept(store, [1, '5'], [2, '5']));
  await nothingPending(store);
  expect(handled).toEqual([1, 2]);
  expect(worker.told).toEqual(['too long 5']);
  letGo();
  await expect(late).rejects.toThrow();
  await store.close();
});

test('somebody who blocked the bot is marked unreachable, without another run', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  await store.users.put(
    { userId: 5, locale: 'en', firstSeenAtMs: nowMs, lastSeenAtMs: nowMs },
    nowMs,
  );
  let runs = 0;
  const worker = startWorker(store, async () => {
    runs += 1;
    const refused = {
      ok: false,
      error_code: 403,
      description: 'Forbidden: bot was blocked',
    } as const;
    throw new GrammyError('Call failed', refused, 'sendMessage', {});
  });
  worker.dispatch.take(await accept(store, [1, '5']));
  await nothingPending(store);
  expect(runs).toBe(1);
  expect((await store.users.find(5))?.unreachable).toBe(true);
  expect(worker.told).toEqual([]);
  await store.close();
});

test('nothing is told into a group', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  const worker = startWorker(store, async () => {
    throw new Error('a bug');
  });
  worker.dispatch.take(await accept(store, [1, '-100']));
  await nothingPending(store);
  expect(worker.told).toEqual([]);
  await store.close();
});

test('while the store cannot note that an update is done, it is not acted on again', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  let refusals = 4;
  const inbox: Store['inbox'] = {
    ...store.inbox,
    async done(updateId) {
      if (refusals-- > 0) throw new Error('disk full');
      await store.inbox.done(updateId);
    },
  };
  let runs = 0;
  const count = async () => {
    runs += 1;
  };
  const worker = startWorker(store, count, { store: { ...store, inbox } });
  worker.dispatch.take(await accept(store, [1, '5']));
  await nothingPending(store);
  expect(runs).toBe(1);
  expect(worker.pauses).toEqual([1_000, 5_000, 15_000, 15_000]);
  await store.close();
});

test('draining waits for the run in hand and leaves the rest in the store', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  let letGo = (): void => undefined;
  const handled: number[] = [];
  const worker = startWorker(store, async ({ update_id }) => {
    await new Promise<void>((resolve) => (letGo = resolve));
    handled.push(update_id);
  });
  worker.dispatch.take(await accept(store, [1, '5'], [2, '5']));
  await expect.poll(async () => (await store.inbox.pending())[0]?.attempts).toBe(1);
  const drained = worker.dispatch.drain();
  letGo();
  expect(await drained).toBe(true);
  expect(handled).toEqual([1]);
  expect((await store.inbox.pending()).map(({ updateId }) => updateId)).toEqual([2]);
  await store.close();
});

test('draining does not wait for ever', async () => {
  await using folder = await makeFolder();
  const store = await folder.open();
  const worker = startWorker(store, () => new Promise(() => undefined));
  worker.dispatch.take(await accept(store, [1, '5']));
  expect(await worker.dispatch.drain(30)).toBe(false);
  await store.close();
});
