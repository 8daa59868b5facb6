/**
 * The people's side of the sandbox's chat, as a page meets it: every request, answer and event.
 *
 * All paths are under `/chat`. Bodies and answers are JSON. A refusal has a 4xx status and the body
 * `{ "error": "why, in words" }` (`ChatRefusal`). Messages keep Telegram's own spelling, everything
 * around them is camelCase. Times named `...Ms` are milliseconds since 1970; Telegram's `date` and
 * `edit_date` are seconds.
 *
 * | Request | Body | Answer |
 * |---|---|---|
 * | `GET  /chat/bot` | | `BotProfile` |
 * | `GET  /chat/people` | | `{ people: PersonView[] }` |
 * | `POST /chat/people` | `NewPerson` | `PersonView` |
 * | `GET  /chat/people/:person` | | `PersonView` |
 * | `PATCH /chat/people/:person` | `PersonChange` | `PersonView` |
 * | `GET  /chat/people/:person/chats` | | `{ chats: ChatView[] }` newest first; always holds the private chat |
 * | `GET  /chat/people/:person/chats/:chat` | | `ChatHistory` |
 * | `POST /chat/people/:person/chats/:chat/messages` | `NewMessage` | `ChatMessage` |
 * | `PATCH /chat/people/:person/chats/:chat/messages/:message` | `MessageEdit` | `ChatMessage` |
 * | `DELETE /chat/people/:person/chats/:chat/messages/:message` | | `Done` |
 * | `POST /chat/people/:person/chats/:chat/messages/:message/press` | `Press` | `PressAnswer`, when the bot has answered or its time is over |
 * | `GET  /chat/people/:person/chats/:chat/messages/:message/versions` | | `{ versions: MessageVersion[] }` oldest first |
 * | `POST /chat/people/:person/chats/:chat/read` | | `Done`; nothing in this chat is unread any more |
 * | `POST /chat/people/:person/chats/:chat/clear` | | `Done`; every message is gone, for the bot too |
 * | `GET  /chat/people/:person/chats/:chat/commands` | | `{ commands: BotCommand[] }` the menu in this person's language |
 * | `POST /chat/people/:person/start` | `StartChat` | `ChatMessage`; the Start button, with a deep link's payload |
 * | `POST /chat/people/:person/block`, `.../unblock` | | `Done` |
 * | `POST /chat/groups` | `NewGroup` | `ChatView` |
 * | `POST /chat/channels` | `NewChannel` | `ChatView` |
 * | `GET  /chat/files/:fileId` | | the bytes, with their content type |
 * | `GET  /chat/events?person=1001` | | server-sent events: `ChatEvent`, see `chat-events.ts` |
 *
 * The private chat of a person with the bot has the person's own id (`/chat/people/1001/chats/1001`).
 */
import type { BotCommand, Chat, Message } from './model.ts';

/** A refusal's body. */
export interface ChatRefusal {
  readonly error: string;
}

/** The answer of acts that have nothing to tell. */
export interface Done {
  readonly done: true;
}

/** What a page shows about the bot before the first message. */
export interface BotProfile {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly description: string;
  /** By language (`fr`), beside the general one. */
  readonly descriptions: Readonly<Record<string, string>>;
  readonly shortDescription: string;
}

/** A new person; `id` is the next free number from 1001 on when it is left out. */
export interface NewPerson {
  readonly id?: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  /** IETF tag such as `en`, `fr`, `sw`; `en` when left out. */
  readonly languageCode?: string;
  /** Words about this person for whoever looks at the page; the bot never sees them. */
  readonly note?: string;
}

/** What can be changed about a person: the language of their app, and whether the account lives. */
export interface PersonChange {
  readonly languageCode?: string;
  readonly deactivated?: boolean;
}

/** A person who uses Telegram. */
export interface PersonView {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode: string;
  readonly blockedBot: boolean;
  readonly deactivated: boolean;
  readonly note?: string;
  /** Unread messages over all chats of this person. */
  readonly unread: number;
}

