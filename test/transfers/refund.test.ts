import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/chessa/failure.ts';
import type { Order, OrderRefund } from '../../src/domain/order.ts';
import { ok, refused } from '../../src/domain/result.ts';
import type { Refund, Transfer } from '../../src/domain/transfer.ts';
import { hashRefundTarget } from '../../src/transfers/quote-hash.ts';
import { createRefund } from '../../src/transfers/refund.ts';
import { type Desk, openDesk } from '../support/desk.ts';
import { noonMs, orderWith } from '../support/transfer.ts';

const mine = '9aE476sH92Vz7DMPyq5WLPkrKWivxeuTKEFKd2sZZcde';
const theirs = '2fG3hR6oRwHyXXdzHGXGwcxvBQ1NdHfGxQnxQ8qVhYxT';
const deposits = [{ id: 'd1', amount: '32.47', asset: 'USDC' }];
const rejected: Failure = { kind: 'rejected', why: 'refund_not_allowed', status: 400 };
const notFound: Failure = { kind: 'rejected', why: 'not_found', status: 404 };
const pending: OrderRefund = { id: 'r1', status: 'pending', address: mine };

const order =
  (over: Partial<Order> = {}) =>
  () =>
    ok(orderWith({ status: 'failed', rawStatus: 'failed', deposits, ...over }));

function steps(desk: Desk) {
  const refund = createRefund({ ...desk, ...desk.pacing });
  return { ...desk, ...refund, take: async () => refund.step(await desk.stored()) };
}

/** A desk with a transfer that failed with money in it, and a typed address. */
async function failed(over: Partial<Transfer> = {}) {
  const desk = await openDesk();
  const transfer = await desk.put({ state: 'failed', deposits, ...over });
  const draft = { nonce: 'n1', transferId: transfer.id, address: mine };
  await desk.store.drafts.put(transfer.userId, 'refund', draft);
  const tap = {
    transferId: transfer.id,
    userId: transfer.userId,
    hash: hashRefundTarget(transfer.id, mine),
  };
  return { ...steps(desk), tap };
}

/** A desk with a refund that is frozen, and perhaps asked for already. */
async function frozen(over: Partial<Refund> = {}) {
  const desk = await openDesk();
  const refund: Refund = {
    address: mine,
    chain: 'Solana',
    frozenAtMs: noonMs,
    attempts: 0,
    emptyLooks: 0,
    accepted: false,
    ...over,
  };
  const stages = [
    { stage: 'failed', atMs: noonMs - 1 },
    { stage: 'refund_asked', atMs: noonMs },
  ] as const;
  await desk.put({ state: 'refunding', refund, deposits, stages });
  return steps(desk);
}

describe('the confirm tap of a refund', () => {
  it('freezes the address that it showed', async () => {
    const desk = await failed();
    expect((await desk.confirm(desk.tap)).kind).toBe('done');
    expect(await desk.stored()).toMatchObject({
      state: 'refunding',
      refund: { address: mine, attempts: 0, accepted: false },
    });
    expect(desk.calls).toEqual([]);
    expect((await desk.confirm(desk.tap)).kind).toBe('already');
  });

  it('is not lost to a look that wrote at the same moment', async () => {
    const desk = await failed();
    const { find } = desk.store.transfers;
    let looks = 0;
    desk.store.transfers.find = async (id) => {
      const found = await find(id);
      looks += 1;
      if (looks === 1 && found) await desk.store.transfers.commit(found);
      return found;
    };
    expect((await desk.confirm(desk.tap)).kind).toBe('done');
    expect((await desk.stored()).state).toBe('refunding');
  });

  it.each([
    ['another address', { hash: '0123456789abcdef' }, 'changed'],
    ['another person', { userId: 2 }, 'not_yours'],
  ] as const)('for %s freezes nothing', async (_, over, kind) => {
    const desk = await failed();
    expect((await desk.confirm({ ...desk.tap, ...over })).kind).toBe(kind);
    expect((await desk.stored()).refund).toBeUndefined();
  });

  it.each([
    ['saw no deposit', { deposits: [] }],
    ['was delivered', { state: 'completed' }],
    ['is being paid out', { state: 'paying_out' }],
    ['is in review', { state: 'review' }],
  ] as const)('is refused for a transfer that %s', async (_, over) => {
    const desk = await failed(over);
    expect((await desk.confirm(desk.tap)).kind).toBe('already');
    expect((await desk.stored()).refund).toBeUndefined();
  });
});

