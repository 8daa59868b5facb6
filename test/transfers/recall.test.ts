import { describe, expect, it } from 'vitest';
import { ok, refused } from '../../src/domain/result.ts';
import { createFund } from '../../src/transfers/fund.ts';
import { createRecall } from '../../src/transfers/recall.ts';
import { openDesk } from '../support/desk.ts';
import { noonMs, orderWith, solanaAddress } from '../support/transfer.ts';

const minute = 60_000;
const endMs = noonMs + 10 * minute;
const quote = { state: 'quoted', payTo: undefined, stages: [], dueAtMs: endMs } as const;

/** A desk with a quote that its person sees in message 77. */
async function quoted(over = {}) {
  const desk = await openDesk();
  const transfer = await desk.put({ ...quote, confirmBeforeMs: endMs, ...over });
  const recall = createRecall({ ...desk, ...desk.pacing });
  await recall.shown(transfer, 77);
  return { ...desk, shown: recall.shown, step: async () => recall.step(await desk.stored()) };
}

it('ends in the message that showed it, whatever that shows by now', async () => {
  const desk = await quoted();
  desk.clock.nowMs += 10 * minute;
  desk.answers.getOrder = () => ok(orderWith({ address: undefined }));
  expect(await desk.step()).toBeUndefined();
  expect(await desk.stored()).toMatchObject({ state: 'quoted' });
  expect((await desk.stored()).dueAtMs).toBeUndefined();
  const [card] = await desk.store.cards.listDirty(desk.clock.nowMs, 10);
  expect(card).toMatchObject({ messageId: 77 });
});

it('is taken up as confirmed when its order was funded, in the same message (R02)', async () => {
  const desk = await quoted();
  desk.clock.nowMs += 10 * minute;
  desk.answers.getOrder = () => ok(orderWith({ address: solanaAddress }));
  expect(await desk.step()).toBe(desk.clock.nowMs);
  expect(await desk.stored()).toMatchObject({ state: 'accepting', dueAtMs: desk.clock.nowMs });
  const [card] = await desk.store.cards.listDirty(desk.clock.nowMs, 10);
  expect(card).toMatchObject({ messageId: 77 });
});

it('is not taken up when a quote that nobody confirmed has an address all the same', async () => {
  const desk = await quoted();
  desk.clock.nowMs += 10 * minute;
  const order = orderWith({ status: 'created', rawStatus: 'created', address: solanaAddress });
  desk.answers.getOrder = () => ok(order);
  expect(await desk.step()).toBeUndefined();
  expect(await desk.stored()).toMatchObject({ state: 'quoted' });
});

it('is not taken up by an answer about another order, and looked at again', async () => {
  const desk = await quoted();
  desk.clock.nowMs += 10 * minute;
  desk.answers.getOrder = () => ok(orderWith({ id: 'another' }));
  expect(await desk.step()).toBe(desk.clock.nowMs + minute);
  expect(await desk.stored()).toMatchObject({ state: 'quoted' });
});

it('is taken up though a newer quote has replaced it meanwhile (R02)', async () => {
  const desk = await quoted();
  await desk.store.transfers.commit({ ...(await desk.stored()), state: 'cancelled' });
  desk.clock.nowMs += 10 * minute;
  desk.answers.getOrder = () => ok(orderWith({ address: solanaAddress }));
  await desk.step();
  expect(await desk.stored()).toMatchObject({ state: 'accepting' });
});

it('stands until its end when somebody asks to look before', async () => {
  const desk = await quoted();
  desk.clock.nowMs += 3 * minute;
  desk.answers.getOrder = () => ok(orderWith({ address: undefined }));
  expect(await desk.step()).toBe(endMs);
  const cards = await desk.store.cards.listDirty(desk.clock.nowMs, 10);
  expect(cards.filter(({ messageId }) => messageId !== undefined)).toEqual([]);
});

it('is looked at again when nobody answers', async () => {
  const desk = await quoted();
  desk.clock.nowMs += 10 * minute;
  desk.answers.getOrder = () => refused({ kind: 'unavailable' });
  expect(await desk.step()).toBe(desk.clock.nowMs + minute);
  expect((await desk.stored()).dueAtMs).toBe(desk.clock.nowMs + minute);
});

