/** What people do in the chats: everything that a page or a test can make a person do. */
import type {
  ChatHistory,
  ChatMessage,
  ChatView,
  CommandMenu,
  MessageVersion,
  NewChannel,
  NewGroup,
  NewMessage,
  NewPerson,
  PersonChange,
  PersonView,
  Press,
  PressAnswer,
} from './chat-api.ts';
import { viewChat } from './chat-view.ts';
import type { CommandMenus } from './command-menu.ts';
import { createChannel, createGroup, removeBot, setBlocked, upgradeGroup } from './membership.ts';
import {
  editAs,
  type PeopleDeps,
  type Presence,
  pressAs,
  refuseAct,
  sendAs,
} from './person-messages.ts';
import { type Account, findEntry, type Room, visibleEntries, type World } from './world.ts';

/** The acts of people. Each refuses with words when it makes no sense. */
export interface People {
  create(person: NewPerson): PersonView;
  list(): PersonView[];
  get(personId: number): PersonView;
  change(personId: number, change: PersonChange): PersonView;
  chats(personId: number): ChatView[];
  history(personId: number, chatId: number): ChatHistory;
  send(personId: number, chatId: number, message: NewMessage): ChatMessage;
  edit(personId: number, chatId: number, messageId: number, text: string): ChatMessage;
  delete(personId: number, chatId: number, messageId: number): void;
  /** Presses a button; resolves when the bot has answered, or the app stops waiting. */
  press(personId: number, chatId: number, messageId: number, press: Press): Promise<PressAnswer>;
  versions(chatId: number, messageId: number): readonly MessageVersion[];
  read(personId: number, chatId: number): void;
  clear(personId: number, chatId: number): void;
  start(personId: number, payload?: string): ChatMessage;
  block(personId: number): void;
  unblock(personId: number): void;
  commands(personId: number, chatId: number): CommandMenu;
  createGroup(group: NewGroup): ChatView;
  createChannel(channel: NewChannel): ChatView;
  /** Turns a group into a supergroup with another id, as Telegram does; returns the new chat. */
  upgradeGroup(chatId: number): ChatView;
  /** Takes the bot out of a group or channel. */
  removeBot(chatId: number, byPersonId: number): void;
}

type ActsDeps = PeopleDeps & { readonly menus: CommandMenus };

const FIRST_PERSON_ID = 1001;

/** Makes a Telegram without people. */
export function createPeople(deps: ActsDeps): People {
  return new Acts(deps);
}

class Acts implements People {
  readonly #deps: ActsDeps;
  readonly #world: World;
  #freePersonId = FIRST_PERSON_ID;

  constructor(deps: ActsDeps) {
    this.#deps = deps;
    this.#world = deps.world;
  }

