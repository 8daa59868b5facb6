/** Out of review: only what is right by a fresh look goes on, and by the same rules as before. */
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/chessa/failure.ts';
import type { Order, OrderStatus } from '../../src/domain/order.ts';
import { ok, refused } from '../../src/domain/result.ts';
import {
  isRefundable,
  type Refund,
  type ReviewReason,
  type Transfer,
  type TransferState,
} from '../../src/domain/transfer.ts';
import { createRelease } from '../../src/transfers/release.ts';
import { type Desk, openDesk } from '../support/desk.ts';
import { noonMs, orderWith, solanaAddress } from '../support/transfer.ts';

const other = '4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T';
const deposit = { id: 'd1', amount: '32.47', asset: 'USDC' } as const;
const refund = {
  address: other,
  chain: 'Solana',
  frozenAtMs: noonMs,
  attempts: 1,
  emptyLooks: 2,
  accepted: false,
} as const;

function inReview(reason: ReviewReason, from: TransferState, over: Partial<Transfer> = {}) {
  return { state: 'review', review: { reason, from }, ...over } as const;
}

async function releasing(
  over: Partial<Transfer>,
  answer: Order | Failure,
): Promise<{ desk: Desk; outcome: string }> {
  const desk = await openDesk();
  const transfer = await desk.put(over);
  desk.answers.getOrder = () => ('id' in answer ? ok(answer) : refused(answer));
  const { chessa, store, queue, pacing } = desk;
  const released = await createRelease({ chessa, store, queue, ...pacing })(transfer);
  return { desk, outcome: released.ok ? released.value.after.state : released.failure.kind };
}

const gone: Failure = { kind: 'rejected', why: 'not_found', status: 404 };
const { address: _, ...addressless } = orderWith();

describe('a transfer that got no address', () => {
  it.each(['wrong_chain', 'bad_address', 'address_in_use', 'answer_differs_from_quote'] as const)(
    'in review for %s goes back to where every check of the address is made again',
    async (reason) => {
      const funding = { attempts: 1, askedAtMs: noonMs, emptyLooks: 2 };
      const over = inReview(reason, 'accepting', { funding, payTo: undefined });
      const { desk, outcome } = await releasing(over, orderWith());
      expect(outcome).toBe('accepting');
      const stored = await desk.stored();
      expect(stored.payTo).toBeUndefined();
      expect(stored.review).toBeUndefined();
      expect(stored.funding).toEqual({ ...funding, emptyLooks: 0 });
      expect(stored.dueAtMs).toBe(noonMs);
      expect(desk.scheduled).toHaveLength(1);
    },
  );
});

describe('a transfer whose address changed', () => {
  it('stays while the order names another address', async () => {
    const over = inReview('address_changed', 'awaiting_deposit');
    const { desk, outcome } = await releasing(over, orderWith({ address: other }));
    expect(outcome).toBe('still_holds');
    expect((await desk.stored()).version).toBe(1);
    expect(await desk.notices()).toEqual([]);
  });

  it('stays while the order names no address at all', async () => {
    const over = inReview('address_changed', 'awaiting_deposit');
    expect((await releasing(over, addressless)).outcome).toBe('still_holds');
  });

  it('goes on with the very address that was shown', async () => {
    const over = inReview('address_changed', 'awaiting_deposit');
    const { desk, outcome } = await releasing(over, orderWith());
    expect(outcome).toBe('awaiting_deposit');
    expect((await desk.stored()).payTo?.address).toBe(solanaAddress);
    expect(await desk.notices()).toEqual(['goes_on']);
  });

  it('goes to where the order stands by now, and the person is told', async () => {
    const over = inReview('address_changed', 'awaiting_deposit');
    const order = orderWith({ status: 'completed', rawStatus: 'completed', deposits: [deposit] });
    const { desk, outcome } = await releasing(over, order);
    expect(outcome).toBe('completed');
    expect(await desk.notices()).toEqual(['delivered']);
  });
});

describe('a transfer that has ended all the same', () => {
  const over = inReview('address_changed', 'awaiting_deposit', { deposits: [deposit] });
  const order = orderWith({
    ...{ status: 'completed', rawStatus: 'completed', deposits: [deposit], address: other },
  });

  it('can be released, though the order names another address', async () => {
    const { desk, outcome } = await releasing(over, order);
    expect(outcome).toBe('completed');
    expect((await desk.stored()).review).toBeUndefined();
    expect(await desk.notices()).toEqual(['delivered']);
  });

  it('is not told a second time', async () => {
    const review = { ...over.review, end: 'delivered' } as const;
    const { desk, outcome } = await releasing({ ...over, review }, order);
    expect(outcome).toBe('completed');
    expect(await desk.notices()).toEqual([]);
  });
});

describe('a transfer whose order was missing', () => {
  it('stays while it is missing, and while nobody can tell', async () => {
    const over = inReview('order_missing', 'confirming', { deposits: [deposit] });
    expect((await releasing(over, gone)).outcome).toBe('still_holds');
    expect((await releasing(over, { kind: 'unavailable' })).outcome).toBe('not_read');
    expect((await releasing(over, { kind: 'unknown' })).outcome).toBe('not_read');
  });

  it('stays when the answer is about another order', async () => {
    const over = inReview('order_missing', 'confirming', { deposits: [deposit] });
    expect((await releasing(over, orderWith({ id: 'another' }))).outcome).toBe('still_holds');
  });

  it('goes on when it is there again', async () => {
    const over = inReview('order_missing', 'confirming', { deposits: [deposit] });
    const order = orderWith({ status: 'funds_received', deposits: [deposit] });
    expect((await releasing(over, order)).outcome).toBe('received');
  });
});

