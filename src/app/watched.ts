/** What else is counted: records in the log, calls that wait for their turn, jobs of the queue. */
import type { Log } from '../log.ts';
import { catalogue, type LabelsOf, type Metrics } from '../metrics.ts';
import type { Turn } from '../queue/budget.ts';
import type { Queue } from '../queue/queue.ts';

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
    const pausedForMs = await turn(...asked);
    if (pausedForMs > 0) return pausedForMs;
    metrics.time('turnWaits', { budget }, now() - askedAtMs);
    metrics.count('turns', { budget });
    return 0;
  };
}

/** Longest that a page of metrics waits for the queue. */
const patienceMs = 1_000;

/** Notes how many jobs stand how; as not known where the queue does not tell in time. */
export async function measureJobs(queue: Queue, metrics: Metrics): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const nothing = new Promise<Awaited<ReturnType<Queue['counts']>>>((resolve) => {
    timer = setTimeout(resolve, patienceMs, {});
  });
  // The store, which is as far away as the queue, tells of it.
  const asked = queue.counts().catch(() => nothing);
  const counts = await Promise.race([asked, nothing]).finally(() => clearTimeout(timer));
  for (const state of catalogue.jobs.labels.state) {
    metrics.set('jobs', { state }, counts[state] ?? Number.NaN);
  }
}
