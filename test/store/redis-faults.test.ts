/** What the Redis store does when Redis dies, is emptied, is full, is slow, or loses an answer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { createBudget } from '../../src/queue/budget.ts';
import { openRedisStore } from '../../src/store/redis/store.ts';
import { StoreRefused } from '../../src/store/refused.ts';
import { createKeyRing } from '../../src/store/seal.ts';
import { StaleFence, type Store, type StoreAway } from '../../src/store/store.ts';
import { aBroadcast } from '../contract/broadcast-records.ts';
import { aCase } from '../contract/case-records.ts';
import { aRecipient, aTransfer, aUser, personal } from '../contract/samples.ts';
import { anAlarm } from '../contract/staff-records.ts';
import { needs } from '../support/not-run.ts';
import { startRedis } from '../support/redis.ts';
import { startRedisWay } from '../support/redis-way.ts';
import { createSilentLog } from '../support/silent-log.ts';

const test = needs('redis-server');
const away = (why: StoreAway['why']) => expect.objectContaining({ why });

/** A server with one deployment of ours on it. */
async function setUp(settings: Readonly<Record<string, string>> = {}) {
  const server = await startRedis(settings);
  const dataDir = mkdtempSync(join(tmpdir(), 'store-'));
  const opened: Store[] = [];
  onTestFinished(async () => {
    for (const store of opened) await store.close();
    await server.dispose();
    rmSync(dataDir, { recursive: true });
  });
  const { log, told } = createSilentLog();

  async function open(over: Partial<Parameters<typeof openRedisStore>[0]> = {}): Promise<Store> {
    const keys = createKeyRing([Buffer.alloc(32, 7)]);
    const usual = { url: server.url, dataDir, keys, now: () => 1_000, production: true, log };
    const store = await openRedisStore({ ...usual, ...over });
    opened.push(store);
    return store;
  }
  const alarms = () => told.filter(({ level }) => level === 'error').map(({ event }) => event);
  return { server, dataDir, open, told, alarms };
}

test('a killed Redis comes back with every acknowledged write, within five seconds (R01)', async () => {
  const { server, open } = await setUp();
  const store = await open();
  const acknowledged: string[] = [];
  let refused = 0;
  let going = true;
  async function write(worker: number): Promise<void> {
    for (let n = 0; going; n += 1) {
      const id = `t${worker}-${n}`;
      try {
        await store.transfers.create(aTransfer(id));
        await store.transfers.commit(aTransfer(id), { notices: ['failed'] });
        acknowledged.push(id);
      } catch (problem) {
        expect(problem).toEqual(away('away'));
        refused += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }
  const workers = [1, 2, 3, 4].map(write);
  await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(100), 5_000);
  await server.kill();
  await vi.waitFor(() => expect(refused).toBeGreaterThan(4), 5_000);
  const before = acknowledged.length;
  await server.start();
  await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before), 5_000);
  going = false;
  await Promise.all(workers);
  for (const id of acknowledged) {
    expect(await store.transfers.find(id)).toMatchObject({ version: 2 });
    expect(await store.notices.listByTransfer(id)).toHaveLength(1);
  }
}, 60_000);

test('an edit that showed what Redis has lost since is not followed by an older card (R08)', async () => {
  const { server, open } = await setUp();
  const store = await open();
  await store.transfers.create(aTransfer('t1'));
  await store.transfers.commit(aTransfer('t1'), { cardMessageId: 77 });
  const first = (await store.cards.take('t1', 1_000, 2_000)) ?? '';
  await store.cards.settle('t1', 2, first);
  const cutThePower = server.losesFromNow();
  await store.transfers.commit({ ...aTransfer('t1'), version: 2 });
  const hold = (await store.cards.take('t1', 1_000, 2_000)) ?? '';
  await cutThePower();
  await expect.poll(() => store.transfers.find('t1').catch(() => undefined)).toBeDefined();
  expect(await store.transfers.find('t1')).toMatchObject({ version: 2 });
  await store.cards.settle('t1', 3, hold);
  expect(await store.cards.listDirty(9_000, 10)).toEqual([]);
  await store.transfers.commit({ ...aTransfer('t1'), version: 2 });
  expect(await store.cards.listDirty(9_000, 10)).toMatchObject([{ transferId: 't1' }]);
});

