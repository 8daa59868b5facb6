/**
 * Two processes on one transfer, with lost answers, refusals and looks that fail, in any order: one
 * address is shown and it is Chessa's, one refund is made, and every call for it names one address.
 */
import { setImmediate as later } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Failure } from '../../src/chessa/failure.ts';
import type { Order } from '../../src/domain/order.ts';
import { ok, type Result, refused } from '../../src/domain/result.ts';
import { createFund } from '../../src/transfers/fund.ts';
import { createRefund } from '../../src/transfers/refund.ts';
import { createTrack } from '../../src/transfers/track.ts';
import { type Desk, openDesk } from '../support/desk.ts';
import { noonMs, orderWith, solanaAddress } from '../support/transfer.ts';
import { wallets } from '../support/wallets.ts';

/** What becomes of a call, and how many turns of the event loop it takes. */
interface Luck {
  readonly outcome: 'ok' | 'lost_before' | 'lost_after' | 'unavailable' | 'refused';
  readonly turns: number;
}

const lucks = fc.record<Luck>({
  outcome: fc.oneof(
    { weight: 2, arbitrary: fc.constant('ok' as const) },
    fc.constantFrom('lost_before', 'lost_after', 'unavailable', 'refused'),
  ),
  turns: fc.integer({ min: 0, max: 4 }),
});

const failures: Readonly<Record<string, Failure>> = {
  lost_before: { kind: 'unknown' },
  lost_after: { kind: 'unknown' },
  unavailable: { kind: 'unavailable' },
  refused: { kind: 'rejected', why: 'other', status: 400 },
};

/** Chessa: one order, whose calls meet the lucks in turn and are all written down. */
function chessaOf(desk: Desk, begun: Partial<Order>, plan: readonly Luck[]) {
  let order = orderWith(begun);
  let at = 0;
  const asked: string[] = [];
  const acts: string[] = [];

  async function call<T>(name: string, act: () => T): Promise<Result<T, Failure>> {
    const { outcome, turns } = plan[at % plan.length] ?? { outcome: 'ok', turns: 0 };
    at += 1;
    asked.push(name);
    for (let turn = 0; turn < turns; turn += 1) await later();
    const isDone = outcome === 'ok' || outcome === 'lost_after';
    const value = isDone ? act() : undefined;
    for (let turn = 0; turn < turns; turn += 1) await later();
    return outcome === 'ok' ? ok(value as T) : refused(failures[outcome] ?? { kind: 'unknown' });
  }

  const chessa = {
    ...desk.chessa,
    getHistory: async () => refused<Failure>({ kind: 'unavailable' }),
    getOrder: () => call('look', () => order),
    fundOrder: () =>
      call('fund', () => {
        acts.push('funded');
        order = { ...order, address: solanaAddress, status: 'waiting_for_funding' };
        return order;
      }),
    refundOrder: ({ address }: { readonly address: string }) =>
      call(`refund to ${address}`, () => {
        acts.push(`refunded to ${address}`);
        order = { ...order, refund: { id: 'r1', status: 'pending', address } };
        return { id: 'r1', status: 'pending' as const, address };
      }),
  };
  return { chessa, asked, acts };
}

/** Lets two processes look, at once or one by one, each time when a look is due. */
async function run(desk: Desk, chessa: Desk['chessa'], together: readonly boolean[]) {
  const { id } = await desk.stored();
  const [first, second] = [0, 1].map(() => {
    const deps = { ...desk, ...desk.pacing, chessa };
    const steps = { fund: createFund(deps).step, refund: createRefund(deps).step };
    const recall = async () => undefined;
    return createTrack({ ...deps, ...steps, recall, changed: () => undefined });
  });
  for (const both of together) {
    await Promise.all([first?.(id), both ? second?.(id) : undefined]);
    const { dueAtMs } = await desk.stored();
    if (dueAtMs === undefined) return;
    desk.clock.nowMs = Math.max(desk.clock.nowMs, dueAtMs);
  }
}

const plans = fc.array(lucks, { minLength: 1, maxLength: 12 });
const company = fc.array(fc.constantFrom(true, true, true, false), { minLength: 4, maxLength: 20 });

test('an accepted quote gets one address, asked for again only while the order has none (T21)', async () => {
  await fc.assert(
    fc.asyncProperty(plans, company, async (plan, together) => {
      const desk = await openDesk();
      await desk.put({ state: 'accepting', payTo: undefined, stages: [] });
      const { chessa, acts } = chessaOf(desk, { address: undefined, status: 'created' }, plan);
      await run(desk, chessa, together);
      expect(acts.length).toBeLessThanOrEqual(1);
      const { state, payTo } = await desk.stored();
      if (payTo) expect(payTo.address).toBe(solanaAddress);
      expect(['accepting', 'awaiting_deposit', 'expired', 'cancelled', 'review']).toContain(state);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('a frozen refund is made once, and every call for it names its address (T34)', async () => {
  const deposits = [{ id: 'd1', amount: '32.47', asset: 'USDC' }];
  const frozen = { address: wallets.otherSolana, chain: 'Solana', frozenAtMs: noonMs } as const;
  await fc.assert(
    fc.asyncProperty(plans, company, async (plan, together) => {
      const desk = await openDesk();
      const refund = { ...frozen, attempts: 0, emptyLooks: 0, accepted: false };
      await desk.put({ state: 'refunding', deposits, refund });
      const { chessa, asked, acts } = chessaOf(desk, { status: 'failed', deposits }, plan);
      await run(desk, chessa, together);
      expect(acts.length).toBeLessThanOrEqual(1);
      const calls = asked.filter((name) => name.startsWith('refund'));
      expect(new Set(calls).size).toBeLessThanOrEqual(1);
      for (const name of calls) expect(name).toBe(`refund to ${wallets.otherSolana}`);
      const kept = await desk.stored();
      expect(kept.refund?.address).toBe(wallets.otherSolana);
      expect(['refunding', 'review']).toContain(kept.state);
    }),
    { numRuns: 40 },
  );
}, 60_000);
