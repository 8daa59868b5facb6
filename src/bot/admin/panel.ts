/** `/admin`: the figures that matter now, refreshed in place; nothing is scanned for them. */
import { isAllowed, type Role } from '../../domain/staff.ts';
import { ignoringStale } from '../../flows/ask.ts';
import type { Store } from '../../store/store.ts';
import type { PanelView } from '../../text/staff-messages.ts';
import type { Open } from '../../transfers/open.ts';
import { replacePressed, reply } from '../context.ts';
import type { StaffPart } from './desk.ts';
import { createListStuck } from './stuck.ts';

/** What all processes together know of themselves and of those they depend on. */
export type Vitals = Pick<PanelView, 'outboxBehindMs' | 'provider' | 'budgets'>;

export interface PanelDeps {
  readonly store: Store;
  readonly open: Pick<Open, 'list'>;
  readonly vitals: () => Promise<Vitals>;
  readonly now: () => number;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
}

const alarmsShown = 6;
const casesCounted = 100;

/** Makes `/admin`. Whoever calls it is staff. */
export function createStaffPanel(deps: PanelDeps): StaffPart {
  const { store, open, now } = deps;
  const listStuck = createListStuck(deps);

  async function view(role: Role): Promise<PanelView> {
    const [counts, { stuck, unreachable }, pauses, space, alarms, cases, [broadcast]] =
      await Promise.all([
        store.transfers.countByState(),
        listStuck(),
        open.list(),
        store.space(),
        store.alarms.listNewest(alarmsShown),
        store.cases.listOpen(casesCounted),
        store.broadcasts.listUnfinished(),
      ]);
    const waiting = cases.filter(({ state }) => state === 'open').length;
    return {
      ...(await deps.vitals()),
      counts,
      stuck: stuck.length,
      unreachable: unreachable.length,
      pauses: pauses.length,
      space,
      alarms,
      cases: { waiting, answered: cases.length - waiting },
      ...(broadcast && { broadcast: { state: broadcast.state, of: broadcast.total } }),
      mayAct: isAllowed(role, 'acts'),
      nowMs: now(),
    };
  }

  return {
    commands: {
      admin: async (ctx, _, { role }) => reply(ctx, ctx.messages.staff.panel(await view(role))),
    },
    presses: {
      async panel(ctx, _, { role }) {
        const screen = ctx.messages.staff.panel(await view(role));
        await ignoringStale(() => replacePressed(ctx, screen));
      },
    },
  };
}
