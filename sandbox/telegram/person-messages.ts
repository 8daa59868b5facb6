/** How people's messages come about: texts, stickers and pictures, edits, and presses on buttons. */
import { quoted } from './bot-chat.ts';
import type { Callbacks } from './callbacks.ts';
import type { ChatMessage, NewMessage, Press, PressAnswer } from './chat-api.ts';
import type { Files } from './files.ts';
import type { InlineKeyboardButton, Message, UpdateKind, User } from './model.ts';
import { Refusal } from './refusal.ts';
import { characters, markFound } from './text-rules.ts';
import type { UpdateQueue } from './updates.ts';
import { type Account, type Draft, type Entry, findEntry, type Room, type World } from './world.ts';

/** What people's acts work on. */
export interface PeopleDeps {
  readonly world: World;
  readonly updates: UpdateQueue;
  readonly callbacks: Callbacks;
  readonly files: Files;
}

/** Somebody in a chat. */
export interface Presence {
  readonly account: Account;
  readonly room: Room;
}

const MAX_TEXT = 4096;

/** Refuses a person's act; the words are for whoever uses the sandbox. */
export function refuseAct(status: 400 | 403 | 404, words: string): never {
  throw new Refusal(status, words);
}

/** Puts a person's message into a chat and queues it for the bot, if the bot may see it. */
export function sendAs(deps: PeopleDeps, at: Presence, message: NewMessage): ChatMessage {
  const { world, updates } = deps;
  const { room, account } = at;
  const draft = { ...senderOf(world, at, message), ...contentOf(deps, message) };
  const replied = message.replyTo === undefined ? undefined : findEntry(room, message.replyTo);
  if (message.replyTo !== undefined && replied === undefined) {
    refuseAct(404, 'The message to reply to is not there.');
  }
  if (replied !== undefined) draft.reply_to_message = quoted(replied.message);
  if (room.chat.type === 'private') account.started = true;
  const entry = world.post(room, draft, { fromBot: false, silent: false });
  const kind = room.chat.type === 'channel' ? 'channel_post' : 'message';
  if (reachesBot(world, room, entry.message)) updates.push(kind, entry.message);
  return world.view(room, entry, account.user.id);
}

/** Changes the words of a person's own message. */
export function editAs(deps: PeopleDeps, at: Presence, messageId: number, text: string) {
  const { world, updates } = deps;
  const { room, account } = at;
  const entry = findEntry(room, messageId) ?? refuseAct(404, 'That message is not there.');
  if (entry.fromBot || entry.message.from?.id !== account.user.id) {
    refuseAct(403, 'Only own messages can be edited.');
  }
  if (entry.message.text === undefined) refuseAct(400, 'Only texts can be edited here.');
  const { entities: _marks, ...rest } = entry.message;
  world.change(room, entry, { ...rest, ...markedText(text), edit_date: world.seconds() });
  const kind: UpdateKind = room.chat.type === 'channel' ? 'edited_channel_post' : 'edited_message';
  if (reachesBot(world, room, entry.message)) updates.push(kind, entry.message);
  return world.view(room, entry, account.user.id);
}

/** Presses a button and waits for the bot's answer. */
export async function pressAs(
  deps: PeopleDeps,
  at: Presence,
  messageId: number,
  press: Press,
): Promise<PressAnswer> {
  const { world, updates, callbacks } = deps;
  const { room, account } = at;
  const personId = account.user.id;
  const chatId = room.chat.id;
  const entry = findEntry(room, messageId) ?? refuseAct(404, 'That message is not there.');
  const { label, data } = pressedButton(entry, press);
  const note: Room['presses'][number] = { personId, label, afterEntries: room.entries.length };
  room.presses.push(note);
  world.events.emit({ kind: 'pressed', chatId, messageId, personId, label, personIds: [personId] });
  const { id, answer } = callbacks.open({ personId, chatId, messageId });
  updates.push('callback_query', {
    id,
    from: account.user,
    chat_instance: String(-chatId * 7919 - 1),
    message: entry.message,
    data,
  });
  const settled = await answer;
  if (settled.text !== undefined) note.toast = settled.text;
  return settled;
}

