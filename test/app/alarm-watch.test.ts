/** Which troubles are raised, and when they are over, by what holds at the moment of a look. */
import { describe, expect, it, vi } from 'vitest';
import { createAlarmWatch } from '../../src/app/alarm-watch.ts';
import { createVitals } from '../../src/app/vitals.ts';
import { createVitalsBoard } from '../../src/app/vitals-board.ts';
import { type Metrics, noMetrics } from '../../src/metrics.ts';
import { StoreAway } from '../../src/store/store.ts';
import { openDesk } from '../support/desk.ts';
import { transferWith } from '../support/transfer.ts';

const megabyte = 1_048_576;

async function watching() {
  const desk = await openDesk();
  const now = () => desk.clock.nowMs;
  const vitals = createVitals({ now });
  const metrics = vitals.watch(noMetrics);
  const on = new Map<string, string>();
  const space = { usedBytes: 10 * megabyte, limitBytes: 1_000 * megabyte };
  const alarms = {
    begin: vi.fn(async ({ key, about = '' }: { key: string; about?: string }) => {
      const known = await desk.store.alarms.find(key);
      on.set(key, about);
      if (known) return;
      await desk.store.alarms.put({
        ...{ key, revision: 0, kind: key, about, beganAtMs: now() },
        ...{ told: 'nothing', attempts: 0 },
      });
    }),
    end: async (key: string) => void on.delete(key),
    tell: async () => {
      if (away.why) throw new StoreAway(away.why, 'of the test');
    },
    tellUnkept: async ({ kind }: { kind: string }, _: number, endedAtMs?: number) => {
      unkept.push(endedAtMs === undefined ? kind : `${kind} is over`);
      return true;
    },
  };
  const away: { why?: StoreAway['why'] } = {};
  const unkept: string[] = [];
  const read: string[] = [];
  const transfers = {
    ...desk.store.transfers,
    find: (id: string) => {
      read.push(id);
      return desk.store.transfers.find(id);
    },
  };
  const store = { ...desk.store, transfers, space: async () => space };
  const { log } = desk;
  const around = { tellsOfStore: true, log, now, orderNow: now };
  const board = createVitalsBoard({ store, vitals, owner: 'one' });
  const watch = createAlarmWatch({
    ...{ alarms, board, store, owner: 'one', ...around },
    measureBudgets: async () => undefined,
  });
  const second = createVitals({ now });
  return {
    desk,
    metrics,
    vitals,
    /** What a second process on the same store counts, and leaves for all to see. */
    async beside(count: (metrics: Metrics) => void): Promise<void> {
      count(second.watch(noMetrics));
      await createVitalsBoard({ store, vitals: second, owner: 'two' }).read();
    },
    space,
    /** Ids of the transfers that were read, oldest first. */
    read,
    watch,
    board,
    away,
    unkept,
    /** What is on after a look, some time later. */
    async after(ms = 0): Promise<string[]> {
      desk.clock.nowMs += ms;
      await watch.stop();
      return [...on].map(([key, about]) => (about ? `${key} (${about})` : key)).sort();
    },
  };
}

describe('the provider', () => {
  it('is down after eight calls in a row without an answer, until one is answered', async () => {
    const at = await watching();
    const call = (outcome: 'ok' | 'unavailable' | 'rejected') =>
      at.metrics.count('calls', { call: 'getOrder', outcome });
    for (let n = 0; n < 7; n += 1) call('unavailable');
    call('rejected');
    for (let n = 0; n < 7; n += 1) call('unavailable');
    expect(await at.after()).toEqual([]);
    call('unavailable');
    expect(await at.after()).toEqual(['provider']);
    call('ok');
    expect(await at.after()).toEqual([]);
  });

  it('refuses our credentials until it answers a call again', async () => {
    const at = await watching();
    at.metrics.count('calls', { call: 'getOrder', outcome: 'misconfigured' });
    expect(await at.after()).toEqual(['credentials']);
    at.metrics.count('calls', { call: 'getOrder', outcome: 'ok' });
    expect(await at.after()).toEqual([]);
  });
});

