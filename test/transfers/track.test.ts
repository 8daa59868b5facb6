import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/chessa/failure.ts';
import type { OrderStatus } from '../../src/domain/order.ts';
import { ok, refused } from '../../src/domain/result.ts';
import type { Transfer } from '../../src/domain/transfer.ts';
import { createTrack } from '../../src/transfers/track.ts';
import { type Desk, openDesk } from '../support/desk.ts';
import { noonMs, orderWith, transferWith } from '../support/transfer.ts';

const notFound: Failure = { kind: 'rejected', why: 'not_found', status: 404 };
const minute = 60_000;

async function tracked(over: Partial<Transfer> = {}) {
  const desk = await openDesk();
  const { id } = await desk.put(over);
  const stepsTaken: string[] = [];
  const take = (name: string) => async () => {
    stepsTaken.push(name);
    return undefined;
  };
  const track = createTrack({
    ...desk,
    ...desk.pacing,
    fund: take('fund'),
    refund: take('refund'),
    recall: take('recall'),
    changed: () => undefined,
  });
  /** Looks again and again, each time when it was planned, until that time has passed. */
  async function follow(forMs: number): Promise<number> {
    const untilMs = desk.clock.nowMs + forMs;
    for (let looks = 0; ; looks += 1) {
      const nextMs = (await track(id))?.atMs;
      expect((await desk.stored()).dueAtMs).toBe(nextMs);
      if (nextMs === undefined || nextMs > untilMs) return looks;
      expect(nextMs).toBeGreaterThan(desk.clock.nowMs);
      desk.clock.nowMs = nextMs;
    }
  }
  return { ...desk, id, track: async () => (await track(id))?.atMs, follow, stepsTaken };
}

const never = async () => undefined;
let made = 0;

async function anotherTransfer(desk: Pick<Desk, 'store'>): Promise<string> {
  made += 1;
  const id = made.toString(16).padStart(24, '0');
  await desk.store.transfers.create(transferWith({ id, shortId: `ANOTHER${made}` }));
  return id;
}

describe('a look', () => {
  it('is taken when it is due, not before, and never for what is unknown or over', async () => {
    const desk = await tracked({ dueAtMs: noonMs + 1 });
    expect(await desk.track()).toBe(noonMs + 1);
    expect(desk.calls).toEqual([]);
    const over = await tracked({ state: 'cancelled', dueAtMs: undefined });
    expect(await over.track()).toBeUndefined();
    expect(over.calls).toEqual([]);
  });

  it('leaves the version alone when it finds nothing new', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => ok(orderWith());
    const nextMs = await desk.track();
    expect(await desk.stored()).toMatchObject({ version: 1, dueAtMs: nextMs });
  });

  it('goes to the step that the state asks for', async () => {
    const refund = {
      address: 'a',
      chain: 'Solana',
      frozenAtMs: noonMs,
      attempts: 0,
      emptyLooks: 0,
    } as const;
    const accepting = await tracked({ state: 'accepting' });
    await accepting.track();
    expect(accepting.stepsTaken).toEqual(['fund']);
    const asked = await tracked({ state: 'refunding', refund: { ...refund, accepted: false } });
    await asked.track();
    expect(asked.stepsTaken).toEqual(['refund']);
    const taken = await tracked({ state: 'refunding', refund: { ...refund, accepted: true } });
    taken.answers.getOrder = () => refused({ kind: 'unavailable' });
    await taken.track();
    expect(taken.calls).toEqual(['getOrder']);
  });

  it('that throws is taken again, and the transfer is not lost (T80)', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => {
      throw new Error('a bug');
    };
    const nextMs = await desk.track();
    expect(nextMs).toBe(noonMs + minute);
    expect((await desk.stored()).dueAtMs).toBe(nextMs);
  });

  it('tells operators of what a person must see to', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => ok(orderWith({ tag: '42' }));
    await desk.track();
    expect((await desk.stored()).state).toBe('review');
    expect(desk.logged.join()).toContain('transfer needs a person');
  });
});

describe('the history', () => {
  const order = (status: OrderStatus) =>
    ok(orderWith({ status, rawStatus: status, deposits: [{ id: 'd1' }] }));

  it('is not asked for while looks see every stage', async () => {
    const desk = await tracked();
    for (const status of [
      'waiting_for_confirmations',
      'funds_received',
      'processing_payout',
      'completed',
    ] as const) {
      desk.answers.getOrder = () => order(status);
      desk.clock.nowMs = (await desk.track()) ?? 0;
    }
    expect((await desk.stored()).state).toBe('completed');
    expect(desk.calls).toEqual(['getOrder', 'getOrder', 'getOrder', 'getOrder']);
  });

  it('is asked for once where they missed one, and tells its time', async () => {
    const desk = await tracked();
    const step = (status: OrderStatus, atMs: number) => ({ status, rawStatus: status, atMs });
    desk.answers.getHistory = () =>
      ok({
        current: 'processing_payout',
        steps: [
          step('waiting_for_confirmations', noonMs + 1),
          step('funds_received', noonMs + 2),
          step('processing_payout', noonMs + 3),
        ],
      });
    desk.answers.getOrder = () => order('processing_payout');
    desk.clock.nowMs = (await desk.track()) ?? 0;
    await desk.track();
    expect(desk.calls).toEqual(['getOrder', 'getHistory', 'getOrder']);
    expect((await desk.stored()).stages.slice(1)).toEqual([
      { stage: 'deposit_seen', atMs: noonMs + 1 },
      { stage: 'confirmed', atMs: noonMs + 2 },
      { stage: 'paying_out', atMs: noonMs + 3 },
    ]);
  });

  it('that cannot be read costs a time, not the news', async () => {
    const desk = await tracked();
    desk.answers.getHistory = () => refused({ kind: 'unavailable' });
    desk.answers.getOrder = () => order('completed');
    await desk.track();
    expect((await desk.stored()).state).toBe('completed');
    expect(await desk.notices()).toEqual(['delivered']);
  });
});

