/** What a person reads whose tap would begin what staff have closed. */
import type { Closed } from '../transfers/open.ts';
import { type BotContext, reply } from './context.ts';

/** Says why nothing new begins. */
export async function replyClosed(ctx: BotContext, why: Closed): Promise<void> {
  const { paused, notForYou } = ctx.messages;
  await reply(ctx, why.kind === 'paused' ? paused(why.sentence) : notForYou());
}
