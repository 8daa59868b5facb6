/**
 * Lanes: one run at a time in each, in the order they were asked for. A fence is a number that
 * only grows, also over restarts, so that an old run can never write after a new one.
 */
import type { Store } from '../store.ts';
import { createTurns, within } from '../turns.ts';
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
  const turns = createTurns();
  const holders = new Map<string, number>();

  async function run<T>(
    lane: string,
    limitMs: number,
    work: (fence: number) => Promise<T>,
  ): Promise<T> {
    const end = await turns.take(lane);
    try {
      const fence = nextFence();
      holders.set(lane, fence);
      return await within(limitMs, () => work(fence));
    } finally {
      holders.delete(lane);
      end();
    }
  }

  return {
    run,
    holds: (lane, fence) => holders.get(lane) === fence,
    size: turns.size,
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