  create(person: NewPerson): PersonView {
    const id = person.id ?? this.#nextPersonId();
    if (this.#world.accounts.has(id))
      refuseAct(400, `There is a person with the id ${id} already.`);
    const user: Account['user'] = {
      id,
      is_bot: false,
      first_name: person.firstName,
      ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
      ...(person.username === undefined ? {} : { username: person.username }),
      language_code: person.languageCode ?? 'en',
    };
    const fresh = { user, started: false, blockedBot: false, deactivated: false };
    const account: Account = { ...fresh, ...(person.note && { note: person.note }) };
    this.#world.accounts.set(id, account);
    const { is_bot: _bot, language_code: _language, ...names } = user;
    this.#world.addRoom({ ...names, type: 'private' }, [id], 'member');
    return this.#tellPerson(account);
  }

  list(): PersonView[] {
    return [...this.#world.accounts.values()].map((account) => this.#world.personView(account));
  }

  get(personId: number): PersonView {
    return this.#world.personView(this.#account(personId));
  }

  change(personId: number, change: PersonChange): PersonView {
    const account = this.#account(personId);
    if (change.languageCode !== undefined) account.user.language_code = change.languageCode;
    if (change.deactivated !== undefined) account.deactivated = change.deactivated;
    return this.#tellPerson(account);
  }

  chats(personId: number): ChatView[] {
    this.#account(personId);
    const rooms = [...this.#world.rooms.values()].filter(
      (room) => room.members.has(personId) && room.migratedTo === undefined,
    );
    const newest = (room: Room) => visibleEntries(room).at(-1)?.message.message_id ?? 0;
    return rooms
      .sort((a, b) => newest(b) - newest(a))
      .map((room) => this.#chatView(room, personId));
  }

  history(personId: number, chatId: number): ChatHistory {
    const { room } = this.#at(personId, chatId);
    const messages = visibleEntries(room).map((entry) => this.#world.view(room, entry, personId));
    return { ...this.#chatView(room, personId), messages };
  }

  send(personId: number, chatId: number, message: NewMessage): ChatMessage {
    return sendAs(this.#deps, this.#active(personId, chatId), message);
  }

  edit(personId: number, chatId: number, messageId: number, text: string): ChatMessage {
    return editAs(this.#deps, this.#active(personId, chatId), messageId, text);
  }

  press(personId: number, chatId: number, messageId: number, press: Press): Promise<PressAnswer> {
    return pressAs(this.#deps, this.#active(personId, chatId), messageId, press);
  }

  delete(personId: number, chatId: number, messageId: number): void {
    const { room } = this.#at(personId, chatId);
    const entry = findEntry(room, messageId) ?? refuseAct(404, 'That message is not there.');
    this.#world.remove(room, [entry]);
  }

  versions(chatId: number, messageId: number): readonly MessageVersion[] {
    const entries = this.#world.rooms.get(chatId)?.entries ?? [];
    const entry = entries.find(({ message }) => message.message_id === messageId);
    return entry?.versions ?? refuseAct(404, 'That message was never there.');
  }

  read(personId: number, chatId: number): void {
    const { room } = this.#at(personId, chatId);
    room.unread.delete(personId);
    this.#world.events.emit({ kind: 'read', chatId, personIds: [personId] });
  }

  clear(personId: number, chatId: number): void {
    const { room } = this.#at(personId, chatId);
    this.#world.remove(room, visibleEntries(room));
    this.#world.events.emit({ kind: 'cleared', chatId, personIds: [...room.members] });
  }

  start(personId: number, payload?: string): ChatMessage {
    if (payload !== undefined && !/^[\w-]{1,64}$/.test(payload)) {
      refuseAct(400, 'A start payload has 1 to 64 of the characters A-Z, a-z, 0-9, _ and -.');
    }
    if (this.#account(personId).blockedBot) this.unblock(personId);
    const text = payload === undefined ? '/start' : `/start ${payload}`;
    return this.send(personId, personId, { text });
  }

  block(personId: number): void {
    setBlocked(this.#deps, this.#account(personId), true);
  }

  unblock(personId: number): void {
    setBlocked(this.#deps, this.#account(personId), false);
  }

  commands(personId: number, chatId: number): CommandMenu {
    const { account, room } = this.#at(personId, chatId);
    const isPrivate = room.chat.type === 'private';
    const languageCode = account.user.language_code;
    return { commands: this.#deps.menus.seen({ chatId, isPrivate, personId, languageCode }) };
  }

  createGroup(group: NewGroup): ChatView {
    return this.#chatView(createGroup(this.#deps, group), group.members[0]);
  }

  createChannel(channel: NewChannel): ChatView {
    return this.#chatView(createChannel(this.#deps, channel), channel.owner);
  }

  upgradeGroup(chatId: number): ChatView {
    return this.#chatView(upgradeGroup(this.#deps, this.#room(chatId)));
  }

  removeBot(chatId: number, byPersonId: number): void {
    removeBot(this.#deps, this.#room(chatId), this.#account(byPersonId));
  }

  #account(personId: number): Account {
    return (
      this.#world.accounts.get(personId) ??
      refuseAct(404, `There is no person with the id ${personId}.`)
    );
  }

  #room(chatId: number): Room {
    return (
      this.#world.rooms.get(chatId) ?? refuseAct(404, `There is no chat with the id ${chatId}.`)
    );
  }

  /** A person in a chat of theirs. */
  #at(personId: number, chatId: number): Presence {
    const account = this.#account(personId);
    const room = this.#room(chatId);
    if (!room.members.has(personId)) refuseAct(403, 'This person is not in that chat.');
    return { account, room };
  }

  /** A person who can act in a chat of theirs. */
  #active(personId: number, chatId: number): Presence {
    const at = this.#at(personId, chatId);
    if (at.account.deactivated) refuseAct(403, 'This account is deactivated.');
    const blocked = at.account.blockedBot && at.room.chat.type === 'private';
    if (blocked) refuseAct(403, 'This person has blocked the bot; unblock it first.');
    return at;
  }

  #nextPersonId(): number {
    while (this.#world.accounts.has(this.#freePersonId)) this.#freePersonId += 1;
    return this.#freePersonId;
  }

  #tellPerson(account: Account): PersonView {
    const person = this.#world.personView(account);
    this.#world.events.emit({ kind: 'person', person });
    return person;
  }

  #chatView(room: Room, personId?: number): ChatView {
    return viewChat(this.#world, room, personId);
  }
}
