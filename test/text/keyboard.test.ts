import { describe, expect, test } from 'vitest';
import { toInlineKeyboard } from '../../src/text/keyboard.ts';
import type { Button } from '../../src/text/screen.ts';

const keyboardOf = (button: Button) => toInlineKeyboard([[button]]).inline_keyboard;

describe('a keyboard', () => {
  test('carries a press as callback data, with its colour', () => {
    const button: Button = { label: 'Go', tone: 'success', does: { press: { kind: 'send' } } };
    expect(keyboardOf(button)).toEqual([[{ text: 'Go', style: 'success', callback_data: 'go' }]]);
  });

  test('copies text', () => {
    expect(keyboardOf({ label: 'Copy', does: { copy: '32.47' } })).toEqual([
      [{ text: 'Copy', copy_text: { text: '32.47' } }],
    ]);
  });

  test('opens https links', () => {
    expect(keyboardOf({ label: 'Open', does: { open: 'https://t.me/remit_test_bot' } })).toEqual([
      [{ text: 'Open', url: 'https://t.me/remit_test_bot' }],
    ]);
  });

  test.each([
    'http://example.com',
    'javascript:alert(1)',
    'tg://user?id=1',
    'https://a:b@example.com',
  ])('refuses to open %s', (open) =>
    expect(() => keyboardOf({ label: 'Open', does: { open } })).toThrow(),
  );

  test('refuses to copy nothing, or more than Telegram takes', () => {
    expect(() => keyboardOf({ label: 'Copy', does: { copy: '' } })).toThrow();
    expect(() => keyboardOf({ label: 'Copy', does: { copy: 'x'.repeat(257) } })).toThrow();
    expect(keyboardOf({ label: 'Copy', does: { copy: 'x'.repeat(256) } })).toHaveLength(1);
  });

  test('has no empty rows', () => {
    expect(toInlineKeyboard([[], []])).toEqual({ inline_keyboard: [] });
  });
});
