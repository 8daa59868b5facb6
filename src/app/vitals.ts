/**
 * What this process knows of itself and of those it depends on, gathered from what is counted
 * anyway: whether the provider answers, how far the outbox is behind, how much of a budget is used.
 */
import type { Vitals } from '../bot/admin/panel-view.ts';
import type { LabelsOf, Metrics } from '../metrics.ts';
import type { ProcessVitals } from './vitals-board.ts';

type BudgetName = LabelsOf<'turns'>['budget'];

/** As many calls in a row without an answer mean that the provider is down. */
const silentAfter = 8;
/** A call that waits longer for its turn met a budget that is used up. */
const longWaitMs = 1_000;
/** Without any call for so long nothing is used up. */
const quietMs = 60_000;
const minuteMs = 60_000;

interface Budget {
  perSecond: number;
  /** When calls were let through in the last minute. */
  turnsAtMs: number[];
  exhaustedSinceMs?: number;
  lastTurnAtMs?: number;
}

/** Makes the observer. `watch` gives metrics that are kept here too. */
export function createVitals({ now }: { readonly now: () => number }) {
  const budgets = new Map<BudgetName, Budget>();
  let provider: Vitals['provider'] = { state: 'not_asked' };
  let silences = 0;
  let answeredAtMs: number | undefined;
  let outboxBehindMs = 0;

  function budgetOf(name: BudgetName): Budget {
    const budget = budgets.get(name) ?? { perSecond: 1, turnsAtMs: [] };
    budgets.set(name, budget);
    return budget;
  }

  function noteCall(outcome: LabelsOf<'calls'>['outcome']): void {
    silences = outcome === 'unavailable' || outcome === 'unknown' ? silences + 1 : 0;
    if (outcome === 'misconfigured') become('refuses_us');
    else if (silences === 0) {
      become('answers');
      answeredAtMs = now();
    } else if (silences >= silentAfter) become('silent');
  }

  function become(state: Vitals['provider']['state']): void {
    if (provider.state !== state) provider = { state, sinceMs: now() };
  }

  function noteTurn(name: BudgetName, waitedMs: number): void {
    const budget = budgetOf(name);
    const nowMs = now();
    budget.turnsAtMs = [...budget.turnsAtMs.filter((atMs) => nowMs - atMs < minuteMs), nowMs];
    budget.lastTurnAtMs = nowMs;
    if (waitedMs <= longWaitMs) budget.exhaustedSinceMs = undefined;
    else budget.exhaustedSinceMs ??= nowMs;
  }

  return {
    /** The same metrics; what is reported is looked at on the way. */
    watch(metrics: Metrics): Metrics {
      return {
        count(name, labels, by) {
          if ('outcome' in labels && name === 'calls') {
            noteCall(labels.outcome as LabelsOf<'calls'>['outcome']);
          }
          metrics.count(name, labels, by);
        },
        set(name, labels, value) {
          if (name === 'outboxBehind') outboxBehindMs = value * 1_000;
          if (name === 'budgetSizes' && 'budget' in labels) {
            budgetOf(labels.budget as BudgetName).perSecond = value;
          }
          metrics.set(name, labels, value);
        },
        time(name, labels, ms) {
          if (name === 'turnWaits' && 'budget' in labels) {
            noteTurn(labels.budget as BudgetName, ms);
          }
          metrics.time(name, labels, ms);
        },
      };
    },

    /** The figures of this moment. */
    read(): ProcessVitals {
      const nowMs = now();
      return {
        provider,
        ...(answeredAtMs !== undefined && { answeredAtMs }),
        outboxBehindMs,
        budgets: [...budgets].map(([name, { perSecond, turnsAtMs }]) => ({
          name,
          used: turnsAtMs.filter((atMs) => nowMs - atMs < minuteMs).length,
          of: perSecond * 60,
        })),
        exhaustedForMs: Object.fromEntries(
          [...budgets].map(([name, { exhaustedSinceMs, lastTurnAtMs = 0 }]) => {
            const goesOn = exhaustedSinceMs !== undefined && nowMs - lastTurnAtMs < quietMs;
            return [name, goesOn ? nowMs - exhaustedSinceMs : 0];
          }),
        ),
      };
    },
  };
}

export type WatchedVitals = ReturnType<typeof createVitals>;
