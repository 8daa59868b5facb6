/** Staff commands exist for staff alone: strangers, groups, and those who were staff yesterday. */
import { describe, expect, it } from 'vitest';
import { createPerson, type Person } from '../../../sandbox/telegram/person.ts';
import { en } from '../../../src/text/en/index.ts';
import { dataOf } from '../../support/chat.ts';
import { openRig, type Rig } from '../../support/rig.ts';
import { adminOf, ask, said, staffEnv, supportOf } from '../../support/staff.ts';
import { walkTo, walkToDeposit } from '../../support/walk.ts';

const commands = en.staff.commands.map(({ command }) => `/${command}`);

function menuOf(rig: Rig, person: Person): string[] {
  const { commands: menu } = rig.telegram.people.commands(person.id, person.chatId);
  return menu.map(({ command }) => `/${command}`);
}

/** Commands with and without something behind them. */
const typed = commands.flatMap((command) => [command, `${command} TEST1234`, `${command} 5000 x`]);

describe('staff commands', () => {
  it('are unknown commands to a stranger, byte for byte', async () => {
    const rig = await openRig({ env: staffEnv });
    const obi = rig.person('Obi');
    const unknown = said(await ask(obi, '/nosuchcommand'));
    for (const command of typed) expect(said(await ask(obi, command)), command).toEqual(unknown);
    expect(unknown.text).toContain('I do not know that command');
    expect(menuOf(rig, obi).filter((one) => commands.includes(one))).toEqual([]);
  });

  it('are unknown commands in the middle of a dialogue too, and leave it as it is', async () => {
    const rig = await openRig({ env: staffEnv });
    const obi = rig.person('Obi');
    await walkTo(obi, 'amount');
    for (const command of ['/nosuchcommand', '/admin', '/pause everything now']) {
      obi.say(command);
      await obi.waitFor('I do not know that command');
      await obi.waitFor('How much');
    }
  });

  it.each(['adminOf', 'supportOf'] as const)('answer %s, and stand in their menu', async (who) => {
    const rig = await openRig({ env: staffEnv });
    const person = who === 'adminOf' ? adminOf(rig) : supportOf(rig);
    const unknown = said(await ask(person, '/nosuchcommand'));
    for (const command of commands) {
      expect(said(await ask(person, command)), command).not.toEqual(unknown);
    }
    const menu = menuOf(rig, person);
    expect(menu).toEqual(expect.arrayContaining(['/send', '/admin', '/order', '/stuck', '/user']));
    expect(menu.includes('/pause')).toBe(who === 'adminOf');
  });

  it('offer the private chat in a group, like every command', async () => {
    const rig = await openRig({ env: staffEnv });
    const grace = adminOf(rig);
    grace.start();
    await grace.waitFor('Send money home');
    const { chat } = rig.telegram.people.createGroup({ title: 'Desk', members: [grace.id] });
    const there = createPerson(rig.telegram, { id: grace.id, chatId: chat.id });
    const usual = said(await ask(there, '/send'));
    for (const command of typed) expect(said(await ask(there, command)), command).toEqual(usual);
    expect(menuOf(rig, there).filter((one) => commands.includes(one))).toEqual([]);
  });

  it('T07: are gone at the next action once the id is taken out, menu and buttons too', async () => {
    const rig = await openRig({ env: staffEnv });
    const ada = rig.person();
    const { shortId } = rig.chessa.order(await walkToDeposit(rig, ada));
    const grace = adminOf(rig);
    const order = await ask(grace, `/order ${shortId}`);
    const [look, note] = [dataOf(order, 'Look now'), dataOf(order, 'Add a note')];
    await grace.press('Add a note');
    await grace.waitFor('Write the note');

    await rig.restart({ ADMIN_IDS: '5009' });
    const unknown = said(await ask(grace, '/nosuchcommand'));
    for (const command of commands) {
      expect(said(await ask(grace, command)), command).toEqual(unknown);
    }
    const toast = await grace.pressData(order, 'zz:1');
    for (const data of [look, note]) expect(await grace.pressData(order, data)).toBe(toast);
    const words = await ask(grace, 'this would be the note');
    expect(words.text).toContain(en.notUnderstood().text.text.slice(0, 20));
    await expect.poll(() => menuOf(rig, grace).includes('/admin')).toBe(false);

    await rig.restart({ ADMIN_IDS: '5000' });
    const acts = await ask(grace, '/audit');
    expect(acts.text).not.toContain('this would be the note');
  });

  it('T06: open nothing for a name like that of staff', async () => {
    const rig = await openRig({ env: staffEnv });
    const double = createPerson(rig.telegram, { firstName: 'Grace', username: 'grace' });
    expect((await ask(double, '/admin')).text).toContain('I do not know that command');
  });
});

describe('support', () => {
  it('looks, and is told that acting is not theirs', async () => {
    const rig = await openRig({ env: staffEnv });
    const ada = rig.person();
    const { shortId } = rig.chessa.order(await walkToDeposit(rig, ada));
    const grace = adminOf(rig);
    const data = dataOf(await ask(grace, `/order ${shortId}`), 'Add a note');
    const sam = supportOf(rig);
    const order = await ask(sam, `/order ${shortId}`);
    expect(order.text).toContain('awaiting_deposit');
    expect(sam.buttons()).toEqual(expect.arrayContaining(['Look now', 'Show names']));
    expect(sam.buttons().join()).not.toMatch(/note|card|Release|Ask where/);
    await sam.pressData(order, data);
    await sam.waitFor('Only those who are named in ADMIN_IDS');
    await sam.pressData(order, data.replace('note', 'card'));
    await sam.waitFor('Only those who are named in ADMIN_IDS');
  });
});
