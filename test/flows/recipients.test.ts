/** People sent to before: offered first, judged anew, listed and forgotten. */
import { describe, expect, it } from 'vitest';
import { nigeria } from '../../sandbox/chessa/countries/nigeria.ts';
import type { Person } from '../../sandbox/telegram/person.ts';
import { dataOf, everSeen, timesSaid } from '../support/chat.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { goOn, walkToDeposit, walkToQuote } from '../support/walk.ts';

const ada = 'ADA TEST OKAFOR · Access Bank ••••6789';
const dayMs = 86_400_000;

/** Somebody who has sent to Ada's account at Access Bank, and may send again. */
async function openWithSomebodyKnown(): Promise<{ rig: Rig; obi: Person; orderId: string }> {
  const rig = await openRig();
  const obi = rig.person('Obi');
  const orderId = await walkToDeposit(rig, obi);
  return { rig, obi, orderId };
}

/** Counts what a person does. */
function counting(person: Person) {
  let acts = 0;
  return {
    acts: () => acts,
    press(label: string) {
      acts += 1;
      return person.press(label);
    },
    say(text: string) {
      acts += 1;
      person.say(text);
    },
  };
}

async function toTheAmount(person: Person): Promise<void> {
  person.say('/send');
  await person.waitFor('To whom?');
  await person.press(ada);
  await person.waitFor('How much');
}

describe('how much a person has to do', () => {
  it('five taps and messages to the deposit card, to somebody sent to before', async () => {
    const { obi } = await openWithSomebodyKnown();
    obi.say('/start');
    await obi.waitFor('Looking at a quote costs nothing');
    const count = counting(obi);
    await count.press('Send money');
    await obi.waitFor('To whom?');
    await count.press(ada);
    await obi.waitFor('How much');
    count.say('50000 NGN');
    await obi.waitFor('What will you pay with');
    await count.press('USDC on Solana');
    await obi.waitFor('They receive');
    await count.press('Confirm');
    await obi.waitFor(/Send exactly.*USDC/);
    expect(count.acts()).toBeLessThanOrEqual(5);
  });

  it('at most twelve to somebody new, with a bank, an account number and one more field', async () => {
    const { obi } = await openWithSomebodyKnown();
    obi.say('/start');
    await obi.waitFor('Looking at a quote costs nothing');
    const count = counting(obi);
    await count.press('Send money');
    await obi.waitFor('To whom?');
    await count.press('Somebody new');
    await obi.waitFor('Where is the money going');
    count.say('ghana');
    await obi.waitFor('How should it arrive');
    await count.press('Bank account');
    await obi.waitFor('Which bank');
    count.say('ecobank');
    await obi.waitFor('Account number');
    count.say('1234567890123');
    await obi.waitFor('Is this the person');
    await count.press('Yes');
    await obi.waitFor('Branch');
    count.say('Osu');
    await obi.waitFor('How much');
    count.say('500 GHS');
    await obi.waitFor('What will you pay with');
    await count.press('USDC on Solana');
    await obi.waitFor('They receive');
    await count.press('Confirm');
    await obi.waitFor(/Send exactly.*USDC/);
    expect(count.acts()).toBeLessThanOrEqual(12);
  });
});

