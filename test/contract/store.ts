/**
 * What every store must do. The main suite runs twice: as it is, and with the store closed and
 * opened again before every single step, as if the program had been restarted there.
 */
import { describe, expect, test } from 'vitest';
import type { PayTo, Transfer } from '../../src/domain/transfer.ts';
import {
  type Hold,
  LaneTimeout,
  type NoticeOutcome,
  StaleFence,
  type Store,
} from '../../src/store/store.ts';
import type { Committed } from '../../src/store/transfer-records.ts';
import { aRecipient, aTransfer, aUser, personal } from './samples.ts';
import { type StoreHarness, useStore } from './use-store.ts';

/** Runs the store contract. `openFresh` makes an empty storage. */
export function storeContract(name: string, openFresh: () => Promise<StoreHarness>): void {
  for (const restarting of [false, true]) {
    const how = restarting ? 'opened again before every step' : 'left open';
    describe(`${name}, ${how}`, () => remembers(openFresh, restarting));
  }
  describe(`${name}, side by side`, () => sharesWork(openFresh));
  describe(`${name}, at rest`, () => keepsSecrets(openFresh));
}

/** The transfer of a commit that must have gone through. */
function done(committed: Committed): Transfer {
  if (committed.kind !== 'committed') throw new Error(`not committed: ${committed.kind}`);
  return committed.transfer;
}

/** The right to edit or send that must have been given. */
function held(hold: Hold | undefined): Hold {
  if (hold === undefined) throw new Error('somebody else has it');
  return hold;
}

const payTo: PayTo = { chain: 'Ethereum', address: personal.address };

