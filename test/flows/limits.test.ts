/** Limits against abuse, as people and Chessa meet them. */
import { describe, expect, it } from 'vitest';
import type { Person } from '../../sandbox/telegram/person.ts';
import { limits } from '../../src/bot/middleware/limits.ts';
import { everSeen, timesSaid } from '../support/chat.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { goOn, walkTo, walkToQuote } from '../support/walk.ts';

const hourMs = 3_600_000;
const tooFast = 'That was a lot at once';

function callsTo(rig: Rig, endpoint: string): number {
  return rig.chessa.requests.filter((request) => request.endpoint === endpoint).length;
}

describe('T61: somebody who sends a great deal', () => {
  it('is told once, then met by silence, and is answered again when it is calm', async () => {
    const rig = await openRig({ limits: { updates: { ...limits.updates, perMs: 1_500 } } });
    const [ada, obi] = [rig.person(), rig.person('Obi')];
    for (let n = 0; n < 200; n += 1) ada.say('/help');
    await ada.waitFor(tooFast, { since: 'ever' });
    await walkTo(obi, 'bank');
    await expect.poll(() => timesSaid(ada, 'How it works'), { timeout: 10_000 }).toBe(20);
    expect(timesSaid(ada, tooFast)).toBe(1);
    await expect
      .poll(
        async () => {
          ada.say('/status');
          return everSeen(ada).join().includes('No transfers yet');
        },
        { timeout: 20_000, interval: 2_000 },
      )
      .toBe(true);
    expect(timesSaid(ada, tooFast)).toBe(1);
    expect(everSeen(obi).join()).not.toContain(tooFast);
  });

  it('gets a toast for a tap, and the button still works afterwards', async () => {
    const rig = await openRig({ limits: { updates: { times: 3, perMs: 2_000 } } });
    const ada = rig.person();
    for (const word of ['/start', '/help', '/help', '/help']) ada.say(word);
    await ada.waitFor(tooFast);
    expect(await ada.press('Send money')).toContain('Tap again in ten seconds');
    await expect
      .poll(() => ada.press('Send money'), { timeout: 10_000, interval: 500 })
      .toBeUndefined();
    await ada.waitFor('Where is the money going');
  });

  it('is not held back when it is staff', async () => {
    const rig = await openRig({ limits: { updates: { times: 2, perMs: hourMs } } });
    const ada = rig.person();
    await rig.restart({ ADMIN_IDS: String(ada.id) });
    for (let n = 0; n < 6; n += 1) ada.say('/help');
    await expect.poll(() => timesSaid(ada, 'How it works'), { timeout: 10_000 }).toBe(6);
  });
});

async function anotherQuote(person: Person): Promise<void> {
  await person.press('Change amount');
  await person.waitFor('How much');
  await goOn(person, 'amount', 'quote');
}

describe('what costs calls at Chessa', () => {
  it('quotes: no more are asked for, the answers are kept, others go on', async () => {
    const rig = await openRig({ limits: { quotes: { times: 2, perMs: hourMs } } });
    const ada = rig.person();
    await walkToQuote(ada);
    await anotherQuote(ada);
    await ada.press('Change amount');
    await ada.waitFor('How much');
    await goOn(ada, 'amount', 'pay');
    await ada.press('USDC on Solana');
    const told = await ada.waitFor('That was a lot of quotes');
    expect(told.text).toMatch(/in (about 1 hour|\d\d minutes)\./);
    expect(callsTo(rig, 'POST /v1/orders')).toBe(2);
    await walkToQuote(rig.person('Obi'));
    await ada.press('Try again');
    await ada.waitFor('That was a lot of quotes');
    expect(callsTo(rig, 'POST /v1/orders')).toBe(3);
  });

  it('name checks: the number is typed twice instead', async () => {
    const rig = await openRig({ limits: { nameChecks: { times: 1, perMs: hourMs } } });
    const ada = rig.person();
    await walkTo(ada, 'name');
    await ada.press('No, change the number');
    await ada.waitFor('Account number');
    ada.say('0123456780');
    await ada.waitFor('once more, please');
    expect(callsTo(rig, 'POST /v1/recipients/validate')).toBe(1);
  });

  it('T62: no address beyond so many that wait for a payment; one that is paid makes room', async () => {
    const rig = await openRig({ limits: { openFunded: 2 } });
    const ada = rig.person();
    await walkToQuote(ada);
    await ada.press('Confirm');
    await ada.waitFor('Send exactly');
    const toQuoteAgain = async () => {
      ada.say('/send');
      await ada.press('ADA TEST OKAFOR');
      await ada.waitFor('How much');
      await goOn(ada, 'amount', 'quote');
    };
    await toQuoteAgain();
    await ada.press('Confirm');
    await ada.waitFor('Send exactly');
    await toQuoteAgain();
    expect(await ada.press('Confirm')).toContain('Several of your transfers wait');
    expect(callsTo(rig, 'POST /v1/orders/funding')).toBe(2);
    const first = rig.chessa.orders().at(-1);
    rig.chessa.applyScenario(first?.id ?? '', 'exact');
    await ada.waitFor(/has reached|We can see your payment/, { since: 'ever' });
    await ada.press('Confirm');
    await ada.waitFor(/Send exactly/);
    expect(callsTo(rig, 'POST /v1/orders/funding')).toBe(3);
  });
});

describe('T63: many people at once', () => {
  it('all get an answer, nothing breaks, and who is in a dialogue goes on', async () => {
    const rig = await openRig({ limits: { waiting: { forNew: 5, forAll: 100 }, atOnce: 2 } });
    const ada = rig.person();
    await walkTo(ada, 'amount');
    const crowd = Array.from({ length: 150 }, (_, n) => rig.person(`Person ${n}`));
    for (const person of crowd) person.start();
    await goOn(ada, 'amount', 'quote');
    const answers = await Promise.all(
      crowd.map((person) => person.waitFor(/Looking at a quote|Many people are writing/, 60_000)),
    );
    const shed = answers.filter(({ text }) => text?.startsWith('Many people'));
    expect(shed.length).toBeGreaterThan(0);
    expect(shed.length).toBeLessThan(150);
    expect(everSeen(ada).join()).not.toContain('Many people');
    expect(rig.logged.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  }, 90_000);
});
