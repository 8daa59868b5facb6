/** The commands that everybody has. Each is one short function; dialogues are begun elsewhere. */
import { isRefundable, type Transfer, type TransferState } from '../../domain/transfer.ts';
import { startFlow } from '../../flows/flow.ts';
import type { KnownRecipients } from '../../flows/recipients/known-recipients.ts';
import type { createShortcut } from '../../flows/send/shortcut.ts';
import type { Store } from '../../store/store.ts';
import type { createAccept } from '../../transfers/accept.ts';
import type { createBringForward } from '../../transfers/bring-forward.ts';
import { type BotContext, personOf, reply } from '../context.ts';
import type { createFreshCard } from '../fresh-card.ts';

export interface CommandDeps {
  readonly store: Store;
  readonly recipients: KnownRecipients;
  readonly accept: ReturnType<typeof createAccept>;
  readonly bringForward: ReturnType<typeof createBringForward>;
  readonly freshCard: ReturnType<typeof createFreshCard>;
  readonly shortcut: ReturnType<typeof createShortcut>;
}

/** A command's work; `argument` is what was typed behind it. */
export type Command = (ctx: BotContext, argument: string) => Promise<void>;

const listed = 20;
/** A quote that nobody confirmed is no transfer to the person. */
const neverBegan: readonly TransferState[] = ['quoted', 'cancelled'];
const over: readonly TransferState[] = ['completed', 'refunded'];
/** What no longer goes on, as far as anybody knows. */
const closed: readonly TransferState[] = [...over, 'expired'];

/** Makes the commands by name. */
export function createCommands(deps: CommandDeps): Readonly<Record<string, Command>> {
  const { store, recipients } = deps;

  async function status(ctx: BotContext, argument: string): Promise<void> {
    if (argument) {
      const transfer = await findOwn(ctx, argument);
      return transfer ? show(ctx, transfer) : reply(ctx, ctx.messages.transferNotFound());
    }
    const transfers = await listOwn(ctx);
    const open = transfers.filter(({ state }) => !over.includes(state));
    const [only, second] = open.length > 0 ? open : transfers.slice(0, 1);
    if (only && !second) return show(ctx, only);
    await reply(ctx, ctx.messages.transferList(open));
  }

  async function show(ctx: BotContext, transfer: Transfer): Promise<void> {
    await deps.bringForward(transfer);
    await deps.freshCard(ctx, transfer);
  }

  async function refund(ctx: BotContext, argument: string): Promise<void> {
    if (argument) {
      const transfer = await findOwn(ctx, argument);
      return transfer ? beginRefund(ctx, transfer) : reply(ctx, ctx.messages.transferNotFound());
    }
    const refundable = (await listOwn(ctx)).filter(isRefundable);
    const [only, second] = refundable;
    if (!only) return reply(ctx, ctx.messages.refund.nothingToRefund());
    if (second) return reply(ctx, ctx.messages.refund.which(refundable));
    await beginRefund(ctx, only);
  }

  async function cancel(ctx: BotContext): Promise<void> {
    const userId = personOf(ctx);
    const draft = await store.drafts.find(userId, 'send');
    const { quotedId } = draft ?? {};
    const quote = quotedId && (await deps.accept.cancel({ transferId: quotedId, userId }));
    // Accepted just before a crash, so its answers were still there: that is not undone here.
    const isAccepted = quote && quote.kind !== 'not_yours' && quote.transfer.state !== 'cancelled';
    const isAsked = draft !== undefined || (await store.drafts.find(userId, 'refund'));
    // Said first: after a crash in between it is done again, and not called nothing.
    if (isAccepted) await ctx.reply(ctx.messages.toast.cannotCancel());
    else if (isAsked) await ctx.reply(ctx.messages.send.cancelled(await hasOpen(userId)));
    else await reply(ctx, ctx.messages.nothingToCancel(await listOpen(store, userId)));
    await store.drafts.delete(userId, 'send');
    await store.drafts.delete(userId, 'refund');
  }

  async function hasOpen(userId: number): Promise<boolean> {
    return (await listOpen(store, userId)).length > 0;
  }

  function listOwn(ctx: BotContext): Promise<Transfer[]> {
    return listBegun(store, personOf(ctx));
  }

  async function findOwn(ctx: BotContext, argument: string): Promise<Transfer | undefined> {
    const shortId = argument.trim().toUpperCase();
    const transfer = await store.transfers.findByShortId(shortId);
    return transfer?.userId === personOf(ctx) ? transfer : undefined;
  }

  return {
    start: (ctx) => reply(ctx, ctx.messages.start()),
    help: (ctx) => reply(ctx, ctx.messages.help()),
    send: async (ctx, argument) => {
      const about = { userId: personOf(ctx), text: argument, updateId: ctx.update.update_id };
      await beginSend(ctx, argument ? await deps.shortcut(about, ctx.messages) : undefined);
    },
    status,
    transfers: async (ctx) => reply(ctx, ctx.messages.transferList(await listOwn(ctx))),
    recipients: async (ctx) =>
      reply(ctx, ctx.messages.recipients.list(await recipients.list(personOf(ctx)))),
    refund,
    cancel,
  };
}

/** Their newest transfers that go on as far as anybody knows, newest first. */
export async function listOpen(
  store: Pick<Store, 'transfers'>,
  userId: number,
): Promise<Transfer[]> {
  const transfers = await listBegun(store, userId);
  return transfers.filter(({ state }) => !closed.includes(state));
}

async function listBegun(store: Pick<Store, 'transfers'>, userId: number): Promise<Transfer[]> {
  const transfers = await store.transfers.listByUser(userId, listed);
  return transfers.filter(({ state }) => !neverBegan.includes(state));
}

/** Begins `/send`, or goes on from the person's draft. */
export async function beginSend(ctx: BotContext, remark?: string): Promise<void> {
  const begun = { userId: personOf(ctx), locale: ctx.messages.locale };
  await startFlow(ctx, 'send', { ...begun, ...(remark && { remark }) });
}

/** Begins `/refund` for one transfer, or says why it cannot be refunded. */
export async function beginRefund(ctx: BotContext, transfer: Transfer): Promise<void> {
  if (!isRefundable(transfer)) return reply(ctx, ctx.messages.refund.notRefundable(transfer));
  const userId = personOf(ctx);
  await startFlow(ctx, 'refund', {
    userId,
    locale: ctx.messages.locale,
    transferId: transfer.id,
  });
}
