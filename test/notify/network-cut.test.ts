/** Ten minutes without a network while much happens: what people get when it is back. */
import { Api, type ApiClientOptions } from 'grammy';
import { expect, onTestFinished, test } from 'vitest';
import type { NoticeKind, Transfer, TransferState } from '../../src/domain/transfer.ts';
import { createShowCard } from '../../src/notify/card.ts';
import { createDeliver } from '../../src/notify/deliver.ts';
import { createPush } from '../../src/notify/push.ts';
import { messagesFor } from '../../src/text/messages-for.ts';
import { openDesk, quickFolder } from '../support/desk.ts';
import { noonMs, transferWith } from '../support/transfer.ts';

const people = 1_250;
const stepMs = 150_000;
const steps: readonly (readonly [TransferState, NoticeKind[]])[] = [
  ['confirming', ['deposit_seen']],
  ['received', []],
  ['paying_out', []],
  ['completed', ['delivered']],
];

interface Sent {
  readonly method: string;
  readonly chat: number;
  readonly text: string;
}

/** Telegram behind a network that can be cut: no request gets out then, as after a lost route. */
function openTelegram() {
  const network = { isCut: false, tries: 0 };
  const sent: Sent[] = [];
  async function fetch(url: string | URL, request?: { body?: unknown }): Promise<Response> {
    network.tries += 1;
    if (network.isCut) {
      const cause = Object.assign(new Error('no route'), { code: 'ENETUNREACH' });
      throw new TypeError('fetch failed', { cause });
    }
    const about = JSON.parse(String(request?.body));
    const method = new URL(String(url)).pathname.split('/').at(-1) ?? '';
    sent.push({ method, chat: about.chat_id, text: about.text });
    return Response.json({ ok: true, result: { message_id: 1_000 + sent.length } });
  }
  const options: ApiClientOptions = { fetch: fetch as ApiClientOptions['fetch'] };
  return { network, sent, api: new Api('1:test', options) };
}

test('5,000 changes without a network: each person gets one card, the newest, and one push (G18)', async () => {
  const desk = await openDesk(quickFolder);
  const { network, sent, api } = openTelegram();
  const parts = { ...desk, ...desk.pacing, api, messages: messagesFor, offersShare: false };
  const deliver = createDeliver({
    ...parts,
    showCard: createShowCard(parts),
    push: createPush(parts),
  });
  const transfers: Transfer[] = [];
  for (let n = 0; n < people; n += 1) {
    const transfer = transferWith({ id: `t${n}`, userId: 1_000 + n, orderId: `o${n}` });
    await desk.store.transfers.create(transfer);
    const committed = await desk.store.transfers.commit(
      { ...transfer, version: 1 },
      { cardMessageId: 5 },
    );
    transfers.push(committed.kind === 'committed' ? committed.transfer : transfer);
  }
  network.isCut = true;
  deliver.start();
  onTestFinished(() => deliver.stop());
  for (const [state, notices] of steps) {
    for (const [n, transfer] of transfers.entries()) {
      const committed = await desk.store.transfers.commit({ ...transfer, state }, { notices });
      if (committed.kind !== 'committed') throw new Error('a change was not stored');
      transfers[n] = committed.transfer;
      if (n % 50 === 0) deliver.poke();
      desk.clock.nowMs += stepMs / people;
    }
  }
  expect(desk.clock.nowMs - noonMs).toBeCloseTo(600_000, -1);
  expect(network.tries).toBeGreaterThan(20);
  expect(sent).toEqual([]);

  network.isCut = false;
  await expect
    .poll(
      async () => {
        desk.clock.nowMs += 2_000;
        deliver.poke();
        const { nowMs } = desk.clock;
        const cards = await desk.store.cards.listDirty(nowMs + 60_000, 1);
        return cards.length + (await desk.store.notices.listDue(nowMs + 60_000, 1)).length;
      },
      { timeout: 60_000 },
    )
    .toBe(0);
  for (const method of ['editMessageText', 'sendMessage']) {
    const of = sent.filter((one) => one.method === method);
    expect(of).toHaveLength(people);
    expect(new Set(of.map(({ chat }) => chat)).size).toBe(people);
    expect(of.filter(({ text }) => !/delivered|has reached/i.test(text))).toEqual([]);
  }
  expect(sent).toHaveLength(2 * people);
}, 120_000);
