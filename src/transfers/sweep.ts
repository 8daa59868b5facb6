/**
 * Puts back what is missing: wakes every transfer that is due and that the queue may have
 * forgotten, at start and every half minute. The store is the truth, the queue only a clock.
 */
import { statesInMotion } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import { catalogue, type Metrics, noMetrics } from '../metrics.ts';
import type { Handler, Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { rankOf } from './pace.ts';
import type { createTrack } from './track.ts';

type Track = ReturnType<typeof createTrack>;

export interface SweepDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly log: Log;
  readonly now: () => number;
  /** How many looks at most can be made in a second. */
  readonly callsPerSecond: number;
  readonly metrics?: Metrics;
}

const everyMs = 30_000;
/** A timer stands still while a machine sleeps, and knows nothing of a clock that is set. */
const askClockEveryMs = 1_000;
/** Never fewer than so many of a kind at once; always twice what the budget can serve meanwhile. */
const atOnce = 1_000;

/**
 * Makes the sweep. `start` sweeps once before it resolves, then every half minute, and at once when
 * the clock was set or the machine slept. `following` makes the queue's handler.
 */
export function createSweep(deps: SweepDeps) {
  const { store, queue, log, now, callsPerSecond, metrics = noMetrics } = deps;
  const most = Math.max(atOnce, (2 * callsPerSecond * everyMs) / 1_000);
  let timer: NodeJS.Timeout | undefined;

  /**
   * Schedules what falls due before the next sweep: all that is in motion, however much else there
   * is, and of the rest what was due first. More than can be looked at stays in the store.
   */
  async function sweep(): Promise<void> {
    const beforeMs = now() + everyMs;
    const moving = await store.transfers.listDue(beforeMs, most, 'in_motion');
    const due = await store.transfers.listDue(beforeMs, most);
    const lateMs = now() - (due[0]?.dueAtMs ?? now());
    metrics.set('looksBehind', {}, Math.max(0, lateMs) / 1_000);
    const rest = due.filter(({ state }) => !statesInMotion.includes(state));
    await Promise.all(
      [...moving, ...rest].map((one) =>
        queue.schedule({ kind: 'transfer', id: one.id }, one.dueAtMs, rankOf(one)),
      ),
    );
    const counts = await store.transfers.countByState();
    for (const state of catalogue.transfers.labels.state) {
      metrics.set('transfers', { state }, counts[state] ?? 0);
    }
  }

  /**
   * Looks by `track`. What is to be looked at after the next sweep is left to that one, so that the
   * queue never holds more than what is near, however many transfers are open.
   */
  function following(track: Track): Handler {
    return async ({ id }, rank) => {
      const wake = await track(id, rank);
      return wake && wake.atMs < now() + 2 * everyMs ? wake : undefined;
    };
  }

  async function start(): Promise<void> {
    let sweptAtMs = now();
    await sweep();
    timer = setInterval(() => {
      if (Math.abs(now() - sweptAtMs) < everyMs - askClockEveryMs) return;
      sweptAtMs = now();
      sweep().catch((problem: unknown) => log.error('sweep failed', {}, problem));
    }, askClockEveryMs);
  }

  function stop(): void {
    clearInterval(timer);
  }

  return { start, stop, sweep, following };
}
