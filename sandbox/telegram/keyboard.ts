/** Which inline keyboards Telegram accepts, and how it refuses the others. */
import type { InlineKeyboardButton, InlineKeyboardMarkup } from './model.ts';
import { badRequest } from './refusal.ts';
import { isWebLink } from './text-rules.ts';

const MAX_DATA_BYTES = 64;
const MAX_COPY_LENGTH = 256;
const MAX_BUTTONS = 100;

/**
 * Checks a keyboard. Returns it, or undefined when it has no buttons (Telegram then takes the
 * keyboard away); refuses in Telegram's words.
 */
export function checkKeyboard(
  markup: InlineKeyboardMarkup | undefined,
): InlineKeyboardMarkup | undefined {
  const rows = (markup?.inline_keyboard ?? []).filter((row) => row.length > 0);
  if (rows.flat().length > MAX_BUTTONS) badRequest('reply markup is too long');
  for (const button of rows.flat()) checkButton(button);
  return rows.length === 0 ? undefined : { inline_keyboard: rows };
}

function checkButton(button: InlineKeyboardButton): void {
  const { text, callback_data, url, copy_text } = button;
  if (text.trim() === '') badRequest("can't parse inline keyboard button: text must be non-empty");
  const acts = [callback_data, url, copy_text].filter((act) => act !== undefined && act !== '');
  if (acts.length === 0) {
    badRequest(
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    );
  }
  if (acts.length > 1) {
    badRequest("can't parse inline keyboard button: a button must do exactly one thing");
  }
  if (callback_data !== undefined && Buffer.byteLength(callback_data) > MAX_DATA_BYTES) {
    badRequest('BUTTON_DATA_INVALID');
  }
  if (url !== undefined && !isWebLink(url)) {
    badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
  const copyLength = copy_text?.text.length ?? 1;
  if (copyLength < 1 || copyLength > MAX_COPY_LENGTH) badRequest('BUTTON_COPY_TEXT_INVALID');
}
