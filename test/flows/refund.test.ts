/** Money back: asked for by its owner, to an address they saw whole, by one call and no other. */
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import type { Person } from '../../sandbox/telegram/person.ts';
import { dataOf, everSeen, timesSaid } from '../support/chat.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { type Between, walkToDeposit, walkToFailed } from '../support/walk.ts';
import { wallets } from '../support/wallets.ts';

const where = 'Where should your money go?';
const isThis = 'Is this your address?';
const backAgain = /has been sent back to you/;

/** From the push about the failed payout to the confirm screen of an address. */
async function walkToConfirm(
  person: Person,
  address: string = wallets.solana,
  between: Between = async () => undefined,
): Promise<ChatMessage> {
  await person.press('Get my money back');
  await person.waitFor(where);
  await between();
  person.say(address);
  const confirm = await person.waitFor(isThis);
  await between();
  return confirm;
}

/** Addresses that reached Chessa in refund calls about this order. */
function refundCalls(rig: Rig, orderId: string): string[] {
  return rig.chessa.audit(orderId).refunds.map(({ address }) => address);
}

/** A stage on which orders and refunds go on without long waits. */
async function openQuickRig(): Promise<Rig> {
  const rig = await openRig({ env: { POLL_SCALE: '0.02' } });
  rig.chessa.configure({ stepPace: 0.1 });
  return rig;
}

async function failed(scenario?: string) {
  const rig = await openQuickRig();
  const ada = rig.person();
  return { rig, ada, orderId: await walkToFailed(rig, ada, scenario) };
}

describe('asking for the money', () => {
  it('works to the end by the button, with the bot built anew between all steps', async () => {
    const { rig, ada, orderId } = await failed();
    await rig.restart();
    await walkToConfirm(ada, wallets.solana, () => rig.restart());
    await ada.press('Yes, send it to this Solana address');
    await rig.restart();
    await ada.waitFor(backAgain, { since: 'ever' });
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
    expect(rig.chessa.order(orderId).status).toBe('refunded');
  });

  it.each(['/refund', '/refund {shortId}', '/refund  {shortid} '])('works by %s', async (typed) => {
    const { rig, ada, orderId } = await failed();
    const { shortId } = rig.chessa.order(orderId);
    ada.say(typed.replace('{shortId}', shortId).replace('{shortid}', shortId.toLowerCase()));
    await ada.waitFor(where);
    ada.say(wallets.solana);
    await ada.waitFor(isThis);
    await ada.press('Yes, send it');
    await ada.waitFor(backAgain);
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
  });

  it('asks which one where several wait', async () => {
    const { rig, ada, orderId: first } = await failed();
    const second = await walkToFailed(rig, ada);
    ada.say('/refund');
    await ada.waitFor('Which one should come back to you?');
    await ada.press(rig.chessa.order(first).shortId);
    await ada.waitFor(where);
    ada.say(wallets.solana);
    await ada.waitFor(isThis);
    await ada.press('Yes, send it');
    await ada.waitFor(backAgain);
    expect(refundCalls(rig, first)).toEqual([wallets.solana]);
    expect(refundCalls(rig, second)).toEqual([]);
  });

  it('is answered after a command in the middle, and left by /cancel', async () => {
    const { rig, ada, orderId } = await failed();
    await ada.press('Get my money back');
    await ada.waitFor(where);
    ada.say('/help');
    await ada.waitFor('How it works');
    await ada.waitFor(where);
    ada.say('/cancel');
    await ada.waitFor('Cancelled');
    ada.say(wallets.solana);
    await ada.waitFor('I am not sure what you would like to do');
    expect(refundCalls(rig, orderId)).toEqual([]);
  });
});

