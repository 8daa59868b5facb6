/** Wrong answers to the questions of `/send`: a clear sentence, and the same question stands. */
import { describe, expect, it } from 'vitest';
import type { NewMessage } from '../../sandbox/telegram/chat-api.ts';
import { everSeen } from '../support/chat.ts';
import { openRig } from '../support/rig.ts';
import { goOn, type Stop, walkTo } from '../support/walk.ts';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const notWords: [string, NewMessage][] = [
  ['a sticker', { sticker: '👍' }],
  ['a photo', { photo: { base64: pixel } }],
  ['a photo with words under it', { photo: { base64: pixel, caption: '50000 NGN' } }],
];
const questions: Stop[] = ['country', 'bank', 'account', 'name', 'amount', 'pay'];
const harsh = /error|invalid|oops|undefined|null/i;

describe('an answer without words', () => {
  it.each(questions)(
    'at the question for the %s is asked again, and the right one counts',
    async (stop) => {
      const rig = await openRig();
      const ada = rig.person();
      await walkTo(ada, stop);
      for (const [, message] of notWords) {
        ada.send(message);
        await ada.waitFor('I can only read text here. Please type your answer, or tap a button.');
      }
      await goOn(ada, stop, 'quote');
    },
  );
});

describe('a typed answer that does not do', () => {
  it.each<[Stop, string, RegExp]>([
    ['country', 'Atlantis', /Nothing here matches “Atlantis”.* we cannot send there yet/],
    ['country', '🏴‍☠️', /Nothing here matches/],
    ['country', 'x'.repeat(4_000), /Nothing here matches “x+…?”/],
    ['bank', 'Bank of Nowhere', /matches “Bank of Nowhere”.* another account of theirs may do/],
    ['account', '012345678', /That has 9 digits; an account number at Access Bank has 10/],
    ['account', '01234567890', /That has 11 digits; an account number at Access Bank has 10/],
    ['account', 'ABCDEFGHIJ', /not only digits/],
    ['account', '0123456O89', /not only digits/],
    ['account', '-123456789', /digits/],
    ['account', '9'.repeat(4_000), /digits/],
    ['account', '0000000000', /Access Bank does not know this number/],
    ['name', 'maybe', /tap one of the buttons/],
    ['name', '0123456780', /tap “No, change the number”/],
    ['amount', '5k', /type the whole number and one of these: NGN/],
    ['pay', 'DOGE', /Nothing here matches “DOGE”.*To change the amount, tap ‹ Back first\.$/],
  ])('at the %s: %.20s', async (stop, typed, words) => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, stop);
    ada.say(typed);
    const answer = await ada.waitFor(words);
    expect(answer.text).not.toMatch(harsh);
    await goOn(ada, stop, 'quote');
  });
});

