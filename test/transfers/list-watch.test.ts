/** The list of orders, as the simulator answers it in each of its readings, on a real store. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { createChessaSandbox } from '../../sandbox/chessa/chessa-sandbox.ts';
import type { Settings } from '../../sandbox/chessa/settings.ts';
import { createChessa } from '../../src/chessa/client.ts';
import type { Order } from '../../src/domain/order.ts';
import type { Transfer } from '../../src/domain/transfer.ts';
import type { Rank } from '../../src/queue/budget.ts';
import { createListWatch } from '../../src/transfers/list-watch.ts';
import { createTrack } from '../../src/transfers/track.ts';
import { openDesk, quickFolder } from '../support/desk.ts';
import { transferWith } from '../support/transfer.ts';

const credentials = { clientId: 'test', clientSecret: 'secret-of-the-test' };
const host = 'http://127.0.0.1:2';
const second = 1_000;
const minute = 60 * second;

/** `open` transfers that wait for a deposit, watched with a budget of ten calls a second. */
async function watched(open: number, settings: Partial<Settings> = {}, largestPage = 100) {
  const desk = await openDesk(quickFolder);
  const sandbox = createChessaSandbox({ ...credentials, now: () => desk.clock.nowMs, settings });
  onTestFinished(() => sandbox.close());
  const chessa = createChessa({
    ...credentials,
    baseUrl: host,
    fetch: async (input, init) => {
      const asked = String(input).slice(host.length);
      return sandbox.app.request(asked.replace('pageSize=100', `pageSize=${largestPage}`), init);
    },
    now: desk.pacing.now,
    sleep: async () => undefined,
    random: () => 0,
    report: () => undefined,
  });
  const woken: { id: string; rank: Rank | undefined }[] = [];
  const queue = {
    ...desk.queue,
    schedule: async ({ id }: { id: string }, _: number, rank?: Rank) =>
      void woken.push({ id, rank }),
  };
  const never = async () => {
    throw new Error('only looks are expected here');
  };
  const track = createTrack({
    ...desk,
    ...desk.pacing,
    chessa,
    fund: never,
    refund: never,
    recall: never,
    changed: () => undefined,
  });
  const watch = (owner: string) =>
    createListWatch({ ...desk, ...desk.pacing, chessa, queue, owner, callsPerSecond: 10 });
  const one = watch('one');
  const transfers: Transfer[] = [];
  for (let n = 0; n < open; n += 1) {
    const transfer = transferOf(await order(chessa), n, desk.clock.nowMs);
    await desk.store.transfers.create(transfer);
    transfers.push(transfer);
  }
  const asked = (path: RegExp) =>
    sandbox.requests.filter(({ method, path: to }) => method === 'GET' && path.test(to));
  return {
    ...desk,
    sandbox,
    chessaOf: () => chessa,
    transfers,
    woken,
    one,
    other: watch('other'),
    /** Pages that were read. */
    pages: () => asked(/^\/v1\/orders$/).map(({ query }) => Number(query.page)),
    /** Single looks: the orders that were read. */
    looks: () => asked(/^\/v1\/orders\/[^/]+$/).map(({ path }) => path.split('/').at(-1)),
    find: async ({ id }: Transfer) => desk.store.transfers.find(id),
    /** Steps until the watch rests; moves the clock on with each. */
    async walk(): Promise<number> {
      for (;;) {
        const restMs = await one.step();
        if (restMs >= 5 * second) return restMs;
        desk.clock.nowMs += restMs;
      }
    },
    /** Looks at whatever was woken, as the queue would. */
    async lookAtWoken(): Promise<void> {
      for (const { id, rank } of woken.splice(0)) await track(id, rank);
    },
  };
}

async function order(chessa: ReturnType<typeof createChessa>): Promise<Order> {
  const saved = await chessa.createRecipient({
    type: 'bank',
    country: 'NG',
    currency: 'NGN',
    code: 'ng_access',
    fields: { accountNumber: '0123456789', accountName: 'ADA TEST OKAFOR' },
  });
  if (!saved.ok) throw new Error('the simulator saved nobody');
  const quoted = await chessa.createOrder({
    recipientId: saved.value.id,
    sendAsset: 'USDC',
    receiveCurrency: 'NGN',
    amount: { side: 'receive', value: '50000' },
    chain: 'Solana',
  });
  if (!quoted.ok) throw new Error('the simulator gave no quote');
  const funded = await chessa.fundOrder(quoted.value.id, 'Solana');
  if (!funded.ok) throw new Error('the simulator gave no order');
  return funded.value;
}

function transferOf(found: Order, index: number, nowMs: number): Transfer {
  const { payee, send, receive } = transferWith();
  return transferWith({
    id: index.toString(16).padStart(24, '0'),
    userId: 1_000 + index,
    createdAtMs: nowMs,
    orderId: found.id,
    shortId: found.shortId ?? '',
    payee: { ...payee, recipientId: found.recipientId ?? '' },
    send: found.send ?? send,
    receive: found.receive ?? receive,
    orderExpiresAtMs: found.expiresAtMs ?? 0,
    payTo: { chain: 'Solana', address: found.address ?? '' },
    stages: [{ stage: 'accepted', atMs: nowMs }],
    dueAtMs: nowMs + minute,
    lookedAtMs: nowMs + 20 * second,
  });
}

