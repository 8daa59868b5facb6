/** Figures, as staff read them after people have sent money. */
import { describe, expect, it } from 'vitest';
import { statsOf } from '../../../src/domain/stats.ts';
import { openRig } from '../../support/rig.ts';
import { adminOf, ask, staffEnv, supportOf } from '../../support/staff.ts';
import { walkToDeposit, walkToQuote } from '../../support/walk.ts';

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
    expect(picture.caption).toBe(
      'Blue: quotes, at most 3 a day. Green: delivered. 7 days, today last.',
    );
  }, 40_000);

  it.each(['0', '91', '-1', 'week', '1e1', '7.5', '7 days'])(
    'says how to ask, for %s',
    async (typed) => {
      const rig = await openRig({ env: staffEnv });
      expect((await ask(adminOf(rig), `/stats ${typed}`)).text).toContain('1 to 90');
    },
  );
});

describe('figures', () => {
  it('have the median of all days together', () => {
    const count = (day: number, bucket: number, times: string) => {
      return { day, key: `time.delivered.${bucket}`, count: times };
    };
    const { medianMs } = statsOf([count(1, 8, '2'), count(2, 16, '3'), count(2, 80, '1')], 1, 2);
    expect(medianMs.delivered).toBe(3_000);
  });

  it('add money up without a binary float', () => {
    const counts = [1, 2, 3].map((day) => ({
      day,
      key: 'asset.USDC on Tron',
      count: '9007199254740993',
    }));
    expect(statsOf(counts, 1, 3).assets).toEqual([
      { name: 'USDC on Tron', amount: '27021597764.222979' },
    ]);
  });
});
