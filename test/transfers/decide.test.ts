import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paidAfterRefund } from '../../src/domain/arrived.ts';
import type { Deposit, Order, OrderHistory, OrderStatus } from '../../src/domain/order.ts';
import {
  isFinal,
  isRefundable,
  mayFollow,
  type Refund,
  type ReviewReason,
  type Transfer,
  type TransferState,
} from '../../src/domain/transfer.ts';
import { decide } from '../../src/transfers/decide.ts';
import { noonMs, orderWith, solanaAddress, transferWith } from '../support/transfer.ts';

const deposit: Deposit = { id: 'd1', amount: '32.47', asset: 'USDC', status: 'completed' };
/** Asked for, and Chessa has it. */
const frozen: Refund = {
  address: solanaAddress,
  chain: 'Solana',
  frozenAtMs: noonMs,
  attempts: 1,
  emptyLooks: 0,
  accepted: true,
};
const otherAddress = '9aE476sH92Vz7DMPyq5WLPkrKWivxeuTKEFKd2sZZcde';

function orderAt(status: OrderStatus, over: Partial<Order> = {}): Order {
  return orderWith({ status, rawStatus: status, ...over });
}

function historyOf(...steps: readonly (readonly [OrderStatus, number])[]): OrderHistory {
  const told = steps.map(([status, atMs]) => ({ status, rawStatus: status, atMs }));
  return { current: told.at(-1)?.status ?? 'unknown', steps: told };
}

describe('a look that finds nothing new', () => {
  it('changes nothing', () => {
    const decision = decide(transferWith(), { order: orderWith() }, noonMs + 1_000);
    expect(decision).toEqual({ transfer: transferWith(), notices: [], changed: false });
  });
});

describe('money on its way', () => {
  it.each([
    ['waiting_for_confirmations', 'confirming', ['deposit_seen']],
    ['funds_received', 'received', ['deposit_seen']],
    ['processing_payout', 'paying_out', ['deposit_seen']],
    ['completed', 'completed', ['delivered']],
    ['failed', 'failed', ['failed']],
    ['underpaid', 'held', ['held']],
    ['refunded', 'refunded', ['refunded']],
  ] as const)('%s makes a waiting transfer %s and pushes %s', (status, state, notices) => {
    const order = orderAt(status, { deposits: [deposit] });
    const decision = decide(transferWith(), { order }, noonMs + 60_000);
    expect(decision.transfer.state).toBe(state);
    expect(decision.notices).toEqual(notices);
  });

  it('does not ring again while it moves on', () => {
    const confirming = transferWith({ state: 'confirming', deposits: [deposit] });
    const order = orderAt('processing_payout', { deposits: [deposit] });
    const decision = decide(confirming, { order }, noonMs + 60_000);
    expect(decision.transfer.state).toBe('paying_out');
    expect(decision.notices).toEqual([]);
  });

  it('sees a deposit before the status says so', () => {
    const order = orderAt('waiting_for_funding', { deposits: [deposit] });
    const decision = decide(transferWith(), { order }, noonMs + 60_000);
    expect(decision.transfer.state).toBe('confirming');
    expect(decision.transfer.deposits).toEqual([deposit]);
  });

  it('never steps back', () => {
    const paying = transferWith({ state: 'paying_out', deposits: [deposit] });
    for (const status of ['waiting_for_funding', 'waiting_for_confirmations', 'created'] as const) {
      const order = orderAt(status, { deposits: [] });
      const { transfer } = decide(paying, { order }, noonMs);
      expect(transfer.state).toBe('paying_out');
      expect(transfer.deposits).toEqual([deposit]);
    }
  });

  it('keeps a transfer open whose status nobody knows', () => {
    const order = orderAt('unknown', { rawStatus: 'under_review_by_bank' });
    const decision = decide(transferWith(), { order }, noonMs + 8_000_000);
    expect(decision.transfer.state).toBe('awaiting_deposit');
    expect(decision.transfer.orderStatus).toBe('under_review_by_bank');
    expect(decision.notices).toEqual([]);
  });
});

