/** Today's rates, as estimates, before anybody asks for a quote. */
import { describe, expect, it } from 'vitest';
import { openRig, type Rig } from '../support/rig.ts';

const askedFor = (rig: Rig) =>
  rig.chessa.requests.filter(({ path }) => path.startsWith('/v1/rates/')).map(({ path }) => path);

describe('/rate', () => {
  it('is offered at the start, for one destination, marked as an estimate, and leads on', async () => {
    const rig = await openRig();
    const ada = rig.person();
    ada.start();
    await ada.waitFor('Send money home');
    await ada.press('Rates');
    await ada.waitFor('for which country?');
    expect(askedFor(rig)).toEqual([]);
    await ada.press('Nigeria (NGN)');
    const rates = await ada.waitFor(/Nigeria \(NGN\) today, about/);
    expect(rates.text).toMatch(/1 USDC is about ₦[\d,.]+; an estimate, before fees/);
    expect(rates.text).toContain('Only a quote is exact');
    await ada.press('Send money');
    await ada.waitFor('Where is the money going');
  });

  it('is found by what is typed behind it, and asked once a minute whoever asks', async () => {
    const rig = await openRig();
    const ada = rig.person();
    for (let times = 0; times < 5; times += 1) {
      ada.say('/rate ghana');
      await ada.waitFor(/Ghana \(GHS\) today/);
    }
    const once = askedFor(rig);
    expect(new Set(once).size).toBe(once.length);
    rig.shiftClock(61_000);
    ada.say('/rate ghana');
    await ada.waitFor(/Ghana \(GHS\) today/);
    expect(askedFor(rig).length).toBe(2 * once.length);
  });

  it.each(['atlantis', 'x'.repeat(3_000), '%00', '__proto__'])(
    'asks which country was meant by "%.12s"',
    async (typed) => {
      const rig = await openRig();
      const ada = rig.person();
      ada.say(`/rate ${typed}`);
      await ada.waitFor('I cannot tell which country');
      await ada.press('Ghana (GHS)');
      await ada.waitFor(/Ghana \(GHS\) today/);
    },
  );

  it('says so where there is no rate, and a button of nowhere leads to the list', async () => {
    const rig = await openRig();
    const ada = rig.person();
    rig.chessa.fault({ kind: 'status_404', lasting: true, endpoint: 'GET /v1/rates/{from}/{to}' });
    ada.say('/rate ghana');
    const none = await ada.waitFor('there is no rate to show right now');
    await ada.pressData(none, 'rt:XX-YYY');
    await ada.waitFor('for which country?');
  });

  it('does not disturb a question that stands', async () => {
    const rig = await openRig();
    const ada = rig.person();
    ada.say('/send');
    await ada.waitFor('Where is the money going');
    ada.say('/rate ghana');
    await ada.waitFor(/Ghana \(GHS\) today/);
    await ada.waitFor('Where is the money going');
    ada.say('nigeria');
    await ada.waitFor('Which bank');
  });
});
