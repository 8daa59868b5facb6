/**
 * `/send`: from "where to?" to the quote. Each answer goes to the person's draft in the store and
 * the dialogue rewinds, so its memory stays as small at the fortieth answer as at the first, and a
 * restart goes on where it was. The confirm button is not part of it: it works without a dialogue.
 */
import type { Messages } from '../../text/messages.ts';
import type { Screen } from '../../text/screen.ts';
import { close, listen, say, sayLine, whileTyping } from '../ask.ts';
import type { Flows, Talk, TalkContext } from '../flow.ts';
import type { Next, SendDialogue } from './dialogue.ts';
import { screenOf } from './question.ts';

export interface SendFlowDeps {
  readonly dialogue: SendDialogue;
  readonly messagesFor: (locale: string) => Messages;
}

/** Makes the `send` dialogue. */
export function createSendFlow({ dialogue, messagesFor }: SendFlowDeps) {
  return async function send(talk: Talk, ctx: TalkContext, begun: Flows['send']): Promise<void> {
    const { userId } = begun;
    const messages = messagesFor(begun.locale);
    if (begun.remark) await sayLine(ctx, begun.remark);

    const start = talk.checkpoint();
    const next = await talk.external((outer) =>
      whileTyping(outer.api, userId, messages.send.stillAsking(), () =>
        dialogue.next(userId, messages),
      ),
    );
    if (next.kind !== 'question' && next.kind !== 'finished') {
      await say(ctx, whyNot(next, messages));
      return;
    }
    if (next.kind === 'finished') {
      const ended = await showQuote(talk, ctx, userId, messages);
      return ended ? undefined : talk.rewind(start);
    }

    const { question, remark } = next;
    if (remark) await sayLine(ctx, remark);
    const asked = await say(ctx, screenOf(messages, question));
    await talk.external(() => dialogue.asked(userId, asked.messageId));
    const open = talk.checkpoint();
    const heard = await listen(talk, question.place, messages);
    if (heard.kind === 'back') {
      await talk.external(() => dialogue.back(userId, heard.updateId));
      await close(ctx, asked);
      return talk.rewind(start);
    }
    const outcome = await talk.external(() =>
      dialogue.hear(userId, question.place.step, heard, messages),
    );
    if (outcome.kind === 'wrong') {
      await sayLine(ctx, outcome.remark);
      return talk.rewind(open);
    }
    await close(ctx, asked, outcome.kind === 'taken' ? outcome.label : undefined);
    if (outcome.kind === 'taken' && outcome.remark) await sayLine(ctx, outcome.remark);
    return talk.rewind(start);
  };

  /** Shows the quote. False when a question must be asked again first. */
  async function showQuote(
    talk: Talk,
    ctx: TalkContext,
    userId: number,
    messages: Messages,
  ): Promise<boolean> {
    const outcome = await talk.external((outer) =>
      whileTyping(outer.api, userId, messages.send.stillAsking(), () =>
        dialogue.quoted(userId, messages),
      ),
    );
    switch (outcome.kind) {
      case 'quoted': {
        const { messageId } = await say(ctx, messages.send.quote(outcome.transfer));
        await talk.external(() => dialogue.shown(outcome.transfer, messageId));
        return true;
      }
      case 'again':
        await sayLine(ctx, outcome.remark);
        return false;
      case 'failed':
        await say(ctx, messages.send.quoteFailed(outcome.failure));
        return true;
      case 'too_many':
        await say(ctx, messages.send.tooManyQuotes(outcome.whose, outcome.waitMs));
        return true;
      case 'unsafe':
        await say(ctx, messages.send.quoteUnsafe());
        return true;
      case 'paused':
        await say(ctx, messages.paused(outcome.sentence));
        return true;
      case 'blocked':
        await say(ctx, messages.notForYou());
        return true;
    }
  }
}

/** Why nothing can be asked. */
function whyNot(
  next: Exclude<Next, { kind: 'question' | 'finished' }>,
  messages: Messages,
): Screen {
  if (next.kind === 'paused') return messages.paused(next.sentence);
  return next.kind === 'blocked' ? messages.notForYou() : messages.send.noConfiguration();
}
