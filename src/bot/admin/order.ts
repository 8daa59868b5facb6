/** `/order` for staff: everything about one transfer, and what can be done with it. */
import type { Chessa } from '../../chessa/client.ts';
import { isRefundable, type Transfer } from '../../domain/transfer.ts';
import { ignoringStale } from '../../flows/ask.ts';
import type { Store } from '../../store/store.ts';
import type { OrderAct, OrderView } from '../../text/staff-messages.ts';
import type { createBringForward } from '../../transfers/bring-forward.ts';
import type { createRelease } from '../../transfers/release.ts';
import type { SendCardAgain } from '../card-again.ts';
import { type BotContext, replacePressed, reply } from '../context.ts';
import type { Acts } from './acts.ts';
import type { Actor, StaffPart } from './desk.ts';

export interface StaffOrderDeps {
  readonly store: Store;
  readonly chessa: Pick<Chessa, 'getHistory'>;
  readonly bringForward: ReturnType<typeof createBringForward>;
  readonly release: ReturnType<typeof createRelease>;
  readonly sendCardAgain: SendCardAgain;
  readonly acts: Acts;
  /** Lets the outbox look at once. */
  readonly changed: () => void;
  readonly now: () => number;
}

const actsShown = 6;

/** Makes `/order` and its buttons. Whoever calls them is staff. */
export function createStaffOrder(deps: StaffOrderDeps): StaffPart {
  const { store, chessa, acts, now } = deps;

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
    await reply(ctx, staff.order(await view(transfer, actor)));
  }

  const lookNow = onTransfer(async (ctx, transfer, actor) => {
    await deps.bringForward(transfer);
    const screen = ctx.messages.staff.order(await view(transfer, actor));
    await ignoringStale(() => replacePressed(ctx, screen));
  });

  const open = onTransfer(async (ctx, transfer, actor) => {
    await reply(ctx, ctx.messages.staff.order(await view(transfer, actor)));
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

  /** One call to Chessa, whatever there is to show. */
  async function view(transfer: Transfer, actor: Actor): Promise<OrderView> {
    const [shown, notices, history, done, user] = await Promise.all([
      store.cards.find(transfer.id),
      store.notices.listByTransfer(transfer.id),
      chessa.getHistory(transfer.orderId),
      store.audit.list(actsShown, { about: aboutOf(transfer) }),
      store.users.find(transfer.userId),
    ]);
    const provider = history.ok
      ? history.value.steps.map(({ rawStatus, atMs }) => ({ status: rawStatus, atMs }))
      : { failure: history.failure };
    return {
      transfer,
      ...(shown && { card: shown }),
      notices,
      provider,
      acts: done,
      may: mayDo(transfer, actor),
      isBlocked: user?.blocked !== undefined,
      isUnreachable: user?.unreachable === true,
      nowMs: now(),
    };
  }

  return {
    commands: { order },
    presses: {
      look: lookNow,
      order: open,
      show,
      card,
      note: acts.asksWhy('note'),
      ask_refund: acts.asksWhy('ask_refund'),
      release: acts.asksWhy('release'),
    },
    answers: { note, ask_refund: askRefund, release },
  };
}

/** What is written down as the subject of an act. */
function aboutOf({ id }: Transfer): string {
  return `transfer:${id}`;
}

function mayDo(transfer: Transfer, { role }: Actor): OrderAct[] {
  if (transfer.erasedAtMs !== undefined) return role === 'admin' ? ['note'] : [];
  if (role !== 'admin') return ['show'];
  const hasCard = transfer.state !== 'quoted' && transfer.state !== 'cancelled';
  return [
    'show',
    'note',
    ...(hasCard ? (['card'] as const) : []),
    ...(isRefundable(transfer) ? (['ask_refund'] as const) : []),
    ...(transfer.state === 'review' ? (['release'] as const) : []),
  ];
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