describe('a frozen refund', () => {
  it('is asked for once, after a look, and then followed', async () => {
    const desk = await frozen();
    desk.answers.getOrder = order();
    desk.answers.refundOrder = () => ok(pending);
    const nextMs = await desk.take();
    expect(desk.calls).toEqual(['getOrder', 'refundOrder']);
    expect(await desk.stored()).toMatchObject({ state: 'refunding', refund: { accepted: true } });
    expect((await desk.stored()).dueAtMs).toBe(nextMs);
  });

  it.each([
    ['completed', 'completed', ['delivered']],
    ['processing_payout', 'paying_out', ['refund_dropped']],
    ['refunded', 'refunded', ['refunded']],
  ] as const)('is taken back when the order is %s by now', async (status, state, notices) => {
    const desk = await frozen();
    desk.answers.getOrder = order({ status, rawStatus: status });
    await desk.take();
    expect(desk.calls).toEqual(['getOrder']);
    const stored = await desk.stored();
    expect(stored.state).toBe(state);
    expect(stored.refund).toBeUndefined();
    expect(stored.stages.map(({ stage }) => stage)).not.toContain('refund_asked');
    expect(await desk.notices()).toEqual(notices);
    expect(stored.dueAtMs).toBeGreaterThan(noonMs);
  });

  it('is not asked for when Chessa sends the money to this very address already', async () => {
    const desk = await frozen();
    desk.answers.getOrder = order({ refund: pending });
    await desk.take();
    expect(desk.calls).toEqual(['getOrder']);
    expect(await desk.stored()).toMatchObject({ state: 'refunding', refund: { accepted: true } });
  });

  it.each([
    ['does not say where to', { status: 'pending', id: 'r1' }, 'refund_to_other_address'],
    ['failed', { status: 'failed', id: 'r1' }, 'refund_failed'],
  ] as const)(
    'goes to a person when a refund that was there before %s',
    async (_, refund, reason) => {
      const desk = await frozen();
      desk.answers.getOrder = order({ refund });
      await desk.take();
      expect(desk.calls).toEqual(['getOrder']);
      expect(await desk.stored()).toMatchObject({
        state: 'review',
        review: { reason },
        refund: { address: mine },
      });
    },
  );

  it.each([0, 1])(
    'is not taken for done by what is told of another order (calls so far: %i)',
    async (attempts) => {
      const desk = await frozen({ attempts });
      desk.answers.getOrder = order({ id: 'another', refund: pending });
      await desk.take();
      expect(desk.calls).toEqual(['getOrder']);
      expect(await desk.stored()).toMatchObject({
        state: 'review',
        review: { reason: 'answer_differs_from_quote', from: 'refunding' },
        refund: { address: mine, accepted: false },
      });
    },
  );

  it('is not said to be back when only what was paid too much is', async () => {
    const desk = await frozen();
    const came = [{ id: 'd1', amount: '35', asset: 'USDC' }];
    const extra = { status: 'completed', amount: '2.53' } as const;
    desk.answers.getOrder = order({ deposits: came, refund: extra });
    await desk.take();
    expect(desk.calls).toEqual(['getOrder']);
    expect(await desk.stored()).toMatchObject({
      state: 'review',
      review: { reason: 'refund_failed' },
    });
    expect(await desk.notices()).toEqual(['do_not_pay']);
  });

  it('goes to a person when money is on its way to another address already', async () => {
    const desk = await frozen();
    desk.answers.getOrder = order({ refund: { status: 'pending', address: theirs } });
    await desk.take();
    expect(desk.calls).toEqual(['getOrder']);
    expect((await desk.stored()).review?.reason).toBe('refund_to_other_address');
    expect(await desk.notices()).toEqual(['do_not_pay']);
  });

  it('waits when Chessa cannot be reached, and is not asked for blindly', async () => {
    const desk = await frozen();
    desk.answers.getOrder = () => refused({ kind: 'unavailable' });
    const nextMs = await desk.take();
    expect(desk.calls).toEqual(['getOrder']);
    expect((await desk.stored()).dueAtMs).toBe(nextMs);
    expect(nextMs).toBeGreaterThan(noonMs);
  });

  it('goes to a person when Chessa knows no such order, after three looks over ten minutes', async () => {
    const desk = await frozen();
    desk.answers.getOrder = () => refused(notFound);
    let looks = 0;
    while ((await desk.stored()).state === 'refunding') {
      looks += 1;
      expect(looks).toBeLessThan(200);
      desk.clock.nowMs = Math.max((await desk.take()) ?? 0, desk.clock.nowMs);
    }
    expect(looks).toBeGreaterThanOrEqual(3);
    expect(desk.clock.nowMs - noonMs).toBeGreaterThanOrEqual(600_000);
    expect((await desk.stored()).review?.reason).toBe('order_missing');
  });
});