/** A chat in one person's list. */
export interface ChatView {
  readonly chat: Chat;
  /** The name to show: the bot's for a private chat, the title of a group or channel. */
  readonly title: string;
  readonly unread: number;
  readonly last?: ChatMessage;
  /** Private chat only: nothing was ever said, show the Start button. */
  readonly fresh: boolean;
  /** The bot is typing (or sending a picture) until this time. */
  readonly action?: ChatAction;
}

/** What the bot is doing right now. */
export interface ChatAction {
  /** Telegram's word: `typing`, `upload_photo`, `upload_document`, ... */
  readonly action: string;
  readonly untilMs: number;
}

/** A message in a chat: Telegram's own fields, and what a page needs beside them. */
export interface ChatMessage extends Message {
  /** The chat id, once more, for lists that mix chats. */
  readonly chatId: number;
  /** The bot sent it. */
  readonly fromBot: boolean;
  /** It rang: false for `disable_notification`. */
  readonly silent: boolean;
  /** Not read by this person; in an event of a shared chat: by somebody. */
  readonly unread: boolean;
  /** How often it was edited by its sender (keyboard changes count). */
  readonly edits: number;
  /** Where a picture or file is fetched, when the message has one: `/chat/files/...`. */
  readonly fileUrl?: string;
}

/** A whole chat as one person sees it, oldest message first. */
export interface ChatHistory extends ChatView {
  readonly messages: readonly ChatMessage[];
}

/** One state a message has been in. The first is what was sent. */
export interface MessageVersion {
  readonly atMs: number;
  readonly message: Message;
}

/**
 * What a person sends: exactly one of `text`, `sticker`, `photo`. Commands in a text become
 * `bot_command` entities, links and addresses are marked as Telegram marks them.
 */
export interface NewMessage {
  readonly text?: string;
  /** A sticker, by its emoji. */
  readonly sticker?: string;
  /** A picture: its bytes in base64, and the words under it. */
  readonly photo?: {
    readonly base64: string;
    readonly mimeType?: string;
    readonly caption?: string;
  };
  readonly replyTo?: number;
  /** Sent through an inline bot with this username. */
  readonly viaBot?: string;
  /** Forwarded from somebody else: their name, or true for a hidden one. */
  readonly forwarded?: boolean | string;
  /** The message's own date in seconds, for messages that arrive late. */
  readonly date?: number;
  /** In a channel or group: posted in the name of the chat, without a user. */
  readonly asChat?: boolean;
}

/** New words for an own message. */
export interface MessageEdit {
  readonly text: string;
}

/**
 * A button of a message: by its place (both from 0), or by its label. Url and copy buttons are the
 * page's own affair and are refused here. With `data` the tap is sent as it is, whether there is such
 * a button or not: a tap that raced with an edit, or a client that makes things up.
 */
export type Press =
  | { readonly row: number; readonly column: number }
  | { readonly label: string }
  | { readonly data: string };

/** What came of a press. */
export interface PressAnswer {
  /** False when the bot did not answer in time: the button's spinner just ends. */
  readonly answered: boolean;
  /** The toast or alert, when the bot said something. */
  readonly text?: string;
  /** Show it as a window that is closed, not as a toast. */
  readonly alert: boolean;
  /** A link to open. */
  readonly url?: string;
}

/** The Start button of a private chat. `payload` as in `t.me/bot?start=payload` (A-Z a-z 0-9 _ -, up to 64). */
export interface StartChat {
  readonly payload?: string;
}

/** A group in which the bot is a member. */
export interface NewGroup {
  readonly title: string;
  /** Person ids; the first one creates it. */
  readonly members: readonly number[];
  /** `group` when left out. */
  readonly type?: 'group' | 'supergroup';
}

/** A channel of which the bot is an administrator; its owner posts. */
export interface NewChannel {
  readonly title: string;
  readonly owner: number;
}

/** The menu of commands of one chat. */
export interface CommandMenu {
  readonly commands: readonly BotCommand[];
}
