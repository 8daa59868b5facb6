/** What the sweep puts into the queue, and what it leaves in the store. */
import { expect, onTestFinished, test } from 'vitest';
import { createLocalQueue } from '../../src/queue/local.ts';
import type { Wake } from '../../src/queue/queue.ts';
import { createSweep } from '../../src/transfers/sweep.ts';
import { openDesk, quickFolder } from '../support/desk.ts';
import { noonMs, transferWith } from '../support/transfer.ts';

const id = (kind: string, index: number) => `${kind}${String(index).padStart(5, '0')}`;

async function swept() {
  const { store, log, clock } = await openDesk(quickFolder);
  const now = () => clock.nowMs;
  const never = () => {
    throw new Error('nothing should go wrong here');
  };
  const queue = createLocalQueue({ now, onError: never, concurrency: 4 });
  onTestFinished(() => queue.stop());
  const sweep = createSweep({ store, queue, log, now, callsPerSecond: 10 });
  const put = (name: string, over: Parameters<typeof transferWith>[0]) =>
    store.transfers.create(transferWith({ id: name, orderId: name, shortId: name, ...over }));
  return { store, queue, sweep, clock, put };
}

test('money in motion is looked at first, also behind thousands that have waited for longer', async () => {
  const { queue, sweep, put } = await swept();
  for (let n = 0; n < 1_500; n += 1) await put(id('wait', n), { dueAtMs: noonMs - 100_000 + n });
  for (let n = 0; n < 20; n += 1) {
    await put(id('move', n), { state: 'paying_out', dueAtMs: noonMs - 1_000 + n });
  }
  const looked: string[] = [];
  const track = async (one: string) => void looked.push(one);
  await sweep.sweep();
  queue.start(sweep.following(track));
  await expect.poll(() => looked.length).toBe(1_020);
  expect(looked.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, n) => id('move', n)));
  expect(looked.slice(20)).toEqual(Array.from({ length: 1_000 }, (_, n) => id('wait', n)));
});

test('what is far away leaves the queue, and a sweep brings it back in time', async () => {
  const { store, queue, sweep, clock, put } = await swept();
  await put('a', { dueAtMs: noonMs });
  const looked: number[] = [];
  const track = async (one: string): Promise<Wake> => {
    looked.push(clock.nowMs);
    const atMs = clock.nowMs + 128_000;
    await store.transfers.postpone(one, 1, atMs);
    return { atMs, rank: 'waiting' };
  };
  queue.start(sweep.following(track));
  for (; clock.nowMs < noonMs + 600_000; clock.nowMs += 1_000) {
    if ((clock.nowMs - noonMs) % 30_000 === 0) await sweep.sweep();
    // The queue's own timer is real; asking for something else lets it look at this clock.
    await queue.schedule({ kind: 'transfer', id: 'nobody' }, noonMs + 9_999_999);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(looked.map((atMs) => (atMs - noonMs) / 1_000)).toEqual([0, 128, 256, 384, 512]);
});

test('a clock that is set forward, or a machine that slept, brings a sweep within seconds', async () => {
  const { queue, sweep, clock, put } = await swept();
  await put('far', { dueAtMs: noonMs + 3 * 3_600_000 });
  const looked: string[] = [];
  queue.start(sweep.following(async (one) => void looked.push(one)));
  await sweep.start();
  onTestFinished(sweep.stop);
  expect(looked).toEqual([]);
  clock.nowMs += 3 * 3_600_000;
  await expect.poll(() => looked, { timeout: 10_000 }).toEqual(['far']);
});