describe('stages', () => {
  it('take their times from the history, and keep those that were skipped (K13)', () => {
    const history = historyOf(
      ['waiting_for_funding', noonMs + 1_000],
      ['waiting_for_confirmations', noonMs + 40_000],
      ['funds_received', noonMs + 40_700],
      ['processing_payout', noonMs + 41_300],
      ['completed', noonMs + 47_600],
    );
    const order = orderAt('completed', { deposits: [deposit] });
    const { transfer } = decide(transferWith(), { order, history }, noonMs + 60_000);
    expect(transfer.stages).toEqual([
      { stage: 'accepted', atMs: noonMs + 1_000 },
      { stage: 'deposit_seen', atMs: noonMs + 40_000 },
      { stage: 'confirmed', atMs: noonMs + 40_700 },
      { stage: 'paying_out', atMs: noonMs + 41_300 },
      { stage: 'delivered', atMs: noonMs + 47_600 },
    ]);
  });

  it('take the time of the look where there is no history', () => {
    const order = orderAt('completed', { deposits: [deposit] });
    const { transfer } = decide(transferWith(), { order }, noonMs + 60_000);
    expect(transfer.stages.at(-1)).toEqual({ stage: 'delivered', atMs: noonMs + 60_000 });
  });

  it.each([
    ['when the order was changed', 47_600, 47_600],
    ['no time before the stage before it', -1, 60_000],
    ['no time to come', 60_001, 60_000],
  ])('without a history take %s', (_, updatedMs, expectedMs) => {
    const updatedAtMs = noonMs + updatedMs;
    const order = orderAt('completed', { deposits: [deposit], updatedAtMs });
    const { transfer } = decide(transferWith(), { order }, noonMs + 60_000);
    expect(transfer.stages.at(-1)?.atMs).toBe(noonMs + expectedMs);
  });

  it('close an address by the clock, whenever the order was changed last', () => {
    const { orderExpiresAtMs } = transferWith();
    const order = orderAt('waiting_for_funding', { updatedAtMs: noonMs + 1_000 });
    const { transfer } = decide(transferWith(), { order }, orderExpiresAtMs + 1);
    expect(transfer.stages.at(-1)).toEqual({ stage: 'expired', atMs: orderExpiresAtMs + 1 });
  });
});

describe('the end of an order', () => {
  it('closes an unpaid one only after its own end', () => {
    const { orderExpiresAtMs } = transferWith();
    const order = orderAt('waiting_for_funding');
    expect(decide(transferWith(), { order }, orderExpiresAtMs).transfer.state).toBe(
      'awaiting_deposit',
    );
    expect(decide(transferWith(), { order }, orderExpiresAtMs + 1).transfer.state).toBe('expired');
  });

  it('moves on when money comes late', () => {
    const expired = transferWith({ state: 'expired' });
    const order = orderAt('funds_received', { deposits: [deposit] });
    const decision = decide(expired, { order }, noonMs + 9_000_000);
    expect(decision.transfer.state).toBe('received');
    expect(decision.notices).toEqual(['late_deposit']);
  });

  it.each(['expired', 'cancelled'] as const)('holds money in an order that is %s', (status) => {
    const order = orderAt(status, { deposits: [deposit] });
    const decision = decide(transferWith(), { order }, noonMs + 9_000_000);
    expect(decision.transfer.state).toBe('held');
    expect(decision.notices).toEqual(['held']);
  });
});

describe('the last minutes of an unpaid quote', () => {
  const { orderExpiresAtMs } = transferWith();
  const nearMs = orderExpiresAtMs - 10 * 60_000;

  it('are told once', () => {
    const first = decide(transferWith(), { order: orderWith() }, nearMs);
    expect(first.notices).toEqual(['expires_soon']);
    const second = decide(first.transfer, { order: orderWith() }, nearMs + 60_000);
    expect(second).toMatchObject({ notices: [], changed: false });
  });

  it('are not told to somebody who has paid, or will not', () => {
    const paid = orderAt('waiting_for_confirmations', { deposits: [deposit] });
    expect(decide(transferWith(), { order: paid }, nearMs).notices).toEqual(['deposit_seen']);
    const givenUp = transferWith({ givenUpAtMs: noonMs });
    expect(decide(givenUp, { order: orderWith() }, nearMs).notices).toEqual([]);
  });
});

