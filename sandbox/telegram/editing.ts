/** The bot's methods that change or take away messages. */
import { requireOwnEntry, requireRoom, requireWritableRoom } from './bot-chat.ts';
import { checkKeyboard } from './keyboard.ts';
import type { Message } from './model.ts';
import type { Parameters } from './parameters.ts';
import { badRequest } from './refusal.ts';
import { checkCaption, checkMessageText, photoFrom, type Sending } from './sending.ts';
import { type Entry, findEntry, type Room, type World } from './world.ts';

const DELETABLE_SECONDS = 48 * 3600;
const MAX_DELETED_AT_ONCE = 100;

/** `editMessageText`. As at Telegram, an edit without a keyboard takes the keyboard away. */
export function editMessageText(world: World, params: Parameters<'editMessageText'>): Message {
  const { room, entry } = findTarget(world, params);
  const { text, entities } = checkMessageText(params.text, params.entities);
  if (entry.message.text === undefined) badRequest('there is no text in the message to edit');
  const { entities: _marks, link_preview_options: _preview, ...rest } = entry.message;
  const { link_preview_options } = params;
  return change(world, room, entry, {
    ...rest,
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(link_preview_options === undefined ? {} : { link_preview_options }),
    ...keyboardField(params.reply_markup),
  });
}

/** `editMessageMedia`: puts a picture in the place of a text or of another picture. */
export function editMessageMedia(deps: Sending, params: Parameters<'editMessageMedia'>): Message {
  const { room, entry } = findTarget(deps.world, params);
  const { media } = params;
  const caption = checkCaption(media.caption, media.caption_entities);
  const { text, entities, link_preview_options, document, ...message } = entry.message;
  const { caption: _words, caption_entities: _marks, ...rest } = message;
  const photo = photoFrom(deps, media.media);
  const markup = keyboardField(params.reply_markup);
  return change(deps.world, room, entry, { ...rest, photo, ...caption, ...markup });
}

/** `editMessageCaption`. */
export function editMessageCaption(
  world: World,
  params: Parameters<'editMessageCaption'>,
): Message {
  const { room, entry } = findTarget(world, params);
  const caption = checkCaption(params.caption, params.caption_entities);
  const { message } = entry;
  if (message.photo === undefined && message.document === undefined) {
    badRequest('there is no caption in the message to edit');
  }
  const { caption: _words, caption_entities: _marks, ...rest } = message;
  return change(world, room, entry, { ...rest, ...caption, ...keyboardField(params.reply_markup) });
}

/** `editMessageReplyMarkup`. */
export function editMessageReplyMarkup(
  world: World,
  params: Parameters<'editMessageReplyMarkup'>,
): Message {
  const { room, entry } = findTarget(world, params);
  return change(world, room, entry, { ...entry.message, ...keyboardField(params.reply_markup) });
}

/** `deleteMessage`: messages of the last 48 hours; in groups only the bot's own. */
export function deleteMessage(world: World, params: Parameters<'deleteMessage'>): true {
  const room = requireRoom(world, params.chat_id);
  const entry = findEntry(room, params.message_id) ?? badRequest('message to delete not found');
  if (!isDeletable(world, room, entry)) badRequest("message can't be deleted for everyone");
  world.remove(room, [entry]);
  return true;
}

/** `deleteMessages`: those that are not there are passed over. */
export function deleteMessages(world: World, params: Parameters<'deleteMessages'>): true {
  const room = requireRoom(world, params.chat_id);
  const ids = params.message_ids;
  if (ids.length === 0) badRequest('message identifiers are not specified');
  if (ids.length > MAX_DELETED_AT_ONCE) badRequest('too many message identifiers specified');
  const entries = ids.flatMap((id) => findEntry(room, id) ?? []);
  if (!entries.every((entry) => isDeletable(world, room, entry))) {
    badRequest("message can't be deleted for everyone");
  }
  if (entries.length > 0) world.remove(room, entries);
  return true;
}

function findTarget(world: World, target: { chat_id: number | string; message_id: number }) {
  const room = requireWritableRoom(world, target.chat_id);
  return { room, entry: requireOwnEntry(room, target.message_id) };
}

function keyboardField(markup: Parameters<'editMessageText'>['reply_markup']) {
  return { reply_markup: checkKeyboard(markup) };
}

function change(world: World, room: Room, entry: Entry, next: Message): Message {
  if (sameContent(entry.message, next)) {
    badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  world.change(room, entry, { ...next, edit_date: world.seconds() });
  return entry.message;
}

function sameContent(before: Message, after: Message): boolean {
  return canonical({ ...before, edit_date: 0 }) === canonical({ ...after, edit_date: 0 });
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function isDeletable(world: World, room: Room, entry: Entry): boolean {
  const recent = world.seconds() - entry.message.date < DELETABLE_SECONDS;
  return recent && (entry.fromBot || room.chat.type === 'private');
}
