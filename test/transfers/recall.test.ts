import { expect, it } from 'vitest';
import { ok, refused } from '../../src/domain/result.ts';
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

it('is let alone by a message that comes late, once it is confirmed', async () => {
  const desk = await quoted();
  const confirmed = { ...(await desk.stored()), state: 'accepting', dueAtMs: 1 } as const;
  await desk.store.transfers.commit(confirmed);
  await desk.shown(await desk.stored(), 78);
  expect(await desk.stored()).toMatchObject({ state: 'accepting', dueAtMs: 1 });
});
