/** `/order <shortId>` for staff: everything about one transfer, and a look at once. */
import type { Chessa } from '../../chessa/client.ts';
import type { Transfer } from '../../domain/transfer.ts';
import type { Store } from '../../store/store.ts';
import type { createBringForward } from '../../transfers/bring-forward.ts';
import { type BotContext, reply } from '../context.ts';

export interface StaffDeps {
  readonly store: Store;
  readonly chessa: Chessa;
  readonly bringForward: ReturnType<typeof createBringForward>;
  readonly now: () => number;
}

/** Makes `/order` and its "look now" button. Whoever calls them has checked that this is staff. */
export function createStaffOrder({ store, chessa, bringForward, now }: StaffDeps) {
  async function order(ctx: BotContext, argument: string): Promise<void> {
    const { staff } = ctx.messages;
    const shortId = argument.trim().toUpperCase();
    if (!shortId) return void (await ctx.reply(staff.orderUsage()));
    const transfer = await store.transfers.findByShortId(shortId);
    if (!transfer) return void (await ctx.reply(staff.orderNotFound(shortId)));
    await show(ctx, transfer);
  }

  async function lookNow(ctx: BotContext, transferId: string): Promise<void> {
    const transfer = await store.transfers.find(transferId);
    if (!transfer) return;
    await bringForward(transfer);
    await show(ctx, transfer);
  }

  async function show(ctx: BotContext, transfer: Transfer): Promise<void> {
    const [card, notices, history] = await Promise.all([
      store.cards.find(transfer.id),
      store.notices.listByTransfer(transfer.id),
      chessa.getHistory(transfer.orderId),
    ]);
    const provider = history.ok
      ? history.value.steps.map(({ rawStatus, atMs }) => ({ status: rawStatus, atMs }))
      : { failure: history.failure };
    const about = { transfer, card, notices, provider, nowMs: now() };
    await reply(ctx, ctx.messages.staff.order(about));
  }

  return { order, lookNow };
}
