/** What staff look at costs Redis the same few commands, however many transfers there are. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { createPanelView } from '../../src/bot/admin/panel-view.ts';
import type { TransferState } from '../../src/domain/transfer.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createOpen } from '../../src/transfers/open.ts';
import { aTransfer } from '../contract/samples.ts';
import { needs } from '../support/not-run.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

const test = needs('redis-server');
const states: readonly TransferState[] = ['completed', 'awaiting_deposit', 'expired', 'refunded'];

async function opened(): Promise<{ server: RedisServer; store: Store }> {
  const server = await startRedis({ appendfsync: 'no' });
  const dataDir = mkdtempSync(join(tmpdir(), 'staff-redis-'));
  const dataKeys = [Buffer.alloc(32, 7)];
  const store = await openStore({ dataDir, dataKeys, redisUrl: server.url, now: () => 1_000 });
  onTestFinished(async () => {
    await store.close();
    await server.dispose();
    rmSync(dataDir, { recursive: true });
  });
  return { server, store };
}

/** Transfers of as many people; the first twenty wait for staff. */
async function fill(store: Store, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    const id = `t${n}`;
    const state = n < 20 ? 'review' : (states[n % states.length] ?? 'completed');
    await store.transfers.create(aTransfer(id, { state, userId: 1_000 + n, shortId: id }));
  }
}

/** How often each command ran, those inside of scripts too. */
async function commandsOf(
  { client }: RedisServer,
  work: () => Promise<unknown>,
): Promise<Record<string, number>> {
  await client.config('RESETSTAT');
  await work();
  const info = await client.info('commandstats');
  const counts = [...info.matchAll(/^cmdstat_([\w|]+):calls=(\d+)/gm)].map(
    ([, name = '', calls]) => [name, Number(calls)] as const,
  );
  return Object.fromEntries(counts.filter(([name]) => !/config|info|ping|client/.test(name)));
}

test('the panel, an order and the record of acts cost as many commands with 2,000 transfers as with 50', async () => {
  const { server, store } = await opened();
  const view = createPanelView({
    store,
    open: createOpen({ store, fundingAssets: [] }),
    vitals: async () => ({ provider: { state: 'answers' }, outboxBehindMs: 0, budgets: [] }),
    now: () => 1_000,
    orderNow: () => 1_000,
  });
  const look = async () => {
    const { stuck, counts } = await view('admin');
    expect(stuck).toBe(20);
    expect(counts.review).toBe(20);
    const found = await store.transfers.findByShortId('t7');
    expect(found?.id).toBe('t7');
    await store.transfers.findByOrderId('order-of-t7');
    await store.notices.listByTransfer('t7');
    await store.cards.find('t7');
    await store.audit.list(10, { about: 'transfer:t7' });
    await store.audit.list(10);
  };
  await fill(store, 0, 50);
  await look();
  const few = await commandsOf(server, look);
  await fill(store, 50, 2_000);
  const many = await commandsOf(server, look);
  expect(many).toEqual(few);
  const names = Object.keys(many);
  expect(names.filter((name) => /^(scan|sscan|hscan|zscan|keys|smembers)$/.test(name))).toEqual([]);
  const all = Object.values(many).reduce((sum, calls) => sum + calls, 0);
  // Twenty of these are the versions of those that wait for staff.
  expect(all).toBeLessThan(80);
}, 60_000);

test('what one process closes is closed in another with its very next question', async () => {
  const { server, store } = await opened();
  const dataDir = mkdtempSync(join(tmpdir(), 'staff-redis-'));
  const dataKeys = [Buffer.alloc(32, 7)];
  const other = await openStore({ dataDir, dataKeys, redisUrl: server.url, now: () => 1_000 });
  onTestFinished(async () => {
    await other.close();
    rmSync(dataDir, { recursive: true });
  });
  const [here, there] = [store, other].map((one) => createOpen({ store: one, fundingAssets: [] }));
  const transfer = aTransfer('a');
  expect(await there?.forConfirm(transfer)).toBeUndefined();
  const pause = { key: 'corridor:NG:NGN', sentence: 'Back at noon.', byUserId: 1, atMs: 1 };
  await here?.put(pause);
  expect(await there?.forConfirm(transfer)).toEqual({ kind: 'paused', sentence: 'Back at noon.' });
  await there?.remove('corridor:NG:NGN');
  expect(await here?.forConfirm(transfer)).toBeUndefined();
});