describe('a deposit that an answer tells less of', () => {
  it('keeps what is known of it', () => {
    const before = transferWith({ state: 'received', deposits: [deposit] });
    const told = { id: 'd1', amount: undefined, status: 'confirmed' };
    const order = orderAt('funds_received', { deposits: [told] });
    const { transfer } = decide(before, { order }, noonMs);
    expect(transfer.deposits).toEqual([{ ...deposit, status: 'confirmed' }]);
  });
});

describe('a second payment', () => {
  const second: Deposit = { ...deposit, id: 'd2' };

  it.each([
    ['processing_payout', 'paying_out'],
    ['completed', 'completed'],
  ] as const)('is told and kept while the order is %s', (status, state) => {
    const before = transferWith({ state, deposits: [deposit] });
    const order = orderAt(status, { deposits: [deposit, second], address: otherAddress });
    const decision = decide(
      before,
      { order: state === 'completed' ? order : { ...order, address: solanaAddress } },
      noonMs,
    );
    expect(decision.transfer.state).toBe(state);
    expect(decision.transfer.deposits).toEqual([deposit, second]);
    expect(decision.notices).toEqual(['more_arrived']);
  });
});

describe('a payment when the money is back', () => {
  const refund = { status: 'completed', amount: '32.47', asset: 'USDC' } as const;
  const order = orderAt('refunded', { deposits: [deposit], refund });
  const back = decide(transferWith({ state: 'failed', deposits: [deposit] }), { order }, noonMs);
  const second: Deposit = { ...deposit, id: 'd2' };

  it('goes to a person, and is taken for no part of what was sent back', () => {
    const more = { ...order, deposits: [deposit, second] };
    const { transfer, notices } = decide(back.transfer, { order: more }, noonMs);
    expect(transfer.review).toEqual({ reason: 'paid_after_refund', from: 'refunded' });
    expect(notices).toEqual(['do_not_pay']);
    expect(transfer.extraBack).toBeUndefined();
    expect(paidAfterRefund(transfer).deposits).toEqual([second]);
    expect(decide(transfer, { order: more }, noonMs).notices).toEqual([]);
    const released = { ...transfer, state: 'refunded' as const, review: undefined };
    expect(decide(released, { order: more }, noonMs).transfer.state).toBe('refunded');
  });

  it('is none where the order tells more of the one that was sent back', () => {
    const again = { ...order, deposits: [{ ...deposit, hash: 'aa' }] };
    const { transfer, notices } = decide(back.transfer, { order: again }, noonMs);
    expect([transfer.state, notices]).toEqual(['refunded', []]);
    const before = transferWith({ state: 'awaiting_deposit' });
    const unseen = decide(before, { order: { ...order, deposits: [] } }, noonMs).transfer;
    expect(unseen.state).toBe('refunded');
    const later = decide(unseen, { order }, noonMs);
    expect([later.transfer.state, later.notices]).toEqual(['refunded', []]);
  });
});

describe('a delivery that Chessa takes back', () => {
  const delivered = transferWith({
    state: 'completed',
    orderStatus: 'completed',
    deposits: [deposit],
    stages: [{ stage: 'delivered', atMs: noonMs }],
  });
  const lookAt = (transfer: Transfer, status: OrderStatus, afterMinutes: number) => {
    const order = orderAt(status, { deposits: [deposit] });
    return decide(transfer, { order }, noonMs + afterMinutes * 60_000);
  };

  it.each(['failed', 'refunded', 'underpaid', 'cancelled', 'expired'] as const)(
    'goes to a person when it is told as %s twice, ten minutes apart, and its owner is told once',
    (status) => {
      const first = lookAt(delivered, status, 60);
      expect(first).toMatchObject({
        transfer: { state: 'completed', orderStatus: status },
        notices: [],
        changed: true,
      });
      const soon = lookAt(first.transfer, status, 69);
      expect(soon).toMatchObject({ transfer: { state: 'completed' }, changed: false });
      const second = lookAt(soon.transfer, status, 70);
      expect(second).toMatchObject({
        transfer: {
          state: 'review',
          review: { reason: 'delivery_in_doubt', from: 'completed' },
          orderStatus: status,
        },
        notices: ['do_not_pay'],
      });
      expect(second.transfer.doubtedSinceMs).toBeUndefined();
      expect(lookAt(second.transfer, status, 80)).toMatchObject({ notices: [], changed: false });
    },
  );

  it.each(['completed', 'processing_payout', 'unknown'] as const)(
    'by one odd answer alone is none: %s in between ends the doubt',
    (status) => {
      const odd = lookAt(delivered, 'failed', 60).transfer;
      const between = lookAt(odd, status, 72);
      expect(between).toMatchObject({ transfer: { state: 'completed' }, notices: [] });
      expect(between.transfer.doubtedSinceMs).toBeUndefined();
      const again = lookAt(between.transfer, 'failed', 84);
      expect(again).toMatchObject({ transfer: { state: 'completed' }, notices: [] });
    },
  );

  it('is not one while Chessa only names an earlier step, however long', () => {
    const first = lookAt(delivered, 'processing_payout', 60).transfer;
    expect(lookAt(first, 'processing_payout', 600)).toMatchObject({
      transfer: { state: 'completed' },
      notices: [],
      changed: false,
    });
  });
});