function pressedButton(entry: Entry, press: Press): { label: string; data: string } {
  if ('data' in press) return { label: press.data, data: press.data };
  const rows = entry.message.reply_markup?.inline_keyboard ?? [];
  const button = 'label' in press ? byLabel(rows, press.label) : rows[press.row]?.[press.column];
  if (button === undefined) refuseAct(404, 'That button is not there.');
  const { text = '', callback_data } = button ?? {};
  if (callback_data === undefined) {
    refuseAct(400, `"${text}" is no button that the bot hears of: it copies or opens something.`);
  }
  return { label: text, data: callback_data ?? '' };
}

/** The button with this label, else the first that has it in its label. */
export function byLabel(
  rows: readonly (readonly InlineKeyboardButton[])[],
  label: string,
): InlineKeyboardButton | undefined {
  const buttons = rows.flat();
  return (
    buttons.find((button) => button.text === label) ??
    buttons.find((button) => button.text.includes(label))
  );
}

function senderOf(world: World, { account, room }: Presence, message: NewMessage): Draft {
  const asChat = message.asChat === true || room.chat.type === 'channel';
  if (asChat && room.chat.type === 'private') refuseAct(400, 'A private chat cannot post itself.');
  const who: Draft = asChat ? postedBy(room) : { from: account.user };
  if (message.date !== undefined) who.date = message.date;
  if (message.viaBot !== undefined) who.via_bot = inlineBot(message.viaBot);
  const { forwarded } = message;
  const date = world.seconds() - 60;
  if (forwarded === true)
    who.forward_origin = { type: 'hidden_user', date, sender_user_name: 'Somebody' };
  if (typeof forwarded === 'string') {
    who.forward_origin = { type: 'hidden_user', date, sender_user_name: forwarded };
  }
  return who;
}

// In a group, Telegram puts this account in the place of whoever posts in the group's name.
function postedBy(room: Room): Draft {
  if (room.chat.type === 'channel') return { sender_chat: room.chat };
  const first_name = 'Group';
  const from = { id: 1_087_968_824, is_bot: true, first_name, username: 'GroupAnonymousBot' };
  return { from, sender_chat: room.chat };
}

function inlineBot(username: string): User {
  return { id: 7_000_000_001, is_bot: true, first_name: username, username };
}

function contentOf({ files }: PeopleDeps, message: NewMessage): Partial<Draft> {
  const kinds = [message.text, message.sticker, message.photo].filter((kind) => kind !== undefined);
  if (kinds.length !== 1) refuseAct(400, 'A message is a text, a sticker or a photo.');
  if (message.sticker !== undefined) return { sticker: stickerOf(message.sticker) };
  if (message.photo === undefined) return markedText(message.text ?? '');
  const { base64, mimeType = 'image/png', caption } = message.photo;
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  const photo = files.addPhoto({ bytes, mimeType, name: 'photo.png' });
  return { photo, ...(caption === undefined ? {} : { caption }) };
}

function stickerOf(emoji: string): NonNullable<Message['sticker']> {
  const ids = { file_id: `sticker-${emoji}`, file_unique_id: `sticker-${emoji}` };
  const look = { width: 512, height: 512, is_animated: false, is_video: false };
  return { ...ids, type: 'regular', ...look, emoji };
}

function markedText(raw: string): Pick<Message, 'text' | 'entities'> {
  const { text, entities } = markFound({ text: raw.trim(), entities: [] });
  if (text === '') refuseAct(400, 'The message is empty.');
  if (characters(text) > MAX_TEXT) refuseAct(400, 'The message is longer than 4096 characters.');
  return { text, ...(entities.length === 0 ? {} : { entities }) };
}

// In groups a bot in privacy mode sees commands, replies to itself, and nothing else.
function reachesBot(world: World, room: Room, message: Message): boolean {
  if (room.chat.type === 'private') return true;
  if (room.botStatus === 'kicked' || room.botStatus === 'left') return false;
  if (room.chat.type === 'channel') return true;
  if (message.reply_to_message?.from?.id === world.bot.id) return true;
  const { text = '', entities = [] } = message;
  const commands = entities.filter((entity) => entity.type === 'bot_command');
  return commands.some(({ offset, length }) => {
    const [, addressee] = text.slice(offset, offset + length).split('@');
    return addressee === undefined || addressee === world.bot.username;
  });
}
