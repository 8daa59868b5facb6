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

  test('about a short payment says how short', () => {
    const short = transferIn('held', { deposits: [deposit('30')] });
    expect(textOf(en.notice('held', short, false))).toContain('2.47 USDC is missing');
  });
});
