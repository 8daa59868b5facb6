/** `/order` for staff: everything about one transfer, and what can be done with it. */
import { isRefundable, type Transfer } from '../../domain/transfer.ts';
import { ignoringStale } from '../../flows/ask.ts';
import type { Store } from '../../store/store.ts';
import type { createBringForward } from '../../transfers/bring-forward.ts';
import type { createRelease } from '../../transfers/release.ts';
import type { SendCardAgain } from '../card-again.ts';
import { type BotContext, replacePressed, reply } from '../context.ts';
import type { Acts } from './acts.ts';
import type { Actor, StaffPart } from './desk.ts';
import { aboutOf, createOrderView, type OrderViewDeps } from './order-view.ts';

export interface StaffOrderDeps extends OrderViewDeps {
  readonly bringForward: ReturnType<typeof createBringForward>;
  readonly release: ReturnType<typeof createRelease>;
  readonly sendCardAgain: SendCardAgain;
  readonly acts: Acts;
  /** Lets the outbox look at once. */
  readonly changed: () => void;
}

const betweenTriesMs = 100;
const mostTries = 50;

/** Makes `/order` and its buttons. Whoever calls them is staff. */
export function createStaffOrder(deps: StaffOrderDeps): StaffPart {
  const { store, acts, now, sleep } = deps;
  const view = createOrderView(deps);

  /** Runs `work` with the transfer that a button names. */
  function onTransfer(work: (ctx: BotContext, transfer: Transfer, actor: Actor) => Promise<void>) {
    return async (ctx: BotContext, id: string, actor: Actor): Promise<void> => {
      const transfer = await store.transfers.find(id);
      if (!transfer) return void (await ctx.reply(ctx.messages.staff.orderNotFound(id)));
      await work(ctx, transfer, actor);
    };
  }

  async function order(ctx: BotContext, typed: string, actor: Actor): Promise<void> {
    const { staff } = ctx.messages;
    if (!typed) return void (await ctx.reply(staff.orderUsage()));
    const transfer = await findTransfer(store, typed);
    if (!transfer) return void (await ctx.reply(staff.orderNotFound(typed)));
    await reply(ctx, staff.order(await view(transfer, actor.role)));
  }

  /** What was typed after the button: the question stays open until it leads to a transfer. */
  async function found(ctx: BotContext, _: string, typed: string, actor: Actor): Promise<boolean> {
    await order(ctx, typed, actor);
    return (await findTransfer(store, typed)) !== undefined;
  }

  const lookNow = onTransfer(async (ctx, transfer, actor) => {
    const forward = await deps.bringForward(transfer);
    const looked = forward === 'looking' ? await untilLooked(transfer, now()) : transfer;
    const screen = ctx.messages.staff.order(await view(looked, actor.role));
    await ignoringStale(() => replacePressed(ctx, screen));
  });

  /** The look is made by whoever follows transfers; here it is only waited for, for some seconds. */
  async function untilLooked(before: Transfer, askedAtMs: number): Promise<Transfer> {
    let newest = before;
    for (let tries = 0; tries < mostTries; tries += 1) {
      await sleep(betweenTriesMs);
      newest = (await store.transfers.find(before.id)) ?? before;
      const isPlanned = newest.dueAtMs !== undefined && newest.dueAtMs > askedAtMs;
      if (newest.version !== before.version || isPlanned) return newest;
    }
    return newest;
  }

  const open = onTransfer(async (ctx, transfer, actor) => {
    await reply(ctx, ctx.messages.staff.order(await view(transfer, actor.role)));
  });

  const show = onTransfer(async (ctx, transfer, actor) => {
    await acts.record(ctx, actor, { act: 'show', about: aboutOf(transfer) });
    await reply(ctx, ctx.messages.staff.shown(transfer));
  });

  const card = onTransfer(async (ctx, transfer, actor) => {
    const { staff } = ctx.messages;
    if (transfer.state === 'quoted' || transfer.state === 'cancelled') {
      return reply(ctx, staff.cardNotSent('never_began'));
    }
    if (transfer.erasedAtMs !== undefined) return reply(ctx, staff.cardNotSent('erased'));
    await acts.record(ctx, actor, { act: 'card', about: aboutOf(transfer) });
    const sent = await deps.sendCardAgain(transfer);
    await reply(ctx, sent === 'sent' ? staff.cardSent(transfer) : staff.cardNotSent(sent));
  });

  async function note(ctx: BotContext, id: string, why: string, actor: Actor): Promise<void> {
    await onTransfer(async (_, transfer) => {
      await acts.record(ctx, actor, { act: 'note', about: aboutOf(transfer), why });
      await reply(ctx, ctx.messages.staff.noted(transfer));
    })(ctx, id, actor);
  }

  /** The push about where the money stands goes out once more; its button leads to the address. */
  async function askRefund(ctx: BotContext, id: string, why: string, actor: Actor): Promise<void> {
    await onTransfer(async (_, transfer) => {
      const { staff } = ctx.messages;
      if (!isRefundable(transfer)) return reply(ctx, staff.refundNotAsked(transfer));
      await acts.record(ctx, actor, { act: 'ask_refund', about: aboutOf(transfer), why });
      const kind = transfer.state === 'failed' ? 'failed' : 'held';
      const committed = await store.transfers.commit(transfer, { notices: [kind] });
      if (committed.kind !== 'committed') {
        return reply(ctx, staff.notReleased({ kind: 'changed_meanwhile' }));
      }
      deps.changed();
      await reply(ctx, staff.refundAsked(transfer));
    })(ctx, id, actor);
  }

  async function release(ctx: BotContext, id: string, why: string, actor: Actor): Promise<void> {
    await onTransfer(async (_, transfer) => {
      const { staff } = ctx.messages;
      const about = aboutOf(transfer);
      if (transfer.state !== 'review') {
        return reply(ctx, staff.notReleased({ kind: 'not_in_review' }));
      }
      await acts.record(ctx, actor, { act: 'release', about, why });
      const released = await deps.release(transfer);
      if (!released.ok) {
        await acts.record(ctx, actor, { act: 'not_released', about, why: released.failure.kind });
        return reply(ctx, staff.notReleased(released.failure));
      }
      deps.changed();
      await reply(ctx, staff.released(released.value.before, released.value.after));
    })(ctx, id, actor);
  }

  return {
    commands: { order },
    presses: {
      find_order: acts.asksWhy('find_order'),
      look: lookNow,
      order: open,
      show,
      card,
      note: acts.asksWhy('note'),
      ask_refund: acts.asksWhy('ask_refund'),
      release: acts.asksWhy('release'),
    },
    texts: { find_order: found },
    answers: { note, ask_refund: askRefund, release },
  };
}

/** By short id, by Chessa's id of the order, or by our own. */
async function findTransfer(store: Store, typed: string): Promise<Transfer | undefined> {
  return (
    (await store.transfers.findByShortId(typed)) ??
    (await store.transfers.findByOrderId(typed.toLowerCase())) ??
    (await store.transfers.findByOrderId(typed)) ??
    (await store.transfers.find(typed.toLowerCase()))
  );
}
