import { describe, expect, test } from 'vitest';
import { en } from '../../../src/text/en/index.ts';
import type { ProgressPage } from '../../../src/text/progress-page.ts';
import { neverSaid } from '../reading.ts';
import { depositAddress, refundAddress, startMs, states, transferIn } from '../samples.ts';
import { withText } from '../screens.ts';

const pageIn = (state: (typeof states)[number]) =>
  en.progress.page(transferIn(state, { lookedAtMs: startMs }));

/** Every word that the page shows. */
function wordsOf(page: ProgressPage): string {
  return JSON.stringify(page);
}

describe.each(states)('the page of a transfer in %s', (state) => {
  const page = pageIn(state);

  test('says in plain words what happens, and nothing that is not for others', () => {
    expect(page.headline).not.toBe('');
    expect(page.sentence).toMatch(/^[A-Z].*\.$/);
    for (const word of neverSaid) expect(wordsOf(page)).not.toMatch(word);
    for (const secret of ['OKAFOR', '0123456789', '32.47', 'USDC', 'Solana', '7K2M9QXA']) {
      expect(wordsOf(page)).not.toContain(secret);
    }
    for (const secret of [
      depositAddress,
      refundAddress,
      'a'.repeat(64),
      'Zk3vQ9bTq2rLx8mNc5wY1a',
    ]) {
      expect(wordsOf(page)).not.toContain(secret);
    }
    expect(wordsOf(page)).not.toMatch(/refund|not paid out|address|sent back/i);
  });

  test('has one stage under way while something can change, and none afterwards', () => {
    const now = page.stages.filter(({ is }) => is === 'now');
    expect(now).toHaveLength(page.renewal ? 1 : 0);
    expect(page.stages.findLast(({ is }) => is === 'done')?.words).not.toBe('');
  });
});

test('what arrived, is on its way and stopped are told apart', () => {
  expect(pageIn('completed').amount).toEqual({ label: 'Arrived', value: '₦50,000.00' });
  for (const state of ['received', 'paying_out'] as const) {
    expect(pageIn(state).amount.label).toBe('On its way');
  }
  for (const state of ['awaiting_deposit', 'confirming', 'held', 'refunded'] as const) {
    expect(pageIn(state).amount.label).toBe('Planned');
  }
  for (const state of ['held', 'failed', 'refunding', 'review', 'expired'] as const) {
    expect(pageIn(state)).toMatchObject({ headline: 'It takes longer', tone: 'stopped' });
  }
  for (const state of ['refunded', 'cancelled'] as const) {
    expect(pageIn(state).headline).toBe('This transfer has ended');
    expect(pageIn(state)).not.toHaveProperty('renewal');
  }
});

test('a delivery in doubt takes longer, and a review that has ended is no longer waited for', () => {
  const doubted = en.progress.page(transferIn('completed', { doubtedSinceMs: startMs }));
  expect(doubted).toMatchObject({ headline: 'It takes longer', tone: 'stopped' });
  expect(doubted.stages.map(({ words }) => words)).not.toContain('Arrived');
  const reviewed = (end: 'delivered' | 'sent_back') =>
    en.progress.page(
      transferIn('review', { review: { reason: 'order_missing', from: 'paying_out', end } }),
    );
  expect(reviewed('delivered').stages.at(-1)).toMatchObject({ is: 'done', words: 'Arrived' });
  expect(reviewed('sent_back').headline).toBe('This transfer has ended');
});

test.each([
  ['ADA TEST OKAFOR', 'A. T. O.'],
  ['محمد علي', 'م. ع.'],
  ['  <b>x</b>  ', 'b.'],
  ['12345', ''],
  ['', ''],
])('the name %j is %j', (name, shown) => {
  expect(en.progress.page(withText(transferIn('completed'), name)).payee.name).toBe(shown);
});

test('a bank without a name is the bank', () => {
  const page = en.progress.page(withText(transferIn('paying_out'), ''));
  expect(page.sentence).toContain('It is on its way to the bank;');
});