test('an emptied Redis is not taken for a new one, in service and at the start (R03)', async () => {
  const { server, dataDir, open, alarms } = await setUp();
  const store = await open();
  await store.transfers.create(aTransfer('t1'));
  await server.client.flushall();
  await expect(store.transfers.create(aTransfer('t2'))).rejects.toEqual(away('emptied'));
  await expect(store.transfers.find('t1')).rejects.toEqual(away('emptied'));
  await expect(store.settings.find('ready')).rejects.toEqual(away('emptied'));
  expect(alarms()).toHaveLength(1);
  expect(alarms()[0]).toContain('Redis was emptied');
  await expect(open()).rejects.toThrow(StoreRefused);
  await expect(open()).rejects.toThrow(join(dataDir, 'redis-generation'));
  expect(await server.client.keys('*')).toEqual([]);
});

test('a Redis with data of another deployment, or without its marker, is refused (R03)', async () => {
  const { server, open } = await setUp();
  const own = await open();
  await own.users.put(aUser(), 1_000);
  const elsewhere = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => rmSync(elsewhere, { recursive: true }));
  await server.client.hset('{remit}:meta', 'generation', 'of-somebody-else');
  await expect(open()).rejects.toThrow(StoreRefused);
  await server.client.del('{remit}:meta');
  await expect(open({ dataDir: elsewhere })).rejects.toThrow('Redis does not hold the data');
});

test('data that were sealed with another key are refused in words', async () => {
  const { open } = await setUp();
  await open();
  const keys = createKeyRing([Buffer.alloc(32, 9)]);
  await expect(open({ keys })).rejects.toThrow('Add the earlier key to DATA_KEY');
});

test('a Redis that does not answer is refused at the start, in words (R04)', async () => {
  const { server, open } = await setUp();
  await server.kill();
  await expect(open({ patienceMs: 300 })).rejects.toThrow('does not answer');
});

test('no verb waits for ever while Redis stands still, and all go on after it (R05, R06)', async () => {
  const { server, open } = await setUp();
  const store = await open();
  await store.transfers.create(aTransfer('t1'));
  server.freeze();
  const asked = [
    store.transfers.find('t1'),
    store.users.put(aUser(), 1_000),
    store.inbox.pending(),
  ];
  expect(await Promise.allSettled(asked)).toEqual(
    asked.map(() => ({ status: 'rejected', reason: away('away') })),
  );
  server.thaw();
  await vi.waitFor(async () => expect(await store.transfers.find('t1')).toBeDefined(), 5_000);
}, 30_000);

test('a full Redis takes nothing new, is told once, and still tells what it knows (R07)', async () => {
  const { server, open, alarms } = await setUp();
  const store = await open();
  await store.transfers.create(aTransfer('t1'));
  await server.client.config('SET', 'maxmemory', '1mb');
  for (const id of ['t2', 't3']) {
    await expect(store.transfers.create(aTransfer(id))).rejects.toEqual(away('full'));
  }
  expect(alarms()).toHaveLength(1);
  await server.client.config('SET', 'maxmemory', '0');
  await store.transfers.create(aTransfer('t2'));
  expect(await store.transfers.listByUser(personal.userId, 10)).toHaveLength(2);
});

for (const [setting, value, words] of [
  ['appendonly', 'no', 'appendonly yes'],
  ['maxmemory-policy', 'allkeys-lru', 'maxmemory-policy noeviction'],
] as const) {
  test(`a Redis with ${setting} ${value} is refused in production, and told of elsewhere (R07)`, async () => {
    const { open, told } = await setUp({ [setting]: value });
    await expect(open()).rejects.toThrow(words);
    await open({ production: false });
    expect(told).toEqual([{ level: 'warn', event: 'redis may forget' }]);
  });
}

test('an answer that was lost changes nothing: what was asked happened once (R09)', async () => {
  const { server, open } = await setUp();
  const way = await startRedisWay(server);
  const store = await open({ url: way.url });
  async function losing<T>(ask: () => Promise<T>): Promise<T> {
    way.loseNextAnswer();
    return ask();
  }
  await losing(() => store.transfers.create(aTransfer('t1')));
  const commit = () => store.transfers.commit(aTransfer('t1'), { notices: ['failed'] });
  expect(await losing(commit)).toMatchObject({ kind: 'committed', transfer: { version: 2 } });
  const id = 't1.2.failed';
  const hold = await losing(() => store.notices.attempt(id, 10_000, 20_000));
  expect(hold).toBeDefined();
  expect(await store.notices.listByTransfer('t1')).toMatchObject([{ attempts: 1 }]);
  await losing(() => store.notices.settle(id, { kind: 'retry', atMs: 30_000 }, hold));
  expect(await store.notices.listDue(30_000, 9)).toMatchObject([{ attempts: 1 }]);
  const edit = (await losing(() => store.cards.take('t1', 10_000, 20_000))) ?? 'nobody';
  await losing(() => store.cards.retry('t1', 30_000, edit));
  expect(await store.cards.listDirty(29_999, 9)).toEqual([]);
  expect(await store.cards.listDirty(30_000, 9)).toMatchObject([{ attempts: 1 }]);
  const update = { updateId: 5, lane: '1', receivedAtMs: 1, body: '{}' };
  expect(await losing(() => store.inbox.accept([update]))).toHaveLength(1);
  expect(await losing(() => store.inbox.begin(5))).toBe(1);
  const fences: number[] = [];
  await losing(() => store.lanes.run('a', 9_000, async (fence) => void fences.push(fence)));
  await store.lanes.run('a', 9_000, async (fence) => void fences.push(fence));
  expect(fences).toEqual([1, 2]);
}, 30_000);

