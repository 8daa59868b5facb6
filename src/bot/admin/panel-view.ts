/** The figures of `/admin`. Whatever they cost, it does not grow with the number of transfers. */
import { isAllowed, type Role } from '../../domain/staff.ts';
import type { Store } from '../../store/store.ts';
import type { PanelView } from '../../text/staff-messages.ts';
import type { Open } from '../../transfers/open.ts';
import { createListStuck } from './stuck.ts';

/** What all processes together know of themselves and of those they depend on. */
export type Vitals = Pick<PanelView, 'outboxBehindMs' | 'provider' | 'budgets'>;

export interface PanelViewDeps {
  readonly store: Store;
  readonly open: Pick<Open, 'list'>;
  readonly vitals: () => Promise<Vitals>;
  readonly now: () => number;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
}

const alarmsShown = 6;
const casesCounted = 100;

/** Makes the view for somebody of this role. */
export function createPanelView(deps: PanelViewDeps) {
  const { store, open, now } = deps;
  const listStuck = createListStuck(deps);

  return async function view(role: Role): Promise<PanelView> {
    const askedAtMs = now();
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
    const readMs = Math.max(0, now() - askedAtMs);
    const waiting = cases.filter(({ state }) => state === 'open').length;
    return {
      ...(await deps.vitals()),
      counts,
      stuck: stuck.length,
      unreachable: unreachable.length,
      pauses: pauses.length,
      space,
      readMs,
      alarms,
      cases: { waiting, answered: cases.length - waiting },
      ...(broadcast && { broadcast: { state: broadcast.state, of: broadcast.total } }),
      mayAct: isAllowed(role, 'acts'),
      nowMs: now(),
    };
  };
}