describe('"To whom?"', () => {
  it('is not asked while nobody is known, nor after a quote that was not accepted', async () => {
    const rig = await openRig();
    const obi = rig.person('Obi');
    await walkToQuote(obi);
    await obi.press('Cancel');
    obi.say('/send');
    await obi.waitFor('Where is the money going');
    expect(everSeen(obi).join()).not.toContain('To whom?');
  });

  it('shows a person their own recipients alone, with the number masked', async () => {
    const { rig, obi } = await openWithSomebodyKnown();
    obi.say('/send');
    const question = await obi.waitFor('To whom?');
    expect(obi.buttons()).toEqual([ada, '➕ Somebody new', 'Cancel']);
    expect(JSON.stringify(question)).not.toContain('0123456789');
    const stranger = rig.person('Ngozi');
    stranger.say('/send');
    await stranger.waitFor('Where is the money going');
    await stranger.pressData(stranger.last(), dataOf(question, 'ADA'));
    expect(everSeen(stranger).join()).not.toContain('OKAFOR');
  });

  it('uses the same account at Chessa, and works after a restart in the middle', async () => {
    const { rig, obi } = await openWithSomebodyKnown();
    await toTheAmount(obi);
    await rig.restart();
    await goOn(obi, 'amount', 'quote');
    await obi.press('Confirm');
    await obi.waitFor(/Send exactly.*USDC/);
    const [second, first] = rig.chessa.orders();
    expect(second?.recipientId).toBe(first?.recipientId);
  });

  it('takes letters of a name, goes back, and takes somebody new', async () => {
    const { obi } = await openWithSomebodyKnown();
    obi.say('/send');
    await obi.waitFor('To whom?');
    obi.say('zebra');
    await obi.waitFor(/Nothing here matches.*tap “Somebody new”/);
    obi.say('okaf');
    await obi.waitFor('How much');
    await obi.press('Back');
    await obi.waitFor('To whom?');
    await obi.press('Somebody new');
    await obi.waitFor('Where is the money going');
    await obi.press('Back');
    await obi.waitFor('To whom?');
    await obi.press(ada);
    await obi.waitFor('How much');
  });

  it('keeps the same account once, and offers who was used last first', async () => {
    const { obi } = await openWithSomebodyKnown();
    obi.say('/send');
    await obi.press('Somebody new');
    await obi.waitFor('Where is the money going');
    obi.say('nigeria');
    await obi.waitFor('Which bank');
    obi.say('access bank');
    await obi.waitFor('Account number');
    obi.say('0123456780');
    await obi.press('Yes');
    await obi.waitFor('How much');
    await goOn(obi, 'amount', 'quote');
    await obi.press('Confirm');
    await obi.waitFor(/Send exactly.*USDC/);
    obi.say('/send');
    await obi.waitFor('To whom?');
    expect(obi.buttons()[0]).toContain('••••6780');
    await obi.press(ada);
    await goOn(obi, 'amount', 'quote');
    await obi.press('Confirm');
    await obi.waitFor(/Send exactly.*USDC/);
    obi.say('/send');
    await obi.waitFor('To whom?');
    expect(obi.buttons()).toHaveLength(4);
    expect(obi.buttons()[0]).toBe(ada);
  });
});

describe('a recipient of long ago', () => {
  it('is looked up again after 30 days, without a question while the name is the same', async () => {
    const { rig, obi } = await openWithSomebodyKnown();
    const checks = () =>
      rig.chessa.requests.filter(({ path }) => path.endsWith('/validate')).length;
    const before = checks();
    await toTheAmount(obi);
    expect(checks()).toBe(before);
    obi.say('/cancel');
    await obi.waitFor('Cancelled');
    rig.shiftClock(31 * dayMs);
    await toTheAmount(obi);
    expect(checks()).toBe(before + 1);
  });

  it('is made once more where Chessa has put it away', async () => {
    const { rig, obi } = await openWithSomebodyKnown();
    const [first] = rig.chessa.orders();
    await deactivate(rig, first?.recipientId ?? '');
    await toTheAmount(obi);
    await goOn(obi, 'amount', 'quote');
    await obi.press('Confirm');
    await obi.waitFor(/Send exactly.*USDC/);
    const [second] = rig.chessa.orders();
    expect(second?.recipientId).not.toBe(first?.recipientId);
  });
});

it('somebody new, put away between two quotes, is made once more', async () => {
  const rig = await openRig();
  const obi = rig.person('Obi');
  await walkToQuote(obi);
  const [first] = rig.chessa.orders();
  await deactivate(rig, first?.recipientId ?? '');
  await obi.press('Change amount');
  await goOn(obi, 'amount', 'quote');
  const [second] = rig.chessa.orders();
  expect(second?.recipientId).not.toBe(first?.recipientId);
});

async function deactivate(rig: Rig, recipientId: string): Promise<void> {
  const { CHESSA_API_URL, CHESSA_CLIENT_ID, CHESSA_CLIENT_SECRET } = rig.env;
  const answer = await fetch(`${CHESSA_API_URL}/v1/recipients/${recipientId}/deactivate`, {
    method: 'POST',
    headers: {
      'x-client-id': CHESSA_CLIENT_ID ?? '',
      'x-client-secret': CHESSA_CLIENT_SECRET ?? '',
    },
  });
  expect(answer.status).toBe(200);
}

