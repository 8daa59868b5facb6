/** Messages to many people, as staff write them and people read them. */
import { describe, expect, it } from 'vitest';
import type { Person } from '../../../sandbox/telegram/person.ts';
import { dataOf, timesSaid } from '../../support/chat.ts';
import { openRig, type RigOptions } from '../../support/rig.ts';
import { adminOf, ask, staffEnv, supportOf } from '../../support/staff.ts';
import { walkToDeposit } from '../../support/walk.ts';

const words = 'We are closed on Friday.\nYour transfers go on: https://example.org/friday';

/** A bot that some people have written to, Grace among them. */
async function scene(others: number, options: RigOptions = {}) {
  const rig = await openRig({ ...options, env: { ...staffEnv, ...options.env } });
  const grace = adminOf(rig);
  const people = Array.from({ length: others }, (_, n) => rig.person(`Person${n}`));
  for (const person of [grace, ...people]) person.start();
  for (const person of [grace, ...people]) {
    await person.waitFor('Send money home', { since: 'ever' });
  }
  return { rig, grace, people };
}

/** From `/broadcast` to the question for the count. */
async function toCount(grace: Person, whom: string): Promise<string> {
  grace.say('/broadcast');
  await grace.waitFor('What shall people read');
  grace.say(words);
  await grace.waitFor('Who shall have it');
  await grace.press(whom);
  return (await grace.waitFor(/(?:people|person) \(|Which/)).text ?? '';
}

function panelOf(grace: Person): string {
  return grace.find(/^Broadcast [0-9a-f]{8}: /)?.text ?? '';
}

describe('/broadcast', () => {
  it('shows what is read, counts, waits for the count, and reaches everybody once', async () => {
    const { grace, people } = await scene(4);
    expect(await toCount(grace, 'Everybody')).toContain('5 people (everybody)');
    expect(timesSaid(grace, 'We are closed on Friday')).toBe(1);
    grace.say('4');
    await grace.waitFor('That is not 5');
    expect(people.filter((person) => person.find('We are closed'))).toEqual([]);
    grace.say('5');
    await grace.waitFor(/: done[\s\S]*sent +5/);
    for (const person of people) {
      expect(timesSaid(person, 'We are closed on Friday')).toBe(1);
      expect(person.find('We are closed')?.text).toBe(words);
    }
    expect((await ask(grace, '/audit')).text).toMatch(
      /5000 {2}broadcast\n {2}broadcast:\w+: 5 people/,
    );
  });

  it('goes to those alone who have an open transfer, or sent to a corridor', async () => {
    const { rig, grace, people } = await scene(3);
    const [ada] = people;
    if (!ada) throw new Error('nobody is there');
    await walkToDeposit(rig, ada);
    expect(await toCount(grace, 'Who has an open transfer')).toContain('1 person (');
    await grace.press('Leave it');
    expect(await toCount(grace, 'One corridor')).toContain('Which corridor');
    grace.say('Nigeria');
    await grace.waitFor('Write country and currency');
    grace.say('ke:kes');
    await grace.waitFor('There is nobody like that');
    await grace.press('Choose others');
    await grace.waitFor('Who shall have it');
    await grace.press('One corridor');
    await grace.waitFor('Which corridor');
    grace.say('ng:ngn');
    await grace.waitFor('1 person (corridor NG:NGN)');
    grace.say('1');
    await grace.waitFor(/: done/);
    expect(people.map((person) => timesSaid(person, 'We are closed'))).toEqual([1, 0, 0]);
  });

  it('goes on after restarts in the middle, within the budget of pushes, nobody twice', async () => {
    const { rig, grace, people } = await scene(39, { env: { TELEGRAM_PUSH_RPS: '5' } });
    await toCount(grace, 'Everybody');
    grace.say('40');
    await grace.waitFor(/: running/);
    const beganAtMs = Date.now();
    for (let restarts = 0; restarts < 4; restarts += 1) {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await rig.restart();
    }
    await grace.waitFor(/: done/, 30_000);
    expect(Date.now() - beganAtMs).toBeGreaterThan((39 / 5) * 1_000 * 0.8);
    expect(people.filter((person) => timesSaid(person, 'We are closed') !== 1)).toEqual([]);
    expect(panelOf(grace)).toMatch(/sent +40[\s\S]*not known +0[\s\S]*waiting +0/);
  }, 60_000);

  it('is paused, goes on and is stopped from its panel, whoever else looks', async () => {
    const { rig, grace, people } = await scene(30, { env: { TELEGRAM_PUSH_RPS: '4' } });
    await toCount(grace, 'Everybody');
    grace.say('31');
    await grace.waitFor(/: running/);
    await grace.press('Pause');
    await grace.waitFor(/: paused/, { since: 'ever' });
    await rig.restart();
    const second = await ask(grace, '/broadcast');
    expect(second.text).toContain('This one is not over yet');
    await grace.waitFor(/: paused/);
    await grace.press('Go on');
    await grace.waitFor(/: running/, { since: 'ever' });
    await grace.press('Stop');
    await grace.waitFor(/: stopped/, { since: 'ever' });
    const reached = () => people.filter((person) => person.find('We are closed')).length;
    await rig.restart();
    const before = reached();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(reached()).toBe(before);
    expect(before).toBeLessThan(30);
  }, 60_000);

  it('is not for support, nor for whoever presses its buttons without being an admin', async () => {
    const { rig, grace, people } = await scene(1);
    const sam = supportOf(rig);
    expect((await ask(sam, '/broadcast')).text).toContain('ADMIN_IDS');
    await toCount(grace, 'Everybody');
    const choice = grace.find('Who shall have it');
    if (!choice) throw new Error('no choice');
    const data = dataOf(choice, 'Everybody');
    await sam.pressData(sam.last(), data);
    await sam.waitFor('ADMIN_IDS');
    sam.say('2');
    await sam.waitFor('I am not sure what you would like to do');
    expect(people[0]?.find('We are closed')).toBeUndefined();
  });

  it.each([
    ['too long', 'x'.repeat(3_001), /3,001 characters/],
    ['of many lines', `${'a\n'.repeat(81)}b`, /82 lines; at most 80 fit/],
    ['no text', '', /Write it in words/],
    ['nothing that can be seen', '\u200b\u200d', /Write it in words/],
  ])('says what is wrong with one that is %s', async (_, text, answer) => {
    const { grace } = await scene(0);
    grace.say('/broadcast');
    await grace.waitFor('What shall people read');
    if (text) grace.say(text);
    else grace.send({ sticker: '👍' });
    await grace.waitFor(answer);
    grace.say('Short enough');
    await grace.waitFor('Who shall have it');
  });
});