describe('what the bot does not understand', () => {
  it('stops payment when the address changes', () => {
    const order = orderAt('waiting_for_funding', { address: otherAddress });
    const decision = decide(transferWith(), { order }, noonMs);
    expect(decision.transfer.state).toBe('review');
    expect(decision.transfer.review).toEqual({
      reason: 'address_changed',
      from: 'awaiting_deposit',
    });
    expect(decision.transfer.payTo?.address).toBe(solanaAddress);
    expect(decision.notices).toEqual(['do_not_pay']);
  });

  it('stops payment when a tag appears', () => {
    const order = orderAt('waiting_for_funding', { tag: '42' });
    expect(decide(transferWith(), { order }, noonMs).transfer.state).toBe('review');
  });

  it('gives a refund that failed, or went elsewhere, to a person', () => {
    const refunding = transferWith({ state: 'refunding', refund: frozen, deposits: [deposit] });
    const failed = orderAt('failed', { refund: { status: 'failed', address: solanaAddress } });
    expect(decide(refunding, { order: failed }, noonMs).transfer.review?.reason).toBe(
      'refund_failed',
    );
    const elsewhere = orderAt('failed', { refund: { status: 'pending', address: otherAddress } });
    expect(decide(refunding, { order: elsewhere }, noonMs).transfer.review?.reason).toBe(
      'refund_to_other_address',
    );
  });

  it('leaves review only by staff, and rings once more when the money comes', () => {
    const review = transferWith({
      state: 'review',
      review: { reason: 'address_changed', from: 'awaiting_deposit' },
    });
    const order = orderAt('funds_received', { address: otherAddress, deposits: [deposit] });
    const decision = decide(review, { order }, noonMs);
    expect(decision.transfer.state).toBe('review');
    expect(decision.transfer.deposits).toEqual([deposit]);
    expect(decision.notices).toEqual(['do_not_pay']);
    expect(decide(decision.transfer, { order }, noonMs).notices).toEqual([]);
  });
});

