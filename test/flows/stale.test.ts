/** What comes too late: old buttons, old words, ended quotes, values that were never shown. */
import { describe, expect, it } from 'vitest';
import { dataOf, everSeen } from '../support/chat.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { goOn, walkTo, walkToDeposit, walkToQuote } from '../support/walk.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const answeredAlready = 'You have answered this already.';
const noLonger = /no longer in use/;

function secondsAgo(ms: number): number {
  return Math.floor((Date.now() - ms) / 1_000);
}

/** Chessa's clock goes ahead, and the bot hears of it by somebody else's call. */
async function timePasses(rig: Rig, ms: number): Promise<void> {
  rig.chessa.clock.advance(ms);
  const obi = rig.person('Obi');
  await walkTo(obi, 'name');
}

function fundedOrders(rig: Rig): number {
  return rig.chessa.orders().filter(({ address }) => address).length;
}

describe('a button of a question that has been answered', () => {
  it('T73: gets a toast, and the question that stands is not answered by it', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'bank');
    const question = ada.last();
    const access = dataOf(question, '9 Payment');
    ada.say('access bank');
    await ada.waitFor('Account number');
    expect(await ada.pressData(question, access)).toBe(answeredAlready);
    await goOn(ada, 'account', 'pay');
    expect(await ada.pressData(question, access)).toBe(answeredAlready);
    await goOn(ada, 'pay', 'quote');
    expect(ada.last().text).toContain('Access Bank');
  });

  it('T73: gets a toast after the dialogue has ended, too', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'pay');
    const question = ada.last();
    const tron = dataOf(question, 'USDT on Tron');
    const back = dataOf(question, 'Back');
    await ada.press('USDC on Solana');
    await ada.waitFor('They receive');
    expect(await ada.pressData(question, tron)).toMatch(noLonger);
    expect(await ada.pressData(question, back)).toMatch(noLonger);
    await ada.press('Confirm');
    await ada.waitFor(/Send exactly.*USDC/);
    expect(rig.chessa.orders()).toHaveLength(1);
  });

  it('T73: does nothing in a later dialogue with the same questions', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'bank');
    const question = ada.last();
    const other = dataOf(question, '9 Payment');
    ada.say('/cancel');
    await ada.waitFor('Cancelled');
    await walkTo(ada, 'bank');
    expect(await ada.pressData(question, other)).toBe(answeredAlready);
    await goOn(ada, 'bank', 'quote');
  });
});

describe('the buttons of a transfer that is over', () => {
  it('T73: show where it stands and change nothing', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const quoteButtons = ['Confirm', 'Change amount', 'Cancel'].map((label) =>
      dataOf(ada.last(), label),
    );
    await ada.press('Confirm');
    const card = await ada.waitFor('Send exactly');
    const cardButtons = ['Show QR', 'I have sent it'].map((label) => dataOf(card, label));
    const [order] = rig.chessa.orders();
    rig.chessa.applyScenario(order?.id ?? '', 'leaps');
    await ada.waitFor(/has reached/);
    const delivered = await ada.waitFor(
      ({ message_id, text }) => message_id === card.message_id && /Delivered/.test(text ?? ''),
      { since: 'ever' },
    );
    const before = ada.texts();
    for (const data of [...quoteButtons, ...cardButtons]) await ada.pressData(card, data);
    await ada.pressData(card, `rf:${quoteButtons[0]?.split(':')[1]}`);
    await ada.waitFor('This one cannot be sent back');
    expect(ada.texts().slice(0, before.length)).toEqual(before);
    expect(ada.find(({ message_id }) => message_id === card.message_id)?.text).toBe(delivered.text);
    expect(rig.chessa.audit(order?.id ?? '')).toMatchObject({ fundings: 1, refunds: [] });
    expect(rig.chessa.orders()).toHaveLength(1);
  });

  it('T26: after the end of the quote no address is left to copy, and none is drawn', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const card = ada.last();
    const { address = '' } = rig.chessa.order(orderId);
    await ada.press('Show QR');
    await ada.waitFor(({ photo }) => photo !== undefined);
    const qr = dataOf(card, 'Show QR');
    rig.chessa.applyScenario(orderId, 'expires');
    await ada.waitFor(({ message_id, text }) => {
      return message_id === card.message_id && !text?.includes(address);
    });
    await ada.waitGone(({ photo }) => photo !== undefined);
    expect(await ada.pressData(card, qr)).toMatch(noLonger);
    const copies = ada.messages().flatMap(({ reply_markup }) => {
      return reply_markup?.inline_keyboard.flat().flatMap(({ copy_text }) => copy_text ?? []) ?? [];
    });
    expect(copies).toEqual([]);
  });
});

