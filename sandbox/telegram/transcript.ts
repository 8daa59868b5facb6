/** A chat printed as plain text: who said what, buttons in brackets, presses and toasts in between. */
import type { Events } from './events.ts';
import type { Message } from './model.ts';
import type { PressNote, Room, World } from './world.ts';

/**
 * The chat as it looks now, oldest first.
 * @param who a person (their private chat) or any chat by `chatId`
 */
export function transcript(
  telegram: { readonly world: World },
  who: { readonly chatId: number } | { readonly id: number },
): string {
  const room = telegram.world.rooms.get('chatId' in who ? who.chatId : who.id);
  if (room === undefined) return '';
  const lines = room.entries.flatMap((entry, index) => {
    const shown = entry.deletedAtMs === undefined ? messageLines(entry.message) : [];
    return [...shown, ...pressesAfter(telegram.world, room, index + 1)];
  });
  return lines.join('\n');
}

/**
 * Prints a chat from now on as it happens: messages, presses, and what edits bring that the message
 * did not say before. Returns how to stop.
 */
export function followChat(
  telegram: { readonly world: World; readonly events: Pick<Events, 'subscribe'> },
  chatId: number,
  print: (line: string) => void,
): () => void {
  const shown = new Map<number, readonly string[]>();
  return telegram.events.subscribe((event) => {
    if (event.kind === 'message' && event.message.chatId === chatId) {
      const now = messageLines(event.message);
      shown.set(event.message.message_id, now);
      print(now.join('\n'));
    } else if (event.kind === 'edited' && event.message.chatId === chatId) {
      const before = shown.get(event.message.message_id) ?? [];
      const now = messageLines(event.message);
      shown.set(event.message.message_id, now);
      const news = now.filter((line) => line.trim() !== '' && !before.includes(line));
      if (news.length > 0) print(['  (edited)', ...news.map(indented)].join('\n'));
    } else if (event.kind === 'pressed' && event.chatId === chatId) {
      const person = telegram.world.accounts.get(event.personId)?.user.first_name ?? '';
      print(pressLine(person, event));
    }
  });
}

function indented(line: string): string {
  return line.startsWith(' ') ? line : `    ${line}`;
}

/** One message as lines: the first begins with who wrote it, buttons stand in brackets below. */
function messageLines(message: Message): string[] {
  const name = message.from?.first_name ?? message.sender_chat?.title ?? message.chat.title ?? '';
  const [first = '', ...rest] = contentOf(message).split('\n');
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const buttons = rows.map((row) => row.map((button) => `[${button.text}]`).join(' '));
  return [`${name}: ${first}`, ...[...rest, ...buttons].map((line) => `    ${line}`.trimEnd())];
}

function contentOf(message: Message): string {
  if (message.photo !== undefined) return `(picture) ${message.caption ?? ''}`.trim();
  if (message.document !== undefined) {
    return `(file ${message.document.file_name ?? ''}) ${message.caption ?? ''}`.trim();
  }
  if (message.sticker !== undefined) return `(sticker ${message.sticker.emoji ?? ''})`;
  return message.text ?? '(service message)';
}

function pressesAfter(world: World, room: Room, entries: number): string[] {
  return room.presses
    .filter((press) => press.afterEntries === entries)
    .map((press) => pressLine(world.accounts.get(press.personId)?.user.first_name ?? '', press));
}

function pressLine(name: string, press: Pick<PressNote, 'label' | 'toast'>): string {
  const toast = press.toast === undefined ? '' : ` (${press.toast})`;
  return `${name} presses [${press.label}]${toast}`;
}