describe('what ends while a person looks', () => {
  const reviewOf = (reason: ReviewReason, over: Partial<Transfer> = {}) =>
    transferWith({ state: 'review', review: { reason, from: 'confirming' }, ...over });
  const back = { status: 'completed', address: solanaAddress } as const;

  it.each([
    ['address_changed', 'completed', {}, {}, ['delivered']],
    ['order_missing', 'completed', {}, {}, ['delivered']],
    [
      'refund_failed',
      'completed',
      { refund: { status: 'failed' } },
      { refund: frozen },
      ['delivered'],
    ],
    ['order_missing', 'refunded', {}, {}, ['refunded']],
    ['refund_failed', 'failed', { refund: back }, { refund: frozen }, ['refunded']],
    ['refund_to_other_address', 'refunded', { refund: back }, { refund: frozen }, ['refunded']],
  ] as const)(
    '%s, and the order is %s: is told once, and staff still end it',
    (reason, status, told, over, notices) => {
      const before = reviewOf(reason, { ...over, deposits: [deposit] });
      const order = orderAt(status, { deposits: [deposit], address: otherAddress, ...told });
      const { transfer, notices: news } = decide(before, { order }, noonMs + 1_000);
      expect(transfer.state).toBe('review');
      expect(transfer.review).toMatchObject({ reason, from: 'confirming' });
      expect(news).toEqual(notices);
      const again = decide(transfer, { order }, noonMs + 2_000);
      expect([again.changed, again.notices]).toEqual([false, []]);
    },
  );

  it.each([
    [
      'another amount',
      'order_missing',
      'completed',
      { receive: { amount: '1', currency: 'NGN' } },
      {},
    ],
    ['a refund was asked for', 'completed_during_refund', 'completed', {}, { refund: frozen }],
    ['it is being sent back', 'order_missing', 'completed', { refund: { status: 'pending' } }, {}],
    ['both are told', 'refund_failed', 'completed', { refund: back }, { refund: frozen }],
    [
      'it went elsewhere',
      'refund_to_other_address',
      'refunded',
      { refund: { ...back, address: otherAddress } },
      { refund: frozen },
    ],
    ['it does not say where to', 'refund_to_other_address', 'refunded', {}, { refund: frozen }],
    [
      'it is on its way back',
      'refund_failed',
      'failed',
      { refund: { ...back, status: 'pending' } },
      { refund: frozen },
    ],
    ['nobody was shown an address', 'bad_address', 'completed', {}, { payTo: undefined }],
  ] as const)(
    'is not said to be over while that is not sure: %s',
    (_, reason, status, told, over) => {
      const before = reviewOf(reason, { ...over, deposits: [deposit] });
      const order = orderAt(status, { deposits: [deposit], ...told });
      const { transfer, notices } = decide(before, { order }, noonMs);
      expect(transfer.review?.end).toBeUndefined();
      expect(notices).toEqual([]);
    },
  );
});

describe('any sequence of looks', () => {
  const statuses: OrderStatus[] = [
    'created',
    'waiting_for_funding',
    'waiting_for_confirmations',
    'funds_received',
    'processing_payout',
    'completed',
    'failed',
    'underpaid',
    'expired',
    'cancelled',
    'refunded',
    'unknown',
  ];
  const look = fc.record({
    status: fc.constantFrom(...statuses),
    paid: fc.boolean(),
    waitMs: fc.integer({ min: 0, max: 3_600_000 }),
  });

  it('follows only allowed steps, keeps the address, and ends for good or with a person', () => {
    fc.assert(
      fc.property(fc.array(look, { maxLength: 20 }), (looks) => {
        let transfer = transferWith();
        let nowMs = noonMs;
        for (const { status, paid, waitMs } of looks) {
          nowMs += waitMs;
          const before: TransferState = transfer.state;
          const order = orderAt(status, { deposits: paid ? [deposit] : [] });
          const { transfer: next } = decide(transfer, { order }, nowMs);
          const moved = next.state !== before;
          expect(!moved || mayFollow(before, next.state)).toBe(true);
          expect(next.payTo).toEqual(transfer.payTo);
          expect(next.deposits.length).toBeGreaterThanOrEqual(transfer.deposits.length);
          const isTakenBack = transfer.doubtedSinceMs !== undefined && next.state === 'review';
          if (isFinal(before) && !isTakenBack) expect(next.state).toBe(before);
          transfer = next;
        }
      }),
    );
  });
});

describe('an answer about something else', () => {
  it.each([
    ['another order', { id: 'other' }],
    ['another recipient', { recipientId: 'other' }],
  ])('%s moves nothing, and nobody shall pay on it', (_, over) => {
    const order = orderAt('completed', { ...over, deposits: [deposit] });
    const { transfer, notices } = decide(transferWith(), { order }, noonMs);
    expect(transfer.state).toBe('review');
    expect(transfer.review?.reason).toBe('answer_differs_from_quote');
    expect(transfer.deposits).toEqual([]);
    expect(notices).toEqual(['do_not_pay']);
  });

  it('leaves a transfer in review and a delivered one as they are (K20)', () => {
    const order = orderAt('failed', { id: 'other', deposits: [deposit, deposit] });
    for (const state of ['review', 'completed'] as const) {
      const before = transferWith({ state });
      const decision = decide(before, { order }, noonMs);
      expect(decision).toEqual({ transfer: before, notices: [], changed: false });
    }
  });

  it('stops payment when the same address is said to be on another chain', () => {
    const evm = '0x52908400098527886E0F7030069857D2E4169EE7';
    const payTo = { chain: 'BNB Chain', address: evm } as const;
    const order = orderAt('waiting_for_funding', { address: evm, chain: 'Ethereum' });
    const { transfer } = decide(transferWith({ chain: 'BNB Chain', payTo }), { order }, noonMs);
    expect(transfer.review?.reason).toBe('wrong_chain');
  });
});

