/** Every method of the Bot API that the sandbox offers, by its name. */
import { requireRoom, requireWritableRoom } from './bot-chat.ts';
import type { Callbacks } from './callbacks.ts';
import { type CommandMenus, checkLanguage } from './command-menu.ts';
import {
  deleteMessage,
  deleteMessages,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  editMessageText,
} from './editing.ts';
import type { Files, Upload } from './files.ts';
import type { Json } from './model.ts';
import { checkParameters, type MethodName, type Parameters } from './parameters.ts';
import { badRequest, Refusal } from './refusal.ts';
import { type Sending, sendDocument, sendMessage, sendPhoto } from './sending.ts';
import { isWebLink } from './text-rules.ts';
import type { UpdateQueue } from './updates.ts';
import type { Webhook } from './webhook.ts';
import type { World } from './world.ts';

/** What the methods act on. */
export interface BotSide {
  readonly world: World;
  readonly files: Files;
  readonly updates: UpdateQueue;
  readonly callbacks: Callbacks;
  readonly menus: CommandMenus;
  readonly webhook: Webhook;
}

/** A call of a method, as it came. */
export interface Call {
  readonly method: MethodName;
  readonly raw: Json;
  /** The parameters came as text (urlencoded or multipart). */
  readonly fromForm: boolean;
  readonly uploads: ReadonlyMap<string, Upload>;
  /** Aborts when the caller has gone away. */
  readonly gone?: AbortSignal;
}

/** Runs a method. Resolves with its result, rejects with a `Refusal` in Telegram's words. */
export async function callMethod(side: BotSide, call: Call): Promise<unknown> {
  const run: (side: BotSide, call: Call) => unknown = HANDLERS[call.method];
  return run(side, call);
}

const LONGEST_POLL_SECONDS = 50;
const NO_GIFTS = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
};
const TOAST_LENGTH = 200;
const ACTION_MS = 5_000;
const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

type Handler<M extends MethodName> = (side: BotSide, params: Parameters<M>, call: Call) => unknown;

function handle<M extends MethodName>(method: M, handler: Handler<M>) {
  return (side: BotSide, call: Call) =>
    handler(side, checkParameters(method, call.raw, call.fromForm), call);
}

const HANDLERS: Record<MethodName, (side: BotSide, call: Call) => unknown> = {
  getMe: handle('getMe', ({ world }) => ({
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  })),
  getUpdates: handle('getUpdates', getUpdates),
  setWebhook: handle('setWebhook', ({ webhook }, params) => webhook.set(params)),
  deleteWebhook: handle('deleteWebhook', ({ webhook }, params) =>
    webhook.set({ ...params, url: '' }),
  ),
  getWebhookInfo: handle('getWebhookInfo', ({ webhook }) => webhook.info()),
  sendMessage: handle('sendMessage', (side, params, call) =>
    sendMessage(sending(side, call), params),
  ),
  sendPhoto: handle('sendPhoto', (side, params, call) => sendPhoto(sending(side, call), params)),
  sendDocument: handle('sendDocument', (side, params, call) =>
    sendDocument(sending(side, call), params),
  ),
  editMessageText: handle('editMessageText', ({ world }, params) => editMessageText(world, params)),
  editMessageMedia: handle('editMessageMedia', (side, params, call) =>
    editMessageMedia(sending(side, call), params),
  ),
  editMessageCaption: handle('editMessageCaption', ({ world }, params) =>
    editMessageCaption(world, params),
  ),
  editMessageReplyMarkup: handle('editMessageReplyMarkup', ({ world }, params) =>
    editMessageReplyMarkup(world, params),
  ),
  deleteMessage: handle('deleteMessage', ({ world }, params) => deleteMessage(world, params)),
  deleteMessages: handle('deleteMessages', ({ world }, params) => deleteMessages(world, params)),
  answerCallbackQuery: handle('answerCallbackQuery', answerCallbackQuery),
  sendChatAction: handle('sendChatAction', sendChatAction),
  setMyCommands: handle('setMyCommands', (side, params) =>
    setCommands(side, params.commands, params),
  ),
  getMyCommands: handle('getMyCommands', ({ menus }, params) =>
    menus.get(params.scope, params.language_code),
  ),
  deleteMyCommands: handle('deleteMyCommands', (side, params) => setCommands(side, [], params)),
  setMyName: handle('setMyName', (side, { name, language_code }) =>
    setProfile(side, 'name', name || side.world.bot.first_name, 64, language_code),
  ),
  getMyName: handle('getMyName', ({ world }) => ({ name: world.profile.name })),
  setMyDescription: handle('setMyDescription', (side, { description, language_code }) =>
    setProfile(side, 'description', description, 512, language_code),
  ),
  getMyDescription: handle('getMyDescription', ({ world }, { language_code: language }) => ({
    description: world.profile.descriptions[language ?? ''] || world.profile.description,
  })),
  setMyShortDescription: handle('setMyShortDescription', (side, params) =>
    setProfile(side, 'shortDescription', params.short_description, 120, params.language_code),
  ),
  getMyShortDescription: handle('getMyShortDescription', ({ world }) => ({
    short_description: world.profile.shortDescription,
  })),
  getChat: handle('getChat', ({ world }, params) => ({
    ...requireRoom(world, params.chat_id).chat,
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: NO_GIFTS,
  })),
  getFile: handle('getFile', getFile),
};

