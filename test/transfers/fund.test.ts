import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/chessa/failure.ts';
import type { Order } from '../../src/domain/order.ts';
import { ok, refused } from '../../src/domain/result.ts';
import { createFund } from '../../src/transfers/fund.ts';
import { openDesk } from '../support/desk.ts';
import { noonMs, orderWith, solanaAddress, transferWith } from '../support/transfer.ts';
import { wallets } from '../support/wallets.ts';

const minute = 60_000;
const rejected: Failure = { kind: 'rejected', why: 'other', status: 400 };
const notFound: Failure = { kind: 'rejected', why: 'not_found', status: 404 };
const bare = (over: Partial<Order> = {}) => ok(orderWith({ address: undefined, ...over }));
const funded = (over: Partial<Order> = {}) => ok(orderWith(over));

const justAccepted = { state: 'accepting', payTo: undefined, stages: [] } as const;

/** A desk with a transfer that was just accepted, and the step that the tracker would take. */
async function accepted() {
  const desk = await openDesk();
  await desk.put(justAccepted);
  /** An order has no address before it is funded. */
  const getOrder: typeof desk.chessa.getOrder = async (...asked) => {
    if (desk.calls.includes('fundOrder')) return desk.chessa.getOrder(...asked);
    desk.calls.push('getOrder');
    return bare();
  };
  const fund = createFund({ ...desk, chessa: { ...desk.chessa, getOrder }, ...desk.pacing });
  return { ...desk, step: async () => fund.step(await desk.stored()) };
}

describe('the address of an accepted quote', () => {
  it('is stored when two answers agree, after one call', async () => {
    const desk = await accepted();
    desk.answers.fundOrder = funded;
    desk.answers.getOrder = funded;
    await desk.step();
    expect(await desk.stored()).toMatchObject({
      state: 'awaiting_deposit',
      payTo: { chain: 'Solana', address: solanaAddress },
    });
    expect(desk.calls).toEqual(['getOrder', 'fundOrder', 'getOrder']);
  });

  it('is not stored while only one answer has it', async () => {
    const desk = await accepted();
    desk.answers.fundOrder = funded;
    desk.answers.getOrder = () => refused({ kind: 'unavailable' });
    const nextMs = await desk.step();
    expect((await desk.stored()).payTo).toBeUndefined();
    expect(nextMs).toBe((await desk.stored()).dueAtMs);
  });

  it.each([
    ['was refused', rejected],
    ['is not known to have happened', { kind: 'unknown' }],
  ] as const)('is none while the order is a mere quote and the call %s', async (_, failure) => {
    const desk = await accepted();
    desk.answers.fundOrder = () => refused(failure);
    desk.answers.getOrder = () => funded({ status: 'created', rawStatus: 'created' });
    await desk.step();
    await desk.step();
    expect((await desk.stored()).payTo).toBeUndefined();
    expect(desk.calls.filter((call) => call === 'fundOrder')).toHaveLength(1);
  });

  it('is one, though two processes are told of two at the same moment (T21)', async () => {
    const desk = await accepted();
    const transfer = await desk.stored();
    const first = createFund({ ...desk, ...desk.pacing });
    const other = createFund({
      ...desk,
      ...desk.pacing,
      chessa: {
        ...desk.chessa,
        fundOrder: async () => funded({ address: wallets.otherSolana }),
        getOrder: async () => funded({ address: wallets.otherSolana }),
      },
    });
    desk.answers.fundOrder = funded;
    desk.answers.getOrder = funded;
    await Promise.all([first.step(transfer), other.step(transfer)]);
    const { payTo } = await desk.stored();
    expect([solanaAddress, wallets.otherSolana]).toContain(payTo?.address);
    await Promise.all([first.step(transfer), other.step(transfer)]);
    expect((await desk.stored()).payTo).toEqual(payTo);
  });

  it("closes when Chessa's own answer says so, not when the quote had said", async () => {
    const desk = await accepted();
    const endMs = noonMs + 100 * minute;
    desk.answers.fundOrder = () => funded({ expiresAtMs: endMs });
    desk.answers.getOrder = () => funded({ expiresAtMs: endMs });
    await desk.step();
    expect((await desk.stored()).orderExpiresAtMs).toBe(endMs);
  });

  it.each(['expired', 'cancelled'] as const)(
    'is never shown for an order that is %s',
    async (status) => {
      const desk = await accepted();
      desk.answers.fundOrder = funded;
      desk.answers.getOrder = () => funded({ status, rawStatus: status });
      await desk.step();
      expect(await desk.stored()).toMatchObject({ state: 'cancelled' });
      expect((await desk.stored()).payTo).toBeUndefined();
      expect(await desk.notices()).toEqual(['no_address']);
    },
  );

  it('is never shown when there is hardly any time left to pay', async () => {
    const desk = await accepted();
    desk.answers.fundOrder = funded;
    desk.answers.getOrder = () => funded({ expiresAtMs: noonMs + 10 * minute });
    await desk.step();
    expect(await desk.stored()).toMatchObject({ state: 'cancelled' });
  });

  it('does not hide money that is there already', async () => {
    const desk = await accepted();
    const paid = () =>
      funded({
        status: 'waiting_for_confirmations',
        rawStatus: 'waiting_for_confirmations',
        deposits: [{ id: 'd1', amount: '32.47', asset: 'USDC' }],
      });
    desk.answers.fundOrder = funded;
    desk.answers.getOrder = paid;
    await desk.step();
    expect(await desk.stored()).toMatchObject({ state: 'confirming', deposits: [{ id: 'd1' }] });
    expect(await desk.notices()).toEqual(['deposit_seen']);
  });

  it('is held back when another open transfer is paid at it', async () => {
    const desk = await accepted();
    const other = { ...transferWith({ id: 'other', userId: 2, shortId: 'OTHER' }), version: 1 };
    await desk.store.transfers.create(other);
    const claim = { chain: 'Solana', address: solanaAddress } as const;
    await desk.store.transfers.commit(other, { claim });
    desk.answers.fundOrder = funded;
    desk.answers.getOrder = funded;
    await desk.step();
    expect(await desk.stored()).toMatchObject({
      state: 'review',
      review: { reason: 'address_in_use', from: 'accepting' },
    });
    expect((await desk.stored()).payTo).toBeUndefined();
    expect(await desk.notices()).toEqual(['do_not_pay']);
  });
});