describe('deposits', () => {
  const second: Deposit = { id: 'd2', amount: '10', asset: 'USDC' };

  it('are never lost when the provider tells only of the newest', () => {
    const paying = transferWith({ state: 'paying_out', deposits: [deposit] });
    const order = orderAt('processing_payout', { deposits: [second] });
    const { transfer, notices } = decide(paying, { order }, noonMs);
    expect(transfer.deposits).toEqual([deposit, second]);
    expect(notices).toEqual(['more_arrived']);
  });

  it('take what is told of them later, and are not counted twice', () => {
    const early = transferWith({ state: 'confirming', deposits: [{ hash: 'h1' }] });
    const told = { id: 'd1', hash: 'h1', amount: '32.47' };
    const order = orderAt('waiting_for_confirmations', { deposits: [told] });
    const { transfer, notices } = decide(early, { order }, noonMs);
    expect(transfer.deposits).toEqual([told]);
    expect(notices).toEqual([]);
  });

  it('that an ended order no longer tells of are held, not shown as on their way', () => {
    const confirming = transferWith({ state: 'confirming', deposits: [deposit] });
    const order = orderAt('expired', { deposits: [] });
    expect(decide(confirming, { order }, noonMs).transfer.state).toBe('held');
  });
});

describe('an order that ends after its money was seen', () => {
  it.each(['confirming', 'received', 'paying_out'] as const)(
    'is not left as %s because no deposit is told',
    (state) => {
      for (const status of ['expired', 'cancelled'] as const) {
        const decision = decide(transferWith({ state }), { order: orderAt(status) }, noonMs);
        expect(decision.transfer.state).toBe('held');
        expect(decision.notices).toEqual(['held']);
      }
    },
  );
});

describe('money that is held', () => {
  const held = transferWith({ state: 'held', deposits: [deposit] });

  it.each(['unknown', 'waiting_for_funding', 'created'] as const)(
    'is not said to be on its way when the order is %s',
    (status) => {
      const order = orderAt(status, { deposits: [deposit] });
      const decision = decide(held, { order }, noonMs);
      expect(decision.transfer.state).toBe('held');
      expect(decision.notices).toEqual([]);
    },
  );
});

describe('a refund that nobody asked for', () => {
  const back = { status: 'completed', address: otherAddress } as const;

  it('closes a transfer that had stopped', () => {
    const failed = transferWith({ state: 'failed', deposits: [deposit] });
    const order = orderAt('failed', { deposits: [deposit], refund: back });
    expect(decide(failed, { order }, noonMs).transfer.state).toBe('refunded');
  });

  it.each([
    ['processing_payout', 'paying_out'],
    ['completed', 'completed'],
  ] as const)('may be the rest of a payment: an order that is %s goes on', (status, state) => {
    const order = orderAt(status, { deposits: [deposit], refund: back });
    expect(decide(transferWith(), { order }, noonMs).transfer.state).toBe(state);
  });

  it('is followed at its address when it is under way, and not asked for again', () => {
    const failed = transferWith({ state: 'failed', deposits: [deposit] });
    const order = orderAt('failed', {
      deposits: [deposit],
      refund: { ...back, status: 'pending' },
    });
    const { transfer, notices } = decide(failed, { order }, noonMs);
    expect(transfer).toMatchObject({
      state: 'refunding',
      refund: { address: otherAddress, accepted: true },
      stages: expect.arrayContaining([expect.objectContaining({ stage: 'refund_asked' })]),
    });
    expect(notices).toEqual([]);
    expect(isRefundable(transfer)).toBe(false);
  });

  it('and that failed does not stop a payout', () => {
    const order = orderAt('completed', { deposits: [deposit], refund: { status: 'failed' } });
    const { transfer, notices } = decide(transferWith(), { order }, noonMs);
    expect(transfer).toMatchObject({ state: 'completed', extraBack: { status: 'failed' } });
    expect(notices).toEqual(['delivered']);
  });

  it('is told once, with its amount, also when the rest was delivered before', () => {
    const refund = { ...back, amount: '6.5' };
    const order = orderAt('completed', { deposits: [deposit], refund });
    const before = { state: 'completed', deposits: [deposit] } as const;
    const { transfer, notices } = decide(transferWith(before), { order }, noonMs);
    expect(transfer.extraBack).toEqual({
      status: 'completed',
      amount: { amount: '6.5', currency: 'USDC' },
    });
    expect(notices).toEqual(['extra_back']);
    expect(decide(transfer, { order }, noonMs)).toMatchObject({ notices: [], changed: false });
  });
});

