/** Figures, as staff read them after people have sent money. */
import { describe, expect, it } from 'vitest';
import { inSlices } from '../../../src/domain/paced.ts';
import { statsSteps } from '../../../src/domain/stats.ts';
import { openRig } from '../../support/rig.ts';
import { adminOf, ask, staffEnv, supportOf } from '../../support/staff.ts';
import { walkTo, walkToDeposit, walkToQuote } from '../../support/walk.ts';

describe('/stats', () => {
  it('tells where quotes ended, what was delivered, and how long it took', async () => {
    const rig = await openRig({ env: { ...staffEnv, POLL_SCALE: '0.02' } });
    rig.chessa.configure({ stepPace: 0.2 });
    const [ada, obi, kofi] = [rig.person(), rig.person('Obi'), rig.person('Kofi')];
    await walkToQuote(obi);
    await walkToDeposit(rig, kofi);
    const orderId = await walkToDeposit(rig, ada);
    rig.chessa.deposit(orderId);
    await ada.waitFor(/₦50,000\.00 has reached/, 20_000);
    const sam = supportOf(rig);
    const { text = '' } = await ask(sam, '/stats');
    expect(text).toContain('last 7 days');
    expect(text).toMatch(/quotes +3\n/);
    expect(text).toMatch(/confirmed +2, 67 %/);
    expect(text).toMatch(/paid +1, 50 %/);
    expect(text).toMatch(/delivered +1, 100 %/);
    expect(text).toMatch(/NG:NGN +50000\n?/);
    expect(text).toMatch(/USDC on Solana +\d+/);
    expect(text).toMatch(/payout to delivery +\d+s/);
    expect(text).toMatch(/delivered +▁{6}█ most 1/);
    const picture = await sam.waitFor(({ photo }) => photo !== undefined, { since: 'ever' });
    expect(picture.caption).toBeUndefined();
    await sam.press('30 days');
    expect((await sam.waitFor('last 30 days')).text).toMatch(/quotes +3\n/);
  }, 40_000);

  it('tells at which question people left, each once, over restarts and ways back', async () => {
    const rig = await openRig({ env: staffEnv });
    const [ada, obi, kofi] = [rig.person(), rig.person('Obi'), rig.person('Kofi')];
    await walkToQuote(ada, () => rig.restart());
    await walkTo(obi, 'amount');
    await obi.press('Back');
    await obi.waitFor('Account number');
    obi.say('0123456789');
    await obi.waitFor('Is this the person');
    await obi.press('Yes');
    await obi.waitFor('How much');
    obi.say('/help');
    await obi.waitFor('How much');
    await walkTo(kofi, 'account');
    kofi.say('12');
    await kofi.waitFor('has 2 digits');
    kofi.say('/cancel');
    await kofi.waitFor('Cancelled');
    await walkTo(kofi, 'country');
    const { text = '' } = await ask(adminOf(rig), '/stats 1');
    expect(text).toContain('Figures of today');
    const rows = [...text.matchAll(/^(.+?) {2,}(\d+) {2,}(\d+)(?: {2,}(\d+ %))?$/gm)];
    expect(rows.map(([, ...cells]) => cells)).toEqual([
      ['country', '4', '1', '25 %'],
      ['which bank', '3', '0', '0 %'],
      ['account number', '3', '1', '33 %'],
      ['name', '2', '0', '0 %'],
      ['amount', '2', '1', '50 %'],
      ['pay with', '1', '0', '0 %'],
    ]);
  }, 60_000);

  it.each(['0', '91', '-1', 'week', '1e1', '7.5', '7 days'])(
    'says how to ask, for %s',
    async (typed) => {
      const rig = await openRig({ env: staffEnv });
      expect((await ask(adminOf(rig), `/stats ${typed}`)).text).toContain('1 to 90');
    },
  );
});

describe('figures', () => {
  it('have the median of all days together', async () => {
    const count = (day: number, bucket: number, times: string) => {
      return { day, key: `time.delivered.${bucket}`, count: times };
    };
    const { medianMs } = await inSlices(
      statsSteps([count(1, 8, '2'), count(2, 16, '3'), count(2, 80, '1')], 1, 2),
    );
    expect(medianMs.delivered).toBe(3_000);
  });

  it('add money up without a binary float', async () => {
    const counts = [1, 2, 3].map((day) => ({
      day,
      key: 'asset.USDC on Tron',
      count: '9007199254740993',
    }));
    expect((await inSlices(statsSteps(counts, 1, 3))).assets).toEqual([
      { name: 'USDC on Tron', amount: '27021597764.222979' },
    ]);
  });
});