test('scripts that Redis forgot are brought again (R10)', async () => {
  const { server, open } = await setUp();
  const store = await open();
  await store.transfers.create(aTransfer('t1'));
  await server.client.script('FLUSH');
  expect(await store.transfers.find('t1')).toBeDefined();
  await server.client.script('FLUSH');
  expect(await store.transfers.commit(aTransfer('t1'))).toMatchObject({ kind: 'committed' });
});

test('a lane that was held before the clock was set back is free, and its writes are refused (R11)', async () => {
  const { server, open } = await setUp();
  const [one, other] = [await open(), await open()];
  let outcome: unknown;
  await one.lanes.run('a', 20_000, async (fence) => {
    const [key = ''] = await server.client.keys('{remit}:l:*');
    await server.client.pexpire(key, 600_000);
    await other.lanes.run('a', 20_000, async (newer) => expect(newer).toBeGreaterThan(fence));
    const write = one.conversations.write('a', fence, { takenUpdateId: 1 }, 99_999);
    outcome = await write.catch((error: unknown) => error);
  });
  expect(outcome).toBeInstanceOf(StaleFence);
});

test('processes share a lane one run at a time, and one that is gone is waited for no longer', async () => {
  const { open } = await setUp();
  const [one, other] = [await open(), await open()];
  let running = 0;
  const run = (store: Store) =>
    store.lanes.run('a', 20_000, async (fence) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
      return fence;
    });
  const fences = await Promise.all([one, other, one, other, one].map(run));
  expect(new Set(fences).size).toBe(5);

  let begun = (): void => undefined;
  const holding = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const cut = one.lanes.run('a', 60_000, () => {
    begun();
    return new Promise(() => undefined);
  });
  cut.catch(() => undefined);
  await holding;
  // Closed in the middle of a run, it cannot keep its lane: as if it had been killed.
  await one.close();
  expect(await run(other)).toBeGreaterThan(Math.max(...fences));
}, 30_000);

test('ids reach no other key, whatever they hold (T72)', async () => {
  const { server, open } = await setUp();
  const store = await open();
  const ids = ['a:b', '*', '{x}y', 'line\nbreak', '../meta', '%41', 'A', 'ä|1'];
  for (const id of ids) {
    await store.transfers.create(aTransfer(id));
    await store.transfers.commit(aTransfer(id), { notices: ['failed'] });
    await store.settings.put(id, id);
  }
  for (const id of ids) {
    expect(await store.transfers.find(id)).toMatchObject({ id, version: 2 });
    expect(await store.settings.find(id)).toBe(id);
  }
  const due = await store.notices.listDue(10_000, 99);
  expect(due.map(({ transferId }) => transferId)).toEqual(ids);
  const keys = await server.client.keys('*');
  expect(keys.filter((key) => !/^\{remit\}:[\w%:-]+$/.test(key))).toEqual([]);
  expect(keys.filter((key) => key.startsWith('{remit}:t:'))).toHaveLength(ids.length);
});

test('whoever an older program stored is looked after at once (T68)', async () => {
  const { server, open } = await setUp();
  await (await open()).users.put(aUser(), 99_000);
  await server.client.del('{remit}:people');
  await server.client.hdel('{remit}:meta', 'people');
  expect(await (await open()).users.listDue(0, 10)).toEqual([personal.userId]);
});

