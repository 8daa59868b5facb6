/** `/cases` for staff: who waits, who looks after whom, and answers that go out through the bot. */
import {
  byWaiting,
  type CaseMessage,
  hasMessage,
  heldBy,
  longestMessage,
  reopened,
  type SupportCase,
  withDelivery,
  withMessage,
} from '../../domain/support-case.ts';
import { ignoringStale, screenOptions } from '../../flows/ask.ts';
import { outcomeOf } from '../../notify/outcome.ts';
import type { Store } from '../../store/store.ts';
import type { Messages } from '../../text/messages.ts';
import type { Screen } from '../../text/screen.ts';
import { amendCase, type CaseBoard } from '../case-board.ts';
import { type BotContext, replacePressed, reply } from '../context.ts';
import type { Acts } from './acts.ts';
import type { Actor, StaffPart, StaffWork } from './desk.ts';

export interface StaffCasesDeps {
  readonly store: Pick<Store, 'cases' | 'users'>;
  readonly board: CaseBoard;
  readonly acts: Acts;
  readonly messagesFor: (locale: string) => Messages;
  readonly now: () => number;
}

const perPage = 8;
/** Nobody turns further; the list is read anew each time. */
const mostListed = 200;

/** Makes `/cases` and its buttons, for all of staff: answering is what support is there for. */
export function createStaffCases(deps: StaffCasesDeps): StaffPart {
  const { store, board, acts, now } = deps;

  /** A page of them; `typed` is its number, 0 at first. */
  async function cases(ctx: BotContext, typed: string, { userId }: Actor): Promise<void> {
    const open = byWaiting(await store.cases.listOpen(mostListed));
    const last = Math.max(0, Math.ceil(open.length / perPage) - 1);
    const page = Math.min(/^\d{1,3}$/.test(typed) ? Number(typed) : 0, last);
    const screen = ctx.messages.staff.cases({
      cases: open.slice(page * perPage, (page + 1) * perPage),
      page,
      pages: last + 1,
      total: open.length,
      more: open.length >= mostListed,
      readerId: userId,
      nowMs: now(),
    });
    await show(ctx, screen);
  }

  /** A button turns its own message into what it leads to. */
  async function show(ctx: BotContext, screen: Screen): Promise<void> {
    if (ctx.callbackQuery) return ignoringStale(() => replacePressed(ctx, screen));
    await reply(ctx, screen);
  }

  function onCase(work: (ctx: BotContext, about: SupportCase, actor: Actor) => Promise<void>) {
    return async (ctx: BotContext, id: string, actor: Actor): Promise<void> => {
      const about = await store.cases.find(id);
      if (!about) return reply(ctx, ctx.messages.staff.caseNotFound());
      await work(ctx, about, actor);
    };
  }

  /** What one has taken is left alone by the others, until one of them takes it over. */
  function unlessTaken(work: Parameters<typeof onCase>[0]): StaffWork {
    return onCase(async (ctx, about, actor) => {
      const isFree = about.takenBy === undefined || about.takenBy === actor.userId;
      if (!isFree) return reply(ctx, ctx.messages.staff.caseTaken(about));
      await work(ctx, about, actor);
    });
  }

  const one = onCase(async (ctx, about, { userId }) => {
    await show(ctx, ctx.messages.staff.supportCase({ about, readerId: userId, nowMs: now() }));
  });

  const take = onCase(async (ctx, about, actor) => {
    await record(ctx, actor, 'case_take', about);
    await change(ctx, actor, about, (newest) => heldBy(newest, actor.userId));
  });

  const free = unlessTaken(async (ctx, about, actor) => {
    await record(ctx, actor, 'case_free', about);
    await change(ctx, actor, about, (newest) => heldBy(newest));
  });

  const ask = unlessTaken(async (ctx, about, actor) => {
    const held = await amendCase(store, about.id, (newest) => heldBy(newest, actor.userId));
    await acts.ask(actor, 'case_answer', about.id);
    await reply(ctx, ctx.messages.staff.askAnswer(held ?? about));
    await board.refresh(about);
  });

  const close = unlessTaken(async (ctx, about, actor) => {
    if (about.state === 'closed') return one(ctx, about.id, actor);
    await record(ctx, actor, 'case_close', about);
    await change(ctx, actor, about, (newest) => ({ ...newest, state: 'closed' }));
    await tell(ctx, about, (words) => words.support.closed({ ...about, state: 'closed' }));
  });

  const open = unlessTaken(async (ctx, about, actor) => {
    await record(ctx, actor, 'case_open', about);
    await change(ctx, actor, about, reopened);
  });

  async function change(
    ctx: BotContext,
    { userId }: Actor,
    before: SupportCase,
    step: (newest: SupportCase) => SupportCase,
  ): Promise<void> {
    const about = (await amendCase(store, before.id, step)) ?? before;
    await show(ctx, ctx.messages.staff.supportCase({ about, readerId: userId, nowMs: now() }));
    await board.refresh(about);
  }

  /** Sends the text to the person as the case's answer. False when it is none that can be sent. */
  async function answer(ctx: BotContext, id: string, text: string, actor: Actor): Promise<boolean> {
    if (text === '' || text.length > longestMessage) {
      await reply(ctx, ctx.messages.staff.badAnswer());
      return false;
    }
    await unlessTaken(async (_, before) => {
      await record(ctx, actor, 'case_answer', before);
      const about = (await written(ctx, before, text, actor)) ?? before;
      const delivery = await deliver(ctx, about, hasMessage(before, messageId(ctx)));
      await reply(ctx, ctx.messages.staff.answered(about, delivery));
      await board.refresh(about);
    })(ctx, id, actor);
    return true;
  }

  async function written(ctx: BotContext, before: SupportCase, text: string, { userId }: Actor) {
    const message: CaseMessage = {
      id: messageId(ctx),
      atMs: now(),
      from: 'staff',
      byUserId: userId,
      text,
      delivery: 'trying',
    };
    return amendCase(store, before.id, (newest) =>
      hasMessage(newest, message.id) ? undefined : withMessage(newest, message),
    );
  }

  /** `again`: this update was run before and cut, so the person may have the answer already. */
  async function deliver(
    ctx: BotContext,
    about: SupportCase,
    again: boolean,
  ): Promise<'sent' | 'not_sent'> {
    const id = messageId(ctx);
    const message = about.messages.find((one) => one.id === id);
    if (!message) throw new Error(`an answer that was not written down: ${about.id}`);
    if (message.delivery === 'sent') return 'sent';
    const isSent = await tell(ctx, about, (words) =>
      words.support.answer(about, message.text, again),
    );
    const delivery = isSent ? 'sent' : 'not_sent';
    await amendCase(store, about.id, (newest) => withDelivery(newest, id, delivery));
    return delivery;
  }

  async function tell(
    ctx: BotContext,
    { userId }: SupportCase,
    say: (words: Messages) => Screen,
  ): Promise<boolean> {
    const user = await store.users.find(userId);
    const screen = say(deps.messagesFor(user?.locale ?? 'en'));
    const sent = await outcomeOf(() =>
      ctx.api.sendMessage(userId, screen.text.text, screenOptions(screen)),
    );
    if (sent.kind === 'unreachable') await store.users.markUnreachable(userId);
    return sent.kind === 'accepted';
  }

  async function record(ctx: BotContext, actor: Actor, act: string, { id }: SupportCase) {
    await acts.record(ctx, actor, { act, about: `case:${id}` });
  }

  return {
    commands: { cases },
    presses: {
      cases,
      case: one,
      case_take: take,
      case_free: free,
      case_answer: ask,
      case_close: close,
      case_open: open,
    },
    texts: { case_answer: answer },
  };
}

/** The update that brought the words: run again, they are the same message. */
function messageId({ update }: BotContext): string {
  return String(update.update_id);
}