it('ends once three looks over ten minutes find no such order, and not by one (R02)', async () => {
  const notFound = { kind: 'rejected', why: 'not_found', status: 404 } as const;
  const desk = await quoted();
  desk.clock.nowMs = endMs;
  desk.answers.getOrder = () => refused(notFound);
  for (const looks of [1, 2, 3]) {
    expect(await desk.step()).toBe(desk.clock.nowMs + (10 * minute) / 3);
    expect((await desk.stored()).missingLooks).toBe(looks);
    desk.clock.nowMs += (10 * minute) / 3;
  }
  expect(await desk.step()).toBeUndefined();
  expect(await desk.stored()).toMatchObject({ state: 'quoted' });
  expect(await desk.stored()).not.toHaveProperty('missingLooks');
});

it('is taken up when its order is found again after a look that found none (R02)', async () => {
  const desk = await quoted();
  desk.clock.nowMs = endMs;
  desk.answers.getOrder = () => refused({ kind: 'rejected', why: 'not_found', status: 404 });
  expect(await desk.step()).toBe((await desk.stored()).dueAtMs);
  desk.clock.nowMs = (await desk.stored()).dueAtMs ?? 0;
  desk.answers.getOrder = () => ok(orderWith({ address: solanaAddress }));
  await desk.step();
  expect(await desk.stored()).toMatchObject({ state: 'accepting' });
  expect(await desk.stored()).not.toHaveProperty('missingLooks');
});

it('is let alone by a message that comes late, once it is confirmed', async () => {
  const desk = await quoted();
  const confirmed = { ...(await desk.stored()), state: 'accepting', dueAtMs: 1 } as const;
  await desk.store.transfers.commit(confirmed);
  await desk.shown(await desk.stored(), 78);
  expect(await desk.stored()).toMatchObject({ state: 'accepting', dueAtMs: 1 });
});

/** Confirmed, and given up as no address came in time: its person was told that it has ended. */
async function givenUp() {
  const desk = await openDesk();
  const stages = [{ stage: 'cancelled', atMs: noonMs }] as const;
  const funding = { attempts: 1, askedAtMs: noonMs, emptyLooks: 2 };
  await desk.put({ state: 'cancelled', payTo: undefined, stages, funding, dueAtMs: noonMs });
  const deps = { ...desk, ...desk.pacing };
  const recall = createRecall(deps);
  const step = async () => recall.step(await desk.stored());
  return { ...desk, step, fund: async () => createFund(deps).step(await desk.stored()) };
}

describe('what was given up without an address', () => {
  it('is let go when its order was never funded', async () => {
    const desk = await givenUp();
    desk.answers.getOrder = () => ok(orderWith({ address: undefined }));
    expect(await desk.step()).toBeUndefined();
    expect((await desk.stored()).dueAtMs).toBeUndefined();
  });

  it('is looked at until somebody answers', async () => {
    const desk = await givenUp();
    desk.answers.getOrder = () => refused({ kind: 'unavailable' });
    expect(await desk.step()).toBe(desk.clock.nowMs + minute);
    expect((await desk.stored()).dueAtMs).toBe(desk.clock.nowMs + minute);
  });

  it('shows no address when its order was funded, and is watched for a week after its end', async () => {
    const desk = await givenUp();
    desk.answers.getOrder = () => ok(orderWith());
    const nextMs = (await desk.step()) ?? 0;
    expect(nextMs).toBeGreaterThan(desk.clock.nowMs + minute);
    expect(await desk.stored()).toMatchObject({ state: 'cancelled', dueAtMs: nextMs });
    desk.clock.nowMs = (await desk.stored()).orderExpiresAtMs + 8 * 24 * 60 * minute;
    expect(await desk.step()).toBeUndefined();
    expect((await desk.stored()).dueAtMs).toBeUndefined();
  });

  it('comes back when money is in it, as an address that was lost had been shown (R02)', async () => {
    const desk = await givenUp();
    const status = 'funds_received';
    const deposits = [{ id: 'd1', amount: '32.47', asset: 'USDC' }];
    desk.answers.getOrder = () => ok(orderWith({ status, rawStatus: status, deposits }));
    await desk.step();
    await desk.fund();
    expect(await desk.stored()).toMatchObject({ state: 'received', deposits });
    expect((await desk.stored()).stages.map(({ stage }) => stage)).not.toContain('cancelled');
    expect(await desk.notices()).toEqual(['deposit_seen']);
    expect(desk.calls).not.toContain('fundOrder');
  });
});