test('the data key is changed while the store works, and then the older one is not needed (K25)', async () => {
  const { server, open, told } = await setUp();
  const [older, newer] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
  const before = await open();
  await before.users.put(aUser(), 1_000);
  await before.users.block(personal.userId, { byUserId: 77, atMs: 1, why: 'a test' });
  const send = { nonce: 'n', fields: { phone: personal.phone } };
  await before.drafts.put(personal.userId, 'send', send);
  await before.recipients.put(personal.userId, aRecipient('r:1'), 9);
  await before.transfers.create(aTransfer('t:1'));
  await before.transfers.commit(aTransfer('t:1'), { notices: ['failed'] });
  await before.inbox.accept([{ updateId: 5, lane: 'a', receivedAtMs: 1, body: '{}' }]);
  const record = { state: 'a state', takenUpdateId: 1 };
  await before.lanes.run('a', 9_000, (fence) =>
    before.conversations.write('a', fence, record, 99_999),
  );
  await before.audit.append({ id: 'x', atMs: 1, byUserId: 77, act: 'pause', about: 'a' });
  const [broadcast, alarm, supportCase] = [aBroadcast('b:1'), anAlarm('k:1'), aCase('c:1')];
  await before.broadcasts.put(broadcast);
  await before.broadcasts.address(broadcast.id, [personal.userId]);
  await before.alarms.put(alarm);
  await before.cases.put(supportCase);
  const olderKeyId = createKeyRing([older]).newestKeyId;
  expect(server.files().includes(olderKeyId)).toBe(true);

  for (const keys of [createKeyRing([newer, older]), createKeyRing([newer])]) {
    const store = await open({ keys });
    const done = () =>
      told.some(({ event }) => event === 'everything is sealed with the first data key');
    await vi.waitFor(() => expect(done()).toBe(true), 5_000);
    expect(await store.users.find(personal.userId)).toMatchObject({ blocked: { why: 'a test' } });
    expect(await store.drafts.find(personal.userId, 'send')).toEqual(send);
    expect(await store.recipients.list(personal.userId, 9)).toEqual([aRecipient('r:1')]);
    expect(await store.transfers.findByShortId(personal.shortId)).toMatchObject({ version: 2 });
    expect(await store.notices.listDue(1_000, 9)).toMatchObject([{ userId: personal.userId }]);
    expect(await store.inbox.pending()).toHaveLength(1);
    expect(await store.conversations.read('a')).toEqual(record);
    expect(await store.audit.list(9)).toHaveLength(1);
    expect(await store.broadcasts.find(broadcast.id)).toEqual({ ...broadcast, revision: 1 });
    expect(await store.broadcasts.counts(broadcast.id)).toMatchObject({ waiting: 1 });
    expect(await store.alarms.find(alarm.key)).toEqual({ ...alarm, revision: 1 });
    expect(await store.cases.find(supportCase.id)).toEqual({ ...supportCase, revision: 1 });
  }
  // Written anew the file holds what is there now, and nothing of before.
  await server.client.bgrewriteaof();
  await vi.waitFor(() => expect(server.files().includes(olderKeyId)).toBe(false), 5_000);
  await expect(open({ keys: createKeyRing([older]) })).rejects.toThrow(StoreRefused);
}, 30_000);

test('processes together keep one pace: no second holds more calls than the budget', async () => {
  const { open } = await setUp();
  const perSecond = 50;
  const began: number[] = [];
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const turns = await Promise.all(
    [1, 2, 3].map(async () => {
      const { shared } = await open();
      return createBudget({
        reserve: () => shared.reserve('calls', 1_000 / perSecond),
        pausedForMs: async () => (await shared.paceOf('calls')).pausedForMs,
        sleep,
      });
    }),
  );
  const calls = Array.from({ length: 120 }, (_, n) => turns[n % turns.length]);
  await Promise.all(calls.map((turn) => turn?.().then(() => began.push(performance.now()))));
  began.sort((a, b) => a - b);
  const inASecondFrom = (from: number) =>
    began.filter((at) => at >= from && at < from + 1_000).length;
  expect(Math.max(...began.map(inASecondFrom))).toBeLessThanOrEqual(perSecond + turns.length);
}, 30_000);

test('away at the start it is waited for, and refused in words when it does not come (R04)', async () => {
  const { server, open } = await setUp();
  await server.kill();
  const refusal = open({ patienceMs: 300 });
  await expect(refusal).rejects.toBeInstanceOf(StoreRefused);
  await expect(refusal).rejects.toThrow('does not answer. Start it');
  const opening = open({ patienceMs: 10_000 });
  await server.start();
  const store = await opening;
  await store.settings.put('ready', 'yes');
  expect(await store.settings.find('ready')).toBe('yes');
});