describe('what has changed since', () => {
  it('a bank that is not offered any more is named, and another is asked for', async () => {
    const { rig, obi } = await openWithSomebodyKnown();
    rig.chessa.configure({ withdrawn: ['ng_access'] });
    await rig.restart();
    rig.shiftClock(6 * 60_000);
    obi.say('/send');
    await obi.press(ada);
    await obi.waitFor('Access Bank is not offered any more', { since: 'ever' });
    await obi.waitFor('Which bank', { since: 'ever' });
  });

  it('a country that is not offered any more is named', async () => {
    const { rig, obi } = await openWithSomebodyKnown();
    rig.chessa.replaceRoutes([
      { ...nigeria, country: { ...nigeria.country, code: 'GH', name: 'Ghana' } },
    ]);
    rig.shiftClock(6 * 60_000);
    obi.say('/send');
    await obi.press(ada);
    await obi.waitFor('Nigeria is not offered any more', { since: 'ever' });
    await obi.waitFor('Where is the money going', { since: 'ever' });
  });

  it('an answer that breaks a new rule is asked for again', async () => {
    const { rig, obi } = await openWithSomebodyKnown();
    const rails = nigeria.rails.map((rail) => ({
      ...rail,
      fields: rail.fields.map(({ pattern, ...field }) => ({
        ...field,
        minLength: 12,
        maxLength: 12,
      })),
    }));
    rig.chessa.replaceRoutes([{ ...nigeria, rails }]);
    rig.shiftClock(6 * 60_000);
    obi.say('/send');
    await obi.press(ada);
    await obi.waitFor(/in another form than before/, { since: 'ever' });
    await obi.waitFor('Account number at Access Bank', { since: 'ever' });
  });
});

describe('after delivery', () => {
  it('"Send again" starts with the same recipient', async () => {
    const { rig, obi, orderId } = await openWithSomebodyKnown();
    rig.chessa.applyScenario(orderId, 'exact');
    await obi.waitFor(/₦50,000\.00 has reached/, { since: 'ever' });
    await obi.press('Send again');
    const { text } = await obi.waitFor('How much');
    expect(text).toContain('To ADA TEST OKAFOR · Access Bank ••••6789');
    await goOn(obi, 'amount', 'quote');
    expect(obi.last().text).toContain('ADA TEST OKAFOR');
  });

  it('"Send again" of somebody else\'s transfer does nothing', async () => {
    const { rig, obi, orderId } = await openWithSomebodyKnown();
    rig.chessa.applyScenario(orderId, 'exact');
    const news = await obi.waitFor(/₦50,000\.00 has reached/, { since: 'ever' });
    const stranger = rig.person('Ngozi');
    stranger.say('/start');
    const hello = await stranger.waitFor('Looking at a quote costs nothing');
    expect(await stranger.pressData(hello, dataOf(news, 'Send again'))).toMatch(/no longer/);
    expect(everSeen(stranger).join()).not.toContain('OKAFOR');
  });
});

describe('/recipients', () => {
  it('says so when there is nobody', async () => {
    const obi = (await openRig()).person('Obi');
    obi.say('/recipients');
    await obi.waitFor('Nobody here yet');
  });

  it('lists, sends to one, and forgets one after asking once', async () => {
    const { rig, obi } = await openWithSomebodyKnown();
    obi.say('/recipients');
    await obi.waitFor('People you have sent money to');
    await obi.press(ada);
    await obi.waitFor('Nigeria');
    await obi.press('Send money');
    await obi.waitFor('How much');
    obi.say('/recipients');
    await obi.waitFor('People you have sent money to');
    await obi.waitFor('How much', { since: 'ever' });
    await obi.press(ada);
    await obi.press('Take off the list');
    await obi.waitFor('off your list?');
    await obi.press('Keep');
    await obi.press('Take off the list');
    await obi.waitFor('off your list?');
    await obi.press('Take off the list');
    await obi.waitFor('the account is forgotten');
    await rig.restart();
    obi.say('/cancel');
    await obi.waitFor('Cancelled');
    obi.say('/send');
    await obi.waitFor('Where is the money going');
  });

  it('puts somebody away at Chessa too, but not while money is on its way to them', async () => {
    const { rig, obi, orderId } = await openWithSomebodyKnown();
    const putAway = () =>
      rig.chessa.requests.filter(({ path }) => path.endsWith('/deactivate')).length;
    const forget = async () => {
      obi.say('/recipients');
      await obi.press(ada);
      await obi.press('Take off the list');
      await obi.waitFor('off your list?');
      await obi.press('Take off the list');
      await obi.waitFor('the account is forgotten');
    };
    await forget();
    expect(putAway()).toBe(0);
    rig.chessa.applyScenario(orderId, 'exact');
    await obi.waitFor(/₦50,000\.00 has reached/, { since: 'ever' });
    const second = await walkToDeposit(rig, obi);
    rig.chessa.applyScenario(second, 'exact');
    await expect.poll(() => timesSaid(obi, '₦50,000.00 has reached'), { timeout: 10_000 }).toBe(2);
    await forget();
    expect(putAway()).toBe(1);
  });
});
