/** Buttons of a screen as Telegram's inline keyboard. */
import type { InlineKeyboardButton } from 'grammy/types';
import { encodePress } from '../domain/press.ts';
import type { Button } from './screen.ts';

/** The JSON of an inline keyboard. */
export interface InlineKeyboard {
  inline_keyboard: InlineKeyboardButton[][];
}

/**
 * Turns rows of buttons into Telegram's `reply_markup`. An empty keyboard takes away the buttons
 * of a message that is edited. Throws for what Telegram would refuse, which is a bug of ours: a
 * copied text outside 1 to 256 characters, a link that is not https, callback data over 64 bytes.
 */
export function toInlineKeyboard(buttons: readonly (readonly Button[])[]): InlineKeyboard {
  const rows = buttons.filter((row) => row.length > 0);
  return { inline_keyboard: rows.map((row) => row.map(toInlineButton)) };
}

function toInlineButton(button: Button): InlineKeyboardButton {
  const shown = button.tone ? { text: button.label, style: button.tone } : { text: button.label };
  const { does } = button;
  if ('press' in does) return { ...shown, callback_data: encodePress(does.press) };
  if ('copy' in does) return { ...shown, copy_text: { text: copyable(does.copy) } };
  return { ...shown, url: safeLink(does.open) };
}

function copyable(text: string): string {
  if (text.length < 1 || text.length > 256)
    throw new Error('copied text outside 1 to 256 characters');
  return text;
}

function safeLink(link: string): string {
  const url = new URL(link);
  const safe = url.protocol === 'https:' && url.username === '' && url.password === '';
  if (!safe) throw new Error('a button opens https links only');
  return url.href;
}
