/** What every store must count with its commits. Each test opens the store anew. */
import { describe, expect, test } from 'vitest';
import { routeOf } from '../../src/domain/tally.ts';
import { bucketMs } from '../../src/domain/time-bucket.ts';
import type { StageTime, Transfer } from '../../src/domain/transfer.ts';
import { aTransfer } from './samples.ts';
import { type StoreHarness, useStore } from './use-store.ts';

const dayMs = 86_400_000;
const createdAtMs = 20_000 * dayMs + 5_000;
const stages = (...names: StageTime['stage'][]): StageTime[] =>
  names.map((stage, n) => ({ stage, atMs: createdAtMs + n * 60_000 }));

/** Runs the counting part of the store contract. `openFresh` makes an empty storage. */
export function statRecordsContract(name: string, openFresh: () => Promise<StoreHarness>): void {
  describe(`${name}, counters`, () => {
    const { live: store, reopen } = useStore(openFresh);
    const counted = async (from = 20_000, to = from) => {
      const counts = await store.stats.list(from, to);
      return Object.fromEntries(counts.map(({ key, count }) => [key, count]));
    };

    test('each thing counts once a transfer, on the day of its quote', async () => {
      await store.transfers.create(aTransfer('a', { createdAtMs }));
      await store.transfers.create(aTransfer('b', { createdAtMs: createdAtMs + dayMs }));
      const accepted = {
        createdAtMs,
        state: 'awaiting_deposit',
        stages: stages('accepted'),
      } as const;
      await store.transfers.commit(aTransfer('a', accepted));
      await store.transfers.commit(aTransfer('a', { ...accepted, version: 2, state: 'review' }));
      await store.transfers.commit(aTransfer('a', { ...accepted, version: 3 }));
      await reopen();
      expect(await counted()).toEqual({
        quoted: '1',
        'stage.accepted': '1',
        'institution.NG:NGN:bank:058': '1',
      });
      expect(await counted(20_001)).toEqual({ quoted: '1' });
      expect(await store.stats.list(20_002, 20_090)).toEqual([]);
      expect(await store.stats.list(19_900, 20_001)).toHaveLength(4);
    });

    test('a stale commit counts nothing', async () => {
      await store.transfers.create(aTransfer('a', { createdAtMs }));
      await store.transfers.commit(aTransfer('a', { createdAtMs }));
      const late = aTransfer('a', { createdAtMs, state: 'expired', stages: stages('expired') });
      expect((await store.transfers.commit(late)).kind).toBe('stale');
      expect(await counted()).toEqual({ quoted: '1' });
    });

    test('delivered money adds up exactly, and times go to their places', async () => {
      const over = {
        createdAtMs,
        state: 'completed',
        stages: stages('accepted', 'deposit_seen', 'confirmed', 'paying_out', 'delivered'),
        receive: { amount: '0.1', currency: 'NGN' },
        send: { amount: '32.470001', currency: 'USDC' },
      } as const;
      for (const id of ['a', 'b', 'c']) {
        await store.transfers.create(aTransfer(id, { createdAtMs }));
        await store.transfers.commit(aTransfer(id, over));
      }
      await reopen();
      const counts = await counted();
      expect(counts['corridor.NG:NGN']).toBe('300000');
      expect(counts['asset.USDC on Ethereum']).toBe('97410003');
      expect(counts['stage.delivered']).toBe('3');
      expect(counts['time.delivered.47']).toBe('3');
    });

    test('how long a delivery took is counted of its own route alone, once', async () => {
      const over = {
        state: 'completed',
        stages: stages('accepted', 'deposit_seen', 'confirmed', 'paying_out', 'delivered'),
      } as const;
      const deliver = async (id: string, more: Partial<Transfer> = {}) => {
        const one = aTransfer(id, { createdAtMs, ...over, ...more });
        await store.transfers.create({ ...one, state: 'quoted', stages: [] });
        await store.transfers.commit(one);
        await store.transfers.commit({ ...one, version: 2 });
      };
      await deliver('a');
      await deliver('b', { createdAtMs: createdAtMs + dayMs });
      await deliver('c', { chain: 'Tron' });
      await deliver('d', { payee: { ...aTransfer('d').payee, kind: 'mobile_money' } });
      await reopen();
      const took = async (route: string, from: number, to: number) => {
        const counts = await store.stats.listRoute(route, from, to);
        return counts.reduce((sum, { count }) => sum + count, 0);
      };
      const route = 'NG-NGN-bank-Ethereum';
      expect(routeOf(aTransfer('a'))).toBe(route);
      expect(await store.stats.listRoute(route, 20_000, 20_000)).toEqual([
        { bucket: 60, count: 1 },
      ]);
      expect(bucketMs(60) / 180_000).toBeCloseTo(1, 1);
      expect(await took(route, 19_990, 20_001)).toBe(2);
      expect(await took(route, 20_002, 20_090)).toBe(0);
      expect(await took('NG-NGN-bank-Tron', 20_000, 20_001)).toBe(1);
      expect(await took('NG-NGN-mobile_money-Ethereum', 20_000, 20_001)).toBe(1);
      expect(await took('NG-NGN-bank', 20_000, 20_001)).toBe(0);
      expect(await store.stats.list(20_001, 20_001)).not.toContainEqual(
        expect.objectContaining({ key: '60' }),
      );
    });

    test('what comes with a draft is counted with it', async () => {
      const walk = { nonce: 'a', day: 20_000, asked: ['country', 'way'], answered: [] } as const;
      const keys = ['asked.country', 'asked.way'];
      await store.drafts.put(1, 'walk', walk, { day: 20_000, keys });
      await store.drafts.put(2, 'walk', walk, { day: 20_000, keys: ['asked.country'] });
      await store.drafts.put(2, 'walk', { ...walk, nonce: 'b' });
      await reopen();
      expect(await store.drafts.find(1, 'walk')).toEqual(walk);
      expect(await counted()).toEqual({ 'asked.country': '2', 'asked.way': '1' });
    });

    test('notices, claims and cards of a commit are as without counting', async () => {
      await store.transfers.create(aTransfer('a', { createdAtMs }));
      const next = aTransfer('a', {
        createdAtMs,
        state: 'failed',
        stages: stages('accepted', 'failed'),
      });
      await store.transfers.commit(next, { notices: ['failed', 'held'], cardMessageId: 41 });
      const notices = await store.notices.listByTransfer('a');
      expect(notices.map(({ kind }) => kind)).toEqual(['failed', 'held']);
      expect((await store.cards.find('a'))?.messageId).toBe(41);
    });
  });
}
