/** Pages of a list, handled before any dialogue: turning a page is no answer. */
import type { NextFunction } from 'grammy';
import { decodePress } from '../../domain/press.ts';
import { answerPress, ignoringStale } from '../../flows/ask.ts';
import type { SendDialogue } from '../../flows/send/dialogue.ts';
import { screenOf } from '../../flows/send/question.ts';
import { type BotContext, personOf, replacePressed } from '../context.ts';

/** Makes the handler that turns pages in place; a page of an old list gets a toast. */
export function createPaging(dialogue: SendDialogue) {
  return async function paging(ctx: BotContext, next: NextFunction): Promise<void> {
    const press = decodePress(ctx.callbackQuery?.data ?? '');
    if (press?.kind !== 'page') return next();
    const question = await dialogue.page(personOf(ctx), press.step, press.page, ctx.messages);
    if (question?.place.nonce !== press.nonce) {
      return answerPress(ctx, ctx.messages.toast.questionAnswered());
    }
    await answerPress(ctx);
    await ignoringStale(() => replacePressed(ctx, screenOf(ctx.messages, question)));
  };
}
