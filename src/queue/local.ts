/** The queue of one process: a heap of wake-up times and one timer. It remembers nothing. */
import TinyQueue from 'tinyqueue';
import type { Handler, Job, Queue } from './queue.ts';

export interface LocalQueueDeps {
  readonly now: () => number;
  /** Told of everything a handler throws; the job is run again after `retryMs`. */
  readonly onError: (job: Job, error: unknown) => void;
  readonly retryMs?: number;
  /** Most jobs at once. */
  readonly concurrency?: number;
  /** Calls back once after `waitMs`; returns what takes it back. */
  readonly setTimer?: (wake: () => void, waitMs: number) => () => void;
}

/** One job that waits or runs. */
interface Entry {
  readonly job: Job;
  /** When it is wanted next; `undefined` while it runs and nobody has asked again. */
  atMs: number | undefined;
  running: boolean;
}

/** A place in the heap; out of date when the entry is wanted at another time by now. */
interface Slot {
  readonly entry: Entry;
  readonly atMs: number;
}

/** What `setTimeout` can wait at most; a longer wait is taken in pieces. */
const longestWaitMs = 2 ** 31 - 1;

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
    try {
      wanted.ended(entry, await handle(entry.job));
    } catch (error) {
      wanted.ended(entry, now() + retryMs);
      onError(entry.job, error);
    }
  }

  return {
    async schedule(job, atMs) {
      wanted.want(job, atMs);
      pump();
    },
    start(newHandler) {
      handler = newHandler;
      pump();
    },
    async stop() {
      handler = undefined;
      pump();
      await Promise.all(running);
    },
    close: async () => undefined,
  };
}

/** Who is wanted when, each job once. */
function createAgenda() {
  const entries = new Map<string, Entry>();
  let heap = createHeap([]);

  /** Lowering leaves an old slot behind; they are swept out before they outnumber the jobs. */
  function place(entry: Entry, atMs: number): void {
    entry.atMs = atMs;
    if (entry.running) return;
    heap.push({ entry, atMs });
    if (heap.length > 2 * entries.size + 64) heap = createHeap(heap.data.filter(isCurrent));
  }

  function dropOld(): void {
    for (let top = heap.peek(); top && !isCurrent(top); top = heap.peek()) heap.pop();
  }

  return {
    want(job: Job, atMs: number): void {
      const key = `${job.kind} ${job.id}`;
      const entry = entries.get(key) ?? { job, atMs: undefined, running: false };
      entries.set(key, entry);
      if (entry.atMs === undefined || atMs < entry.atMs) place(entry, atMs);
    },

    /** When the earliest waiting job is wanted. */
    nextMs(): number | undefined {
      dropOld();
      return heap.peek()?.atMs;
    },

    /** Takes the earliest job if it is due; it counts as running from then on. */
    takeDue(nowMs: number): Entry | undefined {
      dropOld();
      const top = heap.peek();
      if (!top || top.atMs > nowMs) return undefined;
      heap.pop();
      top.entry.running = true;
      top.entry.atMs = undefined;
      return top.entry;
    },

    /** The run is over: it waits for the earlier of what it said and what was asked meanwhile. */
    ended(entry: Entry, nextMs: number | undefined): void {
      entry.running = false;
      const times = [entry.atMs, nextMs].filter((atMs) => atMs !== undefined);
      if (times.length > 0) place(entry, Math.min(...times));
      else entries.delete(`${entry.job.kind} ${entry.job.id}`);
    },
  };
}

function createHeap(slots: Slot[]): TinyQueue<Slot> {
  return new TinyQueue(slots, (a, b) => a.atMs - b.atMs);
}

function isCurrent({ entry, atMs }: Slot): boolean {
  return !entry.running && entry.atMs === atMs;
}

function realTimer(wake: () => void, waitMs: number): () => void {
  const timer = setTimeout(wake, waitMs);
  return () => clearTimeout(timer);
}
