/**
 * The objects of the Telegram Bot API (10.x) that the sandbox speaks, in Telegram's own spelling.
 * Only what the sandbox can produce or accept is here.
 */

/** One object on the wire, before anybody has looked into it. */
export type Json = Record<string, unknown>;

/** A person or a bot. */
export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

/** Where messages go: a private chat has the id of its person, groups and channels negative ids. */
export interface Chat {
  id: number;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  title?: string;
  first_name?: string;
  last_name?: string;
  username?: string;
}

/** A marked stretch of a text; offset and length count UTF-16 code units. */
export interface MessageEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  user?: User;
  language?: string;
  custom_emoji_id?: string;
  unix_time?: number;
  date_time_format?: string;
}

/** One inline button; exactly one of `callback_data`, `url`, `copy_text` says what it does. */
export interface InlineKeyboardButton {
  text: string;
  callback_data?: string;
  url?: string;
  copy_text?: { text: string };
  style?: 'danger' | 'success' | 'primary';
}

/** The buttons under a message, in rows. */
export interface InlineKeyboardMarkup {
  inline_keyboard: InlineKeyboardButton[][];
}

/** One size of a picture. Its bytes are behind `getFile`, or `/chat/files/<file_id>` for people. */
export interface PhotoSize {
  file_id: string;
  file_unique_id: string;
  width: number;
  height: number;
  file_size?: number;
}

/** A file that is not a picture. */
export interface TelegramDocument {
  file_id: string;
  file_unique_id: string;
  file_name?: string;
  mime_type?: string;
  file_size?: number;
}

/** A sticker; in the sandbox it is its emoji. */
export interface Sticker {
  file_id: string;
  file_unique_id: string;
  type: 'regular';
  width: number;
  height: number;
  is_animated: boolean;
  is_video: boolean;
  emoji?: string;
}

/** How links in a text are shown. */
export interface LinkPreviewOptions {
  is_disabled?: boolean;
  url?: string;
  prefer_small_media?: boolean;
  prefer_large_media?: boolean;
  show_above_text?: boolean;
}

/** Who first wrote a forwarded message. */
export interface MessageOrigin {
  type: 'user' | 'hidden_user';
  date: number;
  sender_user?: User;
  sender_user_name?: string;
}

/** A message as the Bot API has it. */
export interface Message {
  message_id: number;
  date: number;
  chat: Chat;
  from?: User;
  sender_chat?: Chat;
  edit_date?: number;
  forward_origin?: MessageOrigin;
  via_bot?: User;
  reply_to_message?: Message;
  has_protected_content?: true;
  text?: string;
  entities?: MessageEntity[];
  link_preview_options?: LinkPreviewOptions;
  photo?: PhotoSize[];
  document?: TelegramDocument;
  sticker?: Sticker;
  caption?: string;
  caption_entities?: MessageEntity[];
  show_caption_above_media?: true;
  has_media_spoiler?: true;
  reply_markup?: InlineKeyboardMarkup;
  new_chat_members?: User[];
  left_chat_member?: User;
  group_chat_created?: true;
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
}

/** A tap on a button with `callback_data`. */
export interface CallbackQuery {
  id: string;
  from: User;
  chat_instance: string;
  message?: Message | { chat: Chat; message_id: number; date: 0 };
  data?: string;
}

/** What the bot is in a chat. */
export interface ChatMember {
  status: 'member' | 'kicked' | 'left' | 'administrator';
  user: User;
  until_date?: number;
}

/** The bot was blocked, unblocked, added or removed. */
export interface ChatMemberUpdated {
  chat: Chat;
  from: User;
  date: number;
  old_chat_member: ChatMember;
  new_chat_member: ChatMember;
}

/** One thing that happened, for the bot: exactly one field besides the id. */
export interface Update {
  update_id: number;
  message?: Message;
  edited_message?: Message;
  channel_post?: Message;
  edited_channel_post?: Message;
  callback_query?: CallbackQuery;
  my_chat_member?: ChatMemberUpdated;
}

/** An update's field beside its id. */
export type UpdateKind = Exclude<keyof Update, 'update_id'>;

/** One line of the command menu. */
export interface BotCommand {
  command: string;
  description: string;
}
