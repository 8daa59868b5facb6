/**
 * The way to our people: `/support`, and "Help" on every card. The words that follow open a case
 * with the transfer attached, or go on with one. It stands before the dialogues and leaves them as
 * they are.
 */
import type { NextFunction } from 'grammy';
import type { Chessa } from '../chessa/client.ts';
import { findChain } from '../domain/chain.ts';
import type { SupportDraft } from '../domain/draft.ts';
import { decodePress, type Press } from '../domain/press.ts';
import {
  hasMessage,
  longestMessage,
  type SupportCase,
  withMessage,
} from '../domain/support-case.ts';
import type { Transfer } from '../domain/transfer.ts';
import { answerPress, sayLine } from '../flows/ask.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { amendCase, type CaseBoard } from './case-board.ts';
import { commandOf } from './command.ts';
import { type BotContext, personOf, reply } from './context.ts';

export interface SupportDeps {
  readonly store: Pick<Store, 'cases' | 'drafts' | 'transfers'>;
  readonly chessa: Pick<Chessa, 'askSupport'>;
  readonly board: CaseBoard;
  /** 8 hexadecimal digits. */
  readonly newCaseId: () => string;
  readonly log: Log;
  readonly now: () => number;
}

/** After so long the words that come are meant for something else. */
const askedForMs = 30 * 60_000;
const listed = 5;

/** Whoever presses one of these has turned to something else. */
const leaving: readonly Press['kind'][] = [
  'choose',
  'back',
  'send',
  'send_again',
  'send_to',
  'refund',
  'change_refund',
  'change_amount',
  'new_quote',
  'cancel',
];

