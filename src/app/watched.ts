/** What else is counted on the way: records in the log, and calls that wait for their turn. */
import type { Log } from '../log.ts';
import type { LabelsOf, Metrics } from '../metrics.ts';
import type { Turn } from '../queue/budget.ts';

/** The same log; warnings and errors are counted. */
export function watchLog(log: Log, metrics: Metrics): Log {
  return {
    ...log,
    warn(...record) {
      metrics.count('records', { level: 'warn' });
      log.warn(...record);
    },
    error(...record) {
      metrics.count('records', { level: 'error' });
      log.error(...record);
    },
  };
}

/** The same budget; turns and waits are counted. `now`: a clock that is never set back. */
export function watchTurn(
  turn: Turn,
  metrics: Metrics,
  { budget, perSecond, now }: LabelsOf<'turns'> & { perSecond: number; now: () => number },
): Turn {
  metrics.set('budgetSizes', { budget }, perSecond);
  return async (...asked) => {
    const askedAtMs = now();
    await turn(...asked);
    metrics.time('turnWaits', { budget }, now() - askedAtMs);
    metrics.count('turns', { budget });
  };
}
