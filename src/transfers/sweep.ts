/**
 * Puts back what is missing: wakes every transfer that is due and that the queue may have
 * forgotten, at start and every half minute. The store is the truth, the queue only a clock.
 */
import type { Log } from '../log.ts';
import { catalogue, type Metrics, noMetrics } from '../metrics.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';

export interface SweepDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly log: Log;
  readonly now: () => number;
  readonly metrics?: Metrics;
}

const everyMs = 30_000;
const atOnce = 1_000;

/** Makes the sweep. `start` sweeps once before it resolves, then every half minute. */
export function createSweep({ store, queue, log, now, metrics = noMetrics }: SweepDeps) {
  let timer: NodeJS.Timeout | undefined;

  /** Schedules all that falls due before the next sweep. */
  async function sweep(): Promise<void> {
    const due = await store.transfers.listDue(now() + everyMs, atOnce);
    const lateMs = now() - (due[0]?.dueAtMs ?? now());
    metrics.set('looksBehind', {}, Math.max(0, lateMs) / 1_000);
    for (const { id, dueAtMs } of due) await queue.schedule({ kind: 'transfer', id }, dueAtMs);
    const counts = await store.transfers.countByState();
    for (const state of catalogue.transfers.labels.state) {
      metrics.set('transfers', { state }, counts[state] ?? 0);
    }
  }

  async function start(): Promise<void> {
    await sweep();
    timer = setInterval(() => {
      sweep().catch((problem: unknown) => log.error('sweep failed', {}, problem));
    }, everyMs);
  }

  function stop(): void {
    clearInterval(timer);
  }

  return { start, stop, sweep };
}
