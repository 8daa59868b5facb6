/** Lists of banks begin with those that people choose. */
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../src/domain/tally.ts';
import { byUse, createMostUsed } from '../../../src/flows/send/most-used.ts';
import { openDesk } from '../../support/desk.ts';
import { openRig } from '../../support/rig.ts';
import { noonMs } from '../../support/transfer.ts';
import { walkTo, walkToDeposit } from '../../support/walk.ts';

const minute = 60_000;
const options = ['a', 'b', 'c', 'd'].map((value) => ({ value, label: value }));
const values = (list: readonly { readonly value: string }[]) =>
  list.map(({ value }) => value).join('');

describe('a list of institutions', () => {
  it('has those that were used most first, and the others in their own order', () => {
    const uses = new Map([
      ['institution.NG:NGN:bank:c', 2],
      ['institution.NG:NGN:bank:b', 1],
      ['institution.GH:GHS:bank:d', 9],
      ['institution.NG:NGN:mobile_money:d', 9],
    ]);
    expect(values(byUse(options, 'NG:NGN', 'bank', uses))).toBe('cbad');
    expect(values(byUse(options, 'NG:NGN', 'bank', new Map()))).toBe('abcd');
  });

  it('is counted of a week of accepted transfers, and read once in ten minutes', async () => {
    const desk = await openDesk();
    let reads = 0;
    const stats = {
      ...desk.store.stats,
      list: async (from: number, to: number) => {
        reads += 1;
        return desk.store.stats.list(from, to);
      },
    };
    const mostUsed = createMostUsed({ store: { stats }, now: () => desk.clock.nowMs });
    expect(await mostUsed()).toEqual(new Map());
    await desk.put({ stages: [{ stage: 'accepted', atMs: noonMs }] });
    const counts = await desk.store.stats.list(dayOf(noonMs), dayOf(noonMs));
    expect(JSON.stringify(counts)).not.toContain('OKAFOR');
    expect(await mostUsed()).toEqual(new Map());
    desk.clock.nowMs += 10 * minute;
    const uses = await mostUsed();
    expect(uses).toEqual(new Map([['institution.NG:NGN:bank:ng_access', 1]]));
    await Promise.all([mostUsed(), mostUsed()]);
    expect(reads).toBe(2);
    desk.clock.nowMs += 7 * 24 * 60 * minute;
    expect(await mostUsed()).toEqual(new Map());
  });

  it('is alphabetical on a fresh store, and begins with a bank once somebody has paid to it', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'bank');
    expect(ada.buttons()[0]).toContain('9 Payment Service Bank');
    expect(ada.buttons().join()).not.toMatch(/^Access Bank/);
    ada.say('/cancel');
    await ada.waitFor('Cancelled');
    await walkToDeposit(rig, ada);
    await rig.restart();
    const obi = rig.person('Obi');
    await walkTo(obi, 'bank');
    expect(obi.buttons()[0]).toMatch(/^Access Bank/);
    expect(obi.buttons()[1]).toContain('9 Payment Service Bank');
    obi.say('gt');
    await obi.waitFor('Account number');
  });
});