describe.each(['documented', 'detail'] as const)('a list of %s rows', (orderListShape) => {
  it('wakes the one that was paid, and one look of its own tells the person', async () => {
    const at = await watched(150, { orderListShape });
    at.clock.nowMs += 30 * second;
    await at.walk();
    expect(at.pages()).toEqual([1, 2]);
    expect(at.woken).toEqual([]);
    const paid = at.transfers[70];
    if (!paid) throw new Error('there are fewer transfers');
    at.sandbox.deposit(paid.orderId);
    at.clock.nowMs += 20 * second;
    await at.walk();
    expect(at.woken).toEqual([{ id: paid.id, rank: 'list' }]);
    await at.lookAtWoken();
    expect(at.looks()).toEqual([paid.orderId]);
    expect(await at.store.notices.listDue(at.clock.nowMs, 10)).toMatchObject([
      { userId: paid.userId },
    ]);
    // What the list says is not news twice, and those that wait were postponed by it alone.
    at.clock.nowMs += 11 * second;
    await at.walk();
    await at.lookAtWoken();
    expect(new Set(at.looks())).toEqual(new Set([paid.orderId]));
    const others = at.transfers.filter((one) => one !== paid);
    const due = await Promise.all(others.map(at.find));
    const soonestMs = Math.min(...due.map((one) => one?.dueAtMs ?? 0));
    expect(soonestMs).toBeGreaterThan(at.transfers[0]?.dueAtMs ?? 0);
  });
});

describe('the walk', () => {
  it('goes on at ten rows a page, slower', async () => {
    const at = await watched(120, {}, 10);
    at.clock.nowMs += 30 * second;
    await at.walk();
    expect(at.pages()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('takes at most half of the budget', async () => {
    const at = await watched(120, {}, 10);
    await at.one.step();
    expect(await at.one.step()).toBe(200);
  });

  it('is given up where pages are not obeyed, and single looks go on at their own pace', async () => {
    const at = await watched(120, { pagination: 'ignored' });
    at.clock.nowMs += 50 * second;
    expect(await at.walk()).toBe(10 * minute);
    expect(at.pages()).toEqual([1, 2]);
    expect(at.woken).toEqual([]);
    const found = await Promise.all(at.transfers.map(at.find));
    const untouched = found.filter((one, n) => one?.dueAtMs === at.transfers[n]?.dueAtMs);
    expect(untouched).toHaveLength(110);
  });

  it('is one page where all orders come at once', async () => {
    const at = await watched(120, { pagination: 'absent' });
    at.clock.nowMs += 50 * second;
    at.sandbox.deposit(at.transfers[3]?.orderId ?? '');
    expect(await at.walk()).toBe(10 * second);
    expect(at.pages()).toEqual([1]);
    expect(at.woken).toEqual([{ id: at.transfers[3]?.id, rank: 'list' }]);
  });

  it('is not begun while single looks are cheaper', async () => {
    const at = await watched(99);
    expect(await at.one.step()).toBe(30 * second);
    expect(at.pages()).toEqual([]);
  });

  it('stops where orders are so old that they come late, unless it was kept away meanwhile', async () => {
    const at = await watched(120, {}, 10);
    at.clock.nowMs += 3 * 60 * minute + second;
    for (let n = 0; n < 25; n += 1) {
      const young = transferOf(await order(at.chessaOf()), 500 + n, at.clock.nowMs);
      await at.store.transfers.create(young);
    }
    at.clock.nowMs += second;
    await at.walk();
    expect(at.pages()).toHaveLength(15);
    at.clock.nowMs += 11 * second;
    await at.walk();
    expect(at.pages().slice(15)).toEqual([1, 2, 3, 4]);
  });

  it('is one process at a time', async () => {
    const at = await watched(120);
    await at.one.step();
    expect(await at.other.step()).toBe(30 * second);
    expect(at.pages()).toEqual([1]);
    await at.one.stop();
    await at.other.step();
    expect(at.pages()).toEqual([1, 1]);
  });

  it('begins again later when Chessa does not answer', async () => {
    const at = await watched(120);
    at.sandbox.fault({ kind: 'status_500', count: 3 });
    expect(await at.one.step()).toBe(30 * second);
    await at.one.step();
    expect(at.pages().at(-1)).toBe(1);
  });

  it('misses nothing for ever when orders come between two pages', async () => {
    const at = await watched(120, {}, 10);
    at.clock.nowMs += 30 * second;
    const paid = at.transfers[5];
    if (!paid) throw new Error('there are fewer transfers');
    at.sandbox.deposit(paid.orderId);
    for (let page = 0; page < 12; page += 1) {
      await at.one.step();
      await order(at.chessaOf());
    }
    await at.walk();
    await at.walk();
    expect(at.woken).toContainEqual({ id: paid.id, rank: 'list' });
  });
});