/** Makes the person's side: `take`, the middleware for buttons and words, and `command`. */
export function createSupport(deps: SupportDeps) {
  const { store, board, now } = deps;

  async function take(ctx: BotContext, next: NextFunction): Promise<void> {
    const press = decodePress(ctx.callbackQuery?.data ?? '');
    if (press) return pressed(ctx, press, next);
    if (!ctx.message) return next();
    const command = commandOf(ctx);
    if (!command) return typed(ctx, next);
    // Who changes the language still has the question.
    if (command.name !== 'language') await store.drafts.delete(personOf(ctx), 'support');
    await next();
  }

  async function pressed(ctx: BotContext, press: Press, next: NextFunction): Promise<void> {
    switch (press.kind) {
      case 'support':
        return pressedAsk(ctx, press.transferId);
      case 'support_more':
        return pressedMore(ctx, press.caseId);
      case 'support_leave':
        await answerPress(ctx);
        await store.drafts.delete(personOf(ctx), 'support');
        return reply(ctx, ctx.messages.support.left());
      default:
        if (leaving.includes(press.kind)) await store.drafts.delete(personOf(ctx), 'support');
        return next();
    }
  }

  /** A transfer of somebody else is answered like one that does not exist. */
  async function pressedAsk(ctx: BotContext, transferId: string): Promise<void> {
    const transfer = transferId === '0' ? undefined : await store.transfers.find(transferId);
    const isTheirs = transferId === '0' || transfer?.userId === personOf(ctx);
    await answerPress(ctx, isTheirs ? undefined : ctx.messages.toast.noLonger());
    if (isTheirs) await askFor(ctx, transfer);
  }

  async function pressedMore(ctx: BotContext, caseId: string): Promise<void> {
    const about = await store.cases.find(caseId);
    const isTheirs = about?.userId === personOf(ctx);
    await answerPress(ctx, isTheirs ? undefined : ctx.messages.toast.noLonger());
    if (about && isTheirs) await askMore(ctx, about);
  }

  /** Asks for the words; one transfer has one case, for as long as it is not closed. */
  async function askFor(ctx: BotContext, transfer: Transfer | undefined): Promise<void> {
    const cases = await store.cases.listByUser(personOf(ctx), listed);
    const open = cases.find(
      ({ transferId, state }) => transfer && transferId === transfer.id && state !== 'closed',
    );
    if (open) return askMore(ctx, open);
    const transferId = transfer && { transferId: transfer.id };
    await putDraft(ctx, { caseId: deps.newCaseId(), ...transferId, askedAtMs: now() });
    await reply(ctx, ctx.messages.support.ask(transfer));
  }

  async function askMore(ctx: BotContext, about: SupportCase): Promise<void> {
    await putDraft(ctx, { caseId: about.id, askedAtMs: now() });
    await reply(ctx, ctx.messages.support.askMore(about));
  }

  async function putDraft(ctx: BotContext, draft: SupportDraft): Promise<void> {
    await store.drafts.put(personOf(ctx), 'support', draft);
  }

  /** `/support`: their questions where there are any that are not over, else a new one. */
  async function command(ctx: BotContext): Promise<void> {
    const cases = await store.cases.listByUser(personOf(ctx), listed);
    if (cases.every(({ state }) => state === 'closed')) return askFor(ctx, undefined);
    await reply(ctx, ctx.messages.support.mine(cases));
  }

  /** The question that stands open; one that this very update answered is still so. */
  async function openDraft(ctx: BotContext): Promise<SupportDraft | undefined> {
    const draft = await store.drafts.find(personOf(ctx), 'support');
    const updateId = ctx.update.update_id;
    const isOver = draft?.takenUpdateId !== undefined && draft.takenUpdateId !== updateId;
    return draft && !isOver && now() - draft.askedAtMs <= askedForMs ? draft : undefined;
  }

  /** Asks an open question once more, in the language of this moment; nothing where none is open. */
  async function askAgain(ctx: BotContext): Promise<void> {
    const draft = await openDraft(ctx);
    if (!draft) return;
    const about = await store.cases.find(draft.caseId);
    if (about) return reply(ctx, ctx.messages.support.askMore(about));
    const transfer = draft.transferId ? await store.transfers.find(draft.transferId) : undefined;
    await reply(ctx, ctx.messages.support.ask(transfer));
  }

  async function typed(ctx: BotContext, next: NextFunction): Promise<void> {
    const draft = await openDraft(ctx);
    const updateId = ctx.update.update_id;
    if (!draft) return next();
    const text = ctx.message?.text?.trim() ?? '';
    if (text === '' || text.length > longestMessage) {
      return sayLine(ctx, ctx.messages.support.notTaken());
    }
    const about = await write(ctx, draft, text);
    await putDraft(ctx, { ...draft, takenUpdateId: updateId });
    await reply(ctx, ctx.messages.support.received(about));
    await board.ring(about);
    if (about.transferId && !about.passed) await passOn(about, about.transferId, text);
  }

  /** Writes the words into their case, which they may be the first of. */
  async function write(ctx: BotContext, draft: SupportDraft, text: string): Promise<SupportCase> {
    const [id, userId, atMs] = [String(ctx.update.update_id), personOf(ctx), now()];
    const message = { id, atMs, from: 'person', byUserId: userId, text } as const;
    const about = await amendCase(store, draft.caseId, (newest) =>
      hasMessage(newest, id) ? undefined : withMessage(newest, message),
    );
    if (about) return about;
    const transfer = draft.transferId ? await store.transfers.find(draft.transferId) : undefined;
    const begun: SupportCase = {
      id: draft.caseId,
      revision: 0,
      userId,
      ...(transfer && { transferId: transfer.id, shortId: transfer.shortId }),
      state: 'open',
      openedAtMs: atMs,
      messages: [],
      shownTo: [],
    };
    const first = withMessage(begun, message);
    if (!(await store.cases.put(first))) return write(ctx, draft, text);
    return { ...first, revision: 1 };
  }

  /**
   * Chessa's people are asked too, once. That it was begun is written first, so that a kill leaves
   * it as not known; nobody waits for the answer.
   */
  async function passOn(about: SupportCase, transferId: string, comment: string): Promise<void> {
    const transfer = await store.transfers.find(transferId);
    if (!transfer) return;
    await amendCase(store, about.id, (newest) => ({ ...newest, passed: { kind: 'asking' } }));
    const { shortId } = transfer;
    const explorerUrl = explorerUrlOf(transfer);
    const asked = deps.chessa.askSupport({ shortId, comment, ...(explorerUrl && { explorerUrl }) });
    asked
      .then(async (answer) => {
        if (!answer.ok && answer.failure.kind === 'unknown') return;
        const passed = answer.ok
          ? ({ kind: 'passed', caseId: answer.value.caseId } as const)
          : ({ kind: 'not_passed' } as const);
        const newest = await amendCase(store, about.id, (now) => ({ ...now, passed }));
        if (newest) await board.refresh(newest);
      })
      .catch((bug: unknown) => deps.log.error('passing a case on failed', { case: about.id }, bug));
  }

  return { take, command, askAgain };
}

export type Support = ReturnType<typeof createSupport>;

/** Where the network itself shows the deposit; nothing where there is none, or no plain hash. */
function explorerUrlOf({ chain, deposits }: Transfer): string | undefined {
  const hash = deposits[0]?.hash;
  const explorer = findChain(chain)?.explorer.transaction;
  return explorer && hash && /^[A-Za-z0-9]{16,128}$/.test(hash) ? `${explorer}${hash}` : undefined;
}
