/** Asking and saying inside a dialogue. */
import { type Api, GrammyError } from 'grammy';
import { decodePress, type Press } from '../domain/press.ts';
import { toInlineKeyboard } from '../text/keyboard.ts';
import type { Messages, Place } from '../text/messages.ts';
import { bold, lines, visible } from '../text/rich.ts';
import type { Screen } from '../text/screen.ts';
import type { Talk, TalkContext } from './flow.ts';

/** A message that was sent as a question. */
export interface Asked {
  readonly messageId: number;
  readonly screen: Screen;
}

/** What a person did while a question stood, and the update that brought it. */
export type Heard = { readonly updateId: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly token: string }
  | { readonly kind: 'back' }
  | { readonly kind: 'other' }
);

/** What Telegram wants beside the text of a screen. */
export function screenOptions(screen: Screen) {
  return {
    entities: screen.text.entities,
    reply_markup: toInlineKeyboard(screen.buttons),
    link_preview_options: { is_disabled: true },
  };
}

/** Sends a screen into the chat of a context. */
export async function say(ctx: TalkContext, screen: Screen): Promise<Asked> {
  const sent = await ctx.reply(screen.text.text, screenOptions(screen));
  return { messageId: sent.message_id, screen };
}

/** Sends one sentence. */
export async function sayLine(ctx: TalkContext, sentence: string): Promise<void> {
  await ctx.reply(sentence, { link_preview_options: { is_disabled: true } });
}

/**
 * Waits for a reply to the question at `place`. A button of another question is answered with a
 * toast and waited past; every press is answered, so no spinner stays.
 */
export async function listen(talk: Talk, place: Place, messages: Messages): Promise<Heard> {
  const waiting = talk.checkpoint();
  const ctx = await talk.wait();
  const updateId = ctx.update.update_id;
  const data = ctx.callbackQuery?.data;
  if (data === undefined) {
    const text = ctx.message?.text;
    return text === undefined ? { updateId, kind: 'other' } : { updateId, kind: 'text', text };
  }
  const heard = heardPress(updateId, decodePress(data), place);
  await answerPress(ctx, heard ? undefined : messages.toast.questionAnswered());
  return heard ?? talk.rewind(waiting);
}

function heardPress(updateId: number, press: Press | undefined, place: Place): Heard | undefined {
  if (press?.kind !== 'choose' && press?.kind !== 'back') return undefined;
  if (press.nonce !== place.nonce || press.step !== place.step) return undefined;
  const { kind } = press;
  return kind === 'back' ? { updateId, kind } : { updateId, kind: 'choice', token: press.token };
}

/** Stops the spinner of a press. A press too old to be answered keeps its effect all the same. */
export async function answerPress(ctx: TalkContext, toast?: string): Promise<void> {
  await ignoringStale(() => ctx.answerCallbackQuery(toast ? { text: toast } : undefined));
}

/** Takes the buttons of an answered question away and leaves the choice visible. */
export async function close(ctx: TalkContext, asked: Asked, label?: string): Promise<void> {
  const { chat } = ctx;
  if (!chat) return;
  if (label === undefined) {
    await ignoringStale(() => ctx.api.editMessageReplyMarkup(chat.id, asked.messageId));
    return;
  }
  const text = lines(asked.screen.text, '', bold(`✓ ${visible(label)}`));
  await ignoringStale(() =>
    ctx.api.editMessageText(chat.id, asked.messageId, text.text, { entities: text.entities }),
  );
}

/** Telegram's word for "there is nothing left to do here" is no failure of a dialogue. */
const nothingLeft =
  /not modified|query is too old|message to (edit|delete) not found|can't be (edited|deleted)/i;

/** Makes a call whose purpose may be gone already: a deleted message, an old press. */
export async function ignoringStale(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (problem) {
    const stale = problem instanceof GrammyError && nothingLeft.test(problem.description);
    if (!stale) throw problem;
  }
}

/** How long work may take before a line says that it goes on. */
const slowMs = 3_000;

/**
 * Shows "typing" while work is under way, and the line `still` once it takes long. Both are a
 * courtesy: the work decides, whatever becomes of them.
 */
export async function whileTyping<T>(
  api: Api,
  chatId: number,
  still: string,
  work: () => Promise<T>,
): Promise<T> {
  const courtesies: Promise<unknown>[] = [api.sendChatAction(chatId, 'typing')];
  const timer = setTimeout(() => courtesies.push(api.sendMessage(chatId, still)), slowMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    await Promise.allSettled(courtesies);
  }
}