function remembers(openFresh: () => Promise<StoreHarness>, restarting: boolean): void {
  const at = useStore(openFresh, restarting);
  const create = async (transfer: Transfer) => (await at.store()).transfers.create(transfer);
  const find = async (id: string) => (await at.store()).transfers.find(id);
  const commit = async (...args: Parameters<Store['transfers']['commit']>) =>
    (await at.store()).transfers.commit(...args);
  const dirty = async (nowMs = 10_000) => (await at.store()).cards.listDirty(nowMs, 10);
  const due = async (nowMs = 10_000) => (await at.store()).notices.listDue(nowMs, 10);

  describe('users', () => {
    test('should be found as they were stored', async () => {
      expect(await (await at.store()).users.find(personal.userId)).toBeUndefined();
      await (await at.store()).users.put(aUser(), 1_000);
      await (await at.store()).users.put(aUser({ lastSeenAtMs: 9_000 }), 1_000);
      expect(await (await at.store()).users.find(personal.userId)).toEqual(
        aUser({ lastSeenAtMs: 9_000 }),
      );
    });

    test('should stay unreachable until they are reachable, whatever is put', async () => {
      await (await at.store()).users.markUnreachable(personal.userId);
      await (await at.store()).users.put(aUser(), 1_000);
      expect(await (await at.store()).users.find(personal.userId)).toEqual(
        aUser({ unreachable: true }),
      );
      await (await at.store()).users.markReachable(personal.userId, 5_000);
      await (await at.store()).users.put(aUser({ unreachable: true }), 1_000);
      expect(await (await at.store()).users.find(personal.userId)).toEqual(aUser());
    });
  });

  describe('tokens', () => {
    test('should open for their kind, over restarts, and show nothing', async () => {
      const token = await (await at.store()).tokens.seal('progress', `1 ${personal.accountNumber}`);
      expect(token).toMatch(/^[\w-]{40,}$/);
      expect(Buffer.from(token, 'base64url').includes(personal.accountNumber)).toBe(false);
      expect(await (await at.store()).tokens.open('progress', token)).toBe(
        `1 ${personal.accountNumber}`,
      );
      expect(await (await at.store()).tokens.open('other', token)).toBeUndefined();
    });
  });

  describe('drafts', () => {
    test('should be kept apart by person and kind, and deleted', async () => {
      const send = { nonce: 'n1', fields: { accountNumber: personal.accountNumber } };
      const refund = { nonce: 'n1', transferId: 't1', address: personal.refundAddress };
      await (await at.store()).drafts.put(1, 'send', { nonce: 'old', fields: {} });
      await (await at.store()).drafts.put(1, 'send', send);
      await (await at.store()).drafts.put(1, 'refund', refund);
      expect(await (await at.store()).drafts.find(1, 'send')).toEqual(send);
      expect(await (await at.store()).drafts.find(1, 'refund')).toEqual(refund);
      expect(await (await at.store()).drafts.find(2, 'send')).toBeUndefined();
      await (await at.store()).drafts.delete(1, 'send');
      expect(await (await at.store()).drafts.find(1, 'send')).toBeUndefined();
      expect(await (await at.store()).drafts.find(1, 'refund')).toEqual(refund);
    });
  });

  describe('recipients', () => {
    const list = async (userId: number, limit = 10) =>
      (await at.store()).recipients.list(userId, limit);
    const put = async (userId: number, id: string, usedAtMs: number, keep = 10) =>
      (await at.store()).recipients.put(userId, aRecipient(id, { usedAtMs }), keep);
    const ids = async (userId: number, limit?: number) =>
      (await list(userId, limit)).map(({ id }) => id);

    test("should be listed used last first, and only the person's own", async () => {
      await put(1, 'r1', 3_000);
      await put(1, 'r2', 5_000);
      await put(1, 'r3', 4_000);
      await put(2, 'r1', 9_000);
      expect(await ids(1)).toEqual(['r2', 'r3', 'r1']);
      expect(await ids(1, 2)).toEqual(['r2', 'r3']);
      expect(await list(2)).toEqual([aRecipient('r1', { usedAtMs: 9_000 })]);
      expect(await list(3)).toEqual([]);
    });

    test('should be replaced by their id, and deleted for one person alone', async () => {
      await put(1, 'r1', 3_000);
      await put(1, 'r2', 4_000);
      await put(2, 'r1', 3_000);
      const changed = aRecipient('r1', { fields: { street: 'Test Street 1' }, usedAtMs: 5_000 });
      await (await at.store()).recipients.put(1, changed, 10);
      expect(await list(1)).toEqual([changed, aRecipient('r2', { usedAtMs: 4_000 })]);
      await (await at.store()).recipients.delete(1, 'r1');
      await (await at.store()).recipients.delete(1, 'unknown');
      expect(await ids(1)).toEqual(['r2']);
      expect(await ids(2)).toEqual(['r1']);
    });

    test('should not grow past what is to be kept', async () => {
      for (const [at, id] of ['r1', 'r2', 'r3', 'r4'].entries()) await put(1, id, at, 3);
      await put(2, 'r1', 0, 3);
      expect(await ids(1)).toEqual(['r4', 'r3', 'r2']);
      await put(1, 'r2', 9, 2);
      expect(await ids(1)).toEqual(['r2', 'r4']);
      expect(await ids(2)).toEqual(['r1']);
    });
  });

  describe('transfers', () => {
    test('should be found by id, and by short id in any case', async () => {
      await create(aTransfer('t1', { version: 7 }));
      expect(await find('t1')).toEqual(aTransfer('t1'));
      expect(await find('t2')).toBeUndefined();
      const { transfers } = await at.store();
      expect(await transfers.findByShortId(' tx7f3k2q')).toEqual(aTransfer('t1'));
      expect(await transfers.findByShortId('TX7F3K2')).toBeUndefined();
      await expect(transfers.create(aTransfer('t1'))).rejects.toThrow();
    });

    test('should keep fields that this version does not know (X06)', async () => {
      const transfer = { ...aTransfer('t1'), laterField: { kept: true } };
      await create(transfer);
      const found = await find('t1');
      await commit({ ...transfer, ...found, state: 'accepting' });
      expect(await find('t1')).toMatchObject({ version: 2, laterField: { kept: true } });
    });

    test("should be listed newest first, and only the person's own", async () => {
      for (const id of ['t1', 't2', 't3']) await create(aTransfer(id));
      await create(aTransfer('other', { userId: 1 }));
      const own = await (await at.store()).transfers.listByUser(personal.userId, 2);
      expect(own.map(({ id }) => id)).toEqual(['t3', 't2']);
      expect(await (await at.store()).transfers.listByUser(2, 10)).toEqual([]);
    });

    test('should be due in order of time, up to a limit, or never', async () => {
      await create(aTransfer('late', { dueAtMs: 3_000.5 }));
      await create(aTransfer('early', { dueAtMs: 1_000 }));
      await create(aTransfer('later', { dueAtMs: 3_001 }));
      await create(aTransfer('never', { dueAtMs: undefined }));
      const listed = async (beforeMs: number, limit = 10) =>
        (await at.store()).transfers.listDue(beforeMs, limit);
      expect(await listed(999)).toEqual([]);
      expect(await listed(3_000.5)).toEqual([
        { id: 'early', dueAtMs: 1_000, state: 'quoted' },
        { id: 'late', dueAtMs: 3_000.5, state: 'quoted' },
      ]);
      expect(await listed(9_000, 1)).toMatchObject([{ id: 'early' }]);
    });

    test('should be found by the ids of their orders, many at once', async () => {
      for (const id of ['t1', 't2', 't3']) await create(aTransfer(id));
      const orders = ['order-of-t3', 'of nobody', ' order-of-t1 '];
      const found = await (await at.store()).transfers.listByOrderIds(orders);
      expect(found.map(({ id }) => id).sort()).toEqual(['t1', 't3']);
      expect(found).toContainEqual(aTransfer('t1'));
      expect(await (await at.store()).transfers.listByOrderIds([])).toEqual([]);
    });

    test('should be due on their own while money moves, however they got there', async () => {
      const moving = async () =>
        (await (await at.store()).transfers.listDue(9_000, 10, 'in_motion')).map(({ id }) => id);
      await create(aTransfer('waits', { state: 'awaiting_deposit', dueAtMs: 1_000 }));
      await create(aTransfer('moves', { state: 'paying_out', dueAtMs: 4_000 }));
      await create(aTransfer('ends', { state: 'paying_out', dueAtMs: 2_000 }));
      expect(await moving()).toEqual(['ends', 'moves']);
      await commit(aTransfer('ends', { state: 'completed', dueAtMs: 2_000 }));
      await commit(aTransfer('waits', { state: 'confirming', dueAtMs: 9_000 }));
      expect(await moving()).toEqual(['moves', 'waits']);
      await (await at.store()).transfers.postpone('waits', 2, 3_000);
      expect(await moving()).toEqual(['waits', 'moves']);
      await (await at.store()).transfers.postpone('moves', 1, 9_001);
      await (await at.store()).transfers.postpone('waits', 2, undefined);
      expect(await moving()).toEqual([]);
    });

    test('should move from version to version, and refuse a stale one without a trace', async () => {
      await create(aTransfer('t1'));
      const second = { ...aTransfer('t1'), state: 'accepting', dueAtMs: 6_000 } as const;
      expect(await commit(second)).toEqual({
        kind: 'committed',
        transfer: { ...second, version: 2 },
      });
      const stale = await commit(
        { ...aTransfer('t1'), state: 'cancelled', dueAtMs: undefined },
        { notices: ['failed'], claim: payTo, cardMessageId: 5 },
      );
      expect(stale).toEqual({ kind: 'stale', transfer: { ...second, version: 2 } });
      expect(await find('t1')).toEqual({ ...second, version: 2 });
      expect(await due()).toEqual([]);
      expect(await (await at.store()).cards.find('t1')).not.toHaveProperty('messageId');
      await create(aTransfer('t2'));
      expect(await commit(aTransfer('t2'), { claim: payTo })).toMatchObject({ kind: 'committed' });
      await expect(commit(aTransfer('unknown'))).rejects.toThrow();
    });

    test('should be due no more after a commit without a time', async () => {
      await create(aTransfer('t1'));
      const transfer = done(await commit({ ...aTransfer('t1'), dueAtMs: undefined }));
      expect(transfer).not.toHaveProperty('dueAtMs');
      expect(await (await at.store()).transfers.listDue(9_999_999, 10)).toEqual([]);
    });

    test('should be postponed only in the version that was seen', async () => {
      await create(aTransfer('t1'));
      await (await at.store()).transfers.postpone('t1', 1, 8_000);
      expect(await find('t1')).toEqual(aTransfer('t1', { dueAtMs: 8_000 }));
      await (await at.store()).transfers.postpone('t1', 2, 1);
      expect(await find('t1')).toEqual(aTransfer('t1', { dueAtMs: 8_000 }));
      await (await at.store()).transfers.postpone('t1', 1, undefined);
      expect(await find('t1')).not.toHaveProperty('dueAtMs');
      expect(await dirty()).toEqual([]);
    });

    test('should be postponed together, each only in the version that was seen', async () => {
      for (const id of ['t1', 't2', 't3']) await create(aTransfer(id));
      await (await at.store()).transfers.postponeAll([
        { id: 't1', version: 1, dueAtMs: 8_000 },
        { id: 't2', version: 2, dueAtMs: 1 },
        { id: 'unknown', version: 1, dueAtMs: 2 },
        { id: 't3', version: 1, dueAtMs: 9_000.5 },
      ]);
      const listed = await (await at.store()).transfers.listDue(9_999, 10);
      expect(listed.map(({ id, dueAtMs }) => [id, dueAtMs])).toEqual([
        ['t2', 5_000],
        ['t1', 8_000],
        ['t3', 9_000.5],
      ]);
      expect(await find('t1')).toEqual(aTransfer('t1', { dueAtMs: 8_000 }));
    });

    test('should remember when they were looked at last, without a new version', async () => {
      await create(aTransfer('t1'));
      await (await at.store()).transfers.postpone('t1', 1, 8_000, 7_000.5);
      await (await at.store()).transfers.postpone('t1', 1, 9_000);
      expect(await find('t1')).toEqual(aTransfer('t1', { dueAtMs: 9_000, lookedAtMs: 7_000.5 }));
      const stale = await commit(aTransfer('t1', { version: 9 }));
      expect(stale.kind === 'stale' && stale.transfer.lookedAtMs).toBe(7_000.5);
      const next = aTransfer('t1', { dueAtMs: 9_500, lookedAtMs: 9_000 });
      expect(await commit(next)).toEqual({ kind: 'committed', transfer: { ...next, version: 2 } });
      expect(await find('t1')).toMatchObject({ lookedAtMs: 9_000, dueAtMs: 9_500 });
      await create(aTransfer('t2', { lookedAtMs: 4_000 }));
      expect(await find('t2')).toMatchObject({ lookedAtMs: 4_000 });
    });
  });

  describe('addresses', () => {
    async function claimed(id: string, claim: PayTo, userId: number = personal.userId) {
      await create(aTransfer(id, { userId }));
      return commit(aTransfer(id, { userId, state: 'awaiting_deposit' }), { claim });
    }

    test('should belong to one open transfer, whatever their spelling', async () => {
      done(await claimed('t1', payTo));
      const again = await claimed('t2', { ...payTo, address: payTo.address.toLowerCase() }, 2);
      expect(again).toEqual({ kind: 'address_taken', byUserId: personal.userId });
      expect(await find('t2')).toMatchObject({ version: 1, state: 'quoted' });
      done(await claimed('t3', { ...payTo, chain: 'Polygon' }));
      done(await claimed('t4', { ...payTo, tag: '7' }));
      const own = await find('t1');
      expect(await commit(own ?? aTransfer('t1'), { claim: payTo })).toMatchObject({
        kind: 'committed',
      });
    });

    test.each([
      ['completed', 9_000, false],
      ['expired', 9_000, false],
      ['review', 9_000, false],
      ['completed', undefined, true],
      ['cancelled', undefined, true],
    ] as const)('%s with the next look at %s: free again is %s', async (state, dueAtMs, free) => {
      const first = done(await claimed('t1', payTo));
      done(await commit({ ...first, state, dueAtMs }));
      const next = await claimed('t2', payTo);
      expect(next.kind).toBe(free ? 'committed' : 'address_taken');
    });

    test('should be free once there is no next look, but not for an older version', async () => {
      const first = done(await claimed('t1', payTo));
      const forget = async (version: number) =>
        (await at.store()).transfers.postpone('t1', version, undefined);
      await forget(first.version - 1);
      expect((await claimed('t2', payTo)).kind).toBe('address_taken');
      await forget(first.version);
      expect((await claimed('t3', payTo)).kind).toBe('committed');
    });
  });

  describe('cards', () => {
    const version2 = aTransfer('t1', { state: 'accepting' });
    const take = async (id: string) =>
      held(await (await at.store()).cards.take(id, 10_000, 20_000));

    test('should be clean for a quote, and dirty with every version after it', async () => {
      await create(aTransfer('t1'));
      expect(await dirty()).toEqual([]);
      done(await commit(version2, { cardMessageId: 55 }));
      const card = { transferId: 't1', userId: personal.userId, messageId: 55, attempts: 0 };
      expect(await dirty()).toEqual([{ ...card, shownVersion: 0 }]);
      expect(await (await at.store()).cards.find('t1')).toMatchObject(card);
      expect(await (await at.store()).cards.find('t2')).toBeUndefined();
    });

    test('should be lost and found again', async () => {
      await create(aTransfer('t1'));
      done(await commit(version2, { cardMessageId: 55 }));
      const hold = await take('t1');
      await (await at.store()).cards.lose('t1', hold);
      const [lost] = await dirty();
      expect(lost).toMatchObject({ transferId: 't1' });
      expect(lost).not.toHaveProperty('messageId');
      expect(await (await at.store()).cards.move('t1', 56)).toBeUndefined();
      expect(await (await at.store()).cards.move('t1', 57)).toBe(56);
      expect(await dirty()).toMatchObject([{ messageId: 57, shownVersion: 0 }]);
    });

    test('should wait after an edit that did not go through', async () => {
      await create(aTransfer('t1'));
      done(await commit(version2, { cardMessageId: 55 }));
      const hold = await take('t1');
      await (await at.store()).cards.retry('t1', 20_000, hold);
      expect(await dirty(19_999)).toEqual([]);
      expect(await dirty(20_000)).toMatchObject([{ attempts: 1 }]);
    });

    test('should wait for the person when parked, and be dirty when they are back', async () => {
      await create(aTransfer('t1'));
      const second = done(await commit(version2, { cardMessageId: 55 }));
      await (await at.store()).users.put(aUser(), 1_000);
      await (await at.store()).cards.park('t1');
      expect(await (await at.store()).users.find(personal.userId)).toMatchObject({
        unreachable: true,
      });
      done(await commit({ ...second, state: 'awaiting_deposit' }));
      expect(await dirty()).toEqual([]);
      await (await at.store()).users.markReachable(personal.userId, 10_000);
      expect(await dirty()).toMatchObject([{ messageId: 55, shownVersion: 0 }]);
    });
  });

  describe('notices', () => {
    async function owe(id = 't1') {
      await create(aTransfer(id));
      return done(
        await commit(aTransfer(id, { state: 'completed' }), {
          notices: ['deposit_seen', 'failed'],
        }),
      );
    }

    test('should be owed once for a version and kind', async () => {
      const second = await owe();
      const notice = {
        transferId: 't1',
        userId: personal.userId,
        version: 2,
        attempts: 0,
        unknownOutcomes: 0,
      };
      expect(await due()).toEqual([
        { ...notice, id: 't1.2.deposit_seen', kind: 'deposit_seen' },
        { ...notice, id: 't1.2.failed', kind: 'failed' },
      ]);
      await commit({ ...second, version: 1 }, { notices: ['failed'] });
      done(await commit(second, { notices: ['failed', 'failed'] }));
      const all = await (await at.store()).notices.listByTransfer('t1');
      expect(all.map(({ id }) => id)).toEqual(['t1.2.deposit_seen', 't1.2.failed', 't1.3.failed']);
    });

    test('should end as they were settled (K12)', async () => {
      await owe();
      await owe('t2');
      const attempt = async (id: string) => (await at.store()).notices.attempt(id, 10_000, 20_000);
      const holds = new Map<string, Hold>();
      const settle = async (id: string, outcome: NoticeOutcome) =>
        (await at.store()).notices.settle(id, outcome, holds.get(id));
      for (const id of ['t1.2.deposit_seen', 't1.2.failed', 't2.2.deposit_seen', 't2.2.failed']) {
        holds.set(id, held(await attempt(id)));
      }
      await settle('t1.2.deposit_seen', { kind: 'accepted', messageId: 9 });
      await settle('t1.2.failed', { kind: 'closed', why: 'refused' });
      await settle('t2.2.deposit_seen', { kind: 'retry', atMs: 30_000 });
      await settle('t2.2.failed', { kind: 'unknown', atMs: 30_000 });
      expect(await due(29_999)).toEqual([]);
      expect(await due(30_000)).toMatchObject([
        { id: 't2.2.deposit_seen', attempts: 1, unknownOutcomes: 0 },
        { id: 't2.2.failed', attempts: 1, unknownOutcomes: 1 },
      ]);
      expect(await (await at.store()).notices.listByTransfer('t1')).toMatchObject([
        { state: 'accepted', attempts: 1 },
        { state: 'closed', attempts: 1 },
      ]);
    });

    test('should not be reopened by a late settle, while accepted always counts', async () => {
      await owe();
      const id = 't1.2.failed';
      await (await at.store()).notices.settle(id, { kind: 'closed', why: 'unknown' });
      await (await at.store()).notices.settle(id, { kind: 'retry', atMs: 0 }, '1');
      expect((await due()).map((notice) => notice.id)).not.toContain(id);
      expect(await (await at.store()).notices.attempt(id, 10_000, 20_000)).toBeUndefined();
      await (await at.store()).notices.settle(id, { kind: 'accepted', messageId: 9 });
      const all = await (await at.store()).notices.listByTransfer('t1');
      expect(all.find((one) => one.id === id)).toMatchObject({ state: 'accepted' });
    });

    test('should be parked with their person, and only the newest goes out on return (K24)', async () => {
      const second = await owe();
      const hold = await (await at.store()).notices.attempt('t1.2.failed', 10_000, 20_000);
      await (await at.store()).notices.settle('t1.2.failed', { kind: 'unreachable' }, hold);
      await (await at.store()).users.put(aUser(), 1_000);
      expect(await (await at.store()).users.find(personal.userId)).toMatchObject({
        unreachable: true,
      });
      done(await commit(second, { notices: ['refunded'] }));
      await owe('t2');
      expect(await due()).toEqual([]);
      await (await at.store()).users.markReachable(personal.userId, 40_000);
      expect(await due(39_999)).toEqual([]);
      expect((await due(40_000)).map(({ id }) => id)).toEqual(['t1.3.refunded', 't2.2.failed']);
      expect(await (await at.store()).notices.listByTransfer('t1')).toMatchObject([
        { state: 'closed' },
        { state: 'closed' },
        { state: 'owed' },
      ]);
    });

    test('should leave other people alone when one goes or returns', async () => {
      await owe();
      await (await at.store()).users.markUnreachable(1);
      await (await at.store()).users.markReachable(1, 0);
      expect(await due()).toHaveLength(2);
    });
  });

  describe('inbox', () => {
    const update = (updateId: number) => ({
      updateId,
      lane: `lane ${updateId}`,
      receivedAtMs: 1_000 + updateId,
      body: `{"update_id":${updateId},"text":"${personal.phone}"}`,
    });

    test('should take each update once, also after it was done', async () => {
      const first = await (await at.store()).inbox.accept([update(5), update(3), update(5)]);
      expect(first).toEqual([update(5), update(3)].map((one) => ({ ...one, attempts: 0 })));
      await (await at.store()).inbox.done(5);
      const second = await (await at.store()).inbox.accept([update(4), update(5), update(3)]);
      expect(second).toEqual([{ ...update(4), attempts: 0 }]);
      expect(await (await at.store()).inbox.pending()).toEqual([
        { ...update(3), attempts: 0 },
        { ...update(4), attempts: 0 },
      ]);
    });

    test('should count runs before they begin', async () => {
      await (await at.store()).inbox.accept([update(5)]);
      expect(await (await at.store()).inbox.begin(5)).toBe(1);
      expect(await (await at.store()).inbox.begin(5)).toBe(2);
      expect(await (await at.store()).inbox.pending()).toMatchObject([{ attempts: 2 }]);
      expect(await (await at.store()).inbox.begin(6)).toBe('forgotten');
      await (await at.store()).inbox.done(5);
      expect(await (await at.store()).inbox.begin(5)).toBe(0);
    });

    test('should forget ids only after their time, and never what is pending', async () => {
      await (await at.store()).inbox.accept([update(1), update(2)]);
      at.clock().nowMs = 50_000;
      await (await at.store()).inbox.done(1);
      await (await at.store()).inbox.forget(50_000);
      expect(await (await at.store()).inbox.accept([update(1)])).toEqual([]);
      await (await at.store()).inbox.forget(50_001);
      expect(await (await at.store()).inbox.pending()).toHaveLength(1);
      expect(await (await at.store()).inbox.accept([update(1), update(2)])).toHaveLength(1);
    });
  });

  describe('conversations', () => {
    async function write(state: string | undefined, takenUpdateId: number, expiresAtMs: number) {
      const { lanes, conversations } = await at.store();
      await lanes.run('a lane', 10_000, (fence) =>
        conversations.write('a lane', fence, { state, takenUpdateId }, expiresAtMs),
      );
    }
    const read = async () => (await at.store()).conversations.read('a lane');

    test('should be remembered with the update that was taken in, until they expire', async () => {
      expect(await read()).toBeUndefined();
      at.clock().nowMs = 1_000;
      await write('{"step":1}', 5, 2_000);
      expect(await read()).toEqual({ state: '{"step":1}', takenUpdateId: 5 });
      await write('{"step":2}', 6, 3_000);
      at.clock().nowMs = 2_999;
      expect(await read()).toEqual({ state: '{"step":2}', takenUpdateId: 6 });
      at.clock().nowMs = 3_000;
      expect(await read()).toBeUndefined();
    });

    test('should remember only the update once a dialogue ended', async () => {
      at.clock().nowMs = 1_000;
      await write('{"step":1}', 5, 2_000);
      await write(undefined, 6, 9_000);
      at.clock().nowMs = 8_999;
      expect(await read()).toEqual({ takenUpdateId: 6 });
      at.clock().nowMs = 9_000;
      expect(await read()).toBeUndefined();
    });
  });

  describe('settings', () => {
    test('should be kept as they were put last', async () => {
      expect(await (await at.store()).settings.find('a')).toBeUndefined();
      await (await at.store()).settings.put('a', '1');
      await (await at.store()).settings.put('a', '2');
      expect(await (await at.store()).settings.find('a')).toBe('2');
    });
  });

  test('should give out ever higher fences', async () => {
    const fences: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const { lanes } = await at.store();
      await lanes.run(`lane ${n % 2}`, 10_000, async (fence) => void fences.push(fence));
    }
    expect(new Set(fences).size).toBe(5);
    expect(fences).toEqual([...fences].sort((a, b) => a - b));
  });
}

