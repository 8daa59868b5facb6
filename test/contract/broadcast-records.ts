/** What every store must keep of messages to many people. Each test opens the store anew. */
import { describe, expect, test } from 'vitest';
import type { Broadcast } from '../../src/domain/broadcast.ts';
import { aUser, personal } from './samples.ts';
import { type StoreHarness, useStore } from './use-store.ts';

/** A draft that nobody was sent; `over` replaces fields. */
export const aBroadcast = (id: string, over: Partial<Broadcast> = {}): Broadcast => ({
  id,
  revision: 0,
  state: 'draft',
  text: 'We are closed on Friday.',
  byUserId: personal.userId,
  createdAtMs: 1_000,
  total: 3,
  ...over,
});

/** Runs the broadcast part of the store contract. `openFresh` makes an empty storage. */
export function broadcastRecordsContract(
  name: string,
  openFresh: () => Promise<StoreHarness>,
): void {
  describe(`${name}, broadcasts`, () => {
    const { live: store, reopen, dump } = useStore(openFresh);
    const people = async (count: number) => {
      const userIds = Array.from({ length: count }, (_, n) => 9_000_000 + n);
      for (const userId of userIds) await store.users.put(aUser({ userId }), 1_000);
      return userIds;
    };

    test('a broadcast is what was put last, and is listed while it runs or is paused', async () => {
      expect(await store.broadcasts.put(aBroadcast('a'))).toBe(true);
      expect(await store.broadcasts.put(aBroadcast('a', { total: 4 }))).toBe(false);
      await reopen();
      expect(await store.broadcasts.find('a')).toEqual(aBroadcast('a', { revision: 1 }));
      expect(await store.broadcasts.find('b')).toBeUndefined();
      expect(await store.broadcasts.listUnfinished()).toEqual([]);
      await store.broadcasts.put(aBroadcast('b', { state: 'paused', createdAtMs: 500 }));
      await store.broadcasts.put(aBroadcast('a', { revision: 1, state: 'running' }));
      const ids = async () => (await store.broadcasts.listUnfinished()).map(({ id }) => id);
      expect(await ids()).toEqual(['b', 'a']);
      await store.broadcasts.put(aBroadcast('a', { revision: 2, state: 'done' }));
      await store.broadcasts.put(aBroadcast('b', { revision: 1, state: 'stopped' }));
      expect(await ids()).toEqual([]);
    });

    test('everybody is taken once, whatever is opened again in between', async () => {
      const userIds = await people(7);
      await store.broadcasts.address('a', userIds);
      await store.broadcasts.address('a', userIds);
      await store.broadcasts.address('b', userIds);
      const taken: number[] = [];
      for (let left = 7; left > 0; left -= 2) {
        taken.push(...(await store.broadcasts.take('a', 2)).map(({ userId }) => userId));
        await reopen();
      }
      expect(taken.sort()).toEqual(userIds);
      await store.broadcasts.address('a', userIds);
      expect(await store.broadcasts.take('a', 10)).toEqual([]);
      const none = { waiting: 0, sent: 0, refused: 0 };
      expect(await store.broadcasts.counts('a')).toEqual({ ...none, unknown: 7 });
      expect(await store.broadcasts.counts('b')).toEqual({ ...none, unknown: 0, waiting: 7 });
      expect((await store.broadcasts.listUnknown('a', 10)).sort()).toEqual(userIds);
    });

    test('outcomes are counted once, and only what surely did not happen is tried again', async () => {
      const [first = 0, second = 0, third = 0, fourth = 0] = await people(4);
      await store.broadcasts.address('a', [first, second, third, fourth]);
      await store.broadcasts.take('a', 4);
      await store.broadcasts.settle('a', [
        { userId: first, outcome: 'sent' },
        { userId: second, outcome: 'refused' },
        { userId: third, outcome: 'again' },
      ]);
      await store.broadcasts.settle('a', [{ userId: first, outcome: 'again' }]);
      await reopen();
      const counts = { waiting: 1, unknown: 1, sent: 1, refused: 1 };
      expect(await store.broadcasts.counts('a')).toEqual(counts);
      expect(await store.broadcasts.listUnknown('a', 10)).toEqual([fourth]);
      expect(await store.broadcasts.take('a', 4)).toEqual([{ userId: third, locale: 'en' }]);
    });

    test('who waits can be chosen again, who was tried stays', async () => {
      const userIds = await people(3);
      await store.broadcasts.address('a', userIds);
      await store.broadcasts.take('a', 1);
      await store.broadcasts.unaddress('a');
      expect(await store.broadcasts.counts('a')).toMatchObject({ waiting: 0, unknown: 1 });
    });

    test('everybody is found page by page', async () => {
      const userIds = await people(25);
      await store.users.markUnreachable(9_000_003);
      const found = new Map<number, boolean>();
      let from: string | undefined;
      do {
        const page = await store.users.listPage(10, from);
        for (const { userId, unreachable = false } of page.users) found.set(userId, unreachable);
        from = page.next;
      } while (from !== undefined);
      expect([...found.keys()].sort()).toEqual(userIds);
      expect([...found].filter(([, unreachable]) => unreachable)).toEqual([[9_000_003, true]]);
    });

    test('nobody it is for can be read where it is stored', async () => {
      await store.users.put(aUser(), 1_000);
      await store.broadcasts.put(aBroadcast('a'));
      await store.broadcasts.address('a', [personal.userId]);
      expect((await dump()).includes(String(personal.userId))).toBe(false);
    });
  });
}