describe('words that arrive late', () => {
  it.each<[Parameters<typeof walkTo>[1], string]>([
    ['country', 'kenya'],
    ['bank', 'zenith'],
    ['account', '1111111111'],
    ['name', 'yes'],
    ['amount', '4000000 NGN'],
    ['pay', 'USDT on Tron'],
  ])('T74: typed 20 hours ago they are no answer at the %s', async (stop, typed) => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, stop);
    ada.say(typed, { date: secondsAgo(20 * hourMs) });
    await ada.waitFor('That answer reached us late, so we did not act on it.');
    await goOn(ada, stop, 'quote');
    expect(rig.chessa.orders().map((order) => order.destinationAmount)).toEqual(['50000']);
  });

  it.each([-hourMs, hourMs])(
    'T45, X07: are told by Telegram’s time, whether they are late, with our clock %d ms off',
    async (ms) => {
      const rig = await openRig({ clockOffMs: ms });
      const ada = rig.person();
      await walkTo(ada, 'amount');
      ada.say('4000000 NGN', { date: secondsAgo(20 * minuteMs) });
      await ada.waitFor('That answer reached us late');
      ada.say('50000 NGN');
      await ada.waitFor('What will you pay with');
    },
  );

  it('G17: an outage ends with each of them refused, and the newest answer counts', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    await rig.stop();
    ada.say('4000000 NGN', { date: secondsAgo(2 * hourMs) });
    ada.say('3000000 NGN', { date: secondsAgo(hourMs) });
    ada.say('/-not a command', { date: secondsAgo(hourMs) });
    ada.say('50000 NGN');
    await rig.restart();
    await ada.waitFor('What will you pay with');
    expect(ada.texts().filter((text) => text.includes('reached us late'))).toHaveLength(3);
  });
});

