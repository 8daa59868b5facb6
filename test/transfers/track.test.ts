import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/chessa/failure.ts';
import { ok, refused } from '../../src/domain/result.ts';
import type { Transfer } from '../../src/domain/transfer.ts';
import { createTrack } from '../../src/transfers/track.ts';
import { openDesk } from '../support/desk.ts';
import { noonMs, orderWith, transferWith } from '../support/transfer.ts';

const notFound: Failure = { kind: 'rejected', why: 'not_found', status: 404 };
const minute = 60_000;

async function tracked(over: Partial<Transfer> = {}) {
  const desk = await openDesk();
  const { id } = await desk.put(over);
  const stepsTaken: string[] = [];
  const take = (name: string) => async () => {
    stepsTaken.push(name);
    return undefined;
  };
  const track = createTrack({
    ...desk,
    ...desk.pacing,
    fund: take('fund'),
    refund: take('refund'),
    changed: () => undefined,
  });
  /** Looks again and again, each time when it was planned, until that time has passed. */
  async function follow(forMs: number): Promise<number> {
    const untilMs = desk.clock.nowMs + forMs;
    for (let looks = 0; ; looks += 1) {
      const nextMs = await track(id);
      expect((await desk.stored()).dueAtMs).toBe(nextMs);
      if (nextMs === undefined || nextMs > untilMs) return looks;
      expect(nextMs).toBeGreaterThan(desk.clock.nowMs);
      desk.clock.nowMs = nextMs;
    }
  }
  return { ...desk, id, track: () => track(id), follow, stepsTaken };
}

describe('a look', () => {
  it('is taken when it is due, not before, and never for what is unknown or over', async () => {
    const desk = await tracked({ dueAtMs: noonMs + 1 });
    expect(await desk.track()).toBe(noonMs + 1);
    expect(desk.calls).toEqual([]);
    const over = await tracked({ state: 'cancelled', dueAtMs: undefined });
    expect(await over.track()).toBeUndefined();
    expect(over.calls).toEqual([]);
  });

  it('leaves the version alone when it finds nothing new', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => ok(orderWith());
    const nextMs = await desk.track();
    expect(await desk.stored()).toMatchObject({ version: 1, dueAtMs: nextMs });
  });

  it('goes to the step that the state asks for', async () => {
    const refund = {
      address: 'a',
      chain: 'Solana',
      frozenAtMs: noonMs,
      attempts: 0,
      emptyLooks: 0,
    } as const;
    const accepting = await tracked({ state: 'accepting' });
    await accepting.track();
    expect(accepting.stepsTaken).toEqual(['fund']);
    const asked = await tracked({ state: 'refunding', refund: { ...refund, accepted: false } });
    await asked.track();
    expect(asked.stepsTaken).toEqual(['refund']);
    const taken = await tracked({ state: 'refunding', refund: { ...refund, accepted: true } });
    taken.answers.getOrder = () => refused({ kind: 'unavailable' });
    await taken.track();
    expect(taken.calls).toEqual(['getOrder']);
  });

  it('that throws is taken again, and the transfer is not lost', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => {
      throw new Error('a bug');
    };
    const nextMs = await desk.track();
    expect(nextMs).toBe(noonMs + minute);
    expect((await desk.stored()).dueAtMs).toBe(nextMs);
  });

  it('tells operators of what a person must see to', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => ok(orderWith({ tag: '42' }));
    await desk.track();
    expect((await desk.stored()).state).toBe('review');
    expect(desk.logged.join()).toContain('transfer needs a person');
  });
});

describe('an order that Chessa does not know', () => {
  it('goes to a person after three looks over ten minutes', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => refused(notFound);
    await desk.follow(9 * minute);
    expect(await desk.stored()).toMatchObject({ state: 'awaiting_deposit' });
    await desk.follow(4 * minute);
    expect((await desk.stored()).review).toEqual({
      reason: 'order_missing',
      from: 'awaiting_deposit',
    });
    expect(desk.calls.length).toBeGreaterThanOrEqual(3);
    expect(desk.calls.length).toBeLessThanOrEqual(5);
    expect(await desk.notices()).toEqual(['do_not_pay']);
  });

  it('is forgotten as soon as it is found again', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => refused(notFound);
    await desk.track();
    expect((await desk.stored()).missingLooks).toBe(1);
    desk.answers.getOrder = () => ok(orderWith());
    await desk.follow(4 * minute);
    expect((await desk.stored()).missingLooks).toBeUndefined();
  });

  it('changes nothing about money that was delivered', async () => {
    const desk = await tracked({
      state: 'completed',
      stages: [{ stage: 'delivered', atMs: noonMs }],
    });
    desk.answers.getOrder = () => refused(notFound);
    await desk.follow(3 * 24 * 60 * minute);
    expect((await desk.stored()).state).toBe('completed');
    expect((await desk.stored()).dueAtMs).toBeUndefined();
    expect(await desk.notices()).toEqual([]);
  });
});

describe('a provider that is away', () => {
  it.each([{ kind: 'unavailable' }, { kind: 'misconfigured' }] as const)(
    'leaves everything as it was said last ($kind)',
    async (failure) => {
      const desk = await tracked({ state: 'paying_out' });
      const before = await desk.stored();
      desk.answers.getOrder = () => refused(failure);
      await desk.follow(60 * minute);
      expect(await desk.stored()).toEqual({ ...before, dueAtMs: (await desk.stored()).dueAtMs });
      expect(await desk.notices()).toEqual([]);
    },
  );

  it('is asked again when it said, and not before', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => refused({ kind: 'unavailable', retryAfterMs: 5 * minute });
    expect(await desk.track()).toBe(noonMs + 5 * minute);
  });

  it('does not keep an address on the card when its time is over', async () => {
    const desk = await tracked();
    desk.answers.getOrder = () => refused({ kind: 'unavailable' });
    desk.clock.nowMs = transferWith().orderExpiresAtMs;
    await desk.track();
    const closed = await desk.stored();
    expect(closed).toMatchObject({ state: 'awaiting_deposit', version: 2 });
    expect(await desk.store.cards.listDirty(desk.clock.nowMs, 10)).toHaveLength(1);
    await desk.follow(60 * minute);
    expect((await desk.stored()).version).toBe(2);
  });
});
