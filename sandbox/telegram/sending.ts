/** The bot's methods that put messages into a chat. */
import { quoted, requireWritableRoom } from './bot-chat.ts';
import type { Files, Upload } from './files.ts';
import { checkKeyboard } from './keyboard.ts';
import type { Message, MessageEntity, PhotoSize } from './model.ts';
import type { Parameters } from './parameters.ts';
import { badRequest } from './refusal.ts';
import { characters, checkText, type MarkedText, markFound } from './text-rules.ts';
import { type Draft, findEntry, type Room, type World } from './world.ts';

/** What sending needs. `uploads` are the files of the request, by the name of their part. */
export interface Sending {
  readonly world: World;
  readonly files: Files;
  readonly uploads: ReadonlyMap<string, Upload>;
}

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

/** `sendMessage`. */
export function sendMessage({ world }: Sending, params: Parameters<'sendMessage'>): Message {
  const room = requireWritableRoom(world, params.chat_id);
  const { text, entities } = checkMessageText(params.text, params.entities);
  const { link_preview_options } = params;
  return post(world, room, params, {
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(link_preview_options === undefined ? {} : { link_preview_options }),
  });
}

/** `sendPhoto`: an upload, or the file_id of a picture that was sent before. */
export function sendPhoto(deps: Sending, params: Parameters<'sendPhoto'>): Message {
  const { world } = deps;
  const room = requireWritableRoom(world, params.chat_id);
  const caption = checkCaption(params.caption, params.caption_entities);
  return post(world, room, params, {
    photo: photoFrom(deps, params.photo),
    ...caption,
    ...(params.show_caption_above_media ? { show_caption_above_media: true } : {}),
    ...(params.has_spoiler ? { has_media_spoiler: true } : {}),
  });
}

/** The sizes of a picture that a call names: one of its uploads, or a file_id known from before. */
export function photoFrom(deps: Sending, named: string): PhotoSize[] {
  const { files } = deps;
  const upload = findUpload(deps, named);
  return upload === undefined
    ? files.photoOf(files.find(named) ?? wrongFile())
    : files.addPhoto(upload);
}

/** `sendDocument`: an upload, or the file_id of a file that was sent before. */
export function sendDocument(deps: Sending, params: Parameters<'sendDocument'>): Message {
  const { world, files } = deps;
  const room = requireWritableRoom(world, params.chat_id);
  const caption = checkCaption(params.caption, params.caption_entities);
  const upload = findUpload(deps, params.document);
  const document =
    upload === undefined
      ? files.documentOf(files.find(params.document) ?? wrongFile())
      : files.addDocument(upload);
  return post(world, room, params, { document, ...caption });
}

/** A bot's text, checked as `sendMessage` and `editMessageText` do. */
export function checkMessageText(raw: string, entities?: readonly MessageEntity[]): MarkedText {
  const checked = markFound(checkText(raw, entities));
  if (checked.text === '') badRequest('message text is empty');
  if (characters(checked.text) > MAX_TEXT) badRequest('message is too long');
  return checked;
}

/** A caption, checked; no fields when it is empty. */
export function checkCaption(
  raw: string | undefined,
  entities?: readonly MessageEntity[],
): { caption?: string; caption_entities?: MessageEntity[] } {
  const checked = markFound(checkText(raw ?? '', entities));
  if (characters(checked.text) > MAX_CAPTION) badRequest('message caption is too long');
  if (checked.text === '') return {};
  const marks = checked.entities.length > 0 ? { caption_entities: checked.entities } : {};
  return { caption: checked.text, ...marks };
}

type Common = Pick<
  Parameters<'sendMessage'>,
  'disable_notification' | 'protect_content' | 'reply_parameters' | 'reply_markup'
>;

function post(world: World, room: Room, params: Common, content: Draft): Message {
  const reply_markup = checkKeyboard(params.reply_markup);
  const reply_to_message = findReplied(room, params.reply_parameters);
  const sender = room.chat.type === 'channel' ? { sender_chat: room.chat } : { from: world.bot };
  const draft: Draft = {
    ...sender,
    ...content,
    ...(reply_to_message === undefined ? {} : { reply_to_message }),
    ...(params.protect_content ? { has_protected_content: true } : {}),
    ...(reply_markup === undefined ? {} : { reply_markup }),
  };
  const silent = params.disable_notification === true;
  return world.post(room, draft, { fromBot: true, silent }).message;
}

function findReplied(room: Room, reply: Common['reply_parameters']): Message | undefined {
  if (reply === undefined) return undefined;
  if (reply.chat_id !== undefined && String(reply.chat_id) !== String(room.chat.id)) {
    badRequest('the sandbox offers replies within one chat only');
  }
  const entry = findEntry(room, reply.message_id);
  if (entry !== undefined) return quoted(entry.message);
  return reply.allow_sending_without_reply
    ? undefined
    : badRequest('message to be replied not found');
}

function findUpload({ uploads }: Sending, reference: string): Upload | undefined {
  if (!reference.startsWith('attach://')) return undefined;
  return uploads.get(reference.slice('attach://'.length)) ?? wrongFile();
}

function wrongFile(): never {
  badRequest("wrong remote file identifier specified: can't unserialize it");
}
