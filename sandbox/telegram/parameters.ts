/**
 * What each method takes, as the Bot API documents it (10.x). Unknown parameters and wrong types are
 * refused, which Telegram does not do: in a stand-in they are always somebody's mistake. Parameters
 * that the sandbox does not offer (business connections, topics, parse_mode, ...) count as unknown.
 */
import * as z from 'zod';
import type { Json } from './model.ts';
import { badRequest } from './refusal.ts';

const integer = z.int();
const text = z.string();
const flag = z.boolean();
const chatId = z.union([integer, text]);

const user = z.strictObject({
  id: integer,
  is_bot: flag,
  first_name: text,
  last_name: text.optional(),
  username: text.optional(),
  language_code: text.optional(),
});
const entity = z.strictObject({
  type: text,
  offset: integer,
  length: integer,
  url: text.optional(),
  user: user.optional(),
  language: text.optional(),
  custom_emoji_id: text.optional(),
  unix_time: integer.optional(),
  date_time_format: text.optional(),
});
const button = z.strictObject({
  text,
  callback_data: text.optional(),
  url: text.optional(),
  copy_text: z.strictObject({ text }).optional(),
  style: z.enum(['danger', 'success', 'primary']).optional(),
});
const inlineKeyboard = z.strictObject({ inline_keyboard: z.array(z.array(button)) });
const linkPreview = z.strictObject({
  is_disabled: flag.optional(),
  url: text.optional(),
  prefer_small_media: flag.optional(),
  prefer_large_media: flag.optional(),
  show_above_text: flag.optional(),
});
const replyParameters = z.strictObject({
  message_id: integer,
  chat_id: chatId.optional(),
  allow_sending_without_reply: flag.optional(),
});
const command = z.strictObject({ command: text, description: text });
const scope = z.union([
  z.strictObject({ type: z.enum(['default', 'all_private_chats', 'all_group_chats']) }),
  z.strictObject({ type: z.literal('all_chat_administrators') }),
  z.strictObject({ type: z.enum(['chat', 'chat_administrators']), chat_id: chatId }),
  z.strictObject({ type: z.literal('chat_member'), chat_id: chatId, user_id: integer }),
]);

const sending = {
  chat_id: chatId,
  disable_notification: flag.optional(),
  protect_content: flag.optional(),
  reply_parameters: replyParameters.optional(),
  reply_markup: inlineKeyboard.optional(),
};
const caption = { caption: text.optional(), caption_entities: z.array(entity).optional() };
const target = { chat_id: chatId, message_id: integer };
const language = { language_code: text.optional() };
const menu = { scope: scope.optional(), ...language };
const nothing = z.strictObject({});

