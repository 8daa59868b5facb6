/** Telegram away in the middle of a dialogue: no answer is lost, and none is taken twice. */
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../sandbox/telegram/faults.ts';
import { dataOf, everSeen, timesSaid } from '../support/chat.ts';
import { paying } from '../support/paying.ts';
import { openRig } from '../support/rig.ts';
import { goOn, walkTo, walkToQuote } from '../support/walk.ts';

describe('a press', () => {
  it('G10: that is too old to be answered has its effect all the same', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const description =
      'Bad Request: query is too old and response timeout expired or query ID is invalid';
    const fault = { kind: 'refuse', status: 400, description } as const;
    rig.telegram.faults.plan({ method: 'answerCallbackQuery', fault });
    const quote = ada.last();
    void ada.pressData(quote, dataOf(quote, 'Confirm'), { mayGoUnanswered: true, timeoutMs: 100 });
    await ada.waitFor('Send exactly');
    expect(everSeen(ada).join()).not.toMatch(/could not work|stopped just now/);
  });

  it('on a picture that is gone already is no trouble', async () => {
    const { rig, ada } = await paying();
    await ada.press('Show QR');
    await ada.waitFor(({ photo }) => photo !== undefined);
    const description = 'Bad Request: message to delete not found';
    const fault = { kind: 'refuse', status: 400, description } as const;
    rig.telegram.faults.plan({ method: 'deleteMessage', fault });
    await ada.press('Hide');
    ada.say('/help');
    await ada.waitFor('How it works');
    expect(everSeen(ada).join()).not.toMatch(/could not work|stopped just now/);
  });
});

describe('a question', () => {
  it.each<[string, Fault, number]>([
    ['G02: answered with 500', { kind: 'refuse', status: 500 }, 2],
    ['cut after', { kind: 'cut_after' }, 1],
    ['G01: told to wait', { kind: 'refuse', status: 429, retryAfterSeconds: 1 }, 1],
  ])('%s is asked at last, and no answer is lost or taken twice', async (_name, fault, times) => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    rig.telegram.faults.plan({ method: 'sendMessage', fault, times });
    ada.say('50000 NGN');
    await goOn(ada, 'pay', 'quote');
    expect(rig.chessa.orders().map((order) => order.destinationAmount)).toEqual(['50000']);
  });

  it('that cannot be asked at all ends the dialogue in words, and /send goes on from the answer', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    const fault = { kind: 'refuse', status: 500 } as const;
    rig.telegram.faults.plan({ method: 'sendMessage', fault, times: 3 });
    ada.say('50000 NGN');
    await ada.waitFor('Something on our side stopped just now');
    ada.say('/send');
    await goOn(ada, 'pay', 'quote');
  });

  it('G14, K02: is not answered by the same update delivered again', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'account');
    rig.telegram.updates.repeatNext(1);
    ada.say('0123456789');
    await ada.waitFor('ADA TEST OKAFOR');
    rig.telegram.updates.redeliver();
    await rig.restart();
    rig.telegram.updates.redeliver();
    await goOn(ada, 'name', 'quote');
    expect(timesSaid(ada, 'tap one of the buttons')).toBe(0);
  });
});
