import { describe, expect, test } from 'vitest';
import { en } from '../../../src/text/en/index.ts';
import { buttonsOf, kindsOf, styled, textOf } from '../reading.ts';
import { minuteMs, startMs, transferIn } from '../samples.ts';

describe('the quote', () => {
  const quote = en.send.quote(transferIn('quoted'));

  test('says everything that is agreed to, what arrives first', () => {
    const text = textOf(quote);
    expect(styled(quote, 'bold')).toEqual(
      expect.arrayContaining(['₦50,000.00', '32.47 USDC', 'Solana']),
    );
    expect(text.indexOf('₦50,000.00')).toBeLessThan(text.indexOf('32.47 USDC'));
    expect(text).toContain('ADA TEST OKAFOR · Access Bank ••••6789');
    expect(text).not.toContain('0123456789');
    expect(text).toContain('🇳🇬 Nigeria');
    expect(text).toContain('1 USDC brings about ₦1,539.88');
    expect(text).toContain('Fee: 0.32 USDC');
    expect(styled(quote, 'date_time')).toEqual(['14:10 UTC']);
  });

  test('is confirmed by a green button that carries its hash', () => {
    const confirm = buttonsOf(quote)[0];
    expect(confirm?.tone).toBe('success');
    expect(confirm?.does).toEqual({
      press: { kind: 'confirm', transferId: 'Zk3vQ9bTq2rLx8mNc5wY1a', hash: 'c0ffee00c0ffee00' },
    });
    expect(kindsOf(quote)).toEqual(['confirm', 'change_amount', 'cancel_quote']);
  });

  test('shows a fee in as many decimals as the amount, and the amount exactly', () => {
    const send = { amount: '33.760001', currency: 'USDC' };
    const fee = { amount: '1.1632064', currency: 'USDC' };
    const text = textOf(en.send.quote(transferIn('quoted', { send, fee })));
    expect(text).toContain('You send 33.760001 USDC');
    expect(text).toContain('Fee: about 1.163207 USDC, included');
    const plain = { amount: '33.76', currency: 'USDC' };
    const shorter = textOf(en.send.quote(transferIn('quoted', { send: plain, fee })));
    expect(shorter).toContain('Fee: about 1.17 USDC, included');
  });

  test('does not call a missing fee free', () => {
    const text = textOf(en.send.quote(transferIn('quoted', { fee: undefined })));
    expect(text).toContain('included in the rate');
  });

  test('tells what is usual on the route, rounded up, only where it is known', () => {
    const told = (medianMs: number, deliveries = 23) =>
      textOf(en.send.quote(transferIn('quoted', { usual: { medianMs, deliveries } })));
    expect(told(3.2 * minuteMs)).toContain(
      'Usually arrives about 4 minutes after we see your payment; from our last 23 deliveries on this route.',
    );
    expect(told(8_000)).toContain('about 1 minute after');
    expect(told(125 * minuteMs, 1_204)).toContain('about 2 hours after');
    expect(told(125 * minuteMs, 1_204)).toContain('our last 1,204 deliveries');
    expect(textOf(quote)).not.toContain('Usually');
  });

  test('warns where the name was not checked', () => {
    const { payee } = transferIn('quoted');
    const unchecked = transferIn('quoted', { payee: { ...payee, nameChecked: false } });
    expect(textOf(en.send.quote(unchecked))).toContain('could not be checked');
    expect(textOf(quote)).not.toContain('could not be checked');
  });

  test('cannot be confirmed any more once it has ended', () => {
    const ended = en.card(transferIn('quoted'), startMs + 10 * minuteMs);
    expect(kindsOf(ended)).toEqual(['new_quote', 'help']);
    expect(kindsOf(en.card(transferIn('quoted'), startMs))).toContain('confirm');
  });
});
