/** Commands and buttons in the middle of `/send`: nothing is lost, and the question comes again. */
import { describe, expect, it } from 'vitest';
import { everSeen } from '../support/chat.ts';
import { openRig } from '../support/rig.ts';
import { goOn, type Stop, walkTo, walkToDeposit } from '../support/walk.ts';

const questions: [Stop, string][] = [
  ['country', 'Where is the money going'],
  ['bank', 'Which bank'],
  ['account', 'Account number'],
  ['name', 'Is this the person?'],
  ['amount', 'How much'],
  ['pay', 'What will you pay with'],
];

describe('a command that only asks', () => {
  it.each(questions)('is answered at the %s, and then the question again', async (stop, asked) => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, stop);
    for (const [command, answer] of [
      ['/help', 'How it works'],
      ['/status', 'No transfers yet'],
      ['/transfers', 'No transfers yet'],
      ['/status ABCD1234', 'You have no transfer with that number'],
      ['/nonsense', 'I do not know that command'],
      ['/constructor', 'I do not know that command'],
      ['/order ABCD1234', 'I do not know that command'],
    ] as const) {
      ada.say(command);
      await ada.waitFor(answer);
      await ada.waitFor(asked);
    }
    await goOn(ada, stop, 'quote');
  });

  it('is answered by a button, too', async () => {
    const rig = await openRig();
    const ada = rig.person();
    ada.start();
    const welcome = await ada.waitFor('Send money home');
    await walkTo(ada, 'amount');
    await ada.pressData(welcome, 'he');
    await ada.waitFor('How it works');
    await ada.waitFor('How much');
    await goOn(ada, 'amount', 'quote');
  });

  it('with nothing to refund asks the question again', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    ada.say('/refund ABCD1234');
    await ada.waitFor('You have no transfer with that number');
    ada.say('50000 NGN');
    await ada.waitFor('We go on where you were; no money moved');
    await goOn(ada, 'amount', 'quote');
  });
});

describe('a command that leads elsewhere', () => {
  it('/send goes on with the question that stands', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    ada.say('/send');
    await ada.waitFor('How much');
    await goOn(ada, 'amount', 'quote');
  });

  it('/start keeps the answers, and the next words go on from there', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    ada.start();
    await ada.waitFor('Send money home');
    ada.say('4000000 NGN');
    await ada.waitFor('We go on where you were; no money moved');
    await ada.waitFor('How much');
    await goOn(ada, 'amount', 'quote');
    expect(everSeen(ada).join()).not.toContain('4,000,000');
  });

  it.each(questions)('/cancel at the %s forgets the answers', async (stop) => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, stop);
    ada.say('/cancel');
    await ada.waitFor('Cancelled. No money moved.');
    ada.say('50000 NGN');
    await ada.waitFor('I am not sure what you would like to do');
    await walkTo(ada, 'quote');
  });

  it('/cancel does not sound as if it ended a transfer that was confirmed', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToDeposit(rig, ada);
    ada.say('/cancel');
    const said = await ada.waitFor('The transfer that you confirmed before goes on as it was');
    expect(said.text).toMatch(/^There is nothing to cancel[\s\S]*tap “I won’t pay” on its card/);
    await ada.press('Show this transfer');
    await ada.waitFor(/Send exactly/);
    await walkTo(ada, 'bank');
    ada.say('/cancel');
    await ada.waitFor(
      'A transfer that you confirmed before goes on as it was; /status shows where',
    );
  });

  it('a question that is asked again, or left, loses its buttons where it stood before', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const questions = () => ada.messages().filter(({ text }) => /Which bank/.test(text ?? ''));
    const withButtons = () => questions().filter(({ reply_markup }) => reply_markup !== undefined);
    await walkTo(ada, 'bank');
    for (const [index, again] of ['/send', '/help', '/send'].entries()) {
      ada.say(again);
      await expect.poll(() => questions().length).toBe(index + 2);
      expect(withButtons()).toEqual(questions().slice(-1));
    }
    await rig.restart();
    ada.start();
    await ada.waitFor('Send money home');
    expect(withButtons()).toEqual([]);
    await ada.press('Send money');
    await ada.waitFor('Which bank');
    expect(withButtons()).toHaveLength(1);
    ada.say('/cancel');
    await ada.waitFor('Cancelled');
    expect(withButtons()).toEqual([]);
  });

  it('words that nobody understands beside an open transfer lead to it', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToDeposit(rig, ada);
    ada.say('Where is my money?');
    await ada.waitFor('I am not sure what you would like to do');
    expect(ada.last().text).toContain('ADA TEST OKAFOR');
    await ada.press('Show this transfer');
    await ada.waitFor(/Send exactly/);
  });

  it('the Cancel button does the same, and /cancel outside of anything is answered', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'bank');
    await ada.press('Cancel');
    await ada.waitFor('Cancelled. No money moved.');
    ada.say('/cancel');
    await ada.waitFor('There is nothing to cancel');
    await walkTo(ada, 'bank');
    ada.say('/cancel');
    await ada.waitFor('Cancelled. No money moved.');
  });
});

describe('going back', () => {
  it('from the last question to the first asks each again, and both ways meet in a quote', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'pay');
    for (const asked of ['How much', 'Account number', 'Which bank', 'Where is the money going']) {
      await ada.press('Back');
      await ada.waitFor(asked);
    }
    expect(ada.buttons()).not.toContain('‹ Back');
    await goOn(ada, 'country', 'quote');
    expect(rig.chessa.orders()).toHaveLength(1);
  });
});

describe('a deep link', () => {
  const longest = `${'aZ0_-'.repeat(12)}zzzz`;

  it('T11: with any payload at most opens the welcome', async () => {
    const rig = await openRig({ env: { ADMIN_IDS: '5000' } });
    const ada = rig.person();
    for (const payload of [longest, 'order', 'refund_ABCD1234', 'ok_1', '__proto__', 'send']) {
      ada.start(payload);
      await ada.waitFor('Send money home');
    }
    expect(new Set(ada.texts()).size).toBe(1);
    expect(rig.chessa.orders()).toEqual([]);
  });

  it('T11: in the middle of a dialogue keeps its answers', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    ada.start(longest);
    await ada.waitFor('Send money home');
    await ada.press('Send money');
    await ada.waitFor('How much');
    await goOn(ada, 'amount', 'quote');
  });
});
