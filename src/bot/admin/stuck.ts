/** `/stuck` for staff: what waits for a person, one at a time, oldest first. */
import { inStateSinceMs } from '../../domain/trail.ts';
import type { Transfer } from '../../domain/transfer.ts';
import { ignoringStale } from '../../flows/ask.ts';
import type { Store } from '../../store/store.ts';
import type { StuckView } from '../../text/staff-messages.ts';
import { type BotContext, replacePressed, reply } from '../context.ts';
import type { StaffPart } from './desk.ts';

export interface StuckDeps {
  readonly store: Pick<Store, 'transfers' | 'notices'>;
  /** Our clock set right by Chessa's, by which the stages are meant. */
  readonly orderNow: () => number;
}

/** One thing that waits. */
interface Waiting {
  readonly transfer: Transfer;
  readonly isUnreachable: boolean;
}

/** Nobody works off more than these in a row; the list is read anew each time. */
const mostListed = 100;

/** Makes the list: transfers that are stuck, then those whose person cannot be told. */
export function createListStuck({ store, orderNow }: StuckDeps) {
  return async function listStuck(): Promise<{
    readonly stuck: readonly string[];
    readonly unreachable: readonly string[];
  }> {
    const [stuck, parked] = await Promise.all([
      store.transfers.listStuck(orderNow(), mostListed),
      store.notices.listParked(mostListed),
    ]);
    return {
      stuck: stuck.map(({ id }) => id),
      unreachable: [...new Set(parked.map(({ transferId }) => transferId))],
    };
  };
}

/** Makes `/stuck` and its buttons, which turn the same message. */
export function createStaffStuck(deps: StuckDeps): StaffPart {
  const { store, orderNow } = deps;
  const listStuck = createListStuck(deps);

  /** Whoever has waited longest comes first, for whatever reason. */
  async function list(): Promise<Waiting[]> {
    const { stuck, unreachable } = await listStuck();
    const silent = new Set(unreachable);
    const ids = [...new Set([...stuck, ...unreachable])];
    const found = await Promise.all(ids.map((id) => store.transfers.find(id)));
    return found
      .flatMap((transfer) => transfer ?? [])
      .map((transfer) => ({ transfer, isUnreachable: silent.has(transfer.id) }))
      .sort((one, other) => inStateSinceMs(one.transfer) - inStateSinceMs(other.transfer));
  }

  /** The nth, or the last where there are not so many any more. */
  async function nth(asked: number): Promise<StuckView | undefined> {
    const waiting = await list();
    const index = Math.min(asked, waiting.length - 1);
    const one = waiting[index];
    if (!one) return undefined;
    const more = waiting.length >= mostListed;
    return { ...one, index, total: waiting.length, more, nowMs: orderNow() };
  }

  return {
    commands: {
      stuck: async (ctx) => reply(ctx, ctx.messages.staff.stuck(await nth(0))),
    },
    presses: {
      async stuck(ctx: BotContext, index: string) {
        const asked = /^\d{1,3}$/.test(index) ? Number(index) : 0;
        const screen = ctx.messages.staff.stuck(await nth(asked));
        await ignoringStale(() => replacePressed(ctx, screen));
      },
    },
  };
}
