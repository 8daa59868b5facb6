/** Money back: asked for by its owner, to an address that they saw whole. */
import { describe, expect, it } from 'vitest';
import { dataOf, everSeen } from '../support/chat.ts';
import {
  backAgain,
  failed,
  isThis,
  openQuickRig,
  refundCalls,
  walkToConfirm,
  where,
} from '../support/refunding.ts';
import { walkToFailed } from '../support/walk.ts';
import { wallets } from '../support/wallets.ts';

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
    [
      'T30: beside another',
      `${wallets.solana}, or ${wallets.otherSolana}?`,
      /more than one address on Solana/,
    ],
    ['T30: with letters around it', `xx${wallets.solana}xx thanks`, /characters that an address/],
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

  it('T30: in a sentence is taken out of it, shown whole, and confirmed by a tap', async () => {
    const { rig, ada, orderId } = await failed();
    await walkToConfirm(ada, `My address is: ${wallets.solana}. Thanks`);
    expect(ada.last().text?.replaceAll(' ', '')).toContain(wallets.solana);
    expect(refundCalls(rig, orderId)).toEqual([]);
    await ada.press('Yes, send it');
    await ada.waitFor(backAgain);
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
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
    await ada.waitFor('The address above waits for your tap');
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
    ada.say(wallets.evm);
    expect((await ada.waitFor(isThis)).text).not.toContain('nobody would notice');
    ada.say(wallets.evm.toLowerCase());
    await ada.waitFor(/nobody would notice a wrong letter/);
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

describe('a payment when the money is back', () => {
  it('T23: is told its person and staff, and is no part of what was sent back', async () => {
    const { rig, ada, orderId } = await failed();
    const grace = rig.person('Grace');
    grace.say('/start');
    await rig.restart({ ADMIN_IDS: String(grace.id) });
    await walkToConfirm(ada);
    await ada.press('Yes, send it to this Solana address');
    await ada.waitFor(backAgain, { since: 'ever' });
    rig.chessa.deposit(orderId, { amount: '5' });
    const { shortId } = rig.chessa.order(orderId);
    ada.say(`/status ${shortId}`);
    await ada.waitFor(/Another payment came: 5\sUSDC[\s\S]*33\.76\sUSDC had been sent back/);
    await grace.waitFor(new RegExp(`${shortId}: a payment came after the refund`));
  });
});