function sending({ world, files }: BotSide, { uploads }: Call): Sending {
  return { world, files, uploads };
}

function getUpdates(side: BotSide, params: Parameters<'getUpdates'>, call: Call) {
  if (side.webhook.isSet()) {
    throw new Refusal(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  if (params.allowed_updates !== undefined) side.updates.allow(params.allowed_updates);
  const timeoutSeconds = Math.min(LONGEST_POLL_SECONDS, Math.max(0, params.timeout ?? 0));
  return side.updates.poll({
    offset: params.offset ?? 0,
    limit: Math.min(100, Math.max(1, params.limit ?? 100)),
    timeoutMs: timeoutSeconds * 1000,
    ...(call.gone === undefined ? {} : { gone: call.gone }),
  });
}

function answerCallbackQuery(
  { world, callbacks }: BotSide,
  params: Parameters<'answerCallbackQuery'>,
): true {
  if ((params.text ?? '').length > TOAST_LENGTH) badRequest('MESSAGE_TOO_LONG');
  if (params.url !== undefined && !isWebLink(params.url)) badRequest('URL_INVALID');
  const answer = {
    answered: true,
    alert: params.show_alert === true,
    ...(params.text ? { text: params.text } : {}),
    ...(params.url === undefined ? {} : { url: params.url }),
  };
  const tap =
    callbacks.answer(params.callback_query_id, answer) ??
    badRequest('query is too old and response timeout expired or query ID is invalid');
  const { personId, chatId, messageId } = tap;
  world.events.emit({
    kind: 'answered',
    chatId,
    messageId,
    personId,
    answer,
    personIds: [personId],
  });
  return true;
}

function sendChatAction({ world }: BotSide, params: Parameters<'sendChatAction'>): true {
  if (!ACTIONS.has(params.action)) badRequest('wrong parameter action in request');
  const room = requireWritableRoom(world, params.chat_id);
  const action = { action: params.action, untilMs: world.now() + ACTION_MS };
  room.action = action;
  const personIds = [...room.members];
  world.events.emit({ kind: 'action', chatId: room.chat.id, action, personIds });
  return true;
}

function setCommands(
  { menus, world }: BotSide,
  commands: Parameters<'setMyCommands'>['commands'],
  { scope, language_code }: Parameters<'deleteMyCommands'>,
): true {
  if (scope !== undefined && 'chat_id' in scope) requireRoom(world, scope.chat_id);
  menus.set(commands, scope, language_code);
  world.events.emit({ kind: 'commands' });
  return true;
}

function setProfile(
  { world }: BotSide,
  field: 'name' | 'description' | 'shortDescription',
  value = '',
  max: number,
  languageCode?: string,
): true {
  if (value.length > max) badRequest(`${field} is too long`);
  // Of names and short descriptions only those without a language are kept.
  const language = checkLanguage(languageCode);
  if (language === '') world.profile[field] = value;
  else if (field === 'description') world.profile.descriptions[language] = value;
  world.events.emit({ kind: 'profile', profile: world.botProfile() });
  return true;
}

function getFile({ files }: BotSide, params: Parameters<'getFile'>) {
  const file =
    files.find(params.file_id) ??
    badRequest('wrong file_id or the file is temporarily unavailable');
  return {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_size: file.bytes.length,
    file_path: file.path,
  };
}
