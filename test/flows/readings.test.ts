/** A transfer is delivered whichever way Chessa's documents are to be read. */
import { expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../sandbox/chessa/settings.ts';
import { settingsWords } from '../../sandbox/chessa/settings-words.ts';
import { toDeposit } from '../../sandbox/play.ts';
import { openRig } from '../support/rig.ts';

/** Nothing to read: what is on offer, at what price, and how soon. */
const ofNoShape = ['numberRule', 'limits', 'fees'];

/** Each switch at its n-th reading other than the usual one, or at the usual where there is none. */
function readings(n: number): Partial<Settings> {
  const switches = settingsWords.filter(({ name }) => !ofNoShape.includes(name));
  return Object.fromEntries(
    switches.map(({ name, choices, kind }) => {
      const usual = defaultSettings[name];
      const others = Object.keys(choices ?? {}).filter((value) => value !== usual);
      if (kind === 'switch') return [name, !usual];
      return [name, others[n % others.length] ?? usual];
    }),
  );
}

test.each([0, 1, 2, 3])(
  'with every switch at another reading (%i)',
  async (n) => {
    const { chessa, person } = await openRig({ scale: 20 });
    chessa.configure(readings(n));
    const ada = person();
    await toDeposit(ada);
    const [order] = chessa.orders();
    chessa.deposit(order?.id ?? '');
    await ada.waitFor(/₦50,000\.00 (has )?reached/, 20_000);
    expect(ada.texts().join('\n')).not.toMatch(/NaN|undefined|null/);
  },
  60_000,
);