describe('an order that has another word after its end', () => {
  it('costs one call a look, and one that nobody knows is told once', async () => {
    const stages = [{ stage: 'delivered', atMs: noonMs }] as const;
    const desk = await tracked({ state: 'completed', orderStatus: 'completed', stages });
    desk.answers.getOrder = () => ok(orderWith({ status: 'unknown', rawStatus: 'archived' }));
    const looks = 1 + (await desk.follow(4 * 24 * 60 * minute));
    expect(looks).toBeGreaterThan(3);
    expect(desk.calls).toEqual(Array(looks).fill('getOrder'));
    expect(desk.logged.filter((line) => line.includes('unknown order status'))).toHaveLength(1);
    expect(await desk.stored()).toMatchObject({ state: 'completed', orderStatus: 'archived' });
  });

  it('that says it was not delivered is looked at again soon, however late it is', async () => {
    const stages = [{ stage: 'delivered', atMs: noonMs - 30 * 24 * 60 * minute }] as const;
    const desk = await tracked({ state: 'completed', orderStatus: 'completed', stages });
    desk.answers.getOrder = () => ok(orderWith({ status: 'failed', rawStatus: 'failed' }));
    await desk.follow(15 * minute);
    expect(await desk.stored()).toMatchObject({ state: 'review', orderStatus: 'failed' });
    expect(desk.calls).toEqual(['getOrder', 'getOrder']);
    expect(await desk.notices()).toEqual(['do_not_pay']);
    expect(desk.logged.join()).toContain('transfer needs a person');
  });
});

describe('an order that Chessa does not know', () => {
  it('goes to a person after three looks over ten minutes (C11)', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => refused(notFound);
    await desk.follow(9 * minute);
    expect(await desk.stored()).toMatchObject({ state: 'awaiting_deposit' });
    await desk.follow(4 * minute);
    expect((await desk.stored()).review).toEqual({
      reason: 'order_missing',
      from: 'awaiting_deposit',
    });
    expect(desk.calls.length).toBeGreaterThanOrEqual(3);
    expect(desk.calls.length).toBeLessThanOrEqual(5);
    expect(await desk.notices()).toEqual(['do_not_pay']);
  });

  it('is forgotten as soon as it is found again', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => refused(notFound);
    await desk.track();
    expect((await desk.stored()).missingLooks).toBe(1);
    desk.answers.getOrder = () => ok(orderWith());
    await desk.follow(4 * minute);
    expect((await desk.stored()).missingLooks).toBeUndefined();
  });

  it('changes nothing about money that was delivered', async () => {
    const desk = await tracked({
      state: 'completed',
      stages: [{ stage: 'delivered', atMs: noonMs }],
    });
    desk.answers.getOrder = () => refused(notFound);
    await desk.follow(5 * 24 * 60 * minute);
    expect((await desk.stored()).state).toBe('completed');
    expect((await desk.stored()).dueAtMs).toBeUndefined();
    expect(await desk.notices()).toEqual([]);
  });
});

describe('a provider that is away', () => {
  it.each([{ kind: 'unavailable' }, { kind: 'misconfigured' }] as const)(
    'leaves everything as it was said last ($kind)',
    async (failure) => {
      const desk = await tracked({ state: 'paying_out' });
      const before = await desk.stored();
      desk.answers.getOrder = () => refused(failure);
      await desk.follow(60 * minute);
      expect(await desk.stored()).toEqual({ ...before, dueAtMs: (await desk.stored()).dueAtMs });
      expect(await desk.notices()).toEqual([]);
    },
  );

  it('is asked again when it said, and not before', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => refused({ kind: 'unavailable', retryAfterMs: 5 * minute });
    expect(await desk.track()).toBe(noonMs + 5 * minute);
  });

  it('is asked again about each at another moment, though all failed together', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => refused({ kind: 'unavailable', retryAfterMs: 5 * minute });
    const times: number[] = [];
    for (const random of [0, 0.5, 0.999]) {
      const id = await anotherTransfer(desk);
      const track = createTrack({
        ...desk,
        ...desk.pacing,
        random: () => random,
        fund: never,
        refund: never,
        recall: never,
        changed: () => undefined,
      });
      times.push(((await track(id))?.atMs ?? 0) - noonMs - 5 * minute);
    }
    expect(times[0]).toBe(0);
    expect(times[1]).toBeGreaterThan(7_000);
    expect(times[2]).toBeGreaterThan(14_000);
  });

  it('does not keep an address on the card when its time is over', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => refused({ kind: 'unavailable' });
    desk.clock.nowMs = transferWith().orderExpiresAtMs;
    await desk.track();
    const closed = await desk.stored();
    expect(closed).toMatchObject({ state: 'awaiting_deposit', version: 2 });
    expect(await desk.store.cards.listDirty(desk.clock.nowMs, 10)).toHaveLength(1);
    await desk.follow(60 * minute);
    expect((await desk.stored()).version).toBe(2);
  });
});
