import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/domain/order.ts';
import type { Transfer } from '../../src/domain/transfer.ts';
import { heedRow } from '../../src/transfers/heed-row.ts';
import { noonMs, orderWith, transferWith } from '../support/transfer.ts';

const second = 1_000;
const minute = 60 * second;

/** The row as the list tells it: no address, no deposits, no end. */
function rowWith(over: Partial<Order> = {}): Order {
  const { id, status, rawStatus, recipientId, send, receive } = orderWith();
  const row = { id, status, rawStatus, recipientId, send, receive, deposits: [] };
  return { ...row, createdAtMs: noonMs, updatedAtMs: noonMs, ...over };
}

/** Ten minutes into the wait for a deposit, looked at a minute ago. */
const nowMs = noonMs + 10 * minute;
const waiting = (over: Partial<Transfer> = {}) =>
  transferWith({ lookedAtMs: nowMs - minute, dueAtMs: nowMs + 5 * second, ...over });

const round = { walkMs: 10 * second, trustMs: 30 * minute };

function heed(transfer: Transfer, row: Order, atMs = nowMs, over = {}) {
  const now = () => atMs;
  return heedRow(
    transfer,
    row,
    { now, orderNow: now, random: () => 0, pollScale: 1 },
    { ...round, ...over },
  );
}

describe('a row of the list', () => {
  it('that is newer than the last look brings the next one forward to now', () => {
    const heeded = heed(waiting(), rowWith({ updatedAtMs: nowMs - 30 * second }));
    const move = { version: 3, dueAtMs: nowMs };
    expect(heeded).toMatchObject({ is: 'moved', rank: 'list', move });
  });

  it('that tells of an end without a payment can wait behind those that may tell of money', () => {
    const ended = { status: 'expired', rawStatus: 'expired', updatedAtMs: nowMs } as const;
    expect(heed(waiting(), rowWith(ended))).toMatchObject({ is: 'moved', rank: 'waiting' });
  });

  it('that changed while the last look was made counts as newer, as clocks differ', () => {
    expect(heed(waiting(), rowWith({ updatedAtMs: nowMs - 69 * second }))?.is).toBe('moved');
    expect(heed(waiting(), rowWith({ updatedAtMs: nowMs - 71 * second }))?.is).toBe('still');
  });

  it('that shows no change counts as a look, and postpones by the pace', () => {
    const heeded = heed(waiting(), rowWith());
    expect(heeded).toMatchObject({ is: 'still', move: { dueAtMs: nowMs + 64 * second } });
  });

  it('leaves alone what is due after the row is seen again, and brings no look forward', () => {
    expect(heed(waiting({ dueAtMs: nowMs + 21 * second }), rowWith())?.move).toBeUndefined();
    const later = waiting({ dueAtMs: nowMs + 65 * second });
    expect(heed(later, rowWith(), nowMs, { walkMs: 20 * second })?.move).toBeUndefined();
  });

  it('sees to a transfer for as long as three walks take, though not past its end', () => {
    const long = { walkMs: 200 * second, trustMs: 60 * minute };
    expect(heed(waiting(), rowWith(), nowMs, long)?.move?.dueAtMs).toBe(nowMs + 600 * second);
    const { orderExpiresAtMs } = waiting();
    const reminded = { remindedAtMs: orderExpiresAtMs - 20 * minute };
    const atMs = orderExpiresAtMs - 2 * minute;
    const ending = waiting({ ...reminded, lookedAtMs: atMs - minute, dueAtMs: atMs });
    expect(heed(ending, rowWith(), atMs, long)?.move?.dueAtMs).toBe(orderExpiresAtMs + 1);
  });

  it('that says another status than ours is never taken for stillness, whatever its time', () => {
    const stages = [{ stage: 'deposit_seen', atMs: noonMs }] as const;
    const orderStatus = 'waiting_for_confirmations';
    const moving = waiting({ state: 'confirming', orderStatus, stages });
    const processing = { status: 'processing_payout', rawStatus: 'processing' } as const;
    const heeded = heed(moving, rowWith(processing));
    expect(heeded?.is).toBe('unsure');
    expect(heeded?.move).toBeUndefined();
  });

  it('without a time goes by its status, which a look just made outweighs', () => {
    const timeless = { updatedAtMs: undefined };
    expect(heed(waiting(), rowWith(timeless))?.is).toBe('still');
    const paid = { ...timeless, status: 'funds_received', rawStatus: 'funds_received' } as const;
    expect(heed(waiting(), rowWith(paid))?.is).toBe('moved');
    expect(heed(waiting({ lookedAtMs: nowMs - 20 * second }), rowWith(paid))?.is).toBe('unsure');
    const strange = { ...timeless, status: 'unknown', rawStatus: 'in_the_clouds' } as const;
    expect(heed(waiting(), rowWith(strange))?.is).toBe('unsure');
  });

  it('is no look where a look would do something: remind, close the address, end', () => {
    const still = rowWith();
    const { orderExpiresAtMs } = waiting();
    const at = (atMs: number) => {
      const transfer = waiting({ lookedAtMs: atMs - minute, dueAtMs: atMs + second });
      return heed(transfer, still, atMs)?.is;
    };
    expect(at(orderExpiresAtMs - 21 * minute)).toBe('still');
    expect(at(orderExpiresAtMs - 19 * minute)).toBe('unsure');
    expect(at(orderExpiresAtMs + 1)).toBe('unsure');
  });

  it('is not believed for ever: half an hour after a look it is time for one', () => {
    expect(
      heed(waiting({ lookedAtMs: nowMs - 29 * minute }), rowWith({ updatedAtMs: 1 }))?.is,
    ).toBe('still');
    expect(
      heed(waiting({ lookedAtMs: nowMs - 31 * minute }), rowWith({ updatedAtMs: 1 }))?.is,
    ).toBe('unsure');
  });

  it('says nothing where no look is planned, of a quote, or while a call of ours is under way', () => {
    expect(heed(waiting({ dueAtMs: undefined }), rowWith({ updatedAtMs: nowMs }))).toBeUndefined();
    for (const state of ['accepting', 'quoted', 'cancelled'] as const) {
      expect(heed(waiting({ state }), rowWith({ updatedAtMs: nowMs }))).toBeUndefined();
    }
  });
});
