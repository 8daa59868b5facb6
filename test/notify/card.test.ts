import { describe, expect, it } from 'vitest';
import type { Transfer } from '../../src/domain/transfer.ts';
import { createShowCard } from '../../src/notify/card.ts';
import { messagesFor } from '../../src/text/messages-for.ts';
import { openDesk } from '../support/desk.ts';
import { solanaAddress, transferWith } from '../support/transfer.ts';
import { type Called, scriptedTelegram, type Told } from './telling.ts';

const done: Told = { result: true };

/** A transfer whose card is message 7 and dirty, and the outbox that shows it. */
async function dirtyCard(over: Partial<Transfer>, script: (called: Called) => Told) {
  const desk = await openDesk();
  const transfer = await desk.put({ pictureIds: [70, 71], ...over });
  await desk.store.transfers.commit(transfer, { cardMessageId: 7 });
  const telegram = scriptedTelegram(script);
  const showCard = createShowCard({
    ...{ ...desk, ...desk.pacing, ...telegram },
    messages: messagesFor,
    offersShare: false,
  });
  return {
    ...desk,
    ...telegram,
    deleted: () =>
      telegram.calls
        .filter(({ method }) => method === 'deleteMessage')
        .map(({ about }) => about.message_id),
    async show() {
      const cards = await desk.store.cards.listDirty(desk.clock.nowMs, 10);
      for (const card of cards) await showCard(card);
      return cards.length;
    },
  };
}

describe('pictures of an address', () => {
  it('stay while it may be paid to', async () => {
    const card = await dirtyCard({}, () => done);
    await card.show();
    expect(card.deleted()).toEqual([]);
    expect(JSON.stringify(card.calls)).toContain(solanaAddress);
  });

  it.each([
    ['it is paid', { state: 'confirming' }],
    ['it is given up', { givenUpAtMs: 1 }],
    ['its time is over', { orderExpiresAtMs: 1 }],
  ] as const)('are taken away once %s', async (_, over) => {
    const card = await dirtyCard(over, () => done);
    while ((await card.show()) > 0);
    expect(card.deleted()).toEqual([70, 71]);
    expect((await card.stored()).pictureIds).toBeUndefined();
    expect(JSON.stringify(card.calls)).not.toContain(solanaAddress);
  });

  it.each([
    ['asks to wait', { code: 429, description: 'Too Many Requests', retryAfter: 3 }],
    ['loses the answer', 'cut'],
  ] as const)('are not forgotten when Telegram %s', async (_, trouble) => {
    let troubles = 1;
    const card = await dirtyCard({ state: 'confirming' }, ({ method, about }) => {
      if (method !== 'deleteMessage' || about.message_id !== 71 || troubles === 0) return done;
      troubles -= 1;
      return trouble;
    });
    for (let rounds = 0; rounds < 5; rounds += 1) {
      while ((await card.show()) > 0);
      card.clock.nowMs += 3_000;
    }
    expect(card.deleted()).toEqual([70, 71, 71]);
    expect((await card.stored()).pictureIds).toBeUndefined();
  });

  it('that are gone already do not keep the card busy', async () => {
    const card = await dirtyCard({ state: 'confirming' }, ({ method }) =>
      method === 'deleteMessage'
        ? { code: 400, description: 'Bad Request: message to delete not found' }
        : done,
    );
    while ((await card.show()) > 0);
    expect(await card.store.cards.listDirty(card.clock.nowMs + 1e9, 10)).toEqual([]);
    expect(transferWith().pictureIds).toBeUndefined();
  });
});