/** The parameters of every method that the sandbox offers. Its keys are the methods there are. */
export const METHOD_PARAMETERS = {
  getMe: nothing,
  getUpdates: z.strictObject({
    offset: integer.optional(),
    limit: integer.optional(),
    timeout: integer.optional(),
    allowed_updates: z.array(text).optional(),
  }),
  setWebhook: z.strictObject({
    url: text,
    max_connections: integer.optional(),
    allowed_updates: z.array(text).optional(),
    drop_pending_updates: flag.optional(),
    secret_token: text.optional(),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: flag.optional() }),
  getWebhookInfo: nothing,
  sendMessage: z.strictObject({
    ...sending,
    text,
    entities: z.array(entity).optional(),
    link_preview_options: linkPreview.optional(),
  }),
  sendPhoto: z.strictObject({
    ...sending,
    ...caption,
    photo: text,
    show_caption_above_media: flag.optional(),
    has_spoiler: flag.optional(),
  }),
  sendDocument: z.strictObject({
    ...sending,
    ...caption,
    document: text,
    disable_content_type_detection: flag.optional(),
  }),
  editMessageText: z.strictObject({
    ...target,
    text,
    entities: z.array(entity).optional(),
    link_preview_options: linkPreview.optional(),
    reply_markup: inlineKeyboard.optional(),
  }),
  editMessageMedia: z.strictObject({
    ...target,
    media: z.strictObject({
      type: z.literal('photo'),
      media: text,
      ...caption,
      show_caption_above_media: flag.optional(),
      has_spoiler: flag.optional(),
    }),
    reply_markup: inlineKeyboard.optional(),
  }),
  editMessageCaption: z.strictObject({
    ...target,
    ...caption,
    show_caption_above_media: flag.optional(),
    reply_markup: inlineKeyboard.optional(),
  }),
  editMessageReplyMarkup: z.strictObject({ ...target, reply_markup: inlineKeyboard.optional() }),
  deleteMessage: z.strictObject(target),
  deleteMessages: z.strictObject({ chat_id: chatId, message_ids: z.array(integer) }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: text,
    text: text.optional(),
    show_alert: flag.optional(),
    url: text.optional(),
    cache_time: integer.optional(),
  }),
  sendChatAction: z.strictObject({ chat_id: chatId, action: text }),
  setMyCommands: z.strictObject({ commands: z.array(command), ...menu }),
  getMyCommands: z.strictObject(menu),
  deleteMyCommands: z.strictObject(menu),
  setMyName: z.strictObject({ name: text.optional(), ...language }),
  getMyName: z.strictObject(language),
  setMyDescription: z.strictObject({ description: text.optional(), ...language }),
  getMyDescription: z.strictObject(language),
  setMyShortDescription: z.strictObject({ short_description: text.optional(), ...language }),
  getMyShortDescription: z.strictObject(language),
  getChat: z.strictObject({ chat_id: chatId }),
  getFile: z.strictObject({ file_id: text }),
};

/** A method's name, as Telegram spells it. */
export type MethodName = keyof typeof METHOD_PARAMETERS;

/** The checked parameters of a method. */
export type Parameters<M extends MethodName> = z.output<(typeof METHOD_PARAMETERS)[M]>;

/** The method with this name; names are case-insensitive, as at Telegram. */
export function findMethod(name: string): MethodName | undefined {
  const wanted = name.toLowerCase();
  return METHOD_NAMES.find((method) => method.toLowerCase() === wanted);
}

/** All methods there are. */
export const METHOD_NAMES = Object.keys(METHOD_PARAMETERS) as readonly MethodName[];

/**
 * Checks the raw parameters of a call. `fromForm` says that they came as text (urlencoded or
 * multipart), where numbers, flags and objects are written as JSON. Refuses with what is wrong.
 */
export function checkParameters<M extends MethodName>(
  method: M,
  raw: Json,
  fromForm: boolean,
): Parameters<M> {
  const schema = METHOD_PARAMETERS[method];
  const given = fromForm ? readForm(schema.shape, raw) : raw;
  refuseMissing(method, given);
  const result = schema.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue?.path.map((step) => `.${String(step)}`).join('') ?? '';
    badRequest(`${method}${where}: ${issue?.message ?? 'wrong parameters'}`);
  }
  return result.data as Parameters<M>;
}

// Telegram treats an absent text like an empty one and has its own words for both.
const MISSING: Readonly<Record<string, string>> = {
  chat_id: 'chat_id is empty',
  text: 'message text is empty',
  message_id: 'message identifier is not specified',
  message_ids: 'message identifiers are not specified',
  photo: 'there is no photo in the request',
  document: 'there is no document in the request',
  file_id: 'file_id not specified',
};

function refuseMissing(method: MethodName, given: Json): void {
  for (const [name, field] of Object.entries(METHOD_PARAMETERS[method].shape)) {
    if (given[name] !== undefined || isOptional(field)) continue;
    const words = MISSING[name];
    if (words !== undefined) badRequest(words);
  }
}

/** Whether a parameter may be left out. */
export function isOptional(field: z.core.$ZodType): boolean {
  return z.safeParse(field, undefined).success;
}

function readForm(shape: Record<string, z.core.$ZodType>, raw: Json): Json {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, readField(shape[name], value)]),
  );
}

function readField(field: z.core.$ZodType | undefined, value: unknown): unknown {
  if (field === undefined || typeof value !== 'string') return value;
  if (/^-?\d{1,15}$/.test(value) && z.safeParse(field, Number(value)).success) return Number(value);
  if (z.safeParse(field, value).success) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