describe('a funding call whose answer is lost', () => {
  it('is made again only after two looks, ten seconds apart, that found no address', async () => {
    const desk = await accepted();
    desk.answers.fundOrder = () => refused({ kind: 'unknown' });
    desk.answers.getOrder = bare;
    for (let steps = 0; steps < 4; steps += 1) {
      const nextMs = await desk.step();
      expect(nextMs).toBe(desk.clock.nowMs + 10_000);
      expect((await desk.stored()).dueAtMs).toBe(nextMs);
      desk.clock.nowMs += 10_000;
    }
    const again = ['getOrder', 'getOrder', 'getOrder', 'fundOrder'];
    expect(desk.calls).toEqual(['getOrder', 'fundOrder', ...again]);
  });

  it('is not made again when the first turns out to have worked', async () => {
    const desk = await accepted();
    desk.answers.fundOrder = () => refused({ kind: 'unknown' });
    desk.answers.getOrder = funded;
    await desk.step();
    await desk.step();
    expect(await desk.stored()).toMatchObject({ state: 'awaiting_deposit' });
    expect(desk.calls).toEqual(['getOrder', 'fundOrder', 'getOrder', 'getOrder']);
  });

  it('resumes with a look when it was written down and never made (K08)', async () => {
    const desk = await openDesk();
    const funding = { attempts: 1, askedAtMs: noonMs, emptyLooks: 0 };
    await desk.put({ state: 'accepting', payTo: undefined, stages: [], funding });
    desk.answers.getOrder = bare;
    await createFund({ ...desk, ...desk.pacing }).step(await desk.stored());
    expect(desk.calls).toEqual(['getOrder']);
  });
});

