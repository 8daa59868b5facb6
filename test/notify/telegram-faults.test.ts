/**
 * Telegram on a bad day, judged by what a person saw and how often: the card ends right, a push
 * about a final state comes at least once, at most twice, and the second time says so.
 */
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import type { Fault } from '../../sandbox/telegram/faults.ts';
import type { Person } from '../../sandbox/telegram/person.ts';
import { dataOf, everSeen, timesSaid } from '../support/chat.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { goOn, walkTo, walkToDeposit, walkToQuote } from '../support/walk.ts';

const reached = /₦50,000\.00 has reached ADA TEST OKAFOR/;
const marked = 'You may have had this message already. It is the same news, not a new event.';

interface Paying {
  readonly rig: Rig;
  readonly ada: Person;
  readonly orderId: string;
  readonly card: ChatMessage;
}

/** Somebody whose transfer waits for its deposit. */
async function paying(): Promise<Paying> {
  const rig = await openRig({ env: { POLL_SCALE: '0.02' } });
  rig.chessa.configure({ stepPace: 0.2 });
  const ada = rig.person();
  const orderId = await walkToDeposit(rig, ada);
  return { rig, ada, orderId, card: ada.last() };
}

function cardOf({ ada, card }: Paying): ChatMessage | undefined {
  return ada.find(({ message_id }) => message_id === card.message_id);
}

/** The card, whichever message it is by now, shows the end, and nothing is owed any more. */
async function showsTheEnd({ ada }: Pick<Paying, 'ada'>): Promise<ChatMessage> {
  return ada.waitFor(({ text }) => /Delivered \d|● Delivered/.test(text ?? ''), { since: 'ever' });
}

/** Pushes with these words that rang: new messages, not edits. */
function rang(person: Person, words: RegExp): ChatMessage[] {
  return person.messages().filter((message) => {
    const [first = ''] = person.versions(message);
    return words.test(first);
  });
}

describe('a push about a final state', () => {
  it.each<[string, Fault, number]>([
    ['G05: carried out and cut', { kind: 'cut_after' }, 2],
    ['G19: carried out, its answer broken off', { kind: 'truncate' }, 2],
    ['G02: carried out and answered with 502', { kind: 'lie', status: 502 }, 2],
    ['G02: answered with 500', { kind: 'refuse', status: 500 }, 1],
    ['cut before it was carried out', { kind: 'cut_before' }, 1],
  ])('%s comes again once, marked', async (_name, fault, times) => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    rig.telegram.faults.plan({ method: 'sendMessage', fault });
    rig.chessa.applyScenario(orderId, 'leaps');
    const repeated = await ada.waitFor(marked);
    expect(repeated.text).toMatch(reached);
    await showsTheEnd(scene);
    await rig.restart();
    ada.say('/help');
    await ada.waitFor('How it works');
    expect(rang(ada, reached)).toHaveLength(times);
    expect(timesSaid(ada, marked)).toBe(1);
  });

  it('I5: comes at most twice, however often its answer is lost', async () => {
    const { rig, ada, orderId } = await paying();
    const chatId = ada.id;
    rig.telegram.faults.plan({
      method: 'sendMessage',
      chatId,
      times: 2,
      fault: { kind: 'cut_after' },
    });
    rig.chessa.applyScenario(orderId, 'leaps');
    await ada.waitFor(marked);
    await rig.restart();
    const other = rig.person('Obi');
    await walkTo(other, 'bank');
    expect(rang(ada, reached)).toHaveLength(2);
  });

  it.each<[string, Fault]>([
    ['G01: told to wait', { kind: 'refuse', status: 429, retryAfterSeconds: 1 }],
  ])('%s comes once, and is not marked', async (_name, fault) => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    rig.telegram.faults.plan({ method: 'sendMessage', fault, times: 2 });
    rig.chessa.applyScenario(orderId, 'leaps');
    await ada.waitFor(reached);
    await showsTheEnd(scene);
    expect(rang(ada, reached)).toHaveLength(1);
    expect(timesSaid(ada, marked)).toBe(0);
  });

  it('G01: that waits for one chat does not hold another up', async () => {
    const { rig, ada, orderId } = await paying();
    const obi = rig.person('Obi');
    const theirs = await walkToDeposit(rig, obi);
    const fault = { kind: 'refuse', status: 429, retryAfterSeconds: 3_600 } as const;
    rig.telegram.faults.plan({ method: 'sendMessage', chatId: ada.id, fault });
    rig.chessa.applyScenario(orderId, 'leaps');
    await showsTheEnd({ ada });
    rig.chessa.applyScenario(theirs, 'leaps');
    await obi.waitFor(reached);
    expect(rang(ada, reached)).toHaveLength(0);
    rig.shiftClock(3_601_000);
    await ada.waitFor(reached, { since: 'ever' });
    expect(rang(ada, reached)).toHaveLength(1);
  });

  it('G07: whose formatting Telegram refuses comes in plain words', async () => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    const description = "Bad Request: can't parse entities: unsupported entity at byte offset 3";
    const fault = { kind: 'refuse', status: 400, description } as const;
    rig.telegram.faults.plan({ method: 'sendMessage', fault });
    rig.telegram.faults.plan({ method: 'editMessageText', fault });
    rig.chessa.applyScenario(orderId, 'leaps');
    await ada.waitFor(reached);
    await showsTheEnd(scene);
    expect(rang(ada, reached)).toHaveLength(1);
    expect(rig.logged.join()).toMatch(/formatting refused/);
  });
});

