import { describe, expect, test } from 'vitest';
import type { Transfer } from '../../../src/domain/transfer.ts';
import { en } from '../../../src/text/en/index.ts';
import { buttonsOf, copiedBy, kindsOf, styled, textOf, wholeOf } from '../reading.ts';
import { depositAddress, minuteMs, reasons, startMs, transferIn } from '../samples.ts';
import { everyScreen, withText } from '../screens.ts';

const nowMs = startMs + 15 * minuteMs;
const cardOf = (transfer: Transfer) => en.card(transfer, nowMs);

describe('the address to pay to', () => {
  const awaiting = transferIn('awaiting_deposit');

  test('is whole, in monospace, under its network, and copied exactly', () => {
    const card = cardOf(awaiting);
    expect(textOf(card).startsWith('Network: Solana\n')).toBe(true);
    expect(styled(card, 'bold')[0]).toBe('Solana');
    expect(styled(card, 'code')).toContain(depositAddress);
    expect(copiedBy(card)).toEqual([depositAddress, '32.47']);
    const button = buttonsOf(card).find(
      ({ does }) => 'copy' in does && does.copy === depositAddress,
    );
    expect(button?.label).toContain('Solana');
  });

  test('comes with its exact amount, its end and its dangers (T25)', () => {
    const text = textOf(cardOf(awaiting));
    expect(text).toContain('Send exactly 32.47 USDC');
    expect(text).toContain('before 16:00 UTC. The address closes then');
    expect(text).toContain('Only USDC, only on Solana');
    expect(text).toContain('exchanges take their fee');
    expect(text).toContain('seed words');
  });

  test('says what was not seen, and never that nothing was sent (T25)', () => {
    const said = textOf(cardOf({ ...awaiting, saidSentAtMs: startMs + 4 * minuteMs }));
    expect(said).toContain('We have not seen it yet');
    expect(said).toContain('Please do not send it twice');
    const unpaid = [
      said,
      textOf(cardOf({ ...awaiting, givenUpAtMs: startMs })),
      textOf(cardOf({ ...awaiting, orderExpiresAtMs: nowMs })),
      textOf(cardOf(transferIn('expired'))),
    ];
    for (const text of unpaid)
      expect(text).not.toMatch(/not (been )?sent|did not pay|have not paid/i);
    for (const text of unpaid.slice(1)) expect(text).toMatch(/if you have already paid/i);
  });

  test('names the network as exchanges do', () => {
    const payTo = { chain: 'Tron' as const, address: 'TXYZ' };
    const text = textOf(cardOf(transferIn('awaiting_deposit', { chain: 'Tron', payTo })));
    expect(text).toContain('Network: Tron (TRC20)');
    expect(text).toContain('Address on Tron (TRC20):\nTXYZ');
  });

  test('comes with its memo, which has a button of its own', () => {
    const payTo = { chain: 'Solana' as const, address: depositAddress, tag: '104729' };
    const card = cardOf(transferIn('awaiting_deposit', { payTo }));
    expect(styled(card, 'code')).toContain('104729');
    expect(copiedBy(card)).toEqual([depositAddress, '32.47', '104729']);
  });

  test('goes with a QR whose caption fits under a picture and names network and amount', () => {
    const caption = en.qrCaption(withText(awaiting, 'x'.repeat(4_096)));
    expect(textOf(caption).length).toBeLessThanOrEqual(1_024);
    expect(textOf(caption)).toContain('Network: Solana\nSend exactly 32.47 USDC');
    expect(kindsOf(caption)).toEqual(['hide_qr']);
  });

  test('closes with its time, even before the next look', () => {
    const over = transferIn('awaiting_deposit', { orderExpiresAtMs: nowMs });
    expect(wholeOf(cardOf(over))).not.toContain(depositAddress);
    expect(textOf(cardOf(over))).toContain('Please do not send anything');
  });

  test('stands on no other screen', () => {
    const elsewhere = everyScreen().filter(
      ([name]) => !name.startsWith('card: awaiting_deposit') || name.endsWith('over'),
    );
    expect(elsewhere.length).toBeGreaterThan(100);
    for (const [name, screen] of elsewhere) {
      expect(wholeOf(screen), name).not.toContain(depositAddress);
    }
  });

  test.each(reasons)('is never shown in review, %s', (reason) => {
    const review = transferIn('review', { review: { reason, from: 'awaiting_deposit' } });
    expect(wholeOf(cardOf(review))).not.toContain(depositAddress);
    expect(copiedBy(cardOf(review))).toEqual([]);
    expect(textOf(cardOf(review))).toMatch(/do not send anything/i);
  });
});
