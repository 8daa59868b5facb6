/**
 * The state of the sandbox's Telegram: people, chats, messages with all their versions. It keeps the
 * books and tells what changed; what is allowed is decided by the bot's methods and the people's acts.
 */
import type {
  BotProfile,
  ChatAction,
  ChatMessage,
  MessageVersion,
  PersonView,
} from './chat-api.ts';
import type { Events } from './events.ts';
import type { Chat, ChatMember, Message, User } from './model.ts';

/** A person and how they stand with the bot. */
export interface Account {
  readonly user: User & { language_code: string };
  /** The person has written to the bot at least once, so the bot may write to them. */
  started: boolean;
  blockedBot: boolean;
  deactivated: boolean;
  /** Words about the person for whoever looks at the page. */
  readonly note?: string;
}

/** A message, everything it has been, and whether it is still there. */
export interface Entry {
  message: Message;
  readonly versions: MessageVersion[];
  readonly fromBot: boolean;
  readonly silent: boolean;
  deletedAtMs?: number;
}

/** A tap on a button, kept so that a transcript can tell it where it happened. */
export interface PressNote {
  readonly personId: number;
  readonly label: string;
  /** How many messages the chat had when it happened. */
  readonly afterEntries: number;
  toast?: string;
}

/** A chat with its messages. */
export interface Room {
  readonly chat: Chat;
  readonly members: Set<number>;
  readonly entries: Entry[];
  readonly presses: PressNote[];
  /** Message ids that a person has not read. */
  readonly unread: Map<number, Set<number>>;
  botStatus: ChatMember['status'];
  action?: ChatAction;
  migratedTo?: number;
}

/** A message before it has a number, a date and a chat. */
export type Draft = Omit<Message, 'message_id' | 'date' | 'chat'> & { date?: number };

/** The books. */
export interface World {
  readonly now: () => number;
  readonly bot: User;
  readonly profile: {
    name: string;
    description: string;
    descriptions: Record<string, string>;
    shortDescription: string;
  };
  readonly events: Events;
  readonly accounts: Map<number, Account>;
  readonly rooms: Map<number, Room>;
  addRoom(chat: Chat, members: readonly number[], botStatus: ChatMember['status']): Room;
  /** Puts a message into a chat. */
  post(room: Room, draft: Draft, how: { fromBot: boolean; silent: boolean }): Entry;
  /** Replaces what a message says; every state it was in stays in its versions. */
  change(room: Room, entry: Entry, message: Message): void;
  /** Takes messages away for everybody. */
  remove(room: Room, entries: readonly Entry[]): void;
  /** The message as one person sees it; without a person: unread when anybody has not read it. */
  view(room: Room, entry: Entry, personId?: number): ChatMessage;
  personView(account: Account): PersonView;
  botProfile(): BotProfile;
  /** Telegram's time: whole seconds. */
  seconds(): number;
}

/** Makes an empty world around one bot. */
export function createWorld(deps: { now: () => number; bot: User; events: Events }): World {
  return new Books(deps);
}

class Books implements World {
  readonly now: () => number;
  readonly bot: User;
  readonly events: Events;
  readonly profile: World['profile'];
  readonly accounts = new Map<number, Account>();
  readonly rooms = new Map<number, Room>();
  #lastMessageId = 0;

  constructor(deps: { now: () => number; bot: User; events: Events }) {
    this.now = deps.now;
    this.bot = deps.bot;
    this.events = deps.events;
    const { first_name: name } = deps.bot;
    this.profile = { name, description: '', descriptions: {}, shortDescription: '' };
  }

  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  addRoom(chat: Chat, members: readonly number[], botStatus: ChatMember['status']): Room {
    const room: Room = {
      chat,
      members: new Set(members),
      entries: [],
      presses: [],
      unread: new Map(),
      botStatus,
    };
    this.rooms.set(chat.id, room);
    return room;
  }

  post(room: Room, draft: Draft, how: { fromBot: boolean; silent: boolean }): Entry {
    this.#lastMessageId += 1;
    const { date = this.seconds(), ...rest } = draft;
    const message: Message = { message_id: this.#lastMessageId, date, chat: room.chat, ...rest };
    const entry: Entry = { message, versions: [{ atMs: this.now(), message }], ...how };
    room.entries.push(entry);
    markUnread(room, entry);
    if (how.fromBot) delete room.action;
    this.#tell('message', room, entry);
    return entry;
  }

  change(room: Room, entry: Entry, message: Message): void {
    entry.message = message;
    entry.versions.push({ atMs: this.now(), message });
    this.#tell('edited', room, entry);
  }

  remove(room: Room, entries: readonly Entry[]): void {
    for (const entry of entries) entry.deletedAtMs = this.now();
    const messageIds = entries.map((entry) => entry.message.message_id);
    for (const ids of room.unread.values()) for (const id of messageIds) ids.delete(id);
    const personIds = [...room.members];
    this.events.emit({ kind: 'deleted', chatId: room.chat.id, messageIds, personIds });
  }

  view(room: Room, entry: Entry, personId?: number): ChatMessage {
    return viewEntry(room, entry, personId);
  }

  personView(account: Account): PersonView {
    return viewPerson(this.rooms, account);
  }

  botProfile(): BotProfile {
    return { id: this.bot.id, username: this.bot.username ?? '', ...this.profile };
  }

  #tell(kind: 'message' | 'edited', room: Room, entry: Entry): void {
    const personIds = [...room.members];
    const message = viewEntry(room, entry);
    this.events.emit({ kind, chatId: room.chat.id, message, personIds });
  }
}

/** The messages that are still there, oldest first. */
export function visibleEntries(room: Room): Entry[] {
  return room.entries.filter((entry) => entry.deletedAtMs === undefined);
}

/** The message with this number, when it is still there. */
export function findEntry(room: Room, messageId: number): Entry | undefined {
  return room.entries.find(
    (entry) => entry.message.message_id === messageId && entry.deletedAtMs === undefined,
  );
}

function markUnread(room: Room, entry: Entry): void {
  for (const member of room.members) {
    if (member === entry.message.from?.id) continue;
    const ids = room.unread.get(member) ?? new Set<number>();
    ids.add(entry.message.message_id);
    room.unread.set(member, ids);
  }
}

function viewEntry(room: Room, entry: Entry, personId?: number): ChatMessage {
  const { message, versions, fromBot, silent } = entry;
  const readers = personId === undefined ? [...room.members] : [personId];
  const unread = readers.some((reader) => room.unread.get(reader)?.has(message.message_id));
  const fileId = message.photo?.at(-1)?.file_id ?? message.document?.file_id;
  return {
    ...message,
    chatId: room.chat.id,
    fromBot,
    silent,
    unread,
    edits: versions.length - 1,
    ...(fileId === undefined ? {} : { fileUrl: `/chat/files/${fileId}` }),
  };
}

function viewPerson(rooms: Map<number, Room>, account: Account): PersonView {
  const { user } = account;
  let unread = 0;
  for (const room of rooms.values()) unread += room.unread.get(user.id)?.size ?? 0;
  return {
    id: user.id,
    firstName: user.first_name,
    ...(user.last_name === undefined ? {} : { lastName: user.last_name }),
    ...(user.username === undefined ? {} : { username: user.username }),
    languageCode: user.language_code,
    blockedBot: account.blockedBot,
    deactivated: account.deactivated,
    ...(account.note === undefined ? {} : { note: account.note }),
    unread,
  };
}
