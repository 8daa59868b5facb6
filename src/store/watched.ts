/**
 * The store with what goes through it counted: updates that were stored, transfers that changed
 * their state, cards and pushes by how they ended. No call is added.
 */
import type { Transfer, TransferState } from '../domain/transfer.ts';
import type { LabelsOf, Metrics } from '../metrics.ts';
import type { NoticeOutcome, Store } from './store.ts';

/** The same store; what went through is reported. */
export function watchStore(store: Store, metrics: Metrics): Store {
  return {
    ...store,
    inbox: watchInbox(store.inbox, metrics),
    transfers: watchTransfers(store.transfers, metrics),
    cards: watchCards(store.cards, metrics),
    notices: watchNotices(store.notices, metrics),
  };
}

function watchInbox(inbox: Store['inbox'], metrics: Metrics): Store['inbox'] {
  return {
    ...inbox,
    async accept(updates) {
      const fresh = await inbox.accept(updates);
      metrics.count('updatesReceived', { kind: 'fresh' }, fresh.length);
      metrics.count('updatesReceived', { kind: 'again' }, updates.length - fresh.length);
      return fresh;
    },
  };
}

/** What is read last is what changes next. */
const mostRemembered = 10_000;

/** A commit does not say what was before, so the state that was read of a version is remembered. */
function watchTransfers(transfers: Store['transfers'], metrics: Metrics): Store['transfers'] {
  const known = new Map<string, { readonly version: number; readonly state: TransferState }>();

  function note<T extends Transfer | undefined>(transfer: T): T {
    if (!transfer) return transfer;
    const { id, version, state } = transfer;
    known.delete(id);
    known.set(id, { version, state });
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size > mostRemembered) known.delete(oldest);
    return transfer;
  }

  return {
    ...transfers,
    async create(transfer) {
      await transfers.create(transfer);
      note({ ...transfer, version: 1 });
      metrics.count('transfers', { state: transfer.state });
    },
    find: async (id) => note(await transfers.find(id)),
    findByShortId: async (shortId) => note(await transfers.findByShortId(shortId)),
    async commit(next, extras) {
      const before = known.get(next.id);
      const committed = await transfers.commit(next, extras);
      if (committed.kind === 'address_taken') return committed;
      note(committed.transfer);
      const isNew = before?.version === next.version && before.state !== next.state;
      if (isNew && committed.kind === 'committed') {
        metrics.count('transfers', { state: next.state });
      }
      return committed;
    },
  };
}

function watchCards(cards: Store['cards'], metrics: Metrics): Store['cards'] {
  const count = (outcome: LabelsOf<'sends'>['outcome']) =>
    metrics.count('sends', { what: 'card', outcome });
  return {
    ...cards,
    async settle(...args) {
      await cards.settle(...args);
      count('accepted');
    },
    async retry(...args) {
      await cards.retry(...args);
      count('retry');
    },
    async lose(...args) {
      await cards.lose(...args);
      count('lost');
    },
    async park(...args) {
      await cards.park(...args);
      count('unreachable');
    },
  };
}

function watchNotices(notices: Store['notices'], metrics: Metrics): Store['notices'] {
  return {
    ...notices,
    async settle(id, outcome, hold) {
      await notices.settle(id, outcome, hold);
      metrics.count('sends', { what: 'push', outcome: wordFor(outcome) });
    },
  };
}

function wordFor(outcome: NoticeOutcome): LabelsOf<'sends'>['outcome'] {
  return outcome.kind === 'closed' ? outcome.why : outcome.kind;
}