function sharesWork(openFresh: () => Promise<StoreHarness>): void {
  const at = useStore(openFresh);

  test('should let exactly one of many commits of a version win (T21, T77, X02, X03)', async () => {
    const { transfers, notices } = await at.store();
    await transfers.create(aTransfer('t1'));
    const tries = Array.from({ length: 20 }, (_, n) =>
      transfers.commit(aTransfer('t1', { quoteHash: `try ${n}` }), { notices: ['failed'] }),
    );
    const outcomes = await Promise.all(tries);
    const winners = outcomes.filter(({ kind }) => kind === 'committed');
    expect(winners).toHaveLength(1);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ transfer: done(winners[0] ?? outcome) });
    }
    expect(await notices.listDue(10_000, 10)).toHaveLength(1);
  });

  test('should give an address to exactly one of many transfers', async () => {
    const { transfers } = await at.store();
    const ids = Array.from({ length: 10 }, (_, n) => `t${n}`);
    for (const id of ids) await transfers.create(aTransfer(id));
    const outcomes = await Promise.all(
      ids.map((id) => transfers.commit(aTransfer(id), { claim: payTo })),
    );
    expect(outcomes.filter(({ kind }) => kind === 'committed')).toHaveLength(1);
  });

  test('should let one sender have a notice, and another only when its time is over (X04)', async () => {
    const { transfers, notices } = await at.store();
    await transfers.create(aTransfer('t1'));
    done(await transfers.commit(aTransfer('t1'), { notices: ['failed'] }));
    const id = 't1.2.failed';
    const tries = await Promise.all(
      Array.from({ length: 5 }, () => notices.attempt(id, 10_000, 20_000)),
    );
    expect(tries.filter((hold) => hold !== undefined)).toHaveLength(1);
    expect(await notices.listDue(19_999, 10)).toEqual([]);
    expect(await notices.attempt(id, 19_999, 30_000)).toBeUndefined();
    expect(await notices.listDue(20_000, 10)).toMatchObject([
      { id, attempts: 1, unknownOutcomes: 1 },
    ]);
    const hold = held(await notices.attempt(id, 20_000, 30_000));
    await notices.settle(id, { kind: 'retry', atMs: 31_000 }, hold);
    expect(await notices.listDue(31_000, 10)).toMatchObject([{ attempts: 2, unknownOutcomes: 1 }]);
  });

  test('should let one editor have a card, and keep it clean once it is settled', async () => {
    const { transfers, cards } = await at.store();
    await transfers.create(aTransfer('t1'));
    done(await transfers.commit(aTransfer('t1'), { cardMessageId: 5 }));
    const hold = held(await cards.take('t1', 10_000, 20_000));
    expect(await cards.take('t1', 19_999, 30_000)).toBeUndefined();
    expect(await cards.listDirty(19_999, 10)).toEqual([]);
    await cards.settle('t1', 2, hold);
    expect(await cards.listDirty(99_999, 10)).toEqual([]);
    done(await transfers.commit({ ...aTransfer('t1'), version: 2 }));
    expect(await cards.listDirty(10_000, 10)).toMatchObject([{ shownVersion: 2 }]);
  });

  test.each(['slow first', 'slow last'])(
    'should be dirty again when an edit is settled whose right had run out: %s',
    async (order) => {
      const { transfers, cards } = await at.store();
      await transfers.create(aTransfer('t1'));
      done(await transfers.commit(aTransfer('t1'), { cardMessageId: 5 }));
      const slow = held(await cards.take('t1', 10_000, 20_000));
      const next = held(await cards.take('t1', 20_000, 30_000));
      await cards.settle('t1', 2, order === 'slow first' ? slow : next);
      await cards.settle('t1', 2, order === 'slow first' ? next : slow);
      expect(await cards.listDirty(30_000, 10)).toHaveLength(1);
    },
  );

  test.each(['retry', 'lose'] as const)(
    'should keep what is known of a card when a late %s comes',
    async (late) => {
      const { transfers, cards } = await at.store();
      await transfers.create(aTransfer('t1'));
      done(await transfers.commit(aTransfer('t1'), { cardMessageId: 5 }));
      const slow = held(await cards.take('t1', 10_000, 20_000));
      const next = held(await cards.take('t1', 20_000, 30_000));
      await cards.settle('t1', 2, next);
      if (late === 'retry') await cards.retry('t1', 9_000_000, slow);
      else await cards.lose('t1', slow);
      expect(await cards.listDirty(30_000, 10)).toMatchObject([{ messageId: 5, attempts: 0 }]);
    },
  );

  test.each<NoticeOutcome>([
    { kind: 'retry', atMs: 0 },
    { kind: 'unknown', atMs: 0 },
    { kind: 'unreachable' },
    { kind: 'closed', why: 'refused' },
  ])(
    "should leave a notice in the next sender's hands when a late $kind comes (X05)",
    async (late) => {
      const { transfers, notices, users } = await at.store();
      await transfers.create(aTransfer('t1'));
      done(await transfers.commit(aTransfer('t1'), { notices: ['failed'] }));
      const id = 't1.2.failed';
      const slow = held(await notices.attempt(id, 10_000, 20_000));
      const next = held(await notices.attempt(id, 20_000, 30_000));
      await notices.settle(id, late, slow);
      expect(await notices.listByTransfer('t1')).toMatchObject([
        { state: 'attempted', attempts: 2 },
      ]);
      expect(await notices.listDue(29_999, 10)).toEqual([]);
      expect(await users.find(personal.userId)).toBeUndefined();
      await notices.settle(id, { kind: 'retry', atMs: 31_000 }, next);
      expect(await notices.listDue(31_000, 10)).toMatchObject([{ id, attempts: 2 }]);
    },
  );

  test('should be dirty when an edit is settled whose message is no longer the card', async () => {
    const { transfers, cards } = await at.store();
    await transfers.create(aTransfer('t1'));
    done(await transfers.commit(aTransfer('t1'), { cardMessageId: 5 }));
    const hold = held(await cards.take('t1', 10_000, 20_000));
    expect(await cards.move('t1', 6)).toBe(5);
    await cards.settle('t1', 2, hold);
    expect(await cards.listDirty(20_000, 10)).toMatchObject([{ messageId: 6, shownVersion: 0 }]);
  });

  /** The place that must have been given out, in milliseconds from now. */
  const placed = async (shared: Store['shared'], line: string, everyMs: number) => {
    const place = await shared.reserve(line, everyMs);
    if (place.kind === 'paused') throw new Error('the line is paused');
    return place.waitMs;
  };

  test('should give out places in a line one after another (X11)', async () => {
    const { shared } = await at.store();
    expect(await placed(shared, 'calls', 5_000)).toBe(0);
    const second = await placed(shared, 'calls', 5_000);
    expect(second).toBeGreaterThan(1_000);
    expect(second).toBeLessThanOrEqual(5_000);
    expect((await placed(shared, 'calls', 5_000)) - second).toBeGreaterThan(1_000);
    expect(await placed(shared, 'other calls', 5_000)).toBe(0);
  });

  test('should give out places half as often after "too much", to all who share the line (C12)', async () => {
    const { shared } = await at.store();
    expect(await shared.paceOf('calls')).toEqual({ share: 1, pausedForMs: 0 });
    await shared.slow('calls', 0);
    await shared.slow('calls', 0);
    expect(await shared.paceOf('calls')).toEqual({ share: 0.5, pausedForMs: 0 });
    expect(await shared.paceOf('other calls')).toEqual({ share: 1, pausedForMs: 0 });
    await placed(shared, 'calls', 5_000);
    const second = await placed(shared, 'calls', 5_000);
    expect(second).toBeGreaterThan(6_000);
    expect(second).toBeLessThanOrEqual(10_000);
  });

  test('should give out no place while a line is paused (C12)', async () => {
    const { shared } = await at.store();
    await shared.slow('calls', 60_000);
    await shared.slow('calls', 1_000);
    const paused = await shared.reserve('calls', 5_000);
    expect(paused.kind === 'paused' && paused.forMs).toBeGreaterThan(50_000);
    expect((await shared.paceOf('calls')).pausedForMs).toBeGreaterThan(50_000);
    expect((await shared.reserve('other calls', 5_000)).kind).toBe('place');
  });

  test('should let one owner have what it holds, until it is given back', async () => {
    const { shared } = await at.store();
    const tries = await Promise.all(
      ['a', 'b', 'c'].map((owner) => shared.hold('polling', owner, 60_000)),
    );
    expect(tries).toEqual([true, false, false]);
    expect(await shared.hold('polling', 'a', 60_000)).toBe(true);
    expect(await shared.hold('else', 'b', 60_000)).toBe(true);
    await shared.release('polling', 'b');
    expect(await shared.hold('polling', 'b', 60_000)).toBe(false);
    await shared.release('polling', 'a');
    expect(await shared.hold('polling', 'b', 60_000)).toBe(true);
  });

  test('should run one lane in order and different lanes side by side', async () => {
    const { lanes } = await at.store();
    const events: string[] = [];
    const gate = createGate();
    const first = lanes.run('a', 10_000, async () => {
      events.push('a1 begins');
      await gate.opened;
      events.push('a1 ends');
      return 1;
    });
    const second = lanes.run('a', 10_000, async () => void events.push('a2'));
    const third = lanes.run('a', 10_000, async () => void events.push('a3'));
    await lanes.run('b', 10_000, async () => void events.push('b1'));
    gate.open();
    expect(await first).toBe(1);
    await Promise.all([second, third]);
    expect(events).toEqual(['a1 begins', 'b1', 'a1 ends', 'a2', 'a3']);
  });

  test('should go on after a run that throws', async () => {
    const { lanes } = await at.store();
    const bug = new Error('a bug');
    const failing = lanes.run('a', 10_000, async () => {
      throw bug;
    });
    const next = lanes.run('a', 10_000, async () => 'fine');
    await expect(failing).rejects.toBe(bug);
    expect(await next).toBe('fine');
  });

  test('should take the lane from a run past its limit, and refuse its later writes', async () => {
    const { lanes, conversations } = await at.store();
    const gate = createGate();
    const late = createGate();
    const outcome: unknown[] = [];
    const slow = lanes.run('a', 20, async (fence) => {
      await gate.opened;
      const record = { state: 'from the old run', takenUpdateId: 1 };
      await conversations.write('a', fence, record, 99_999_999).catch((error) => {
        outcome.push(error);
      });
      late.open();
      throw new Error('nobody waits for this any more');
    });
    const next = lanes.run('a', 10_000, async (fence) => {
      gate.open();
      await late.opened;
      const record = { state: 'from the new run', takenUpdateId: 2 };
      await conversations.write('a', fence, record, 99_999_999);
    });
    await expect(slow).rejects.toBeInstanceOf(LaneTimeout);
    await next;
    expect(outcome).toEqual([expect.any(StaleFence)]);
    expect(await conversations.read('a')).toEqual({ state: 'from the new run', takenUpdateId: 2 });
  });

  test("should refuse a write with another lane's fence", async () => {
    const { lanes, conversations } = await at.store();
    await lanes.run('a', 10_000, async (fence) => {
      const writing = conversations.write('b', fence, { takenUpdateId: 1 }, 99_999_999);
      await expect(writing).rejects.toBeInstanceOf(StaleFence);
    });
  });
}

