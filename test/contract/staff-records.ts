/** What every store must keep for those who run the service. Each test opens the store anew. */
import { describe, expect, test } from 'vitest';
import type { AlarmRecord, StaffAct } from '../../src/store/staff-records.ts';
import { aTransfer, aUser, personal } from './samples.ts';
import { type StoreHarness, useStore } from './use-store.ts';

const anAct = (id: string, over: Partial<StaffAct> = {}): StaffAct => ({
  id,
  atMs: 1_000,
  byUserId: 77,
  act: 'note',
  about: 'transfer:t1',
  why: `about ${personal.accountName}`,
  ...over,
});

/** An alarm that has just begun; `over` replaces fields. */
export const anAlarm = (key: string, over: Partial<AlarmRecord> = {}): AlarmRecord => ({
  key,
  revision: 0,
  kind: 'stuck',
  about: personal.shortId,
  beganAtMs: 1_000,
  told: 'nothing',
  attempts: 0,
  dueAtMs: 1_000,
  ...over,
});

/** Runs the staff part of the store contract. `openFresh` makes an empty storage. */
export function staffRecordsContract(name: string, openFresh: () => Promise<StoreHarness>): void {
  describe(`${name}, for staff`, () => {
    const { live: store, reopen, dump } = useStore(openFresh);

    test('acts are listed newest first, of one subject too, each once', async () => {
      await store.audit.append(anAct('1'));
      await store.audit.append(anAct('2', { about: 'user:5', why: undefined }));
      await store.audit.append(anAct('3'));
      await store.audit.append(anAct('1', { act: 'other' }));
      await reopen();
      const all = await store.audit.list(10);
      expect(all.map(({ id }) => id)).toEqual(['3', '2', '1']);
      expect(all[2]).toEqual({ ...anAct('1'), seq: all[2]?.seq });
      expect((await store.audit.list(10, { about: 'transfer:t1' })).map(({ id }) => id)).toEqual([
        '3',
        '1',
      ]);
      expect((await store.audit.list(1, { beforeSeq: all[0]?.seq })).map(({ id }) => id)).toEqual([
        '2',
      ]);
    });

    test('a block stays until it is taken back, whatever is put', async () => {
      const block = { byUserId: 77, atMs: 5, why: 'asked by their bank' };
      await store.users.block(personal.userId, block);
      await store.users.put(aUser(), 1_000);
      await reopen();
      expect(await store.users.find(personal.userId)).toEqual(aUser({ blocked: block }));
      await store.users.put(aUser({ lastSeenAtMs: 9 }), 1_000);
      expect((await store.users.find(personal.userId))?.blocked).toEqual(block);
      await store.users.block(personal.userId, undefined);
      await store.users.put(aUser({ blocked: block }), 1_000);
      expect(await store.users.find(personal.userId)).toEqual(aUser());
    });

    test('states are counted with the commits, and stale ones count nothing', async () => {
      await store.transfers.create(aTransfer('a'));
      await store.transfers.create(aTransfer('b'));
      expect(await store.transfers.countByState()).toEqual({ quoted: 2 });
      await store.transfers.commit(aTransfer('a', { state: 'accepting' }));
      await store.transfers.commit(aTransfer('a', { state: 'cancelled' }));
      await reopen();
      expect(await store.transfers.countByState()).toEqual({ quoted: 1, accepting: 1 });
    });

    test('stuck transfers are listed oldest first, and leave the list when they move', async () => {
      const hourMs = 3_600_000;
      for (const [id, createdAtMs] of [
        ['a', 3_000],
        ['b', 1_000],
        ['c', 2_000],
      ] as const) {
        await store.transfers.create(aTransfer(id, { createdAtMs }));
        await store.transfers.commit(aTransfer(id, { createdAtMs, state: 'confirming' }));
      }
      await store.transfers.create(aTransfer('d'));
      await store.transfers.create(aTransfer('e', { createdAtMs: 9_000, state: 'review' }));
      await reopen();
      const stuckIds = async (...asked: [beforeMs: number, limit: number, skip?: number]) =>
        (await store.transfers.listStuck(...asked)).map(({ id }) => id);
      expect(await stuckIds(0, 10)).toEqual(['e']);
      expect(await stuckIds(hourMs + 10_000, 10)).toEqual(['e', 'b', 'c', 'a']);
      expect(await stuckIds(hourMs + 2_500, 10)).toEqual(['e', 'b', 'c']);
      expect(await stuckIds(hourMs + 10_000, 1, 2)).toEqual(['c']);
      await store.transfers.commit(aTransfer('b', { version: 2, state: 'completed' }));
      expect(await stuckIds(hourMs + 10_000, 10)).toEqual(['e', 'c', 'a']);
      const [first, second] = await store.transfers.listStuck(hourMs + 10_000, 2);
      expect([first, second]).toEqual([
        { id: 'e', version: 1 },
        { id: 'c', version: 2 },
      ]);
    });

    test('a transfer is found by the order', async () => {
      await store.transfers.create(aTransfer('a'));
      await reopen();
      expect((await store.transfers.findByOrderId(' order-of-a '))?.id).toBe('a');
      expect(await store.transfers.findByOrderId('order-of-b')).toBeUndefined();
    });

    test('notices that nobody can be told are listed until they can', async () => {
      await store.transfers.create(aTransfer('a'));
      await store.transfers.commit(aTransfer('a'), { notices: ['held'] });
      expect(await store.notices.listParked(10)).toEqual([]);
      await store.users.markUnreachable(personal.userId);
      await store.transfers.commit(aTransfer('a', { version: 2 }), { notices: ['failed'] });
      await reopen();
      expect(await store.notices.listParked(10)).toEqual([
        { transferId: 'a', kind: 'held' },
        { transferId: 'a', kind: 'failed' },
      ]);
      expect(await store.notices.listParked(1)).toHaveLength(1);
      await store.users.markReachable(personal.userId, 9_000);
      expect(await store.notices.listParked(10)).toEqual([]);
    });

    test('a closed notice tells why', async () => {
      await store.transfers.create(aTransfer('a'));
      await store.transfers.commit(aTransfer('a'), { notices: ['held', 'failed'] });
      await store.notices.settle('a.2.held', { kind: 'closed', why: 'overtaken' });
      await reopen();
      expect(await store.notices.listByTransfer('a')).toMatchObject([
        { kind: 'held', state: 'closed', why: 'overtaken' },
        { kind: 'failed', state: 'owed' },
      ]);
      expect((await store.notices.listByTransfer('a'))[1]).not.toHaveProperty('why');
    });

    test('processes leave texts for one another, each its newest, for as long as it holds', async () => {
      await store.shared.post('board', 'one', 'a|b', 60_000);
      await store.shared.post('board', 'one', 'c|d', 60_000);
      await store.shared.post('board', 'two', 'e', 60_000);
      await store.shared.post('board', 'three', 'over', -1);
      await store.shared.post('other', 'one', 'elsewhere', 60_000);
      expect((await store.shared.listPosted('board')).sort()).toEqual(['c|d', 'e']);
      expect(await store.shared.listPosted('nobody')).toEqual([]);
    });

    test('an act that was written down is not replaced by another of its id', async () => {
      await store.audit.append(anAct('1'));
      await store.audit.append(anAct('1', { why: 'another' }));
      expect(Object.keys(store.audit).sort()).toEqual(['append', 'list']);
      expect((await store.audit.list(10)).map(({ why }) => why)).toEqual([anAct('1').why]);
    });

    test('settings are listed by how they begin, and deleted', async () => {
      await store.settings.put('pause:b', '2');
      await store.settings.put('pause:a', '1');
      await store.settings.put('paused', '3');
      expect(await store.settings.list('pause:')).toEqual([
        { key: 'pause:a', value: '1' },
        { key: 'pause:b', value: '2' },
      ]);
      await store.settings.delete('pause:a');
      await reopen();
      expect(await store.settings.list('pause:')).toEqual([{ key: 'pause:b', value: '2' }]);
    });

    test('an alarm is replaced only by who knows its newest revision', async () => {
      expect(await store.alarms.put(anAlarm('k'))).toBe(true);
      expect(await store.alarms.put(anAlarm('k', { kind: 'other' }))).toBe(false);
      await reopen();
      expect(await store.alarms.find('k')).toEqual(anAlarm('k', { revision: 1 }));
      const { dueAtMs, ...quiet } = anAlarm('k', { revision: 1, told: 'beginning' });
      expect(await store.alarms.put(quiet)).toBe(true);
      expect(await store.alarms.put(quiet)).toBe(false);
      expect(await store.alarms.find('other')).toBeUndefined();
    });

    test('alarms are listed by what is due, open, and newest', async () => {
      await store.alarms.put(anAlarm('a', { beganAtMs: 1, dueAtMs: 900 }));
      await store.alarms.put(anAlarm('b', { beganAtMs: 2, dueAtMs: 100, endedAtMs: 3 }));
      await store.alarms.put(anAlarm('c', { beganAtMs: 3, dueAtMs: undefined }));
      const keys = (list: AlarmRecord[]) => list.map(({ key }) => key);
      expect(keys(await store.alarms.listDue(1_000, 10))).toEqual(['b', 'a']);
      expect(keys(await store.alarms.listDue(500, 10))).toEqual(['b']);
      expect(keys(await store.alarms.listOpen(10))).toEqual(['a', 'c']);
      expect(keys(await store.alarms.listNewest(2))).toEqual(['c', 'b']);
    });

    test('the room is told', async () => {
      const { usedBytes, limitBytes = 0 } = await store.space();
      expect(usedBytes).toBeGreaterThan(1_000);
      expect(limitBytes).toBeGreaterThan(usedBytes);
    });

    test('nothing about a person can be read in the storage', async () => {
      await store.audit.append(anAct('1', { about: `user:${personal.userId}` }));
      const why = `about ${personal.accountName}`;
      await store.users.block(personal.userId, { byUserId: 77, atMs: 1, why });
      await store.alarms.put(anAlarm('k'));
      const bytes = await dump();
      for (const secret of [personal.accountName, String(personal.userId), personal.shortId]) {
        expect(bytes.includes(secret), secret).toBe(false);
      }
    });
  });
}
