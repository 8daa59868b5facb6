/** Whoever is not the person in the private chat: strangers, groups, channels, other bots. */
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import { createPerson } from '../../sandbox/telegram/person.ts';
import { dataOf, everSeen } from '../support/chat.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { goOn, walkTo, walkToDeposit, walkToQuote } from '../support/walk.ts';

const neutral = 'This button is no longer in use. Send /status to see where things stand.';
const secrets = ['OKAFOR', '0123456789', '6789', '₦', 'USDC', 'Access'];

/** Somebody who has said hello, and the message under which they press. */
async function stranger(rig: Rig) {
  const obi = rig.person('Obi');
  obi.start();
  return { obi, under: await obi.waitFor('Send money home') };
}

function transferOf(card: ChatMessage): string {
  const data = JSON.stringify(card.reply_markup);
  const id = /"\w\w:([0-9a-f]{24})/.exec(data)?.[1];
  if (!id) throw new Error('no transfer behind these buttons');
  return id;
}

describe("a stranger who has a button's data", () => {
  it('T01: meets the answer of a button that does not exist, whatever they press', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const confirm = dataOf(ada.last(), 'Confirm');
    const { obi, under } = await stranger(rig);
    const before = obi.texts();
    expect(await obi.pressData(under, confirm)).toBe(neutral);
    expect(await obi.pressData(under, confirm.replace(/:\w{24}:/, `:${'0'.repeat(24)}:`))).toBe(
      neutral,
    );
    expect(rig.chessa.orders()[0]?.status).toBe('created');

    await ada.press('Confirm');
    const card = await ada.waitFor('Send exactly');
    const id = transferOf(card);
    for (const code of ['no', 'st', 'qr', 'rf', 'ra', 'ss', 'ln', 'rc', 'sh', 'ns', 'am', 'nq']) {
      expect(await obi.pressData(under, `${code}:${id}`), code).toBe(neutral);
    }
    expect(await obi.pressData(under, `ro:${id}:0123456789abcdef`)).toBe(neutral);
    expect(obi.texts()).toEqual(before);
    expect(
      everSeen(obi)
        .join()
        .match(new RegExp(secrets.join('|'))),
    ).toBeNull();
    expect(ada.find('Send exactly')?.text).toBe(card.text);
    expect(rig.logged.join()).toContain('press on a transfer that is not theirs');
  });

  it('T01: keeps their own dialogue when they press what is not theirs', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToDeposit(rig, ada);
    const id = transferOf(ada.last());
    const obi = rig.person('Obi');
    await walkTo(obi, 'amount');
    const before = obi.texts();
    for (const code of ['rf', 'am', 'ss']) {
      expect(await obi.pressData(obi.last(), `${code}:${id}`)).toBe(neutral);
    }
    expect(obi.texts()).toEqual(before);
    await goOn(obi, 'amount', 'quote');
  });

  it.each([
    '',
    'x',
    'ok',
    'ok:',
    ':::',
    'ok:a:b:c',
    '🙂',
    `ok:${'f'.repeat(24)}:`,
    'pg:a:b:-1',
    'zz:1',
  ])('is answered for data that nobody made: "%s"', async (data) => {
    const rig = await openRig();
    const { obi, under } = await stranger(rig);
    const toast = await obi.pressData(under, data);
    if (data) expect(toast).toBe(neutral);
    obi.say('/help');
    await obi.waitFor('How it works');
  });
});

describe('in a group', () => {
  async function group(rig: Rig) {
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const obi = rig.person('Obi');
    const chat = rig.telegram.people.createGroup({ title: 'Family', members: [ada.id, obi.id] });
    const inGroup = (id: number) =>
      createPerson(rig.telegram, { id, chatId: chat.chat.id, patienceMs: 10_000 });
    return { ada, orderId, adaThere: inGroup(ada.id), obiThere: inGroup(obi.id), chat: chat.chat };
  }

  it.each(['/send', '/status', '/transfers', '/refund', '/start', '/order ABCD1234'])(
    'T04: %s offers the private chat and prints nothing about money',
    async (command) => {
      const rig = await openRig();
      const { adaThere } = await group(rig);
      adaThere.say(command);
      const answer = await adaThere.waitFor('Money is a private matter');
      expect(adaThere.link('Open the private chat')).toBe(
        `https://t.me/${rig.telegram.bot.username}`,
      );
      expect(answer.text?.match(new RegExp(secrets.join('|')))).toBeNull();
    },
  );

  it('T02: a button that got there decides by who presses it, and acts for nobody', async () => {
    const rig = await openRig();
    const { ada, adaThere, obiThere } = await group(rig);
    const id = transferOf(ada.find('Send exactly') as ChatMessage);
    adaThere.say('/start');
    const under = await adaThere.waitFor('Money is a private matter');
    expect(await obiThere.pressData(under, `ss:${id}`)).toBe(neutral);
    expect(await adaThere.pressData(under, `ss:${id}`)).toBe(neutral);
    expect(adaThere.texts()).toHaveLength(1);
  });

  it('T05: what is posted in the name of the group is not answered', async () => {
    const rig = await openRig();
    const { adaThere } = await group(rig);
    adaThere.say('/start');
    const under = await adaThere.waitFor('Money is a private matter');
    adaThere.say('/status', { asChat: true });
    await adaThere.pressData(under, 'go');
    expect(adaThere.texts()).toHaveLength(1);
  });

  it('T04: plain talk and commands of other bots are left alone', async () => {
    const rig = await openRig();
    const { adaThere, chat } = await group(rig);
    adaThere.say('/start');
    const under = await adaThere.waitFor('Money is a private matter');
    const talk = { message_id: 900, date: Math.floor(Date.now() / 1_000), chat };
    const from = { id: adaThere.id, is_bot: false, first_name: 'Ada' };
    const entities = [{ type: 'bot_command' as const, offset: 0, length: 17 }];
    rig.telegram.updates.push('message', { ...talk, from, text: 'hello all' });
    rig.telegram.updates.push('message', { ...talk, from, text: '/status@other_bot', entities });
    await adaThere.pressData(under, 'go');
    expect(adaThere.texts()).toHaveLength(1);
  });
});

describe('who is no person', () => {
  it('T16: another bot and a channel get no answer, and leave nothing behind', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const channel = rig.telegram.people.createChannel({ title: 'News', owner: ada.id });
    createPerson(rig.telegram, { id: ada.id, chatId: channel.chat.id }).say('/start');
    const chat = { id: 4_000, type: 'private' as const, first_name: 'Other' };
    const from = { id: 4_000, is_bot: true, first_name: 'Other', username: 'other_bot' };
    const date = Math.floor(Date.now() / 1_000);
    rig.telegram.updates.push('message', { message_id: 1, date, chat, from, text: '/send' });
    ada.say('/help');
    await ada.waitFor('How it works');
    const chats = rig.telegram.record.calls('sendMessage').map(({ params }) => params.chat_id);
    expect(new Set(chats)).toEqual(new Set([ada.id]));
  });

  it('T06: a name like that of staff opens nothing', async () => {
    const rig = await openRig({ env: { ADMIN_IDS: '5000' } });
    const staff = createPerson(rig.telegram, { id: 5000, firstName: 'Grace', username: 'grace' });
    staff.say('/order');
    await staff.waitFor('Write /order');
    const double = createPerson(rig.telegram, { firstName: 'Grace', username: 'grace' });
    double.say('/order');
    await double.waitFor('I do not know that command');
  });
});