describe('a push that the card says as well', () => {
  it.each<[Fault['kind'], number]>([
    ['cut_after', 1],
    ['cut_before', 0],
  ])('whose outcome is unknown (%s) is not sent again', async (kind, times) => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    rig.telegram.faults.plan({ method: 'sendMessage', fault: { kind } as Fault });
    rig.chessa.applyScenario(orderId, 'hangs');
    await ada.waitFor(({ message_id, text }) => {
      return message_id === scene.card.message_id && /Payment seen/.test(text ?? '');
    });
    await rig.restart();
    ada.say('/help');
    await ada.waitFor('How it works');
    expect(rang(ada, /We can see your payment/)).toHaveLength(times);
  });
});

describe('an edit of the card', () => {
  it.each<[string, Fault]>([
    ['G03: answered with 500', { kind: 'refuse', status: 500 }],
    ['G03: carried out and answered with 502', { kind: 'lie', status: 502 }],
    ['G03: cut before', { kind: 'cut_before' }],
    ['G03: cut after', { kind: 'cut_after' }],
    ['G19: broken off', { kind: 'truncate' }],
    ['G01: told to wait', { kind: 'refuse', status: 429, retryAfterSeconds: 1 }],
  ])('%s is made again: one card, and it ends right', async (_name, fault) => {
    const scene = await paying();
    const { rig, ada, orderId, card } = scene;
    rig.telegram.faults.plan({ method: 'editMessageText', fault, times: 2 });
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(reached);
    const end = await showsTheEnd(scene);
    expect(end.message_id).toBe(card.message_id);
    expect(rang(ada, reached)).toHaveLength(1);
    expect(rang(ada, /We can see your payment/).length).toBeLessThanOrEqual(1);
  });

  it('K17: that changes nothing counts as done', async () => {
    const { rig, ada, orderId } = await paying();
    const description =
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same';
    const fault = { kind: 'refuse', status: 400, description } as const;
    rig.telegram.faults.plan({ method: 'editMessageText', fault, times: 50 });
    rig.chessa.applyScenario(orderId, 'leaps');
    await ada.waitFor(reached);
    await rig.restart();
    ada.say('/help');
    await ada.waitFor('How it works');
    const left = rig.telegram.faults.planned()[0]?.times ?? 0;
    expect(left).toBeGreaterThan(44);
  });

  it.each([
    'Bad Request: message to edit not found',
    "Bad Request: message can't be edited",
    'Bad Request: MESSAGE_ID_INVALID',
  ])('G09: that has no message any more leads to a fresh card (%s)', async (description) => {
    const scene = await paying();
    const { rig, ada, orderId, card } = scene;
    const fault = { kind: 'refuse', status: 400, description } as const;
    rig.telegram.faults.plan({ method: 'editMessageText', fault });
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(reached);
    const fresh = await ada.waitFor(
      ({ message_id, text }) => message_id > card.message_id && /● Delivered/.test(text ?? ''),
      { since: 'ever' },
    );
    expect(ada.versions(fresh)[0]).not.toContain(rig.chessa.order(orderId).address);
  });
});

describe('a person who is not there', () => {
  it.each<[string, string]>([
    ['G06', 'blocked'],
    ['G08', 'Bad Request: chat not found'],
  ])('%s, T76: gets the newest card and the final push on return, once', async (_line, how) => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    if (how === 'blocked') ada.block();
    else {
      const fault = { kind: 'refuse', status: 400, description: how } as const;
      for (const method of ['sendMessage', 'editMessageText']) {
        rig.telegram.faults.plan({ method, chatId: ada.id, fault });
      }
    }
    rig.chessa.applyScenario(orderId, 'exact');
    await expect
      .poll(() => rig.chessa.order(orderId).status, { timeout: 10_000 })
      .toBe('completed');
    const reads = rig.chessa.audit(orderId).reads;
    await expect
      .poll(() => rig.chessa.audit(orderId).reads, { timeout: 10_000 })
      .toBeGreaterThan(reads);
    const attempts = rig.telegram.record.callsFor(ada.id, 'sendMessage').length;
    await rig.restart();
    expect(rig.telegram.record.callsFor(ada.id, 'sendMessage').length - attempts).toBeLessThan(2);
    expect(rang(ada, reached)).toHaveLength(0);

    rig.telegram.faults.clear();
    if (how === 'blocked') ada.unblock();
    ada.start();
    await ada.waitFor('Send money home');
    await ada.waitFor(reached, { since: 'ever' });
    await showsTheEnd(scene);
    await rig.restart();
    ada.say('/help');
    await ada.waitFor('How it works');
    expect(rang(ada, reached)).toHaveLength(1);
    expect(timesSaid(ada, marked)).toBe(0);
  });

  it('T76: who has deleted the card gets a fresh one with the next change, and the end once', async () => {
    const scene = await paying();
    const { rig, ada, orderId, card } = scene;
    rig.telegram.people.delete(ada.id, ada.chatId, card.message_id);
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(reached);
    await showsTheEnd(scene);
    expect(rang(ada, reached)).toHaveLength(1);
    expect(cardOf(scene)).toBeUndefined();
  });

  it('T76: who has cleared the chat is told all the same', async () => {
    const scene = await paying();
    const { rig, ada, orderId } = scene;
    ada.clear();
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(reached);
    await showsTheEnd(scene);
    expect(rang(ada, reached)).toHaveLength(1);
  });

  it('G06: who blocks in the middle of a question goes on with it on return', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    const forbidden = 'Forbidden: bot was blocked by the user';
    const fault = { kind: 'refuse', status: 403, description: forbidden } as const;
    rig.telegram.faults.plan({ method: 'sendMessage', chatId: ada.id, fault });
    ada.say('50000 NGN');
    await expect.poll(() => rig.telegram.faults.planned()).toEqual([]);
    ada.say('/send');
    await goOn(ada, 'pay', 'quote');
  });
});

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