describe('an amount', () => {
  const refused: [string, RegExp][] = [
    ['1e9', /cannot read an amount/],
    ['5e3 NGN', /cannot read an amount/],
    ['1,5', /₦1\.50 is less than/],
    ['1.000', /two ways: 1 or 1000/],
    ['50.000 NGN', /two ways: 50 or 50000/],
    ['0x10', /cannot read an amount/],
    ['+5', /cannot read an amount/],
    ['-50000', /cannot read an amount/],
    ['-50000 NGN', /cannot read an amount/],
    ['.5', /cannot read an amount/],
    ['5.', /cannot read an amount/],
    ['50000²', /cannot read an amount/],
    ['5½', /cannot read an amount/],
    ['NaN', /cannot read an amount|do not know/],
    ['Infinity', /cannot read an amount|do not know/],
    ['fifty', /cannot read an amount|do not know/],
    ['0', /nothing at all/],
    ['0.00 USDC', /nothing at all/],
    ['9'.repeat(40), /too long/],
    ['50000.123', /at most 2 digits/],
    ['40.1234567 USDC', /at most 6 digits/],
    ['50000 XYZ', /do not know “XYZ” here.*NGN, USDC, USDT/],
    ['50000 KES', /do not know “KES” here/],
    ['50000 NGN please', /cannot read an amount|do not know/],
    ['40 USDC 50000 NGN', /cannot read an amount|do not know/],
  ];

  it('T37: is read by a written rule or refused, and nothing is asked of Chessa before that', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    for (const [typed, words] of refused) {
      ada.say(typed);
      const answer = await ada.waitFor(words);
      expect(answer.text, typed).not.toMatch(harsh);
    }
    expect(rig.chessa.orders()).toEqual([]);
    await goOn(ada, 'amount', 'quote');
  });

  it.each([
    ['50 000', '50000'],
    ['50,000', '50000'],
    ['₦50,000', '50000'],
    ['50000ngn', '50000'],
    ['50000 NGN\u200f', '50000'],
    ['50000 ＮＧＮ', '50000'],
    ['NGN 50000.50', '50000.5'],
    ['٥٠٠٠٠', '50000'],
    ['５００００ NGN', '50000'],
    ["50'000.00", '50000'],
  ])('T37: %s is taken as %s and shown so before it is confirmed', async (typed, meant) => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    ada.say(typed);
    await ada.waitFor('What will you pay with');
    await ada.press('USDC on Solana');
    const shown = Number(meant).toLocaleString('en', { minimumFractionDigits: 2 });
    await ada.waitFor(`₦${shown}`);
    expect(rig.chessa.orders()[0]?.destinationAmount).toBe(meant);
  });

  it.each([
    ['1499.99 NGN', /₦1,499\.99 is less than can be sent here; the smallest amount is ₦1,500/],
    ['5000000.01 NGN', /₦5,000,000\.01 is more than can be sent at once/],
  ])('T42: %s is outside the limits of the route', async (typed, words) => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    ada.say(typed);
    await ada.waitFor(words);
    await goOn(ada, 'amount', 'quote');
  });

  it.each(['1500', '5000000'])('T42: %s naira is a limit itself, and inside', async (typed) => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    ada.say(`${typed} NGN`);
    await ada.waitFor('What will you pay with');
    await ada.press('USDC on Solana');
    await ada.waitFor('They receive');
    expect(rig.chessa.orders()[0]?.destinationAmount).toBe(typed);
  });

  it('T42: typed in what is paid is held against the limit in the currency of that limit', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    ada.say('0.5 USDC');
    await ada.press('USDC on Solana');
    const answer = await ada.waitFor(/less than can be sent/);
    expect(answer.text).toContain('₦1,500');
    expect(answer.text).not.toContain('₦0.50');
    await goOn(ada, 'amount', 'quote');
  });
});

describe('words in other ways than typing', () => {
  it('T12: an edited answer changes nothing that was agreed', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    const typed = ada.say('50000 NGN');
    await ada.waitFor('What will you pay with');
    ada.edit(typed, '4000000 NGN');
    await ada.press('USDC on Solana');
    await ada.waitFor('₦50,000.00');
    ada.edit(typed, '3000000 NGN');
    await ada.press('Confirm');
    await ada.waitFor('Send exactly');
    expect(rig.chessa.orders().map((order) => order.destinationAmount)).toEqual(['50000']);
  });

  it('T13: a forwarded amount counts like a typed one, and is shown before it is confirmed', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    ada.say('60000 NGN', { forwarded: 'Obi' });
    await ada.waitFor('What will you pay with');
    await ada.press('USDC on Solana');
    await ada.waitFor('₦60,000.00');
  });

  it('T14: an amount that an inline bot wrote is refused in words', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'amount');
    ada.say('4000000 NGN', { viaBot: 'rate_helper_bot' });
    await ada.waitFor('came through another bot');
    await goOn(ada, 'amount', 'quote');
    expect(everSeen(ada).join()).not.toContain('4,000,000');
  });
});
