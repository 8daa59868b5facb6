import { describe, expect, it } from 'vitest';
import type { Transfer } from '../../src/domain/transfer.ts';
import { createAccept } from '../../src/transfers/accept.ts';
import { openDesk } from '../support/desk.ts';
import { transferWith } from '../support/transfer.ts';

const quoted = {
  state: 'quoted',
  payTo: undefined,
  dueAtMs: undefined,
  stages: [],
} satisfies Partial<Transfer>;

async function shownQuote(most?: number) {
  const desk = await openDesk();
  const { id, userId, quoteHash: hash } = await desk.put(quoted);
  const accept = createAccept({ ...desk, ...desk.pacing, mostOpen: () => most });
  return { ...desk, ...accept, tap: { transferId: id, userId, hash, messageId: 7 } };
}

describe('the confirm tap', () => {
  it('accepts, is due at once, and makes its message the card', async () => {
    const quote = await shownQuote();
    expect((await quote.accept(quote.tap)).kind).toBe('done');
    const { state, dueAtMs, id } = await quote.stored();
    expect({ state, dueAtMs }).toEqual({ state: 'accepting', dueAtMs: quote.clock.nowMs });
    expect(quote.scheduled).toEqual([{ kind: 'transfer', id }]);
    expect((await quote.store.cards.find(id))?.messageId).toBe(7);
    expect(quote.calls).toEqual([]);
  });

  it('wins once of many at the same moment (X01)', async () => {
    const quote = await shownQuote();
    const taps = await Promise.all([1, 2, 3, 4].map(() => quote.accept(quote.tap)));
    expect(taps.map(({ kind }) => kind).sort()).toEqual(['already', 'already', 'already', 'done']);
    expect((await quote.stored()).version).toBe(2);
  });

  it('and the cancel tap cannot both win', async () => {
    for (const acceptsFirst of [true, false]) {
      const quote = await shownQuote();
      const both = acceptsFirst
        ? [quote.accept(quote.tap), quote.cancel(quote.tap)]
        : [quote.cancel(quote.tap), quote.accept(quote.tap)];
      const kinds = (await Promise.all(both)).map(({ kind }) => kind);
      expect(kinds.sort()).toEqual(['already', 'done']);
      expect((await quote.stored()).version).toBe(2);
    }
  });

  it('is refused from the moment on at which the quote ends', async () => {
    const quote = await shownQuote();
    quote.clock.nowMs = transferWith().confirmBeforeMs;
    expect((await quote.accept(quote.tap)).kind).toBe('ended');
    expect((await quote.stored()).state).toBe('quoted');
  });

  it.each([
    ['other values', { hash: 'fedcba9876543210' }, 'changed'],
    ['somebody else', { userId: 2 }, 'not_yours'],
    ['no transfer', { transferId: 'none' }, 'not_yours'],
  ] as const)('for %s changes nothing', async (_, over, kind) => {
    const quote = await shownQuote();
    expect((await quote.accept({ ...quote.tap, ...over })).kind).toBe(kind);
    expect((await quote.stored()).version).toBe(1);
    expect(quote.scheduled).toEqual([]);
  });

  it('waits while too many others wait for a payment', async () => {
    const quote = await shownQuote(1);
    await quote.store.transfers.create(transferWith({ id: 'other', shortId: 'OTHER' }));
    expect((await quote.accept(quote.tap)).kind).toBe('too_many_open');
    expect((await quote.stored()).state).toBe('quoted');
  });
});

describe('the cancel tap', () => {
  it('gives the quote up for good', async () => {
    const quote = await shownQuote();
    expect((await quote.cancel(quote.tap)).kind).toBe('done');
    expect((await quote.accept(quote.tap)).kind).toBe('already');
    expect((await quote.stored()).state).toBe('cancelled');
  });

  it('comes too late for one that is accepted', async () => {
    const quote = await shownQuote();
    await quote.accept(quote.tap);
    expect((await quote.cancel(quote.tap)).kind).toBe('already');
    expect((await quote.stored()).state).toBe('accepting');
  });
});