describe('a refund call whose answer is lost', () => {
  it('is made again, with the same address, after two looks that found none', async () => {
    const desk = await frozen();
    desk.answers.getOrder = order();
    desk.answers.refundOrder = () => refused({ kind: 'unknown' });
    for (let looks = 0; looks < 3; looks += 1) {
      const nextMs = await desk.take();
      expect(nextMs).toBe(desk.clock.nowMs + 10_000);
      desk.clock.nowMs += 10_000;
    }
    expect(desk.calls).toEqual(['getOrder', 'refundOrder', 'getOrder', 'getOrder', 'refundOrder']);
    expect((await desk.stored()).refund).toMatchObject({ address: mine, attempts: 2 });
  });

  it.each([
    ['with our address', { refund: pending }],
    ['without any address', { refund: { id: 'r1', status: 'pending' } }],
  ] as const)('is settled by a look that finds a refund %s', async (_, over) => {
    const desk = await frozen({ attempts: 1 });
    desk.answers.getOrder = order(over);
    await desk.take();
    expect(desk.calls).toEqual(['getOrder']);
    expect(await desk.stored()).toMatchObject({ state: 'refunding', refund: { accepted: true } });
  });

  it('is settled by an order that is refunded and does not say where to', async () => {
    const desk = await frozen({ attempts: 1, emptyLooks: 1 });
    desk.answers.getOrder = order({ status: 'refunded', rawStatus: 'refunded' });
    await desk.take();
    expect(desk.calls).toEqual(['getOrder']);
    expect((await desk.stored()).state).toBe('refunded');
    expect(await desk.notices()).toEqual(['refunded']);
  });

  it('goes to a person, who is told, when the look finds another address', async () => {
    const desk = await frozen({ attempts: 1 });
    desk.answers.getOrder = order({ refund: { status: 'pending', address: theirs } });
    await desk.take();
    expect((await desk.stored()).review?.reason).toBe('refund_to_other_address');
    expect(await desk.notices()).toEqual(['do_not_pay']);
  });

  it('is settled by the order when the repeated call is refused', async () => {
    const desk = await frozen({ attempts: 1, emptyLooks: 1 });
    let looks = 0;
    desk.answers.getOrder = () => {
      looks += 1;
      return looks === 1 ? order()() : order({ refund: pending })();
    };
    desk.answers.refundOrder = () => refused(rejected);
    await desk.take();
    expect(await desk.stored()).toMatchObject({ state: 'refunding', refund: { accepted: true } });
  });
});

describe('a refund that Chessa refuses', () => {
  it('goes to a person, and the one who asked is told', async () => {
    const desk = await frozen();
    desk.answers.getOrder = order();
    desk.answers.refundOrder = () => refused(rejected);
    await desk.take();
    expect((await desk.stored()).review).toEqual({ reason: 'refund_failed', from: 'refunding' });
    expect(await desk.notices()).toEqual(['do_not_pay']);
    expect(desk.logged.join()).toContain('transfer needs a person');
  });

  it('or answers with another address or memo goes to a person', async () => {
    for (const over of [{ address: theirs }, { tag: '42' }]) {
      const desk = await frozen();
      desk.answers.getOrder = order();
      desk.answers.refundOrder = () => ok({ ...pending, ...over });
      await desk.take();
      expect((await desk.stored()).review?.reason).toBe('refund_to_other_address');
    }
  });
});
