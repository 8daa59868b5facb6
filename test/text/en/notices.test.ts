import { describe, expect, test } from 'vitest';
import { en } from '../../../src/text/en/index.ts';
import { kindsOf, textOf } from '../reading.ts';
import { deposit, noticeKinds, transferIn } from '../samples.ts';

describe('a push', () => {
  test.each(noticeKinds)('%s has three sentences or a little more, and the short id', (kind) => {
    const transfer = transferIn(kind === 'delivered' ? 'completed' : 'held', {
      ...(kind === 'extra_back' && { extraBack: { status: 'completed' } }),
    });
    const said = textOf(en.notice(kind, transfer, false))
      .split('\n')
      .filter(Boolean);
    expect(said.length).toBeGreaterThanOrEqual(4);
    expect(said.length).toBeLessThanOrEqual(5);
    expect(said.at(-1)).toBe('Transfer 7K2M9QXA');
  });

  test('says when it may be a repeat', () => {
    const delivered = transferIn('completed');
    const [once, twice] = [false, true].map((repeated) =>
      textOf(en.notice('delivered', delivered, repeated)),
    );
    expect(twice).toContain('You may have had this message already');
    expect(once).not.toContain('already');
  });

  test('about a stop leads to the money, unless that is under way', () => {
    expect(kindsOf(en.notice('failed', transferIn('failed'), false))).toContain('refund');
    const moved = en.notice('failed', transferIn('refunding'), true);
    expect(kindsOf(moved)).not.toContain('refund');
    expect(textOf(moved)).toContain('/status');
  });

  test('about money that came back unasked names no address that anybody confirmed', () => {
    const { refund, ...unasked } = transferIn('refunded');
    const said = textOf(en.notice('refunded', unasked, false));
    expect(said).not.toContain('confirmed');
    expect(said).toContain('the wallet that you paid from');
    expect(textOf(en.card(unasked, unasked.createdAtMs))).toContain(
      'the wallet that you paid from',
    );
  });

  test('about a payment that does not fit promises nobody the money', () => {
    for (const [came, words] of [
      [deposit('30'), 'That is 2.47 USDC less than the 32.47 USDC of the quote'],
      [deposit('32.47', 'USDT'), 'The quote asked for 32.47 USDC'],
    ] as const) {
      const confirming = transferIn('confirming', { deposits: [came] });
      const said = textOf(en.notice('deposit_seen', confirming, false));
      expect(said).toContain(words);
      expect(said).toContain('Please do not send any more now');
      expect(said).not.toContain('goes to');
      const card = textOf(en.card(confirming, confirming.createdAtMs));
      expect(card).toContain(words);
      expect(card).not.toMatch(/They receive|Nothing to do/);
    }
    const exact = textOf(en.notice('deposit_seen', transferIn('confirming'), false));
    expect(exact).toContain('₦50,000.00 goes to ADA TEST OKAFOR');
  });

  test('calls a payment that came in time and was seen later not late', () => {
    const [first] = transferIn('received').deposits;
    const { orderExpiresAtMs } = transferIn('received');
    const stages = [{ stage: 'expired' as const, atMs: orderExpiresAtMs + 60_000 }];
    const [intime, late] = [-1, 0].map((afterMs) => {
      const deposits = [{ ...first, createdAtMs: orderExpiresAtMs + afterMs }];
      return textOf(en.notice('late_deposit', transferIn('received', { stages, deposits }), false));
    });
    expect(intime).toMatch(/^We can see your payment: 32.47 USDC/);
    expect(intime).not.toMatch(/late\b|had ended/);
    expect(late).toMatch(/^Your payment came late: 32.47 USDC/);
  });

  test('about a short payment says how short', () => {
    const short = transferIn('held', { deposits: [deposit('30')] });
    expect(textOf(en.notice('held', short, false))).toContain('2.47 USDC is missing');
  });
});
