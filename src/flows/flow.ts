/** What every dialogue has in common: its contexts, and how to begin one. */
import type { Conversation, ConversationFlavor } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Messages } from '../text/messages.ts';

/** One run of a lane: the fence that guards its writes, and the update it works on. */
export interface Run {
  readonly lane: string;
  readonly fence: number;
  readonly updateId: number;
  readonly receivedAtMs: number;
}

/** What the middleware adds to a context before flows see it. */
export interface Known {
  run: Run;
  messages: Messages;
}

/** The context outside dialogues. */
export type BotContext = ConversationFlavor<Context & Known>;

/** The context inside a dialogue: built fresh on every replay, so it knows nothing of ours. */
export type TalkContext = Context;

/** The handle of a dialogue. */
export type Talk = Conversation<BotContext, TalkContext>;

/** The dialogues and what each is begun with. */
export interface Flows {
  send: { readonly userId: number; readonly locale: string; readonly remark?: string };
  refund: {
    readonly userId: number;
    readonly locale: string;
    readonly transferId: string;
    /** An address that was typed already, in place of an earlier one. */
    readonly typed?: string;
  };
}

/** Begins a dialogue; one that is under way is left first, its draft stays. */
export async function startFlow<K extends keyof Flows>(
  ctx: BotContext,
  flow: K,
  begun: Flows[K],
): Promise<void> {
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(flow, begun);
}
