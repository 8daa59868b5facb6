/**
 * The bot, as an ordered list: who is let in, what acts on a transfer, what a dialogue takes, what
 * begins one, and what is left. The order is the design; see docs/architecture.md.
 */
import { conversations, createConversation } from '@grammyjs/conversations';
import { Bot, type BotConfig } from 'grammy';
import type { Update } from 'grammy/types';
import { leadsBackTo } from '../domain/draft.ts';
import { decodePress, type Press } from '../domain/press.ts';
import { isRefundable } from '../domain/transfer.ts';
import { answerPress, ignoringStale } from '../flows/ask.ts';
import type { Flows, Run, Talk, TalkContext } from '../flows/flow.ts';
import { startFlow } from '../flows/flow.ts';
import { closeQuestion } from '../flows/open-question.ts';
import type { SendDialogue } from '../flows/send/dialogue.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Messages } from '../text/messages.ts';
import type { createAccept } from '../transfers/accept.ts';
import type { createDesk } from './admin/desk.ts';
import type { ChatMenus } from './chat-menus.ts';
import { commandOf } from './command.ts';
import { beginRefund, beginSend, type Command, listOpen } from './commands/commands.ts';
import { type BotContext, personOf, replacePressed, reply } from './context.ts';
import { createConversationStorage } from './conversation-storage.ts';
import type { LanguageChoice } from './language.ts';
import { createCommandGuard, resumeRefund } from './middleware/command-guard.ts';
import { freshAnswersOnly } from './middleware/freshness.ts';
import { peopleOnly, privateOnly, rememberPerson, typedHere } from './middleware/guards.ts';
import { createPaging } from './middleware/paging.ts';
import type { Privacy } from './privacy.ts';
import type { Rates } from './rates.ts';
import type { createRecipientTaps } from './recipient-taps.ts';
import type { Support } from './support.ts';

export interface BotDeps {
  readonly token: string;
  readonly botConfig: BotConfig<BotContext>;
  readonly store: Store;
  readonly messagesFor: (locale: string) => Messages;
  readonly dialogue: SendDialogue;
  readonly sendFlow: (talk: Talk, ctx: TalkContext, begun: Flows['send']) => Promise<void>;
  readonly refundFlow: (talk: Talk, ctx: TalkContext, begun: Flows['refund']) => Promise<void>;
  readonly flowVersion: string;
  readonly tapped: (ctx: BotContext, press: Press) => Promise<boolean>;
  readonly recipientTaps: ReturnType<typeof createRecipientTaps>;
  readonly accept: ReturnType<typeof createAccept>;
  readonly commands: Readonly<Record<string, Command>>;
  /** What staff do; for everybody else it does not exist. */
  readonly desk: ReturnType<typeof createDesk>;
  readonly support: Support;
  readonly privacy: Pick<Privacy, 'tapped'>;
  readonly rates: Pick<Rates, 'tapped'>;
  readonly language: LanguageChoice;
  readonly chatMenus: ChatMenus;
  readonly log: Log;
  readonly now: () => number;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
  /** Our clock set right by Telegram's. */
  readonly telegramNow: () => number;
}

/** A bot and the one way in: an update, with the run of its lane. */
export interface RunningBot {
  readonly bot: Bot<BotContext>;
  handle(update: Update, run: Run): Promise<void>;
}

/** Builds the bot. Nothing is fetched here; `handle` needs `botConfig.botInfo` or `bot.init()`. */
export function createBot(deps: BotDeps): RunningBot {
  const { store, now } = deps;
  const runs = new WeakMap<Update, Run>();
  const bot = new Bot<BotContext>(deps.token, deps.botConfig);

  bot.use(async (ctx, next) => {
    const run = runs.get(ctx.update);
    if (!run) throw new Error('an update came without its lane');
    ctx.run = run;
    await next();
  });
  bot.use(peopleOnly, rememberPerson(deps), privateOnly, typedHere);
  bot.use(deps.desk.take);
  bot.use(deps.support.take);
  bot.on('callback_query:data', createPaging(deps.dialogue));
  bot.on('callback_query:data', async (ctx, next) => {
    const press = decodePress(ctx.callbackQuery.data);
    if (press && (await deps.recipientTaps.tapped(ctx, press))) return;
    if (press && (await deps.privacy.tapped(ctx, press))) return;
    if (press && (await deps.rates.tapped(ctx, press))) return;
    if (press?.kind === 'language') return deps.language.shown(ctx);
    if (!press || !(await deps.tapped(ctx, press))) await next();
  });
  bot.use(freshAnswersOnly(deps.telegramNow));
  bot.use(conversations({ storage: createConversationStorage(store, now, deps.flowVersion) }));
  bot.use(createCommandGuard(deps));
  bot.use(createConversation(deps.sendFlow, 'send'));
  bot.use(createConversation(deps.refundFlow, 'refund'));
  bot.use(entries(deps));
  bot.use(fallback(deps));

  return {
    bot,
    async handle(update, run) {
      runs.set(update, run);
      await bot.handleUpdate(update);
    },
  };
}

