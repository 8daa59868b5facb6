/**
 * Lanes: one run at a time in each, in the order they were asked for. A fence is a number that
 * only grows, also over restarts, so that an old run can never write after a new one.
 */
import { LaneTimeout, type Store } from '../store.ts';
import type { Database } from './database.ts';

/** The store's lanes, and the question whether a run still has its lane. */
export interface Lanes {
  readonly run: Store['lanes']['run'];
  /** Tells whether `fence` belongs to the run that this lane is in right now. */
  holds(lane: string, fence: number): boolean;
  /** How many lanes are remembered; idle ones are not. */
  size(): number;
}

/** Makes the lanes of one process; nobody else may use the same database. */
export function createLanes(database: Database): Lanes {
  const nextFence = createFences(database);
  const tails = new Map<string, Promise<void>>();
  const holders = new Map<string, number>();

  async function run<T>(
    lane: string,
    limitMs: number,
    work: (fence: number) => Promise<T>,
  ): Promise<T> {
    const before = tails.get(lane);
    const { promise: ended, resolve: end } = signal();
    tails.set(lane, ended);
    await before;
    try {
      const fence = nextFence();
      holders.set(lane, fence);
      return await within(limitMs, () => work(fence));
    } finally {
      holders.delete(lane);
      if (tails.get(lane) === ended) tails.delete(lane);
      end();
    }
  }

  return {
    run,
    holds: (lane, fence) => holders.get(lane) === fence,
    size: () => tails.size,
  };
}

const blockSize = 1000;

/** Fences are reserved a thousand at a time, so that a run costs no write of its own. */
function createFences(database: Database): () => number {
  const reserve = database.prepare<{ value: string }>(`
    INSERT INTO meta (key, value) VALUES ('fences_reserved', :block)
    ON CONFLICT (key) DO UPDATE SET value = value + :block RETURNING value`);
  let last = 0;
  let reserved = 0;
  return () => {
    if (last === reserved) {
      const row = database.transaction(() => reserve.find({ block: String(blockSize) }));
      reserved = Number(row?.value);
      last = reserved - blockSize;
    }
    last += 1;
    return last;
  };
}

/** The outcome of `work`, or a {@link LaneTimeout} when it takes longer than `limitMs`. */
async function within<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const late = () => reject(new LaneTimeout(`The run took longer than ${limitMs} ms.`));
    timer = setTimeout(late, limitMs);
  });
  try {
    // The race takes note of both, so a run that fails after its limit is not an unhandled throw.
    return await Promise.race([work(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