function keepsSecrets(openFresh: () => Promise<StoreHarness>): void {
  const at = useStore(openFresh);

  test('should show nothing personal in clear (T66)', async () => {
    const store = await at.store();
    await store.users.put(aUser({ locale: 'yo-seeded' }), 1_000);
    await store.drafts.put(personal.userId, 'send', {
      nonce: 'n',
      fields: { accountNumber: personal.accountNumber, phone: personal.phone },
    });
    await store.drafts.put(personal.userId, 'refund', {
      nonce: 'n',
      transferId: 't1',
      address: personal.refundAddress,
    });
    await store.recipients.put(personal.userId, aRecipient('r1'), 10);
    await store.transfers.create(aTransfer('t1'));
    const transfer = aTransfer('t1', { state: 'awaiting_deposit', payTo });
    done(await store.transfers.commit(transfer, { claim: payTo, notices: ['deposit_seen'] }));
    const lane = String(personal.userId);
    const body = JSON.stringify({ text: personal.accountName, from: personal.userId });
    await store.inbox.accept([{ updateId: 1, lane, receivedAtMs: 1, body }]);
    await store.lanes.run(lane, 10_000, (fence) =>
      store.conversations.write(lane, fence, { state: body, takenUpdateId: 1 }, 99_999_999),
    );

    const dump = await at.dump();
    expect(dump.includes('t1.2.deposit_seen')).toBe(true);
    for (const secret of [...Object.values(personal), payTo.address.toLowerCase(), 'yo-seeded']) {
      const text = String(secret);
      for (const form of [text, base64Core(text), Buffer.from(text).toString('hex')]) {
        expect(dump.includes(form), `${text} as ${form}`).toBe(false);
      }
    }
  });
}

/** The letters that a text has in base64 wherever it stands, without its uncertain ends. */
function base64Core(text: string): string {
  return Buffer.from(text).toString('base64').replaceAll('=', '').slice(0, -2);
}

function createGate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
