/** What every store must do to forget a person. Each test opens the store anew. */
import { describe, expect, test } from 'vitest';
import { withoutPerson } from '../../src/domain/retention.ts';
import { aRecipient, aTransfer, aUser, personal } from './samples.ts';
import { type StoreHarness, useStore } from './use-store.ts';

const { userId } = personal;

/** Runs the part of the store contract about forgetting. `openFresh` makes an empty storage. */
export function personRecordsContract(name: string, openFresh: () => Promise<StoreHarness>): void {
  describe(`${name}, people who are forgotten`, () => {
    const { live: store, reopen } = useStore(openFresh);

    test('are looked after when their time has come, earliest first', async () => {
      await store.users.put(aUser({ userId: 5 }), 3_000);
      await store.users.put(aUser({ userId: 6 }), 2_000);
      await store.users.put(aUser({ userId: 7 }), 9_000);
      await reopen();
      expect(await store.users.listDue(1_999, 10)).toEqual([]);
      expect(await store.users.listDue(3_000, 10)).toEqual([6, 5]);
      expect(await store.users.listDue(3_000, 1)).toEqual([6]);
      await store.users.put(aUser({ userId: 6 }), 8_000);
      await store.users.put(aUser({ userId: 7 }), 1_000);
      expect(await store.users.listDue(3_000, 10)).toEqual([7, 6, 5]);
      await store.users.lookAt(6, 8_000);
      await store.users.lookAt(99, 1);
      expect(await store.users.listDue(3_000, 10)).toEqual([7, 5]);
    });

    test('are remembered with the language that they chose, until they are forgotten', async () => {
      const chosen = aUser({ locale: 'fr', chosenLocale: 'fr', menu: 'fr-0a1b2c3d' });
      await store.users.put(chosen, 1_000);
      await reopen();
      expect(await store.users.find(userId)).toEqual(chosen);
      expect((await store.users.listPage(10)).users).toEqual([chosen]);
      await store.users.forget(userId);
      await reopen();
      expect(await store.users.find(userId)).toBeUndefined();
    });

    test('leave no draft, no recipient and no mark; a block stays', async () => {
      const block = { byUserId: 77, atMs: 1, why: 'a test' };
      for (const id of [userId, 5]) {
        await store.users.put(aUser({ userId: id }), 1);
        await store.users.block(id, block);
        await store.users.markUnreachable(id);
        await store.drafts.put(id, 'send', { nonce: 'n', fields: {} });
        await store.drafts.put(id, 'support', { caseId: 'c', askedAtMs: 1 });
        await store.recipients.put(id, aRecipient('r'), 9);
      }
      await store.users.forget(userId);
      await reopen();
      expect(await store.users.find(userId)).toBeUndefined();
      expect(await store.users.listDue(9, 10)).toEqual([5]);
      expect(await store.drafts.find(userId, 'send')).toBeUndefined();
      expect(await store.drafts.find(userId, 'support')).toBeUndefined();
      expect(await store.recipients.list(userId, 9)).toEqual([]);
      await store.users.put(aUser(), 1);
      expect(await store.users.find(userId)).toEqual(aUser({ blocked: block }));
      expect(await store.recipients.list(5, 9)).toHaveLength(1);
      expect(await store.drafts.find(5, 'send')).toBeDefined();
    });

    test('leave a transfer that nobody owns, is told of, or finds by a person', async () => {
      await store.users.put(aUser(), 1);
      await store.transfers.create(aTransfer('t1'));
      await store.transfers.commit(aTransfer('t1'), { notices: ['held'], cardMessageId: 9 });
      const newest = await store.transfers.find('t1');
      if (!newest) throw new Error('it is not stored');
      const erased = withoutPerson(newest, 5_000);
      expect(await store.transfers.commit(erased, { unlink: true })).toEqual({
        kind: 'committed',
        transfer: { ...erased, version: 3 },
      });
      await reopen();
      expect(await store.transfers.listByUser(userId, 10)).toEqual([]);
      expect(await store.transfers.findByShortId(personal.shortId)).toMatchObject({
        userId: 0,
        orderId: 'order-of-t1',
        erasedAtMs: 5_000,
      });
      expect(await store.notices.listDue(99_999, 10)).toEqual([]);
      expect(await store.cards.listDirty(99_999, 10)).toEqual([]);
      expect((await store.cards.find('t1'))?.messageId).toBeUndefined();
      await store.users.markReachable(userId, 6_000);
      await store.transfers.commit({ ...erased, version: 3 }, { notices: ['late_deposit'] });
      expect(await store.notices.listDue(99_999, 10)).toEqual([]);
      expect(await store.cards.listDirty(99_999, 10)).toEqual([]);
      expect((await store.transfers.find('t1'))?.version).toBe(4);
    });

    test('X10: get at most the push that is under way', async () => {
      await store.transfers.create(aTransfer('t1'));
      await store.transfers.commit(aTransfer('t1'), { notices: ['held', 'delivered'] });
      const [first] = await store.notices.listDue(99_999, 10);
      const hold = first && (await store.notices.attempt(first.id, 1_000, 2_000));
      const cardHold = await store.cards.take('t1', 99_000, 99_500);
      const newest = await store.transfers.find('t1');
      if (!newest || !first || !hold || !cardHold) throw new Error('nothing is under way');
      await store.transfers.commit(withoutPerson(newest, 5_000), { unlink: true });
      await reopen();
      await store.notices.settle(first.id, { kind: 'retry', atMs: 1_500 }, hold);
      await store.notices.settle(first.id, { kind: 'unreachable' }, hold);
      await store.cards.retry('t1', 1_500, cardHold);
      await store.cards.settle('t1', 2, cardHold);
      expect(await store.notices.listDue(99_999, 10)).toEqual([]);
      expect(await store.cards.listDirty(99_999, 10)).toEqual([]);
      expect(await store.notices.listParked(10)).toEqual([]);
      await store.notices.settle(first.id, { kind: 'accepted', messageId: 12 }, hold);
      expect(await store.notices.listDue(99_999, 10)).toEqual([]);
    });

    test('leave no case that is deleted; nobody else can take it out', async () => {
      const about = { id: 'a', revision: 0, userId, openedAtMs: 1, messages: [], shownTo: [] };
      await store.cases.put({ ...about, state: 'open' });
      await store.cases.delete('a', 5);
      expect(await store.cases.find('a')).toBeDefined();
      await store.cases.delete('a', userId);
      await reopen();
      expect(await store.cases.find('a')).toBeUndefined();
      expect(await store.cases.listByUser(userId, 9)).toEqual([]);
      expect(await store.cases.listOpen(9)).toEqual([]);
    });

    test('have a list of transfers that can be read in parts', async () => {
      for (const id of ['t1', 't2', 't3']) await store.transfers.create(aTransfer(id));
      const ids = async (limit: number, skip?: number) =>
        (await store.transfers.listByUser(userId, limit, skip)).map(({ id }) => id);
      expect(await ids(2)).toEqual(['t3', 't2']);
      expect(await ids(2, 2)).toEqual(['t1']);
      expect(await ids(2, 3)).toEqual([]);
      expect(await ids(0)).toEqual([]);
    });
  });
}
