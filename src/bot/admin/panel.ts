/** `/admin`: the figures that matter now, refreshed in place; nothing is scanned for them. */
import { ignoringStale } from '../../flows/ask.ts';
import type { Store } from '../../store/store.ts';
import type { PanelView } from '../../text/staff-messages.ts';
import type { Open } from '../../transfers/open.ts';
import { type BotContext, replacePressed, reply } from '../context.ts';
import type { StaffPart } from './desk.ts';
import { createListStuck } from './stuck.ts';

/** What this process knows of itself and of those it depends on. */
export type Vitals = Pick<PanelView, 'outboxBehindMs' | 'provider' | 'budgets'>;

export interface PanelDeps {
  readonly store: Store;
  readonly open: Pick<Open, 'list'>;
  readonly vitals: () => Vitals;
  readonly now: () => number;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
}

const alarmsShown = 6;

/** Makes `/admin`. Whoever calls it is staff. */
export function createStaffPanel(deps: PanelDeps): StaffPart {
  const { store, open, now } = deps;
  const listStuck = createListStuck(deps);

  async function view(): Promise<PanelView> {
    const [counts, { stuck, unreachable }, pauses, space, alarms] = await Promise.all([
      store.transfers.countByState(),
      listStuck(),
      open.list(),
      store.space(),
      store.alarms.listNewest(alarmsShown),
    ]);
    return {
      ...deps.vitals(),
      counts,
      stuck: stuck.length,
      unreachable: unreachable.length,
      pauses: pauses.length,
      space,
      alarms,
      nowMs: now(),
    };
  }

  return {
    commands: { admin: async (ctx) => reply(ctx, ctx.messages.staff.panel(await view())) },
    presses: {
      async panel(ctx: BotContext) {
        const screen = ctx.messages.staff.panel(await view());
        await ignoringStale(() => replacePressed(ctx, screen));
      },
    },
  };
}