/** Commands, and buttons that begin a dialogue. */
function entries(deps: BotDeps) {
  const { store, commands } = deps;
  return async (ctx: BotContext, next: () => Promise<void>): Promise<void> => {
    const command = commandOf(ctx);
    if (command) {
      if (await deps.desk.command(ctx, command)) return;
      const known = Object.hasOwn(commands, command.name) ? commands[command.name] : undefined;
      return known ? known(ctx, command.argument) : reply(ctx, ctx.messages.unknownCommand());
    }
    const press = decodePress(ctx.callbackQuery?.data ?? '');
    if (!press) return next();
    if (await deps.recipientTaps.began(ctx, press)) return;
    switch (press.kind) {
      case 'send':
        await answerPress(ctx);
        return beginSend(ctx);
      case 'choose_language':
        await deps.language.chosen(ctx, press.locale);
        return deps.support.askAgain(ctx);
      case 'help':
      case 'cancel':
        await answerPress(ctx);
        return commands[press.kind]?.(ctx, '');
      case 'refund':
      case 'change_refund': {
        const transfer = await store.transfers.find(press.transferId);
        if (transfer?.userId !== personOf(ctx)) return next();
        await answerPress(ctx);
        return beginRefund(ctx, transfer);
      }
      case 'change_amount':
      case 'new_quote':
        return newQuote(ctx, deps, press.transferId, press.kind === 'change_amount', next);
      default:
        return next();
    }
  };
}

/**
 * Goes back from a quote to the dialogue, with the same answers or without the amount. The quote
 * that was left cannot be confirmed any more.
 */
async function newQuote(
  ctx: BotContext,
  { store, accept }: BotDeps,
  transferId: string,
  forgetAmount: boolean,
  next: () => Promise<void>,
): Promise<void> {
  const userId = personOf(ctx);
  const draft = await store.drafts.find(userId, 'send');
  const takenUpdateId = ctx.update.update_id;
  if (!leadsBackTo(draft, transferId, takenUpdateId)) return next();
  const left = await accept.cancel({ transferId, userId });
  if (left.kind === 'not_yours') return next();
  if (left.transfer.state !== 'cancelled') {
    await store.drafts.delete(userId, 'send');
    return answerPress(ctx, ctx.messages.toast.cannotCancel());
  }
  await answerPress(ctx);
  await ignoringStale(() =>
    replacePressed(ctx, ctx.messages.quoteClosed(left.transfer, 'replaced')),
  );
  const { amount, pay, quotedId, ...kept } = draft;
  const again = forgetAmount ? kept : { ...kept, amount, pay };
  await store.drafts.put(userId, 'send', { ...again, takenUpdateId });
  await beginSend(ctx);
}

/**
 * What nothing else took. A press gets a toast. Text belongs to a dialogue that was left, or that
 * a new version reset: it goes on from its draft, and the person is told that nothing happened.
 * An address that follows one which waits for its tap takes that one's place.
 */
function fallback({ store, orderNow }: BotDeps) {
  return async (ctx: BotContext): Promise<void> => {
    if (ctx.callbackQuery) return answerPress(ctx, ctx.messages.toast.noLonger());
    const draft = await store.drafts.find(personOf(ctx), 'send');
    if (draft && !draft.quotedId) {
      await closeQuestion(ctx, store, personOf(ctx));
      return beginSend(ctx, ctx.messages.send.resumed());
    }
    if (await resumeRefund(ctx, store)) return;
    if (await otherAddress(ctx, store)) return;
    const waiting = await waitingFor(personOf(ctx), store, orderNow());
    const [open] = await listOpen(store, personOf(ctx));
    await reply(ctx, ctx.messages.notUnderstood(waiting, open));
  };
}

/** What stands above and waits for a tap of theirs, with nothing to type. */
async function waitingFor(
  userId: number,
  { drafts, transfers }: Store,
  nowMs: number,
): Promise<'quote' | 'refund_address' | undefined> {
  const { quotedId } = (await drafts.find(userId, 'send')) ?? {};
  const quote = quotedId && (await transfers.find(quotedId));
  if (quote && quote.state === 'quoted' && nowMs < quote.confirmBeforeMs) return 'quote';
  const refund = await drafts.find(userId, 'refund');
  const stopped = refund?.address && (await transfers.find(refund.transferId));
  return stopped && isRefundable(stopped) ? 'refund_address' : undefined;
}

/** One unbroken text, long enough to be an address on some chain. */
const likeAnAddress = /^\S{20,120}$/;

async function otherAddress(ctx: BotContext, store: Store): Promise<boolean> {
  const userId = personOf(ctx);
  const typed = ctx.message?.text?.trim() ?? '';
  const draft = likeAnAddress.test(typed) ? await store.drafts.find(userId, 'refund') : undefined;
  if (!draft?.address) return false;
  const { locale } = ctx.messages;
  await startFlow(ctx, 'refund', { userId, locale, transferId: draft.transferId, typed });
  return true;
}