describe('an order that was funded, though our records do not say so (R02)', () => {
  it('keeps its address and is not funded again', async () => {
    const desk = await openDesk();
    await desk.put(justAccepted);
    desk.answers.getOrder = funded;
    await createFund({ ...desk, ...desk.pacing }).step(await desk.stored());
    expect(await desk.stored()).toMatchObject({
      state: 'awaiting_deposit',
      payTo: { address: solanaAddress },
    });
    expect(desk.calls).toEqual(['getOrder', 'getOrder']);
  });

  it('is not funded again when only the second call was lost', async () => {
    const desk = await openDesk();
    const funding = { attempts: 1, askedAtMs: noonMs, emptyLooks: 2 };
    await desk.put({ ...justAccepted, funding });
    desk.answers.getOrder = funded;
    await createFund({ ...desk, ...desk.pacing }).step(await desk.stored());
    expect(await desk.stored()).toMatchObject({ payTo: { address: solanaAddress } });
    expect(desk.calls).toEqual(['getOrder', 'getOrder']);
  });

  it('is followed though its time is over: somebody may have paid', async () => {
    const desk = await openDesk();
    await desk.put(justAccepted);
    desk.clock.nowMs += 200 * minute;
    desk.answers.getOrder = () => funded({ status: 'expired', rawStatus: 'expired' });
    const nextMs = await createFund({ ...desk, ...desk.pacing }).step(await desk.stored());
    expect(await desk.stored()).toMatchObject({ state: 'expired', dueAtMs: nextMs });
    expect(nextMs).toBeDefined();
  });
});

describe('an order that gets no address', () => {
  it('is given up when Chessa refuses and has none, and the person is told', async () => {
    const desk = await accepted();
    desk.answers.fundOrder = () => refused(rejected);
    desk.answers.getOrder = bare;
    expect(await desk.step()).toBe(desk.clock.nowMs + minute);
    expect(await desk.stored()).toMatchObject({ state: 'cancelled' });
    expect(await desk.notices()).toEqual(['no_address']);
  });

  it.each([
    ['is not known any more', notFound],
    ['cannot be looked at', { kind: 'unavailable' }],
    ['cannot be looked at with our credentials', { kind: 'misconfigured' }],
  ] as const)('is given up in the end when it %s', async (_, failure) => {
    const desk = await accepted();
    desk.answers.fundOrder = () => refused({ kind: 'unknown' });
    desk.answers.getOrder = () => refused(failure);
    for (let steps = 0; steps < 200; steps += 1) {
      const nextMs = await desk.step();
      if (nextMs === undefined || (await desk.stored()).state === 'cancelled') break;
      desk.clock.nowMs = Math.max(nextMs, desk.clock.nowMs + 1_000);
    }
    expect(await desk.stored()).toMatchObject({ state: 'cancelled' });
    expect(desk.clock.nowMs - noonMs).toBeLessThan(25 * minute);
    expect(desk.calls.filter((name) => name === 'fundOrder')).toHaveLength(1);
  });

  it('is given up in time though Chessa asks to wait for an hour', async () => {
    const desk = await accepted();
    desk.answers.fundOrder = () => refused({ kind: 'unavailable', retryAfterMs: 60 * minute });
    desk.answers.getOrder = bare;
    const nextMs = (await desk.step()) ?? 0;
    expect(nextMs - noonMs).toBeLessThan(25 * minute);
    desk.clock.nowMs = nextMs;
    await desk.step();
    expect(await desk.stored()).toMatchObject({ state: 'cancelled' });
  });

  it('is not even asked for when the quote was confirmed long ago', async () => {
    const desk = await accepted();
    desk.clock.nowMs += 30 * minute;
    await desk.step();
    expect(desk.calls).toEqual(['getOrder']);
    expect(await desk.stored()).toMatchObject({ state: 'cancelled' });
  });
});
