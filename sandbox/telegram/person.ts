/** A person for tests and scripted demos: talks, presses, waits, and tells what they see. */
import type { ChatMessage, NewMessage, NewPerson } from './chat-api.ts';
import { Somebody } from './somebody.ts';
import type { TelegramSandbox } from './telegram-sandbox.ts';

/** Which message is meant: one that has these words in it, or one for which this is true. */
export type Match = string | RegExp | ((message: ChatMessage) => boolean);

/** How to make a person. */
export interface PersonOptions extends Partial<NewPerson> {
  /** Act in this chat instead of the private one (the id of a group the person is in). */
  readonly chatId?: number;
  /** How long waiting lasts when nothing else is said; 5 seconds when left out. */
  readonly patienceMs?: number;
}

/** Somebody with the chat open. Every wait that fails rejects with the whole chat in words. */
export interface Person {
  readonly id: number;
  readonly chatId: number;
  readonly name: string;
  /** The bot's messages that are there now, oldest first. */
  messages(): ChatMessage[];
  /** The bot's newest message; throws when there is none. */
  last(): ChatMessage;
  /** The words (text or caption) of the bot's messages, oldest first. */
  texts(): string[];
  /** The newest message of the bot that matches, if there is one. */
  find(match: Match): ChatMessage | undefined;
  /** Every state that one message has been in, as words; oldest first. */
  versions(message: ChatMessage): string[];
  /** The labels of the buttons under the bot's newest message that has any. */
  buttons(): string[];
  /** Sends a text. */
  say(text: string, more?: Omit<NewMessage, 'text'>): ChatMessage;
  /** Sends anything: a sticker, a photo, a forwarded or late message. */
  send(message: NewMessage): ChatMessage;
  /** Presses Start, with a deep link's payload when one is given. */
  start(payload?: string): ChatMessage;
  edit(message: ChatMessage, text: string): ChatMessage;
  /**
   * Presses the newest button with this label, or with this in its label; waits for it to appear.
   * Resolves with the toast the bot answered with, if any. Rejects when the bot does not answer.
   */
  press(label: string, options?: PressOptions): Promise<string | undefined>;
  /** Presses a button of a given message, also one that has lost it: `data` goes as it is. */
  pressData(
    message: ChatMessage,
    data: string,
    options?: PressOptions,
  ): Promise<string | undefined>;
  /** What the newest copy button with this in its label puts on the clipboard. */
  copy(label: string): string;
  /** Where the newest link button with this in its label leads. */
  link(label: string): string;
  /**
   * Waits for a message of the bot that matches and that came, or changed, after the person's last
   * act (say, send, start, press). With `since: 'ever'` older ones count too.
   */
  waitFor(match: Match, options?: number | WaitOptions): Promise<ChatMessage>;
  /** Waits until no message of the bot matches any more. */
  waitGone(match: Match, timeoutMs?: number): Promise<void>;
  block(): void;
  unblock(): void;
  clear(): void;
  /** The chat in words. */
  transcript(): string;
}

/** How a press may go. */
export interface PressOptions {
  /** Resolve, not reject, when the bot does not answer. */
  readonly mayGoUnanswered?: boolean;
  readonly timeoutMs?: number;
}

/** How to wait. */
export interface WaitOptions {
  readonly timeoutMs?: number;
  readonly since?: 'last act' | 'ever';
}

/** Makes a person with a new account, or takes over the one with this id when it exists. */
export function createPerson(telegram: TelegramSandbox, options: PersonOptions = {}): Person {
  return new Somebody(telegram, options);
}
