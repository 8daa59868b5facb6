import { expect, test } from 'vitest';
import { en } from '../../../src/text/en/index.ts';
import { messagesFor } from '../../../src/text/messages-for.ts';
import { neverSaid, textOf } from '../reading.ts';
import { depositAddress, failures, refundAddress } from '../samples.ts';
import { everyScreen } from '../screens.ts';

test('staff see the facts and not the person', () => {
  const [, screen] = everyScreen().find(([name]) => name === 'staff: order') ?? [];
  const text = screen ? textOf(screen) : '';
  expect(text).toContain('2f1f6f0e-58a7-4a3f-b6b5-4f4f6f1f2a10');
  expect(text).toContain('A. T. O.');
  expect(text).not.toMatch(/\b1 (calls|empty looks)\b/);
  for (const secret of ['OKAFOR', '0123456789', depositAddress, refundAddress]) {
    expect(text).not.toContain(secret);
  }
});

test('one act is not called acts', () => {
  expect(en.staff.auditExported(1, false)).toBe('1 act, newest first. Times are UTC.');
  expect(en.staff.auditExported(2, true)).toMatch(/^2 acts, newest first; older ones/);
});

test('toasts fit into 200 characters and keep to plain words', () => {
  for (const say of Object.values(en.toast)) {
    expect(say().length).toBeLessThanOrEqual(200);
    for (const word of neverSaid) expect(say()).not.toMatch(word);
  }
});

test('each failure has its own words, and says what to do', () => {
  const words = failures.map((failure) => en.failure(failure));
  expect(new Set(words).size).toBe(failures.length);
  for (const sentence of words) {
    expect(sentence).toMatch(/please|\/status|tap/i);
    for (const word of neverSaid) expect(sentence.replace('₦500.00', '')).not.toMatch(word);
  }
  expect(en.failure({ kind: 'unknown' })).toContain('do not send any money');
  expect(en.failure({ kind: 'unknown' })).not.toContain('no money moved');
});

test('commands fit into the menu', () => {
  for (const { command, description } of en.commands) {
    expect(command).toMatch(/^[a-z]{1,32}$/);
    expect(description.length).toBeLessThanOrEqual(256);
  }
});

test('a button about a transfer needs one', () => {
  expect(en.button('refund', 'abc').does).toEqual({ press: { kind: 'refund', transferId: 'abc' } });
  expect(() => en.button('status')).toThrow();
});

test('a locale without words of its own reads English', () => {
  for (const locale of ['en', 'en-GB', 'xx', '', 'constructor', '__proto__']) {
    expect(messagesFor(locale)).toBe(en);
  }
});