describe('several processes', () => {
  const call = (metrics: Metrics, outcome: 'ok' | 'unavailable') =>
    metrics.count('calls', { call: 'getOrder', outcome });

  it('raise what only one of them sees, and end it when any is answered', async () => {
    const at = await watching();
    call(at.metrics, 'ok');
    at.desk.clock.nowMs += 1_000;
    await at.beside((metrics) => {
      for (let n = 0; n < 8; n += 1) call(metrics, 'unavailable');
    });
    expect(await at.after()).toEqual(['provider']);
    expect(await at.after(2_000)).toEqual(['provider']);
    call(at.metrics, 'ok');
    expect(await at.after()).toEqual([]);
  });

  it('forget one that is gone', async () => {
    const at = await watching();
    await at.beside((metrics) => {
      for (let n = 0; n < 8; n += 1) call(metrics, 'unavailable');
      metrics.set('outboxBehind', {}, 90);
    });
    expect(await at.after()).toEqual(['provider']);
    expect((await at.board.read()).outboxBehindMs).toBe(90_000);
    at.desk.clock.nowMs += 16_000;
    expect((await at.board.read()).outboxBehindMs).toBe(0);
  });

  it('leave the judging to one of them, and another takes over', async () => {
    const at = await watching();
    await at.desk.store.shared.hold('alarm_watch', 'two', 10_000);
    for (let n = 0; n < 8; n += 1) call(at.metrics, 'unavailable');
    expect(await at.after()).toEqual([]);
    expect(await at.after(10_001)).toEqual(['provider']);
  });
});

describe('a status that nobody knows', () => {
  it('is told once ever, and is over when the transfer that had it first has another', async () => {
    const at = await watching();
    const { transfers } = at.desk.store;
    const [first, other] = [
      transferWith({ id: 'a', shortId: 'AAAA', orderStatus: 'mystery' }),
      transferWith({ id: 'b', shortId: 'BBBB', orderStatus: 'mystery' }),
    ];
    for (const one of [first, other]) await transfers.create(one);
    await at.watch.unknownStatus('mystery', first);
    await at.watch.unknownStatus('mystery', other);
    expect(await at.after(31_000)).toEqual(['status:mystery (AAAA mystery)']);
    await transfers.commit({ ...first, version: 1, orderStatus: 'completed' });
    expect(await at.after(30_000)).toEqual([]);
    await at.watch.unknownStatus('mystery', other);
    expect(await at.after(31_000)).toEqual([]);
  });
});

describe('a budget', () => {
  it('is told of once every call has waited long for five minutes', async () => {
    const at = await watching();
    at.metrics.set('budgetSizes', { budget: 'chessa' }, 10);
    const turn = (waitedMs: number) => at.metrics.time('turnWaits', { budget: 'chessa' }, waitedMs);
    for (let minute = 0; minute < 10; minute += 1) {
      turn(5_000);
      expect(await at.after(29_000)).toEqual([]);
    }
    turn(5_000);
    expect(await at.after(10_000)).toEqual(['budget:chessa (chessa)']);
    expect(at.vitals.read().budgets).toEqual([{ name: 'chessa', used: 2, of: 600 }]);
    turn(50);
    expect(await at.after()).toEqual([]);
  });

  it('that nobody uses any more is not used up', async () => {
    const at = await watching();
    at.metrics.time('turnWaits', { budget: 'chessa' }, 5_000);
    expect(await at.after(3_600_000)).toEqual([]);
  });
});

describe('the store', () => {
  it.each([
    [899, 1_000, false],
    [900, 1_000, true],
    [10, 70, true],
    [10, 1_000, false],
  ])('with %i of %i MB used is nearly full: %s', async (used, limit, isFull) => {
    const at = await watching();
    at.space.usedBytes = used * megabyte;
    at.space.limitBytes = limit * megabyte;
    expect(await at.after()).toEqual(isFull ? ['store'] : []);
  });
});

