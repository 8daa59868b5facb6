/** Who is let in: people, in private chats, in their own words. */
import type { NextFunction } from 'grammy';
import { forgetAnswersAtMs } from '../../domain/retention.ts';
import { ignoringStale, sayLine, screenOptions } from '../../flows/ask.ts';
import type { Store } from '../../store/store.ts';
import type { Messages } from '../../text/messages.ts';
import type { ChatMenus } from '../chat-menus.ts';
import type { BotContext } from '../context.ts';

/**
 * Lets private chats through. In a group a command is answered with the way to the private chat
 * and a press with a neutral toast; nothing else is answered, and no name or amount is printed.
 */
export async function privateOnly(ctx: BotContext, next: NextFunction): Promise<void> {
  if (ctx.chat?.type === 'private') return next();
  if (ctx.callbackQuery) {
    const text = ctx.messages.toast.noLonger();
    return ignoringStale(() => ctx.answerCallbackQuery({ text }));
  }
  if (!isCommandForUs(ctx) || ctx.chat?.type === 'channel') return;
  const screen = ctx.messages.privateOnly(ctx.me.username);
  await ctx.reply(screen.text.text, screenOptions(screen));
}

/** A group may hold several bots: `/status@other_bot` is for the other one. */
function isCommandForUs({ message, me }: BotContext): boolean {
  const command = message?.entities?.find(({ type, offset }) => {
    return type === 'bot_command' && offset === 0;
  });
  if (!command) return false;
  const [, addressee] = message?.text?.slice(0, command.length).split('@') ?? [];
  return addressee === undefined || addressee.toLowerCase() === me.username.toLowerCase();
}

/**
 * Drops what no person does here and now: other bots, posts in the name of a channel or a group,
 * and edits of earlier messages, which must not alter what was agreed.
 */
export async function peopleOnly(ctx: BotContext, next: NextFunction): Promise<void> {
  const person = ctx.from && !ctx.from.is_bot && ctx.from.id > 0;
  const inTheirOwnName = ctx.callbackQuery !== undefined || !ctx.msg?.sender_chat;
  if (person && inTheirOwnName && !ctx.editedMessage) await next();
}

/** Refuses words that another bot made for the person: they are nobody's answer. */
export async function typedHere(ctx: BotContext, next: NextFunction): Promise<void> {
  if (ctx.message?.via_bot) return sayLine(ctx, ctx.messages.notTypedHere());
  await next();
}

export interface RememberDeps {
  readonly store: Store;
  readonly messagesFor: (locale: string) => Messages;
  readonly chatMenus: ChatMenus;
  readonly now: () => number;
}

/**
 * Remembers who writes, and that they can be reached. They are spoken to in the language that they
 * chose; before that, in the one of their app.
 */
export function rememberPerson({ store, messagesFor, chatMenus, now }: RememberDeps) {
  return async function remember(ctx: BotContext, next: NextFunction): Promise<void> {
    const known = ctx.from && (await store.users.find(ctx.from.id));
    ctx.messages = messagesFor(known?.chosenLocale ?? ctx.from?.language_code ?? 'en');
    if (ctx.from && ctx.chat?.type === 'private') {
      const nowMs = now();
      const { locale } = ctx.messages;
      const firstSeenAtMs = known?.firstSeenAtMs ?? nowMs;
      const seen = { ...known, userId: ctx.from.id, locale, firstSeenAtMs, lastSeenAtMs: nowMs };
      const user = await chatMenus.settle(ctx, seen);
      const isNews = known?.locale !== locale || known.menu !== user.menu;
      if (!known || isNews || nowMs - known.lastSeenAtMs > aDayMs) {
        await store.users.put(user, forgetAnswersAtMs(nowMs));
      }
      const blocked = ctx.myChatMember?.new_chat_member.status === 'kicked';
      if (blocked) await store.users.markUnreachable(ctx.from.id);
      else if (known?.unreachable) await store.users.markReachable(ctx.from.id, nowMs);
    }
    if (!ctx.myChatMember) await next();
  };
}

const aDayMs = 86_400_000;