describe('the address', () => {
  it.each([
    ['T29: of Tron', wallets.tron, /That is an address on Tron; your money came on Solana/],
    ['T29: of an EVM chain', wallets.evm, /That is an address on Ethereum or BNB Chain/],
    ['T29: of Bitcoin', wallets.bitcoin, /That is an address on Bitcoin/],
    ['T29: of a token', 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v', /belongs to a program/],
    ['T30: with words around it', `send to ${wallets.solana}`, /characters that an address/],
    ['T30: with a look-alike letter', wallets.solana.replace('c', 'с'), /characters that an add/],
    ['cut short', wallets.solana.slice(0, 30), /not the length/],
    ['of nothing', 'no idea', /characters that an address/],
  ])('%s is refused, and the question stands', async (_name, typed, words) => {
    const { rig, ada, orderId } = await failed();
    await ada.press('Get my money back');
    await ada.waitFor(where);
    ada.say(typed);
    await ada.waitFor(words);
    ada.send({ sticker: '👍' });
    await ada.waitFor('I can only read text here');
    ada.say(wallets.solana);
    await ada.waitFor(isThis);
    expect(refundCalls(rig, orderId)).toEqual([]);
  });

  it('T29: that was paid to is refused: it is not theirs', async () => {
    const { rig, ada, orderId } = await failed();
    await ada.press('Get my money back');
    await ada.waitFor(where);
    ada.say(rig.chessa.order(orderId).address ?? '');
    await ada.waitFor('That is the address you paid to, and it is not yours');
  });

  it('T30: with characters that nobody sees is taken without them', async () => {
    const { rig, ada, orderId } = await failed();
    const { solana } = wallets;
    await walkToConfirm(ada, `\u200b ${solana.slice(0, 9)}\u200d${solana.slice(9)}\u202c\n`);
    await ada.press('Yes, send it');
    await ada.waitFor(backAgain);
    expect(refundCalls(rig, orderId)).toEqual([solana]);
  });

  it('T74: typed 20 hours ago is no answer', async () => {
    const { ada } = await failed();
    await ada.press('Get my money back');
    await ada.waitFor(where);
    ada.say(wallets.otherSolana, { date: Math.floor(Date.now() / 1_000) - 72_000 });
    await ada.waitFor('That answer reached us late');
    ada.say(wallets.solana);
    await ada.waitFor(isThis);
    expect(everSeen(ada).join().replaceAll(' ', '')).not.toContain(wallets.otherSolana);
  });

  it('T14: through another bot, or T12: as an edit, is no answer', async () => {
    const { ada } = await failed();
    await ada.press('Get my money back');
    await ada.waitFor(where);
    ada.say(wallets.otherSolana, { viaBot: 'address_book_bot' });
    await ada.waitFor('came through another bot');
    const typed = ada.say(wallets.solana);
    const confirm = await ada.waitFor(isThis);
    ada.edit(typed, wallets.otherSolana);
    await ada.pressData(confirm, 'zz');
    expect(everSeen(ada).join().replaceAll(' ', '')).not.toContain(wallets.otherSolana);
  });

  it('T32: is shown whole in groups of four, and confirmed by a tap of its own', async () => {
    const { rig, ada, orderId } = await failed();
    const confirm = await walkToConfirm(ada);
    const groups = wallets.solana.match(/.{1,4}/g)?.join(' ') ?? '';
    expect(confirm.text).toContain(groups);
    expect(ada.buttons()).toContain('Yes, send it to this Solana address');
    ada.say('yes');
    await ada.waitFor('I am not sure what you would like to do');
    expect(refundCalls(rig, orderId)).toEqual([]);
  });

  it.each(['the button', 'typing it'])(
    'T32: another one, by %s, makes the first button worthless',
    async (way) => {
      const { rig, ada, orderId } = await failed();
      const first = await walkToConfirm(ada);
      const firstYes = dataOf(first, 'Yes, send it');
      if (way === 'the button') {
        await ada.press('Another address');
        await ada.waitFor(where);
      }
      ada.say(wallets.otherSolana);
      const second = await ada.waitFor(isThis);
      expect(second.text?.replaceAll(' ', '')).toContain(wallets.otherSolana);
      expect(await ada.pressData(first, firstYes)).toMatch(/have changed/);
      await ada.waitFor('Please give the address once more');
      expect(refundCalls(rig, orderId)).toEqual([]);
      await ada.pressData(second, dataOf(second, 'Yes, send it'));
      await ada.waitFor(backAgain);
      expect(refundCalls(rig, orderId)).toEqual([wallets.otherSolana]);
    },
  );

  it('T31: of an EVM chain in mixed case with a wrong checksum is refused, in lower case taken', async () => {
    const rig = await openQuickRig();
    const ada = rig.person();
    ada.say('/send');
    for (const [asked, say] of [
      ['Where is the money going', 'nigeria'],
      ['Which bank', 'access bank'],
      ['Account number', '0123456789'],
    ] as const) {
      await ada.waitFor(asked);
      ada.say(say);
    }
    await ada.press('Yes');
    await ada.waitFor('How much');
    ada.say('50000 NGN');
    await ada.press('USDC on BNB Chain');
    await ada.press('Confirm');
    await ada.waitFor('Send exactly');
    const orderId = rig.chessa.orders()[0]?.id ?? '';
    rig.chessa.applyScenario(orderId, 'refund_completes');
    await ada.press('Get my money back');
    await ada.waitFor(where);
    ada.say(wallets.evm.replace('5aAe', '5aae'));
    await ada.waitFor(/not right/);
    ada.say(wallets.evm.toLowerCase());
    await ada.waitFor(isThis);
    await ada.press('Yes, send it');
    await ada.waitFor(backAgain);
    expect(refundCalls(rig, orderId)).toEqual([wallets.evm]);
  });

  it('T33: cannot be replaced once it is confirmed', async () => {
    const { rig, ada, orderId } = await failed('refund_hangs');
    const confirm = await walkToConfirm(ada);
    const another = dataOf(confirm, 'Another address');
    await ada.press('Yes, send it');
    await ada.waitFor('Your money is on its way back');
    await ada.pressData(confirm, another);
    await ada.waitFor('This one cannot be sent back');
    ada.say(wallets.otherSolana);
    await ada.waitFor('I am not sure what you would like to do');
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
  });
});

describe('asked for twice', () => {
  it('T34: a double tap makes one call with one address', async () => {
    const { rig, ada, orderId } = await failed();
    const confirm = await walkToConfirm(ada);
    const yes = dataOf(confirm, 'Yes, send it');
    await Promise.all([1, 2, 3].map(() => ada.pressData(confirm, yes)));
    await ada.waitFor(backAgain);
    await ada.pressData(confirm, yes);
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
    expect(timesSaid(ada, backAgain)).toBeGreaterThan(0);
  });
});

describe('T35: what cannot come back is refused without a call', () => {
  it.each([
    ['leaps', /has reached/, /has been delivered/],
    ['expires', /ended/i, /We have seen no payment/],
    ['refunds_itself', backAgain, /back with you already/],
    ['hangs', /is being paid out|On its way/, /cannot be sent back/],
  ])('after %s', async (scenario, seen, why) => {
    const rig = await openQuickRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    rig.chessa.applyScenario(orderId, scenario);
    await ada.waitFor(seen);
    ada.say(`/refund ${rig.chessa.order(orderId).shortId}`);
    const answer = await ada.waitFor('This one cannot be sent back');
    expect(answer.text).toMatch(why);
    ada.say('/refund');
    await ada.waitFor('There is nothing to send back');
    expect(refundCalls(rig, orderId)).toEqual([]);
  });

  it('before anything was paid', async () => {
    const rig = await openQuickRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    ada.say(`/refund ${rig.chessa.order(orderId).shortId}`);
    await ada.waitFor('This one cannot be sent back');
    expect(refundCalls(rig, orderId)).toEqual([]);
  });

  it("another person's, which answers like one that does not exist", async () => {
    const { rig, ada, orderId } = await failed();
    const { shortId } = rig.chessa.order(orderId);
    const confirm = await walkToConfirm(ada);
    const obi = rig.person('Obi');
    obi.say(`/refund ${shortId}`);
    const theirs = await obi.waitFor('You have no transfer with that number');
    obi.say('/refund ZZZZ9999');
    const none = await obi.waitFor('You have no transfer with that number');
    expect(none.text).toBe(theirs.text);
    await obi.pressData(none, dataOf(confirm, 'Yes, send it'));
    expect(refundCalls(rig, orderId)).toEqual([]);
  });
});

describe('a refund call whose answer is lost', () => {
  it.each(['cut_after_act', 'truncated', 'empty', 'status_500_after_act', 'html'])(
    'C18: is settled by looking at the order (%s)',
    async (name) => {
      const { rig, ada, orderId } = await failed();
      await walkToConfirm(ada);
      rig.chessa.next(name, { endpoint: 'POST /v1/orders/refund' });
      await ada.press('Yes, send it');
      await ada.waitFor(backAgain);
      const calls = rig.chessa.audit(orderId).refunds;
      expect(calls.filter(({ accepted }) => accepted)).toHaveLength(1);
      expect(new Set(calls.map(({ address }) => address))).toEqual(new Set([wallets.solana]));
    },
  );

  it.each(['cut_before_act', 'status_500', 'status_503', 'status_429', 'status_401'])(
    'and that never happened is made again, with the same address (%s)',
    async (name) => {
      const { rig, ada, orderId } = await failed();
      await walkToConfirm(ada);
      rig.chessa.next(name, { endpoint: 'POST /v1/orders/refund' });
      await ada.press('Yes, send it');
      await ada.waitFor(backAgain);
      expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
    },
  );

  it('C18: is settled by the order when the refusal was a lie', async () => {
    const { rig, ada, orderId } = await failed();
    await walkToConfirm(ada);
    rig.chessa.fault({ kind: 'status_429', acts: true, endpoint: 'POST /v1/orders/refund' });
    await ada.press('Yes, send it');
    await ada.waitFor(backAgain);
    const calls = rig.chessa.audit(orderId).refunds;
    expect(calls.filter(({ accepted }) => accepted)).toHaveLength(1);
    expect(new Set(calls.map(({ address }) => address))).toEqual(new Set([wallets.solana]));
  });

  it('goes on after the bot was stopped in the middle', async () => {
    const { rig, ada, orderId } = await failed();
    await walkToConfirm(ada);
    rig.chessa.next('cut_after_act', { endpoint: 'POST /v1/orders/refund' });
    await ada.press('Yes, send it');
    await rig.restart();
    await ada.waitFor(backAgain, { since: 'ever' });
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
  });
});

describe('a refund that goes wrong', () => {
  it('at Chessa is told, and a person looks', async () => {
    const { rig, ada, orderId } = await failed('refund_fails');
    await walkToConfirm(ada);
    const before = ada.last().message_id;
    await ada.press('Yes, send it');
    const told = await ada.waitFor(({ text, message_id, reply_to_message }) => {
      const isPush = message_id > before && reply_to_message !== undefined;
      return isPush && /a person is looking/i.test(text ?? '');
    });
    expect(told.silent).toBe(false);
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
    expect(rig.logged.join()).toContain('refund_failed');
  });

  it('because it is refused for good is told too, without the words of Chessa', async () => {
    const { rig, ada, orderId } = await failed();
    await walkToConfirm(ada);
    rig.chessa.next('status_403', { endpoint: 'POST /v1/orders/refund', count: 5 });
    const before = ada.last().message_id;
    await ada.press('Yes, send it');
    await ada.waitFor(({ text, message_id, reply_to_message }) => {
      const isPush = message_id > before && reply_to_message !== undefined;
      return isPush && /a person is looking/i.test(text ?? '');
    });
    expect(refundCalls(rig, orderId)).toEqual([]);
    expect(everSeen(ada).join()).not.toMatch(/permission|forbidden|403|error/i);
  });
});
