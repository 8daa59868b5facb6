/** Reads a screen as a person would: its words, what is bold or monospace, what buttons do. */
import { expect } from 'vitest';
import { decodePress, type Press } from '../../src/domain/press.ts';
import { toInlineKeyboard } from '../../src/text/keyboard.ts';
import type { Screen } from '../../src/text/screen.ts';

export const textOf = (screen: Screen) => screen.text.text;
export const buttonsOf = (screen: Screen) => screen.buttons.flat();
export const copiedBy = (screen: Screen) =>
  buttonsOf(screen).flatMap(({ does }) => ('copy' in does ? [does.copy] : []));
export const pressedBy = (screen: Screen) =>
  buttonsOf(screen).flatMap(({ does }): Press[] => ('press' in does ? [does.press] : []));
export const kindsOf = (screen: Screen) => pressedBy(screen).map(({ kind }) => kind);
export const wholeOf = (screen: Screen) => JSON.stringify([textOf(screen), screen.buttons]);

/** What was written in a style: bold, code, date_time. */
export function styled(screen: Screen, type: string): string[] {
  const { text, entities } = screen.text;
  return entities
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => text.slice(offset, offset + length));
}

/** Words that no person should have to read. */
export const neverSaid = [
  /error/i,
  /invalid/i,
  /oops/i,
  /failed/i,
  /exception/i,
  /chessa/i,
  /\bundefined\b|\bnull\b|\bNaN\b|\[object/,
  /\b(400|401|403|404|409|422|429|500|502|503)\b(?![.,]\d)/,
  /!/,
  /raw words/,
];

/** Fails unless Telegram would take the screen as it is. */
export function expectFit(screen: Screen, name?: string) {
  const { text, entities } = screen.text;
  expect(text.trim(), name).not.toBe('');
  expect(text.length, name).toBeLessThanOrEqual(4_096);
  expect(text, name).not.toMatch(/\p{Surrogate}/u);
  expect(entities.length, name).toBeLessThanOrEqual(100);
  for (const { offset, length } of entities) {
    expect(length, name).toBeGreaterThan(0);
    expect(offset + length, name).toBeLessThanOrEqual(text.length);
    expect(text.slice(offset, offset + length), name).not.toMatch(/\p{Surrogate}/u);
  }
  const rows = toInlineKeyboard(screen.buttons).inline_keyboard;
  expect(rows.flat().length, name).toBeLessThanOrEqual(100);
  for (const button of rows.flat()) {
    expect(button.text.trim(), name).not.toBe('');
    expect(button.text.length, name).toBeLessThanOrEqual(80);
    if (!('callback_data' in button)) continue;
    expect(Buffer.byteLength(button.callback_data), name).toBeLessThanOrEqual(64);
    expect(decodePress(button.callback_data), name).toBeDefined();
  }
}
