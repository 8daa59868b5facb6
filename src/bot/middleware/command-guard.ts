/**
 * Commands and buttons in the middle of a dialogue. What begins something else leaves it, with the
 * draft kept; after everything else the dialogue asks its question again. Either way the question
 * that stood there loses its buttons. A button that can begin nothing any more is answered, and the
 * dialogue does not notice.
 */
import type { NextFunction } from 'grammy';
import { leadsBackTo } from '../../domain/draft.ts';
import { decodePress, type Press } from '../../domain/press.ts';
import type { Transfer } from '../../domain/transfer.ts';
import { answerPress } from '../../flows/ask.ts';
import { startFlow } from '../../flows/flow.ts';
import { closeQuestion } from '../../flows/open-question.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../store/store.ts';
import { commandOf } from '../command.ts';
import { beginSend } from '../commands/commands.ts';
import { type BotContext, personOf } from '../context.ts';

export interface CommandGuardDeps {
  readonly store: Store;
  readonly log: Log;
}

/** Buttons that begin or end a dialogue. */
const beginning: readonly Press['kind'][] = [
  'send',
  'send_again',
  'send_to',
  'help',
  'cancel',
  'refund',
  'change_refund',
  'change_amount',
  'new_quote',
  'choose_language',
];

/** Whoever sends one of these wants to be somewhere else. */
const leaving: readonly string[] = ['start', 'send', 'refund', 'cancel', 'support'];

/** Makes the guard; it belongs behind the conversations plugin and before the dialogues. */
export function createCommandGuard({ store, log }: CommandGuardDeps) {
  return async function commandGuard(ctx: BotContext, next: NextFunction): Promise<void> {
    const command = commandOf(ctx);
    const press = decodePress(ctx.callbackQuery?.data ?? '');
    const begins = press && beginning.includes(press.kind);
    if (!command && !begins) return next();
    if (press && !(await mayBegin(ctx, press))) {
      return answerPress(ctx, ctx.messages.toast.noLonger());
    }
    const interrupted = ctx.conversation.active();
    if (isTalking(ctx)) await closeQuestion(ctx, store, personOf(ctx));
    await ctx.conversation.exitAll();
    await next();
    const leaves = command ? leaving.includes(command.name) : press?.kind === 'cancel';
    if (leaves || isTalking(ctx)) return;
    if (interrupted.send) await beginSend(ctx);
    if (interrupted.refund) await resumeRefund(ctx, store);
  };

  /** Tells whether a button still has what it was made for, and belongs to who presses it. */
  async function mayBegin(ctx: BotContext, press: Press): Promise<boolean> {
    switch (press.kind) {
      case 'send_again':
      case 'refund':
      case 'change_refund':
        return isOwn(ctx, await store.transfers.find(press.transferId));
      case 'change_amount':
      case 'new_quote': {
        const draft = await store.drafts.find(personOf(ctx), 'send');
        return leadsBackTo(draft, press.transferId, ctx.update.update_id);
      }
      default:
        return true;
    }
  }

  function isOwn(ctx: BotContext, transfer: Transfer | undefined): boolean {
    const own = transfer?.userId === personOf(ctx);
    if (transfer && !own)
      log.warn('press on a transfer that is not theirs', { transfer: transfer.id });
    return own;
  }
}

function isTalking(ctx: BotContext): boolean {
  return Object.values(ctx.conversation.active()).some((count) => count > 0);
}

/** Asks again where the money should go back to; false when no such question was open. */
export async function resumeRefund(ctx: BotContext, store: Store): Promise<boolean> {
  const userId = personOf(ctx);
  const draft = await store.drafts.find(userId, 'refund');
  if (!draft || draft.address) return false;
  const { locale } = ctx.messages;
  await startFlow(ctx, 'refund', { userId, locale, transferId: draft.transferId });
  return true;
}
