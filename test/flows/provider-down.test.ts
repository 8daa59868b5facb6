/** Chessa is away, or answers what nobody asked: a sentence, the answers kept, nothing to pay. */
import { describe, expect, it } from 'vitest';
import type { Person } from '../../sandbox/telegram/person.ts';
import { everSeen } from '../support/chat.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { goOn, walkTo } from '../support/walk.ts';

/** Chessa's own words and what surrounds them. */
const raw =
  /internal server|bad gateway|req_7f3a9c|credentials|just a moment|doctype|unauthorized|forbidden|too many requests|service unavailable|not found|status \d|error|invalid|oops/i;

function expectOurWordsOnly(person: Person): void {
  for (const text of everSeen(person)) expect(text).not.toMatch(raw);
}

function fundedOrders(rig: Rig): number {
  return rig.chessa.orders().filter(({ address }) => address).length;
}

describe('without a configuration', () => {
  it.each(['status_503', 'status_500', 'html', 'truncated', 'empty', 'status_401', 'status_403'])(
    'from the start (%s) /send says so, and works once it is there',
    async (name) => {
      const rig = await openRig();
      rig.chessa.next(name, { endpoint: 'GET /v1/configurations', count: 20 });
      const ada = rig.person();
      ada.say('/send');
      await ada.waitFor('We can’t see today’s routes right now');
      expectOurWordsOnly(ada);
      rig.chessa.clearFaults();
      await rig.restart();
      await ada.press('Try again');
      await goOn(ada, 'country', 'quote');
    },
  );

  it('C20: lost after a restart, the last good one serves', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    rig.chessa.next('status_503', { endpoint: 'GET /v1/configurations', count: 50 });
    await rig.restart();
    await goOn(ada, 'amount', 'quote');
  });
});

describe('a courtesy that is not to be had', () => {
  it('the rate: the amount is asked for without it', async () => {
    const rig = await openRig();
    const ada = rig.person();
    rig.chessa.next('status_500', { endpoint: 'GET /v1/rates/{from}/{to}', count: 20 });
    await walkTo(ada, 'amount');
    expect(ada.last().text).not.toContain('Today 1 USDC');
    await goOn(ada, 'amount', 'quote');
  });

  it.each(['status_503', 'cut_before_act', 'html', 'status_403', 'status_429_bare'])(
    'the name (%s): the number is typed twice, then the name',
    async (name) => {
      const rig = await openRig();
      const ada = rig.person();
      await walkTo(ada, 'account');
      rig.chessa.next(name, { endpoint: 'POST /v1/recipients/validate', count: 20 });
      ada.say('0123456789');
      await ada.waitFor('once more, please');
      ada.say('0123456780');
      await ada.waitFor('The two numbers differ');
      ada.say('0123456789');
      await ada.waitFor('Whose account is it?');
      ada.say('A');
      await ada.waitFor(/at least 2/);
      ada.say('ADA TEST OKAFOR');
      await goOn(ada, 'amount', 'quote');
      expect(ada.last().text).toMatch(/name could not be checked/);
      expectOurWordsOnly(ada);
    },
  );

  it('quick answers: a line says that it takes longer', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'account');
    rig.chessa.next('slow', { endpoint: 'POST /v1/recipients/validate' });
    ada.say('0123456789');
    await ada.waitFor('Still asking');
    expect(ada.last().text).not.toContain('quote');
    await goOn(ada, 'name', 'quote');
  });
});

describe('no quote (T52, K06, K07, C02, C04, C05)', () => {
  it.each([
    ['POST /v1/recipients', 'status_500', 'no clear answer'],
    ['POST /v1/recipients', 'cut_before_act', 'no clear answer'],
    ['POST /v1/recipients', 'cut_after_act', 'no clear answer'],
    ['POST /v1/orders', 'status_500', 'no clear answer'],
    ['POST /v1/orders', 'status_500_after_act', 'no clear answer'],
    ['POST /v1/orders', 'cut_after_act', 'no clear answer'],
    ['POST /v1/orders', 'truncated', 'no clear answer'],
    ['POST /v1/orders', 'html', 'no clear answer'],
    ['POST /v1/orders', 'status_429', /can't reach the payout service/],
    ['POST /v1/orders', 'status_401', 'closed to us for the moment'],
    ['POST /v1/orders', 'status_403', 'does not let us do this'],
    ['POST /v1/orders', 'status_404', 'could not find'],
  ] as const)('%s: %s', async (endpoint, name, words) => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'pay');
    rig.chessa.next(name, { endpoint });
    await ada.press('USDC on Solana');
    const said = await ada.waitFor('There is no quote yet');
    expect(said.text).toMatch(words);
    expect(said.text).toMatch(/no money moved/i);
    expectOurWordsOnly(ada);
    await ada.press('Try again');
    await ada.waitFor('They receive');
    await ada.press('Confirm');
    await ada.waitFor('Send exactly');
    expect(fundedOrders(rig)).toBe(1);
  });

  it('C19: for a bank that is gone by then: it is asked for again', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'pay');
    rig.chessa.configure({ withdrawn: ['ng_access'] });
    rig.shiftClock(6 * 60_000);
    await ada.press('USDC on Solana');
    await ada.waitFor(/Which bank/);
    expect(rig.chessa.orders()).toEqual([]);
  });
});

describe('an order that is not what was quoted', () => {
  it.each(['echo_asset', 'echo_recipient', 'echo_amount', 'echo_destination'])(
    'T41: gets no address into the chat (%s)',
    async (scenario) => {
      const rig = await openRig();
      const ada = rig.person();
      rig.chessa.next(scenario);
      await walkTo(ada, 'quote');
      await ada.press('Confirm');
      await ada.waitFor(/do not send/i);
      const [order] = rig.chessa.orders();
      for (const address of rig.chessa.audit(order?.id ?? '').addresses) {
        expect(everSeen(ada).join()).not.toContain(address);
      }
      expectOurWordsOnly(ada);
    },
  );
});
