/** Long lists: pages, search by typing, and pages of lists that are over. */
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import { dataOf } from '../support/chat.ts';
import { openRig } from '../support/rig.ts';
import { goOn, walkTo } from '../support/walk.ts';

const wayOut = ['‹ Back', 'Cancel', '‹ Previous', 'More ›'];

/** The entries that a page offers. */
function offered(message: ChatMessage): string[] {
  const labels = message.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
  return labels.filter((label) => !wayOut.includes(label));
}

async function atTheBanks() {
  const rig = await openRig();
  const ada = rig.person();
  await walkTo(ada, 'bank');
  const list = ada.last();
  const page = () => ada.find(({ message_id }) => message_id === list.message_id) ?? list;
  return { rig, ada, list, page };
}

describe('the pages of a list', () => {
  it('turn in place, hold every bank once, at most eight at a time', async () => {
    const { ada, page } = await atTheBanks();
    const seen = offered(page());
    expect(page().text).toContain('Page 1 of 5');
    for (let number = 2; number <= 5; number += 1) {
      await ada.press('More');
      await ada.waitFor(`Page ${number} of 5`);
      expect(offered(page()).length).toBeLessThanOrEqual(8);
      seen.push(...offered(page()));
    }
    expect(ada.buttons()).not.toContain('More ›');
    expect(seen).toHaveLength(35);
    expect(new Set(seen).size).toBe(35);
    await ada.press('Previous');
    await ada.waitFor('Page 4 of 5');
    expect(ada.messages().filter(({ text }) => text?.includes('Which bank'))).toHaveLength(1);
  });

  it('are no answer: what is chosen on the last one counts', async () => {
    const { rig, ada } = await atTheBanks();
    for (const number of [2, 3, 4, 5]) {
      await ada.press('More');
      await ada.waitFor(`Page ${number} of 5`);
    }
    await rig.restart();
    await ada.press('Zenith Bank');
    await ada.waitFor('Account number at Zenith Bank');
  });

  it('beyond the last one show the last one', async () => {
    const { ada, list, page } = await atTheBanks();
    const far = dataOf(list, 'More').replace(/\d+$/, '9999');
    await ada.pressData(list, far);
    await ada.waitFor('Page 5 of 5');
    expect(offered(page())).toContain('Zenith Bank');
  });

  it('pressed twice at once are no trouble', async () => {
    const { ada, list } = await atTheBanks();
    const more = dataOf(list, 'More');
    await Promise.all([ada.pressData(list, more), ada.pressData(list, more)]);
    await ada.waitFor('Page 2 of 5');
    ada.say('access bank');
    await goOn(ada, 'account', 'quote');
  });
});

describe('typing into a list', () => {
  it.each([
    ['access bank', 'Access Bank'],
    ['acess', 'Access Bank'],
    ['gt', 'Guaranty Trust Bank'],
    ['ZENITH', 'Zenith Bank'],
    ['ng_kuda', 'Kuda Microfinance Bank'],
    ['fcmb', 'First City Monument Bank'],
  ])('%s is taken as %s, as nothing else matches', async (typed, name) => {
    const { ada, page } = await atTheBanks();
    ada.say(typed);
    await ada.waitFor(`Account number at ${name}`);
    expect(page().text).toContain(`✓ ${name}`);
    expect(page().reply_markup).toBeUndefined();
  });

  it('what several match narrows the list; back leaves the search, not the question', async () => {
    const { ada } = await atTheBanks();
    ada.say('fi');
    const narrowed = await ada.waitFor(/Matching “fi”/);
    expect(offered(narrowed).length).toBeGreaterThan(1);
    expect(offered(narrowed).every((label) => /fi/i.test(label))).toBe(true);
    await ada.press('Back');
    const whole = await ada.waitFor('Page 1 of 5');
    expect(whole.text).toContain('Which bank');
    await ada.press('Back');
    await ada.waitFor('Where is the money going');
  });

  it('pages and searches on within what was found', async () => {
    const { ada } = await atTheBanks();
    ada.say('bank');
    const narrowed = await ada.waitFor(/Matching “bank”/);
    expect(narrowed.text).toMatch(/Page 1 of \d/);
    await ada.press('More');
    const second = await ada.waitFor(/Page 2 of \d.*Matching “bank”/);
    expect(offered(second).every((label) => /bank/i.test(label))).toBe(true);
    ada.say('zenith');
    await ada.waitFor('Account number at Zenith Bank');
  });
});

describe('a page of a list that is over', () => {
  it('T73: gets a toast and leaves the question alone', async () => {
    const { ada, list, page } = await atTheBanks();
    const more = dataOf(list, 'More');
    ada.say('access bank');
    const question = await ada.waitFor('Account number');
    const closed = page().text;
    expect(await ada.pressData(list, more)).toBe('You have answered this already.');
    expect(page().text).toBe(closed);
    expect(ada.last().message_id).toBe(question.message_id);
    await goOn(ada, 'account', 'quote');
  });

  it('T73: of an earlier dialogue does not open in the next one', async () => {
    const { ada, list, page } = await atTheBanks();
    const more = dataOf(list, 'More');
    await ada.press('Cancel');
    await ada.waitFor('Cancelled');
    expect(await ada.pressData(list, more)).toBe('You have answered this already.');
    await walkTo(ada, 'bank');
    expect(await ada.pressData(list, more)).toBe('You have answered this already.');
    expect(page().text).toContain('Page 1 of 5');
  });

  it("T01: of another person's list gets a toast", async () => {
    const { rig, list } = await atTheBanks();
    const obi = rig.person('Obi');
    await walkTo(obi, 'bank');
    const theirs = obi.last();
    expect(await obi.pressData(theirs, dataOf(list, 'More'))).toBe(
      'You have answered this already.',
    );
    expect(obi.last().text).toContain('Page 1 of 5');
  });
});
