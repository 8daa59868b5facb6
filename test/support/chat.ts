/** What tests read off a chat beside what a person does in it. */
import type { ChatMessage } from '../../sandbox/telegram/chat-api.ts';
import type { Person } from '../../sandbox/telegram/person.ts';

/** The callback data behind a button of a message, by words of its label. */
export function dataOf(message: ChatMessage, label: string): string {
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const data = buttons.find(({ text }) => text.includes(label))?.callback_data;
  if (!data) throw new Error(`no button "${label}" in: ${message.text}`);
  return data;
}

/** Every text that a person's chat has ever shown, edits included. */
export function everSeen(person: Person): string[] {
  return person.messages().flatMap((message) => person.versions(message));
}

/** How many of the messages that are there now hold these words. */
export function timesSaid(person: Person, words: string | RegExp): number {
  return person.texts().filter((text) => new RegExp(words).test(text)).length;
}
