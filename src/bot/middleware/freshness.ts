/** What was typed or tapped long ago must not move money today. */
import type { NextFunction } from 'grammy';
import type { Press } from '../../domain/press.ts';
import { answerPress, sayLine } from '../../flows/ask.ts';
import { commandOf } from '../command.ts';
import type { BotContext } from '../context.ts';

/** Text by its own date, a tap by when it reached us: Telegram keeps both for a while. */
const textMs = 10 * 60_000;
const tapMs = 3 * 60_000;

/** What cannot be taken back. */
const finalPresses: readonly Press['kind'][] = ['confirm', 'confirm_refund', 'delete_data'];

/**
 * Asks for an answer again when it is too old to act on. Commands only start things: they pass.
 * A message's date is Telegram's time, and so is `telegramNow`.
 */
export function freshAnswersOnly(telegramNow: () => number) {
  return async function freshness(ctx: BotContext, next: NextFunction): Promise<void> {
    const sentAtMs = (ctx.message?.date ?? 0) * 1_000;
    const isAnswer = ctx.message !== undefined && commandOf(ctx) === undefined;
    if (isAnswer && telegramNow() - sentAtMs > textMs) return sayLine(ctx, ctx.messages.tooOld());
    await next();
  };
}

/** Answers a final tap that waited too long with a request to tap again. True when it was so. */
export async function isStaleTap(ctx: BotContext, press: Press, nowMs: number): Promise<boolean> {
  const isStale = finalPresses.includes(press.kind) && nowMs - ctx.run.receivedAtMs > tapMs;
  if (isStale) await answerPress(ctx, ctx.messages.tooOld());
  return isStale;
}
