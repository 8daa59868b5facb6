/** Staff commands exist for staff alone: strangers, groups, and those who were staff yesterday. */
import { describe, expect, it, vi } from 'vitest';
import { createPerson, type Person } from '../../../sandbox/telegram/person.ts';
import {
  type StaffQuestion,
  staffButtons,
  staffCommands,
  staffQuestions,
} from '../../../src/domain/staff.ts';
import type { Store } from '../../../src/store/store.ts';
import { en } from '../../../src/text/en/index.ts';
import { dataOf } from '../../support/chat.ts';
import { openRig, type Rig } from '../../support/rig.ts';
import { adminOf, ask, betweenRuns, said, staffEnv, supportOf } from '../../support/staff.ts';
import { walkTo, walkToDeposit } from '../../support/walk.ts';

// Every command and every button is tried in each of these.
vi.setConfig({ testTimeout: 60_000 });

/** All that there is: a command, a button or a question that is not in these lists is none. */
const commands = Object.keys(staffCommands).map((command) => `/${command}`);
const buttons = Object.keys(staffButtons).map((act) => `sx:${act}:0`);
const questions = Object.keys(staffQuestions) as StaffQuestion[];
/** What somebody presses that this program never wrote. */
const noButton = 'zz:1';

function menuOf(rig: Rig, person: Person): string[] {
  const { commands: menu } = rig.telegram.people.commands(person.id, person.chatId);
  return menu.map(({ command }) => `/${command}`);
}

/** Leaves each of them with a question of staff, and starts the bot again. */
function askEach(
  rig: Rig,
  people: readonly { readonly act: StaffQuestion; readonly person: Person }[],
  about: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  const askIn = async (store: Store) => {
    for (const { act, person } of people) {
      await store.drafts.put(person.id, 'staff', { act, about, askedAtMs: Date.now() });
    }
  };
  return betweenRuns(rig, askIn, settings);
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

  it('have buttons that are as dead to a stranger as one that never was', async () => {
    const rig = await openRig({ env: staffEnv });
    const obi = rig.person('Obi');
    await ask(obi, '/start');
    const toast = await obi.pressData(obi.last(), noButton);
    const before = obi.texts();
    for (const data of buttons) expect(await obi.pressData(obi.last(), data), data).toBe(toast);
    expect(obi.texts()).toEqual(before);
    await walkTo(obi, 'amount');
    const amidst = await obi.pressData(obi.last(), noButton);
    const asked = obi.texts();
    for (const data of buttons) expect(await obi.pressData(obi.last(), data), data).toBe(amidst);
    expect(obi.texts()).toEqual(asked);
  });

  it('ask strangers nothing: words on a question of staff are words like any other', async () => {
    const rig = await openRig({ env: staffEnv });
    const strangers = questions.map((act) => ({ act, person: rig.person(act) }));
    await askEach(rig, strangers, '5000');
    const usual = said(await ask(rig.person('Obi'), 'some words that answer nothing'));
    for (const { act, person } of strangers) {
      expect(said(await ask(person, 'some words that answer nothing')), act).toEqual(usual);
    }
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
    const toast = await there.pressData(there.last(), noButton);
    const before = there.texts();
    for (const data of buttons) expect(await there.pressData(there.last(), data), data).toBe(toast);
    expect(there.texts()).toEqual(before);
    expect(menuOf(rig, there).filter((one) => commands.includes(one))).toEqual([]);
  });

  it('T07: are gone at the next action once the id is taken out, menu and buttons too', async () => {
    const rig = await openRig({ env: staffEnv });
    const ada = rig.person();
    const { shortId } = rig.chessa.order(await walkToDeposit(rig, ada));
    const grace = adminOf(rig);
    const order = await ask(grace, `/order ${shortId}`);
    const [look, note] = [dataOf(order, 'Look now'), dataOf(order, 'Add a note')];
    expect([look, note].map((data) => data.split(':').slice(0, 2).join(':'))).toEqual([
      'sx:look',
      'sx:note',
    ]);
    await grace.press('Add a note');
    await grace.waitFor('Write the note');

    await rig.restart({ ADMIN_IDS: '5009' });
    const unknown = said(await ask(grace, '/nosuchcommand'));
    for (const command of typed) {
      expect(said(await ask(grace, command)), command).toEqual(unknown);
    }
    const toast = await grace.pressData(order, noButton);
    for (const data of [look, note, ...buttons]) {
      expect(await grace.pressData(order, data), data).toBe(toast);
    }
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

const actsOnly = 'Only those who are named in ADMIN_IDS';

function needing<T extends string>(rights: Readonly<Record<T, string>>, right: string): T[] {
  return (Object.keys(rights) as T[]).filter((name) => rights[name] === right);
}

describe('support', () => {
  it('looks, and is told that acting is not theirs', async () => {
    const rig = await openRig({ env: staffEnv });
    const { shortId } = rig.chessa.order(await walkToDeposit(rig, rig.person()));
    const sam = supportOf(rig);
    const order = await ask(sam, `/order ${shortId}`);
    expect(order.text).toContain('awaiting_deposit');
    expect(sam.buttons()).toEqual(expect.arrayContaining(['Look now', 'Show names']));
    expect(sam.buttons().join()).not.toMatch(/note|card|Release|Ask where/);
    for (const command of needing(staffCommands, 'acts')) {
      expect((await ask(sam, `/${command} everything x`)).text, command).toContain(actsOnly);
    }
    for (const act of needing(staffButtons, 'acts')) {
      const newest = sam.last().message_id;
      await sam.pressData(order, `sx:${act}:0`);
      await sam.waitFor(
        ({ message_id, text }) => message_id > newest && (text ?? '').includes(actsOnly),
      );
    }
    for (const command of needing(staffCommands, 'looks')) {
      expect((await ask(sam, `/${command}`)).text ?? '', command).not.toContain(actsOnly);
    }
    expect((await ask(sam, '/audit')).text).toContain('nothing yet');
  });

  it('answers no question that was asked while they could act', async () => {
    const acting = needing(staffQuestions, 'acts').map((act, n) => ({ act, id: 5010 + n }));
    const ids = acting.map(({ id }) => id).join(',');
    const rig = await openRig({ env: { ...staffEnv, ADMIN_IDS: ids } });
    const once = acting.map(({ act, id }) => ({
      act,
      person: createPerson(rig.telegram, { id, firstName: act, patienceMs: 10_000 }),
    }));
    const { shortId } = rig.chessa.order(await walkToDeposit(rig, rig.person()));
    const sam = supportOf(rig);
    const { text = '' } = await ask(sam, `/order ${shortId}`);
    const about = /id +([0-9a-f]{24})/.exec(text)?.[1] ?? '';
    await askEach(rig, once, about, { ADMIN_IDS: '5009', SUPPORT_IDS: `5001,${ids}` });
    for (const { act, person } of once) {
      expect((await ask(person, 'a good reason')).text, act).toContain(actsOnly);
    }
    expect((await ask(sam, '/audit')).text).toContain('nothing yet');
    expect(once.filter(({ person }) => menuOf(rig, person).includes('/pause'))).toEqual([]);
  });
});