describe('transfers', () => {
  it('are told of in review at once, in motion when it takes too long, and stopped unless their people can act', async () => {
    const at = await watching();
    const { transfers } = at.desk.store;
    for (const [id, over] of [
      ['a', { state: 'review', review: { reason: 'bad_tag', from: 'accepting' } }],
      ['b', { state: 'held', deposits: [{ id: 'd1' }] }],
      ['d', { state: 'held' }],
      ['c', { state: 'confirming' }],
    ] as const) {
      await transfers.create(transferWith({ id, shortId: id.toUpperCase(), ...over }));
    }
    expect(await at.after(1)).toEqual(['transfer:a (A bad_tag)', 'transfer:d (D held)']);
    expect(await at.after(3_600_000)).toEqual([
      'transfer:a (A bad_tag)',
      'transfer:c (C confirming)',
      'transfer:d (D held)',
    ]);
    const released = await transfers.find('a');
    if (released) await transfers.commit({ ...released, state: 'cancelled' });
    expect(await at.after()).toEqual(['transfer:c (C confirming)', 'transfer:d (D held)']);
  });

  it('are read once, and again when they change, however often it is looked', async () => {
    const at = await watching();
    const { transfers } = at.desk.store;
    const review = { reason: 'bad_tag', from: 'accepting' } as const;
    for (const id of ['a', 'b']) {
      await transfers.create(
        transferWith({ id, shortId: id.toUpperCase(), state: 'review', review }),
      );
    }
    const both = ['transfer:a (A bad_tag)', 'transfer:b (B bad_tag)'];
    for (let n = 0; n < 50; n += 1) expect(await at.after(3_000)).toEqual(both);
    expect(at.read).toEqual(['a', 'b']);
    const moved = await transfers.find('b');
    if (moved) await transfers.commit({ ...moved, state: 'completed' });
    expect(await at.after(3_000)).toEqual(['transfer:a (A bad_tag)']);
    const back = await transfers.find('b');
    if (back) await transfers.commit({ ...back, state: 'review', review });
    expect(await at.after(3_000)).toEqual(both);
    expect(at.read).toEqual(['a', 'b', 'b']);
  });
});

describe('updates', () => {
  it('that somebody else fetches are told of when it goes on, not when a self of before ends', async () => {
    const at = await watching();
    for (let n = 0; n < 3; n += 1) await at.watch.intake('other_poller');
    expect(await at.after(10_000)).toEqual([]);
    await at.watch.intake('receiving');
    at.desk.clock.nowMs += 30_000;
    await at.watch.intake('other_poller');
    expect(await at.after()).toEqual(['poller']);
    expect(await at.after(130_000)).toEqual(['poller']);
    expect(await at.after(20_000)).toEqual([]);
  });

  it.each(['webhook_set', 'webhook_taken'] as const)('%s is told of', async (news) => {
    const at = await watching();
    await at.watch.intake(news);
    expect(await at.after()).toEqual(['webhook']);
    await at.watch.intake('receiving');
    expect(await at.after()).toEqual([]);
  });
});

describe('the store', () => {
  it('is told of without being asked when it was emptied or takes nothing, once, with the end', async () => {
    const at = await watching();
    at.away.why = 'emptied';
    await at.after(3_000);
    await at.after(3_000);
    expect(at.unkept).toEqual(['store_emptied']);
    at.away.why = undefined;
    await at.after(3_000);
    await at.after(3_000);
    expect(at.unkept).toEqual(['store_emptied', 'store_emptied is over']);
    at.away.why = 'full';
    await at.after(3_000);
    expect(at.unkept.at(-1)).toBe('store_refuses');
  });

  it('may be away for half a minute before anybody is called', async () => {
    const at = await watching();
    at.away.why = 'away';
    await at.after();
    await at.after(29_000);
    expect(at.unkept).toEqual([]);
    await at.after(2_000);
    expect(at.unkept).toEqual(['store_away']);
  });
});
