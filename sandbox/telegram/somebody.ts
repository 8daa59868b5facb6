/** How a person of `person.ts` acts and waits. */
import type { ChatMessage, NewMessage, Press } from './chat-api.ts';
import type { InlineKeyboardButton, Message } from './model.ts';
import type { Match, Person, PersonOptions, PressOptions, WaitOptions } from './person.ts';
import { byLabel } from './person-messages.ts';
import type { TelegramSandbox } from './telegram-sandbox.ts';
import { transcript } from './transcript.ts';

const PATIENCE_MS = 5_000;

/** A person at work; `createPerson` makes them. */
export class Somebody implements Person {
  readonly id: number;
  readonly chatId: number;
  readonly name: string;
  readonly #telegram: TelegramSandbox;
  readonly #patienceMs: number;
  readonly #changedBy = new Map<number, number>();
  #lastAct = 0;

  constructor(telegram: TelegramSandbox, options: PersonOptions) {
    const { chatId, patienceMs, firstName = 'Ada', ...rest } = options;
    const { people } = telegram;
    const known = people.list().find((person) => person.id === options.id);
    const person = known ?? people.create({ ...rest, firstName });
    this.#telegram = telegram;
    this.#patienceMs = patienceMs ?? PATIENCE_MS;
    this.id = person.id;
    this.name = person.firstName;
    this.chatId = chatId ?? person.id;
    this.#noteAct();
    telegram.events.subscribe((event) => {
      if ((event.kind !== 'message' && event.kind !== 'edited') || event.chatId !== this.chatId)
        return;
      this.#changedBy.set(event.message.message_id, event.id);
    });
  }

  messages(): ChatMessage[] {
    const { messages } = this.#telegram.people.history(this.id, this.chatId);
    return messages.filter((message) => message.fromBot);
  }

  last(): ChatMessage {
    const last = this.messages().at(-1);
    if (last === undefined) throw this.#complaint('The bot has said nothing yet');
    return last;
  }

  texts(): string[] {
    return this.messages().map(wordsOf);
  }

  find(match: Match): ChatMessage | undefined {
    return this.messages().findLast((message) => matches(message, match));
  }

  versions(message: ChatMessage): string[] {
    const versions = this.#telegram.people.versions(this.chatId, message.message_id);
    return versions.map((version) => wordsOf(version.message));
  }

  buttons(): string[] {
    const holder = this.messages().findLast((message) => message.reply_markup !== undefined);
    return (holder?.reply_markup?.inline_keyboard ?? []).flat().map((button) => button.text);
  }

  say(text: string, more: Omit<NewMessage, 'text'> = {}): ChatMessage {
    return this.send({ ...more, text });
  }

  send(message: NewMessage): ChatMessage {
    this.#noteAct();
    return this.#telegram.people.send(this.id, this.chatId, message);
  }

  start(payload?: string): ChatMessage {
    this.#noteAct();
    return this.#telegram.people.start(this.id, payload);
  }

  edit(message: ChatMessage, text: string): ChatMessage {
    this.#noteAct();
    return this.#telegram.people.edit(this.id, this.chatId, message.message_id, text);
  }

  async press(label: string, options: PressOptions = {}): Promise<string | undefined> {
    const hasButton = (message: ChatMessage) => this.#button(message, label) !== undefined;
    const { timeoutMs = this.#patienceMs } = options;
    const what = `No button "${label}"`;
    const message = await this.#until(() => this.messages().findLast(hasButton), timeoutMs, what);
    const button = this.#button(message, label);
    if (button?.callback_data === undefined) {
      throw this.#complaint(`"${label}" copies or opens something; use copy() or link()`);
    }
    return this.#press(message, { label: button.text }, label, options);
  }

  pressData(message: ChatMessage, data: string, options: PressOptions = {}) {
    return this.#press(message, { data }, data, options);
  }

  copy(label: string): string {
    const text = this.#newestButton(label, 'copy_text')?.copy_text?.text;
    if (text === undefined) throw this.#complaint(`No copy button "${label}"`);
    return text;
  }

  link(label: string): string {
    const url = this.#newestButton(label, 'url')?.url;
    if (url === undefined) throw this.#complaint(`No link button "${label}"`);
    return url;
  }

  waitFor(match: Match, options: number | WaitOptions = {}): Promise<ChatMessage> {
    const { timeoutMs = this.#patienceMs, since = 'last act' } =
      typeof options === 'number' ? { timeoutMs: options } : options;
    const after = since === 'ever' ? 0 : this.#lastAct;
    const isMeant = (message: ChatMessage) =>
      (this.#changedBy.get(message.message_id) ?? 0) >= after && matches(message, match);
    const what = `No ${since === 'ever' ? '' : 'new '}message with ${describe(match)}`;
    return this.#until(() => this.messages().findLast(isMeant), timeoutMs, what);
  }

  async waitGone(match: Match, timeoutMs = this.#patienceMs): Promise<void> {
    const gone = () => (this.find(match) === undefined ? true : undefined);
    await this.#until(gone, timeoutMs, `Still a message with ${describe(match)}`);
  }

  block(): void {
    this.#telegram.people.block(this.id);
  }

  unblock(): void {
    this.#telegram.people.unblock(this.id);
  }

  clear(): void {
    this.#telegram.people.clear(this.id, this.chatId);
  }

  transcript(): string {
    return transcript(this.#telegram, this);
  }

  async #press(message: ChatMessage, press: Press, label: string, options: PressOptions) {
    this.#noteAct();
    const { timeoutMs = this.#patienceMs, mayGoUnanswered = false } = options;
    const pressed = this.#telegram.people.press(this.id, this.chatId, message.message_id, press);
    const answer = await Promise.race([pressed, later(timeoutMs)]);
    if (answer?.answered !== true && !mayGoUnanswered) {
      throw this.#complaint(`The bot did not answer the press on "${label}"`);
    }
    return answer?.text;
  }

  #button(message: ChatMessage, label: string): InlineKeyboardButton | undefined {
    return byLabel(message.reply_markup?.inline_keyboard ?? [], label);
  }

  #newestButton(label: string, field: 'copy_text' | 'url'): InlineKeyboardButton | undefined {
    const buttons = this.messages().map((message) => this.#button(message, label));
    return buttons.findLast((button) => button?.[field] !== undefined);
  }

  /** From now on `waitFor` counts only what comes after this moment. */
  #noteAct(): void {
    this.#lastAct = this.#telegram.events.lastId() + 1;
  }

  #until<T>(look: () => T | undefined, timeoutMs: number, what: string): Promise<T> {
    const found = look();
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop();
        reject(this.#complaint(`${what} within ${timeoutMs} ms`));
      }, timeoutMs);
      const stop = this.#telegram.events.subscribe((event) => {
        if (!('chatId' in event) || event.chatId !== this.chatId) return;
        const now = look();
        if (now === undefined) return;
        stop();
        clearTimeout(timer);
        resolve(now);
      });
    });
  }

  #complaint(what: string): Error {
    return new Error(`${what}. The chat of ${this.name}:\n${this.transcript()}`);
  }
}

function wordsOf(message: Message): string {
  return message.text ?? message.caption ?? '';
}

function matches(message: ChatMessage, match: Match): boolean {
  if (typeof match === 'function') return match(message);
  return typeof match === 'string'
    ? wordsOf(message).includes(match)
    : match.test(wordsOf(message));
}

function describe(match: Match): string {
  return typeof match === 'function' ? 'what was asked for' : `"${String(match)}"`;
}

function later(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());
}
