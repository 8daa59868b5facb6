/** What handlers of the bot are given beside the update. */
import type { Context } from 'grammy';
import type { Press } from '../domain/press.ts';
import { say, screenOptions } from '../flows/ask.ts';
import type { BotContext } from '../flows/flow.ts';
import type { Screen } from '../text/screen.ts';

export type { BotContext } from '../flows/flow.ts';

/** The Telegram id of the person who acts; the guards let nobody through without one. */
export function personOf(ctx: Context): number {
  const id = ctx.from?.id;
  if (id === undefined) throw new Error('an update without a person passed the guards');
  return id;
}

/** Answers a command or a text with a screen. */
export async function reply(ctx: BotContext, screen: Screen): Promise<void> {
  await say(ctx, screen);
}

/** Turns the message whose button was pressed into another screen. */
export async function replacePressed(ctx: BotContext, screen: Screen): Promise<void> {
  await ctx.editMessageText(screen.text.text, screenOptions(screen));
}

/** A press of one kind. */
export type PressOf<K extends Press['kind']> = Extract<Press, { kind: K }>;
