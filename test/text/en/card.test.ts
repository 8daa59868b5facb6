import { describe, expect, test } from 'vitest';
import type { Transfer } from '../../../src/domain/transfer.ts';
import { en } from '../../../src/text/en/index.ts';
import { buttonsOf, kindsOf, textOf } from '../reading.ts';
import { deposit, minuteMs, startMs, states, transferIn } from '../samples.ts';

const nowMs = startMs + 15 * minuteMs;
const cardOf = (transfer: Transfer) => en.card(transfer, nowMs);

describe('the card', () => {
  test.each(states)('ends with the short id, %s', (state) => {
    expect(textOf(cardOf(transferIn(state)))).toMatch(/\nTransfer 7K2M9QXA$/);
  });

  test('marks what is done, under way and to come', () => {
    const list = textOf(cardOf(transferIn('confirming'))).split('\n');
    expect(list.filter((line) => /^[●◐○]/.test(line))).toEqual([
      '● Quote accepted 14:02 UTC',
      '● Payment seen 14:09 UTC',
      '◐ Being confirmed on Solana',
      '○ On its way',
      '○ Delivered',
    ]);
  });

  test('waits for no payment that it asks not to make', () => {
    const givenUp = transferIn('awaiting_deposit', { givenUpAtMs: nowMs });
    const over = transferIn('awaiting_deposit', { orderExpiresAtMs: nowMs });
    for (const screen of [cardOf(givenUp), cardOf(over), en.transferList([givenUp])]) {
      expect(textOf(screen)).not.toContain('Waiting for your payment');
    }
    expect(textOf(cardOf(givenUp))).toContain('● Quote accepted');
    expect(textOf(en.transferList([givenUp]))).toContain('○ You chose not to pay');
  });

  test('fills in stages that were never seen', () => {
    const text = textOf(cardOf(transferIn('completed', { stages: [] })));
    expect(text.match(/●/g)).toHaveLength(5);
    expect(text).not.toMatch(/[◐○]/);
  });

  test('takes "I have sent it" at its word, and asks not to send twice', () => {
    const before = cardOf(transferIn('awaiting_deposit'));
    const after = cardOf(transferIn('awaiting_deposit', { saidSentAtMs: nowMs }));
    expect(kindsOf(before)).toContain('said_sent');
    expect(kindsOf(after)).toContain('look_now');
    expect(kindsOf(after)).not.toContain('said_sent');
    expect(textOf(after)).toContain('not seen it yet');
    expect(textOf(after)).toContain('do not send it twice');
  });

  test('says what came and what is missing', () => {
    const card = cardOf(transferIn('held', { deposits: [deposit('31.47000000')] }));
    expect(textOf(card)).toContain('31.47 USDC of 32.47 USDC arrived');
    expect(textOf(card)).toContain('1 USDC is missing');
    expect(textOf(card)).toContain('please do not send more');
    expect(kindsOf(card)).toContain('refund');
  });

  test('names both payments where there are two, and what is too much', () => {
    const two = transferIn('confirming', { deposits: [deposit('30'), deposit('3')] });
    expect(textOf(cardOf(two))).toContain('30 USDC + 3 USDC');
    expect(textOf(cardOf(two))).toContain('0.53 USDC more');
  });

  test('says that money came late only where it did', () => {
    const [first] = transferIn('held').deposits;
    const closed = [{ stage: 'expired' as const, atMs: startMs }];
    const late = [
      transferIn('held', { stages: closed }),
      transferIn('held', { deposits: [{ ...first, createdAtMs: startMs + 120 * minuteMs }] }),
    ];
    for (const transfer of late) {
      expect(textOf(cardOf(transfer))).toContain('came after this quote had ended');
    }
    const before = [{ ...first, createdAtMs: startMs + 119 * minuteMs }];
    const seenLater = [{ stage: 'expired' as const, atMs: startMs + 121 * minuteMs }];
    const early = textOf(cardOf(transferIn('held', { deposits: before, stages: seenLater })));
    const intime = textOf(cardOf(transferIn('held')));
    for (const said of [early, intime]) {
      expect(said).toContain('This transfer has stopped, and your payment is there');
    }
    expect(intime).toContain('We can see it: 32.47 USDC. It has not been paid out.');
  });

  test('calls a payment of unknown size neither wrong nor late', () => {
    const held = textOf(cardOf(transferIn('held', { deposits: [{ id: 'dep-1' }] })));
    expect(held).toContain('your payment is there');
    expect(held).not.toMatch(/not what was asked for|had ended/);
    const untold = textOf(cardOf(transferIn('held', { deposits: [] })));
    expect(untold).toContain('your payment is there');
    expect(untold).not.toMatch(/not what was asked for|had ended/);
  });

  test('says what becomes of money beyond the amount, or whom to ask', () => {
    const over = (patch: Partial<Transfer> = {}) =>
      textOf(cardOf(transferIn('completed', { deposits: [deposit('33')], ...patch })));
    const amount = { amount: '0.53', currency: 'USDC' };
    expect(over()).toContain('You sent 0.53 USDC more than was asked for. Tap Help, and we ask');
    expect(over({ extraBack: { status: 'pending', amount } })).toContain(
      '0.53 USDC is being sent back',
    );
    expect(over({ extraBack: { status: 'completed' } })).toContain(
      '0.53 USDC has been sent back; look in the wallet that you paid from',
    );
    expect(over({ extraBack: { status: 'failed', amount } })).toContain(
      '0.53 USDC has not come back yet. Tap Help',
    );
    expect(over({ deposits: [deposit('32.47')] })).not.toMatch(/more than|Tap Help/);
    const failed = over({ state: 'failed', extraBack: { status: 'completed', amount } });
    expect(failed).toContain('0.53 USDC has been sent back');
    expect(failed).toContain('You can have it back now');
  });

  test('offers money back exactly where it can be had', () => {
    const offering = states.filter((state) =>
      kindsOf(cardOf(transferIn(state))).includes('refund'),
    );
    expect(offering).toEqual(['held', 'failed']);
    const empty = cardOf(transferIn('failed', { deposits: [] }));
    expect(kindsOf(empty)).not.toContain('refund');
  });

  test('tells an unpaid person that nothing left their wallet, and no one else', () => {
    const { payTo, ...early } = transferIn('review', {
      review: { reason: 'bad_address', from: 'accepting' },
    });
    expect(textOf(cardOf(early))).toContain('Nothing has left your wallet');
    expect(textOf(cardOf(transferIn('review')))).not.toContain('Nothing has left your wallet');
    const paid = cardOf(transferIn('review', { deposits: [deposit('32.47')] }));
    expect(textOf(paid)).toContain('32.47 USDC arrived');
    expect(textOf(paid)).not.toContain('Nothing has left your wallet');
  });

  test('does not promise what an old look showed: nothing seen is not "not sent"', () => {
    for (const state of ['awaiting_deposit', 'expired'] as const) {
      expect(textOf(cardOf(transferIn(state)))).not.toMatch(/you have not (sent|paid)/i);
    }
    expect(textOf(cardOf(transferIn('expired')))).toContain('we keep watching');
  });

  test('leads to the explorer by a hash that is one, and by nothing else', () => {
    const [first] = transferIn('received').deposits;
    const opened = (hash: string) =>
      buttonsOf(cardOf(transferIn('received', { deposits: [{ ...first, hash }] }))).flatMap(
        ({ does }) => ('open' in does ? [does.open] : []),
      );
    expect(opened('a'.repeat(64))).toEqual([`https://solscan.io/tx/${'a'.repeat(64)}`]);
    expect(opened('../../@evil.example/')).toEqual([]);
    expect(opened('javascript:alert(1)//')).toEqual([]);
  });

  test('begins as a line without address or amount', () => {
    expect(textOf(en.cardComing(transferIn('awaiting_deposit')))).toBe(
      'Here is transfer 7K2M9QXA:',
    );
  });
});
