/** What `/order` tells: one transfer with everything around it, and what can be done. */
import type { Chessa } from '../../chessa/client.ts';
import type { Role } from '../../domain/staff.ts';
import { isRefundable, type Transfer } from '../../domain/transfer.ts';
import type { Store } from '../../store/store.ts';
import type { OrderAct, OrderView } from '../../text/staff-messages.ts';

export interface OrderViewDeps {
  readonly store: Store;
  readonly chessa: Pick<Chessa, 'getHistory'>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly now: () => number;
}

const actsShown = 6;
/** A provider that is silent for longer keeps nobody of staff waiting. */
const patienceMs = 5_000;

/** Makes the view of a transfer for somebody of this role: one call to Chessa, whatever there is. */
export function createOrderView({ store, chessa, sleep, now }: OrderViewDeps) {
  async function history(orderId: string): Promise<OrderView['provider']> {
    const tooLong = sleep(patienceMs).then(() => undefined);
    const told = await Promise.race([chessa.getHistory(orderId), tooLong]);
    if (!told) return { failure: { kind: 'unavailable' } };
    if (!told.ok) return { failure: told.failure };
    return told.value.steps.map(({ rawStatus, atMs }) => ({ status: rawStatus, atMs }));
  }

  return async function view(transfer: Transfer, role: Role): Promise<OrderView> {
    const [card, notices, provider, acts, user] = await Promise.all([
      store.cards.find(transfer.id),
      store.notices.listByTransfer(transfer.id),
      history(transfer.orderId),
      store.audit.list(actsShown, { about: aboutOf(transfer) }),
      store.users.find(transfer.userId),
    ]);
    return {
      transfer,
      ...(card && { card }),
      notices,
      provider,
      acts,
      may: mayDo(transfer, role),
      isBlocked: user?.blocked !== undefined,
      isUnreachable: user?.unreachable === true,
      nowMs: now(),
    };
  };
}

/** What is written down as the subject of an act. */
export function aboutOf({ id }: Transfer): string {
  return `transfer:${id}`;
}

function mayDo(transfer: Transfer, role: Role): OrderAct[] {
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
