/**
 * The store with what goes through it counted: updates that were stored, cards and pushes by how
 * they ended. No call is added.
 */
import type { LabelsOf, Metrics } from '../metrics.ts';
import type { NoticeOutcome, Store } from './store.ts';

/** The same store; what went through is reported. */
export function watchStore(store: Store, metrics: Metrics): Store {
  return {
    ...store,
    inbox: watchInbox(store.inbox, metrics),
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
