/** Commands: one's own transfers only, and staff's command for staff alone. */
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import { createPerson, type Person } from '../../sandbox/telegram/person.ts';
import { dataOf } from '../support/chat.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { walkTo, walkToDeposit, walkToQuote } from '../support/walk.ts';

const staffId = 5000;

function staffOf(rig: Rig): Person {
  return createPerson(rig.telegram, { id: staffId, firstName: 'Grace', patienceMs: 10_000 });
}

/** What a message says, without what tells one sending from another. */
function said({ text, entities, reply_markup }: ChatMessage) {
  return { text, entities, reply_markup };
}

async function ask(person: Person, command: string): Promise<ChatMessage> {
  const newest = person.messages().at(-1)?.message_id ?? 0;
  person.say(command);
  return person.waitFor(({ message_id }) => message_id > newest);
}

describe('/status', () => {
  it("T03: answers another's transfer byte for byte like one that does not exist", async () => {
    const rig = await openRig();
    const ada = rig.person();
    const { shortId } = rig.chessa.order(await walkToDeposit(rig, ada));
    const obi = rig.person('Obi');
    for (const command of ['/status', '/refund']) {
      const theirs = await ask(obi, `${command} ${shortId}`);
      const none = await ask(obi, `${command} ZZZZ9999`);
      expect(said(theirs)).toEqual(said(none));
      expect(theirs.text).toContain('You have no transfer with that number');
    }
  });

  it('T03: asks Chessa nothing on behalf of a stranger', async () => {
    const rig = await openRig({ env: { POLL_SCALE: '1' }, scale: 1 });
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const before = rig.chessa.audit(orderId).reads;
    await ask(rig.person('Obi'), `/status ${rig.chessa.order(orderId).shortId}`);
    expect(rig.chessa.audit(orderId).reads).toBe(before);
  });

  it.each(['', ' ', "' OR 1=1 --", '*', '../../etc', '{}:\n', '\u202e', 'x'.repeat(3_000)])(
    'takes "%.12s" for no number at all',
    async (argument) => {
      const rig = await openRig();
      const ada = rig.person();
      const answer = await ask(ada, `/status ${argument}`);
      expect(answer.text).toMatch(/No transfers yet|You have no transfer with that number/);
    },
  );

  it('brings a fresh card, and the card above becomes a line without the address', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const { shortId, address = '' } = rig.chessa.order(orderId);
    const earlier = ada.last();
    ada.say(`/status ${shortId.toLowerCase()}`);
    const fresh = await ada.waitFor(({ message_id, text }) => {
      return message_id > earlier.message_id && text?.includes(address) === true;
    });
    expect(ada.versions(fresh)[0]).not.toContain(address);
    await expect
      .poll(() => ada.find(({ message_id }) => message_id === earlier.message_id)?.text)
      .not.toContain(address);
    expect(ada.texts().filter((text) => text.includes(address))).toHaveLength(1);
  });

  it('lists what is open where there are several, and each opens its own', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const first = rig.chessa.order(await walkToDeposit(rig, ada)).shortId;
    const second = rig.chessa.order(await walkToDeposit(rig, ada)).shortId;
    ada.say('/status');
    const list = await ada.waitFor('Your transfers, newest first');
    expect(list.text?.indexOf(second)).toBeLessThan(list.text?.indexOf(first) ?? 0);
    await ada.press(first);
    await ada.waitFor(({ message_id, text }) => {
      return message_id > list.message_id && /Send exactly/.test(text ?? '');
    });
    expect(ada.last().text).toContain(first);
  });

  it('does not take a quote that nobody confirmed for a transfer', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const answer = await ask(ada, '/status');
    expect(answer.text).toContain('No transfers yet');
  });
});

