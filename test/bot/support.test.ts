/** A question to our people, from both sides: the person who asks, and staff who answer. */
import { describe, expect, it } from 'vitest';
import type { Person } from '../../sandbox/telegram/person.ts';
import { dataOf, timesSaid } from '../support/chat.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { adminOf, ask, staffEnv, supportOf } from '../support/staff.ts';
import { walkTo, walkToDeposit } from '../support/walk.ts';

const question = 'It is still not there.\nWhat shall I do?';

async function scene() {
  const rig = await openRig({ env: staffEnv });
  const [ada, grace, sam] = [rig.person(), adminOf(rig), supportOf(rig)];
  for (const person of [grace, sam]) {
    person.start();
    await person.waitFor('Send money home');
  }
  return { rig, ada, grace, sam };
}

/** What Chessa's people were sent. */
function passedOn(rig: Rig) {
  return rig.chessa.requests.filter(({ path }) => path === '/v1/users/support');
}

async function asksFromCard(ada: Person): Promise<void> {
  await ada.press('Help');
  await ada.waitFor('What can we help you with');
  ada.say(question);
  await ada.waitFor('We have your message');
}

describe('a question to our people', () => {
  it('takes the transfer of its card along, to staff and to Chessa, and brings the answer back', async () => {
    const { rig, ada, grace, sam } = await scene();
    const orderId = await walkToDeposit(rig, ada);
    const { shortId } = rig.chessa.order(orderId);
    await asksFromCard(ada);
    expect(ada.find('We have your message')?.text).toContain(`Transfer ${shortId}`);
    for (const staff of [grace, sam]) {
      const rung = await staff.waitFor(/Case [0-9a-f]{8}/, { since: 'ever' });
      expect(rung.text).toContain(shortId);
      expect(rung.text).toContain('It is still not there.');
    }
    await grace.waitFor(/at Chessa +yes, number \d+/, { since: 'ever' });
    expect(passedOn(rig)).toHaveLength(1);
    expect(JSON.stringify(passedOn(rig)[0])).toContain(shortId);

    await sam.press('Answer');
    await sam.waitFor('Your next message is sent to the person');
    await grace.waitFor(/with +5001 has it/, { since: 'ever' });
    sam.say('It arrives today.\nPlease wait for it.');
    await sam.waitFor('Your answer is sent');
    const answer = await ada.waitFor('An answer from our people', { since: 'ever' });
    expect(answer.text).toContain('It arrives today.\nPlease wait for it.');
    expect(answer.text).toContain('answered');
    await grace.waitFor(/state +answered/, { since: 'ever' });

    await ada.press('Write back');
    await ada.waitFor('What would you like to add');
    ada.say('Thank you, it is there');
    await ada.waitFor('We have your message');
    await sam.waitFor('Thank you, it is there', { since: 'ever' });
    expect(passedOn(rig)).toHaveLength(1);

    sam.say('/cases');
    await sam.waitFor('who waits longest first');
    await sam.press('Case ');
    await sam.waitFor(/you have it/);
    await sam.press('Close');
    await ada.waitFor('Your question is closed', { since: 'ever' });
    expect((await ask(sam, '/cases')).text).toContain('Nobody waits');
    await sam.press('Open again');
    await sam.waitFor(/state +open/, { since: 'ever' });
    expect((await ask(sam, '/cases')).text).toMatch(/open \d+s, you have it/);
    const audit = (await ask(grace, '/audit')).text;
    expect(audit).toMatch(/5001 {2}case_answer\n {2}case:[0-9a-f]{8}/);
    expect(audit).toMatch(/5001 {2}case_close/);
  });

  it('is left alone by the others once somebody has it, until they take it over', async () => {
    const { ada, grace, sam } = await scene();
    ada.say('/support');
    await ada.waitFor('What can we help you with');
    ada.say(question);
    await sam.waitFor(/Case [0-9a-f]{8}/, { since: 'ever' });
    await grace.waitFor(/Case [0-9a-f]{8}/, { since: 'ever' });
    await sam.press('Take it');
    await sam.waitFor(/with +you have it/, { since: 'ever' });
    await grace.waitFor(/with +5001 has it/, { since: 'ever' });
    await grace.press('Answer');
    await grace.waitFor(/5001 looks after case/);
    await grace.press('Show the case');
    await grace.press('Take it over');
    await sam.waitFor(/with +5000 has it/, { since: 'ever' });
  });

  it('goes on before the eyes of those alone who are staff still', async () => {
    const { rig, ada, grace, sam } = await scene();
    ada.say('/support');
    await ada.waitFor('What can we help you with');
    ada.say(question);
    for (const staff of [grace, sam]) await staff.waitFor(/Case [0-9a-f]{8}/, { since: 'ever' });
    await rig.restart({ ADMIN_IDS: '5009' });
    const seen = grace.texts();
    await ada.press('Add something');
    await ada.waitFor('What would you like to add');
    ada.say('And one more thing');
    await sam.waitFor('And one more thing', { since: 'ever' });
    await sam.press('Take it');
    await sam.waitFor(/with +you have it/, { since: 'ever' });
    expect(grace.texts()).toEqual(seen);
  });

  it('waits through a restart for its words, and is taken in once', async () => {
    const { rig, ada, sam } = await scene();
    ada.say('/support');
    await ada.waitFor('What can we help you with');
    await rig.restart();
    ada.say(question);
    await ada.waitFor('We have your message');
    ada.say('hello');
    await ada.waitFor('I am not sure what you would like to do');
    const list = await ask(sam, '/cases');
    expect(
      list.reply_markup?.inline_keyboard.flat().filter(({ text }) => /^Case/.test(text)),
    ).toHaveLength(1);
    expect((await ask(ada, '/support')).text).toMatch(
      /Question .* open[\s\S]*You wrote: It is still/,
    );
  });

  it('leaves a dialogue with its answers, and is left by whoever goes on with it', async () => {
    const { ada, sam } = await scene();
    await walkTo(ada, 'amount');
    const amount = ada.last();
    ada.say('/support');
    await ada.waitFor('What can we help you with');
    await ada.press('Leave it');
    await ada.waitFor('nothing was sent');
    ada.say('50000 NGN');
    await ada.waitFor(/How much|What will you pay with/);
    expect(amount.text).toContain('How much');
    expect((await ask(sam, '/cases')).text).toContain('Nobody waits');
  });

  it('is nobody else’s: buttons of another person do nothing', async () => {
    const { rig, ada, sam } = await scene();
    await walkToDeposit(rig, ada);
    const help = dataOf(ada.last(), 'Help');
    const obi = rig.person('Obi');
    const unknown = await ask(obi, '/nosuchcommand');
    expect(await obi.pressData(unknown, help)).toMatch(/no longer in use/);
    await asksFromCard(ada);
    const more = dataOf(ada.last(), 'Add something');
    expect(await obi.pressData(unknown, more)).toMatch(/no longer in use/);
    await sam.waitFor(/Case [0-9a-f]{8}/, { since: 'ever' });
    for (const act of ['case', 'case_take', 'case_answer', 'case_close']) {
      const data = `sx:${act}:${/Case ([0-9a-f]{8})/.exec(sam.last().text ?? '')?.[1]}`;
      expect(await obi.pressData(unknown, data), act).toMatch(/no longer in use/);
    }
    expect(timesSaid(obi, 'Case|our people')).toBe(1);
  });

  it.each([
    ['a picture of nothing', ''],
    ['a novel', 'x'.repeat(2_001)],
  ])('asks again for %s', async (_, text) => {
    const { ada, sam } = await scene();
    ada.say('/support');
    await ada.waitFor('What can we help you with');
    if (text) ada.say(text);
    else ada.send({ sticker: '👍' });
    await ada.waitFor('Please write it in words');
    expect((await ask(sam, '/cases')).text).toContain('Nobody waits');
  });

  it('keeps an answer that cannot be delivered, and says so', async () => {
    const { ada, sam } = await scene();
    ada.say('/support');
    await ada.waitFor('What can we help you with');
    ada.say(question);
    await ada.waitFor('We have your message');
    await sam.waitFor(/Case [0-9a-f]{8}/, { since: 'ever' });
    ada.block();
    await sam.press('Answer');
    await sam.waitFor('Your next message is sent');
    sam.say('We looked at it.');
    await sam.waitFor('could not be delivered');
    ada.unblock();
    expect((await ask(ada, '/support')).text).toContain('We wrote: We looked at it.');
  });
});
