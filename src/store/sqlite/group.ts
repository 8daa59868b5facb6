/**
 * Small writes that come in crowds share a transaction: a commit waits for the disk, and one wait
 * serves all that came in the same turn of the event loop.
 */
import type { Database, Outlasts } from './database.ts';

/** Writes of one database that may share a commit. */
export interface Group {
  /**
   * Does `work`, synchronous and only in the database, within a transaction; resolves to what it
   * returned once that is committed. Should one of a group throw, nothing of any stays, and each
   * is done alone: so `work` may run twice, and each caller learns how its own ended. A group
   * outlasts a power cut unless `kill` is enough for all that are in it.
   */
  write<T>(work: () => T, outlasts?: Outlasts): Promise<T>;
  /** Commits now what waits. */
  flush(): void;
}

/** Makes the group of a database. */
export function createGroup(database: Database): Group {
  let waiting: Write[] = [];

  function flush(): void {
    const writes = waiting;
    waiting = [];
    // Somebody flushed before the turn was over, and the database may be closed by now.
    if (writes.length === 0) return;
    try {
      commit(writes);
    } catch (problem) {
      if (writes.length === 1) writes[0]?.reject(problem);
      else for (const write of writes) commitAlone(write);
    }
  }

  function commit(writes: readonly Write[]): void {
    const needsDisk = writes.some(({ outlasts }) => outlasts === 'power_cut');
    const done = database.transaction(
      () => writes.map(({ work }) => work()),
      needsDisk ? 'power_cut' : 'kill',
    );
    for (const tell of done) tell();
  }

  function commitAlone(write: Write): void {
    try {
      commit([write]);
    } catch (problem) {
      write.reject(problem);
    }
  }

  return {
    write: (work, outlasts = 'power_cut') =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        const tellLater = (value: ReturnType<typeof work>) => () => resolve(value);
        waiting.push({ work: () => tellLater(work()), outlasts, reject });
      }),
    flush,
  };
}

interface Write {
  /** Does it; returns what tells its caller, for after the commit. */
  readonly work: () => () => void;
  readonly outlasts: Outlasts;
  readonly reject: (problem: unknown) => void;
}