describe('/transfers', () => {
  it("lists a person's own, newest first, and nobody else's", async () => {
    const rig = await openRig();
    const ada = rig.person();
    const orders = [await walkToDeposit(rig, ada), await walkToDeposit(rig, ada)];
    const obi = rig.person('Obi');
    const theirs = rig.chessa.order(await walkToDeposit(rig, obi)).shortId;
    const list = await ask(ada, '/transfers');
    for (const id of orders) expect(list.text).toContain(rig.chessa.order(id).shortId);
    expect(list.text).not.toContain(theirs);
    expect((await ask(rig.person('Eve'), '/transfers')).text).toContain('No transfers yet');
  });
});

describe('/order', () => {
  it('tells staff everything about one transfer, with the person masked, and looks at once', async () => {
    const rig = await openRig({ env: { ADMIN_IDS: String(staffId) } });
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const { shortId, address = '' } = rig.chessa.order(orderId);
    const grace = staffOf(rig);
    const answer = await ask(grace, `/order ${shortId.toLowerCase()}`);
    expect(answer.text).toContain(orderId);
    for (const hidden of ['OKAFOR', '0123456789', address]) {
      expect(answer.text).not.toContain(hidden);
    }
    expect(await grace.press('Look now')).toMatch(/Looking now/);
    expect((await ask(grace, '/order')).text).toContain('Write /order');
    expect((await ask(grace, '/order ZZZZ9999')).text).toContain('There is no transfer');
  });

  it('does not exist for anybody else, not even for the owner', async () => {
    const rig = await openRig({ env: { ADMIN_IDS: String(staffId) } });
    const ada = rig.person();
    const { shortId } = rig.chessa.order(await walkToDeposit(rig, ada));
    const grace = staffOf(rig);
    const staffScreen = await ask(grace, `/order ${shortId}`);
    const look = dataOf(staffScreen, 'Look now');
    for (const person of [ada, rig.person('Obi')]) {
      const unknown = await ask(person, '/nonsense');
      for (const command of [`/order ${shortId}`, '/order ZZZZ9999', '/order', '/ORDER x']) {
        expect(said(await ask(person, command)), command).toEqual(said(unknown));
      }
      expect(await person.pressData(unknown, look)).toMatch(/no longer in use/);
      expect(person.find(/waiting_for_funding/)).toBeUndefined();
    }
    const menu = rig.telegram.people.commands(ada.id, ada.id).commands;
    expect(menu.map(({ command }) => command)).not.toContain('order');
  });

  it('T04: is not answered in a group, also not for staff', async () => {
    const rig = await openRig({ env: { ADMIN_IDS: String(staffId) } });
    const ada = rig.person();
    const { shortId } = rig.chessa.order(await walkToDeposit(rig, ada));
    staffOf(rig);
    const { chat } = rig.telegram.people.createGroup({ title: 'Desk', members: [staffId, ada.id] });
    const there = createPerson(rig.telegram, { id: staffId, chatId: chat.id, patienceMs: 10_000 });
    const answer = await ask(there, `/order ${shortId}`);
    expect(answer.text).toContain('Money is a private matter');
    expect(answer.text).not.toContain(shortId);
  });

  it('T07: is gone, with its button, once the id is taken out', async () => {
    const rig = await openRig({ env: { ADMIN_IDS: String(staffId) } });
    const ada = rig.person();
    const { shortId } = rig.chessa.order(await walkToDeposit(rig, ada));
    const grace = staffOf(rig);
    const screen = await ask(grace, `/order ${shortId}`);
    await rig.restart({ ADMIN_IDS: '5001' });
    expect(await grace.pressData(screen, dataOf(screen, 'Look now'))).toMatch(/no longer in use/);
    expect((await ask(grace, `/order ${shortId}`)).text).toContain('I do not know that command');
  });

  it('leaves the dialogue of staff where it is', async () => {
    const rig = await openRig({ env: { ADMIN_IDS: String(staffId) } });
    const grace = staffOf(rig);
    await walkTo(grace, 'amount');
    grace.say('/order ZZZZ9999');
    await grace.waitFor('There is no transfer');
    await grace.waitFor('How much');
    grace.say('50000 NGN');
    await grace.waitFor('What will you pay with');
  });
});