describe('what was paid too much and came back', () => {
  const tooMuch: Deposit = { ...deposit, amount: '35' };
  const extra = { status: 'completed', amount: '2.53', asset: 'USDC' } as const;
  const at = (status: OrderStatus, refund: Order['refund'] = extra) => ({
    order: orderAt(status, { deposits: [tooMuch], refund }),
  });

  it.each([
    ['was seen before', decide(transferWith(), at('processing_payout'), noonMs).transfer],
    ['was seen by no look', transferWith({ state: 'confirming', deposits: [tooMuch] })],
  ])('is not the payment when the payout fails after it %s', (_, before) => {
    const { transfer, notices } = decide(before, at('failed'), noonMs);
    expect(transfer).toMatchObject({ state: 'failed', extraBack: { status: 'completed' } });
    expect(notices).toContain('failed');
    expect(notices).not.toContain('refunded');
    expect(isRefundable(transfer)).toBe(true);
  });

  it('without an amount is not the payment either', () => {
    const untold = { status: 'completed' } as const;
    const paying = decide(transferWith(), at('processing_payout', untold), noonMs).transfer;
    expect(decide(paying, at('failed', untold), noonMs).transfer.state).toBe('failed');
  });

  it.each(['pending', 'failed'] as const)(
    'and is %s is followed beside a payout that failed',
    (status) => {
      const told = { ...extra, status, address: otherAddress };
      const failed = decide(transferWith(), at('failed', told), noonMs).transfer;
      const { transfer } = decide(failed, at('failed', told), noonMs);
      expect(transfer).toMatchObject({ state: 'failed', extraBack: { status } });
      expect(transfer.refund).toBeUndefined();
    },
  );

  it('is followed by the payment, once Chessa tells of all of it', () => {
    const failed = decide(transferWith(), at('failed'), noonMs).transfer;
    const all = at('failed', { status: 'completed', amount: '35' });
    expect(decide(failed, all, noonMs)).toMatchObject({
      transfer: { state: 'refunded' },
      notices: ['refunded'],
    });
  });
});

describe('a refund that was asked for', () => {
  it('goes to a person when it is told with another memo', () => {
    const refunding = transferWith({ state: 'refunding', refund: frozen, deposits: [deposit] });
    const told = { status: 'pending', address: solanaAddress, tag: '42' } as const;
    const order = orderAt('failed', { deposits: [deposit], refund: told });
    expect(decide(refunding, { order }, noonMs).transfer.review?.reason).toBe(
      'refund_to_other_address',
    );
  });
});

describe("Chessa's own end of the order", () => {
  it('is taken from every look while payment is awaited', () => {
    const earlierMs = noonMs + 1_800_000;
    const order = orderAt('waiting_for_funding', { expiresAtMs: earlierMs });
    const { transfer } = decide(transferWith(), { order }, noonMs + 1_000);
    expect(transfer.orderExpiresAtMs).toBe(earlierMs);
    expect(transfer.state).toBe('awaiting_deposit');
  });

  it('closes the address once, also while the order is in a state that nobody knows', () => {
    const { orderExpiresAtMs } = transferWith();
    const order = orderAt('unknown', { rawStatus: 'paused' });
    const overMs = orderExpiresAtMs + 1;
    const { transfer, changed } = decide(
      transferWith({ orderStatus: 'paused' }),
      { order },
      overMs,
    );
    expect(changed).toBe(true);
    expect(transfer).toMatchObject({ state: 'awaiting_deposit', closedAtMs: overMs });
    expect(decide(transfer, { order }, overMs + 60_000).changed).toBe(false);
  });
});