describe('a refund in review', () => {
  const over = (reason: ReviewReason, more: Partial<Refund> = {}) =>
    inReview(reason, 'refunding', { deposits: [deposit], refund: { ...refund, ...more } });
  const failed = { status: 'failed', rawStatus: 'failed', deposits: [deposit] } as const;

  it('stays while Chessa sends it to another address', async () => {
    const order = orderWith({ ...failed, refund: { status: 'pending', address: solanaAddress } });
    expect((await releasing(over('refund_to_other_address'), order)).outcome).toBe('still_holds');
  });

  it('stays while Chessa says that it did not go through', async () => {
    const order = orderWith({ ...failed, refund: { status: 'failed', address: other } });
    expect((await releasing(over('refund_failed'), order)).outcome).toBe('still_holds');
  });

  it('is asked for again with the frozen address after a refusal, one look later', async () => {
    const { desk, outcome } = await releasing(over('refund_failed'), orderWith(failed));
    expect(outcome).toBe('refunding');
    expect((await desk.stored()).refund).toEqual({ ...refund, emptyLooks: 1 });
  });

  it('is Chessa’s once it names our address', async () => {
    const order = orderWith({ ...failed, refund: { status: 'pending', address: other } });
    const { desk, outcome } = await releasing(over('refund_to_other_address'), order);
    expect(outcome).toBe('refunding');
    expect((await desk.stored()).refund?.accepted).toBe(true);
  });

  it('stays while only what was paid too much is back', async () => {
    const deposits = [{ ...deposit, amount: '35' }];
    const unasked = { ...over('refund_failed', { attempts: 0 }), deposits };
    const order = orderWith({
      ...failed,
      deposits,
      refund: { status: 'completed', amount: '2.53' },
    });
    expect((await releasing(unasked, order)).outcome).toBe('still_holds');
  });

  it('ends as delivered where Chessa delivered and knows of no refund', async () => {
    const order = orderWith({ status: 'completed', rawStatus: 'completed', deposits: [deposit] });
    const { desk, outcome } = await releasing(over('completed_during_refund'), order);
    expect(outcome).toBe('completed');
    expect(await desk.notices()).toEqual(['delivered']);
    expect(
      (await releasing(over('completed_during_refund', { accepted: true }), order)).outcome,
    ).toBe('still_holds');
  });
});

it('leaves a refund as it was once somebody has seen to what came after it', async () => {
  const second = { ...deposit, id: 'd2' };
  const over = inReview('paid_after_refund', 'refunded', {
    ...{ refund, deposits: [deposit, second], depositsSentBack: 1 },
  });
  const order = orderWith({
    ...{ status: 'refunded', rawStatus: 'refunded', deposits: [deposit, second] },
    refund: { status: 'completed', address: other, amount: '32.47', asset: 'USDC' },
  });
  const { desk, outcome } = await releasing(over, order);
  expect(outcome).toBe('refunded');
  expect(await desk.notices()).toEqual([]);
});

describe('a delivery that was taken back', () => {
  const over = inReview('delivery_in_doubt', 'completed', {
    deposits: [deposit],
    stages: [
      { stage: 'paying_out', atMs: noonMs - 2 },
      { stage: 'delivered', atMs: noonMs - 1 },
    ],
  });
  const told = (status: OrderStatus) =>
    orderWith({ status, rawStatus: status, deposits: [deposit] });

  it('and failed can be refunded, and its person reads so', async () => {
    const { desk, outcome } = await releasing(over, told('failed'));
    expect(outcome).toBe('failed');
    expect(await desk.notices()).toEqual(['failed']);
    const stored = await desk.stored();
    expect(isRefundable(stored)).toBe(true);
    expect(stored.stages.map(({ stage }) => stage)).toEqual(['paying_out', 'failed']);
    expect(stored.dueAtMs).toBe(noonMs);
  });

  it.each([
    ['completed', 'completed', ['delivered']],
    ['refunded', 'refunded', ['refunded']],
    ['expired', 'held', ['held']],
    ['processing_payout', 'paying_out', ['goes_on']],
  ] as const)('and is told as %s is %s', async (status, state, notices) => {
    const { desk, outcome } = await releasing(over, told(status));
    expect(outcome).toBe(state);
    expect(await desk.notices()).toEqual(notices);
  });

  it.each(['unknown', 'waiting_for_funding'] as const)('stays while it is %s', async (status) => {
    const { desk, outcome } = await releasing(over, told(status));
    expect(outcome).toBe('still_holds');
    expect((await desk.stored()).version).toBe(1);
  });
});

it('is refused for what is not in review, and loses to whoever was faster', async () => {
  expect((await releasing({}, orderWith())).outcome).toBe('not_in_review');
  const desk = await openDesk();
  const transfer = await desk.put(inReview('order_missing', 'confirming'));
  await desk.store.transfers.commit(transfer);
  desk.answers.getOrder = () => ok(orderWith());
  const { chessa, store, queue, pacing } = desk;
  const released = await createRelease({ chessa, store, queue, ...pacing })(transfer);
  expect(released).toEqual({ ok: false, failure: { kind: 'changed_meanwhile' } });
});
