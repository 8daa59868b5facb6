/** The queue of one process: an agenda of wake-up times and one timer. It remembers nothing. */
import { createAgenda, type Entry } from './agenda.ts';
import type { Handler, Job, Queue } from './queue.ts';
import { realTimer, type SetTimer } from './timer.ts';

export interface LocalQueueDeps {
  readonly now: () => number;
  /** Told of everything a handler throws; the job is run again after `retryMs`. */
  readonly onError: (job: Job, error: unknown) => void;
  readonly retryMs?: number;
  /** Most jobs at once. */
  readonly concurrency?: number;
  /** The machine's own when left out. */
  readonly setTimer?: SetTimer;
}

/**
 * Timers stand still while a machine sleeps, and know nothing of a clock that is set: a longer wait
 * is taken in pieces, and the clock asked again after each.
 */
const longestWaitMs = 2_000;

/** Makes a queue that lives in this process. */
export function createLocalQueue(deps: LocalQueueDeps): Queue {
  const { now, onError, retryMs = 30_000, concurrency = 16, setTimer = realTimer } = deps;
  const wanted = createAgenda();
  const running = new Set<Promise<void>>();
  let handler: Handler | undefined;
  let clearTimer = (): void => undefined;

  /** Starts what is due and free to start, then sleeps until the next. */
  function pump(): void {
    clearTimer();
    clearTimer = () => undefined;
    if (!handler) return;
    while (running.size < concurrency) {
      const entry = wanted.takeDue(now());
      if (!entry) break;
      begin(entry, handler);
    }
    const nextMs = running.size < concurrency ? wanted.nextMs() : undefined;
    if (nextMs === undefined) return;
    clearTimer = setTimer(pump, Math.min(Math.max(nextMs - now(), 0), longestWaitMs));
  }

  function begin(entry: Entry, handle: Handler): void {
    const run = work(entry, handle).finally(() => {
      running.delete(run);
      pump();
    });
    running.add(run);
  }

  async function work(entry: Entry, handle: Handler): Promise<void> {
    // A handler may schedule at once; it must not do so in the middle of `pump`.
    await Promise.resolve();
    const { job, rank } = entry;
    try {
      wanted.ended(entry, await handle(job, rank), now());
    } catch (error) {
      wanted.ended(entry, { atMs: now() + retryMs, rank }, now());
      onError(job, error);
    }
  }

  return {
    async schedule(job, atMs, rank = 'in_motion') {
      wanted.want(job, { atMs, rank }, now());
      pump();
    },
    start(newHandler) {
      handler = newHandler;
      pump();
    },
    // Which of those that wait are due already is not worth a look at each.
    counts: async () => ({ active: running.size, delayed: wanted.size() - running.size }),
    async stop() {
      handler = undefined;
      pump();
      await Promise.all(running);
    },
    close: async () => undefined,
  };
}