describe('a quote', () => {
  it('that waits for a tap says so to whoever types, until it has ended', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    ada.say('ok');
    await ada.waitFor('The quote above waits for your tap');
    expect(fundedOrders(rig)).toBe(0);
    await timePasses(rig, 11 * minuteMs);
    ada.say('ok');
    await ada.waitFor('I am not sure what you would like to do');
  });

  it('T44: that has ended is not confirmed: a fresh one is asked for', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    await timePasses(rig, 11 * minuteMs);
    expect(await ada.press('Confirm')).toMatch(/This quote has ended/);
    await ada.waitFor('This quote has ended');
    expect(fundedOrders(rig)).toBe(0);
    await ada.press('Get a new quote');
    await ada.waitFor('They receive');
    expect(fundedOrders(rig)).toBe(0);
    await ada.press('Confirm');
    await ada.waitFor('Send exactly');
    expect(fundedOrders(rig)).toBe(1);
  });

  it('is not confirmed by a tap that waited for more than three minutes with us', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const quote = ada.last();
    rig.telegram.faults.plan({ method: 'sendMessage', fault: { kind: 'slow', ms: 1_000 } });
    ada.say('/help');
    const pressed = ada.pressData(quote, dataOf(quote, 'Confirm'));
    await expect.poll(() => rig.telegram.updates.pending().length).toBe(0);
    rig.shiftClock(4 * minuteMs);
    expect(await pressed).toMatch(/reached us late/);
    expect(fundedOrders(rig)).toBe(0);
    await ada.press('Confirm');
    await ada.waitFor('Send exactly');
  });

  it.each([-hourMs, hourMs])(
    'T45: holds for ten minutes when our clock is %d ms off',
    async (ms) => {
      const rig = await openRig({ scale: 1, clockOffMs: ms });
      const ada = rig.person();
      await walkTo(ada, 'pay');
      await ada.press('USDC on Solana');
      const quote = await ada.waitFor('They receive');
      const until = quote.entities?.find(({ type }) => type === 'date_time');
      const inMs =
        Number(JSON.stringify(until).match(/\d{10}/)?.[0]) * 1_000 - rig.chessa.clock.now();
      expect(inMs).toBeGreaterThan(9 * minuteMs);
      expect(inMs).toBeLessThan(10.1 * minuteMs);
      await ada.press('Confirm');
      await ada.waitFor('Send exactly');
      const [order] = rig.chessa.orders();
      rig.chessa.applyScenario(order?.id ?? '', 'leaps');
      await ada.waitFor('has reached');
      expect(everSeen(ada).join()).not.toMatch(/ended/);
    },
  );

  it.each([-hourMs, hourMs])(
    'T45: is not confirmed late after a restart, before Chessa answered, with our clock %d ms off',
    async (ms) => {
      const rig = await openRig({ scale: 1, oneClock: true, clockOffMs: ms });
      const ada = rig.person();
      await walkToQuote(ada);
      const quote = ada.last();
      rig.chessa.clock.advance(11 * minuteMs);
      rig.chessa.fault({ kind: 'cut_before_act', lasting: true });
      await rig.restart();
      expect(await ada.pressData(quote, dataOf(quote, 'Confirm'))).toMatch(/This quote has ended/);
      expect(fundedOrders(rig)).toBe(0);
    },
  );

  it('is not confirmed by a button with other values', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const quote = ada.last();
    const forged = dataOf(quote, 'Confirm').replace(/\w{16}$/, '0123456789abcdef');
    expect(await ada.pressData(quote, forged)).toMatch(/values have changed/);
    expect(fundedOrders(rig)).toBe(0);
  });

  it('that was given up cannot be confirmed any more, by its button or another', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const quote = ada.last();
    const confirm = dataOf(quote, 'Confirm');
    ada.say('/cancel');
    await ada.waitFor('Cancelled');
    await ada.pressData(quote, confirm);
    await walkToQuote(ada);
    const second = ada.last();
    const cancel = dataOf(second, 'Cancel');
    await ada.pressData(second, cancel);
    await ada.waitFor(({ text, message_id }) => {
      return message_id === second.message_id && /Cancelled/.test(text ?? '');
    });
    await ada.pressData(second, confirm);
    expect(fundedOrders(rig)).toBe(0);
  });

  it('cannot be cancelled or changed once it is confirmed', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkToQuote(ada);
    const quote = ada.last();
    const cancel = dataOf(quote, 'Cancel');
    const change = dataOf(quote, 'Change amount');
    await ada.press('Confirm');
    const card = await ada.waitFor('Send exactly');
    expect(await ada.pressData(quote, cancel)).toMatch(/cannot be cancelled/);
    expect(await ada.pressData(quote, change)).toMatch(noLonger);
    expect(ada.find(({ message_id }) => message_id === card.message_id)?.text).toBe(card.text);
  });
});

describe('"I have sent it"', () => {
  it('T36: pressed again and again only brings one look forward in half a minute', async () => {
    const rig = await openRig({ env: { POLL_SCALE: '1' }, scale: 1 });
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const card = ada.last();
    const sent = dataOf(card, 'I have sent it');
    const before = rig.chessa.audit(orderId).reads;
    const toasts: (string | undefined)[] = [];
    for (let taps = 0; taps < 20; taps += 1) toasts.push(await ada.pressData(card, sent));
    expect(toasts[0]).toMatch(/Looking now/);
    expect(new Set(toasts.slice(1))).toEqual(new Set([expect.stringMatching(/looked just now/)]));
    expect(rig.chessa.audit(orderId).reads - before).toBeLessThanOrEqual(2);
  });
});
