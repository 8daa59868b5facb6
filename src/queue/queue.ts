/** When to look next. The queue only wakes; `dueAtMs` in the store is the truth. */

import type { LabelsOf } from '../metrics.ts';
import type { Rank } from './budget.ts';

/** A wake-up call: an id, nothing else. */
export interface Job {
  readonly kind: 'transfer';
  readonly id: string;
}

/** When to be woken (epoch milliseconds; past times mean now), and how pressing that is. */
export interface Wake {
  readonly atMs: number;
  readonly rank: Rank;
}

/**
 * Does the job's work; `rank` is how pressing it was. Returns when to be woken next, or nothing.
 * When it throws, the job is run again after a delay and the others go on.
 */
export type Handler = (job: Job, rank: Rank) => Promise<Wake | undefined>;

/** How many jobs stand how; what a queue cannot tell cheaply is absent. */
export type JobCounts = Readonly<Partial<Record<LabelsOf<'jobs'>['state'], number>>>;

export interface Queue {
  /**
   * Wakes for the job at `atMs` (epoch milliseconds; past times mean now), or earlier if it was
   * scheduled earlier. Of what is due the more pressing runs first, then what was due first; a job
   * that waits for its run already takes the more pressing rank. Never two runs of one job at once:
   * what is asked for during a run takes effect after it, where the earlier of that and the
   * handler's own answer counts.
   */
  schedule(job: Job, atMs: number, rank?: Rank): Promise<void>;
  /** Begins to run jobs as they fall due, also those scheduled before. */
  start(handler: Handler): void;
  /** Of all processes together. */
  counts(): Promise<JobCounts>;
  /** Takes no new job; resolves when those in hand have ended. */
  stop(): Promise<void>;
  /** Gives back what the queue holds on to. It is stopped, and nothing is scheduled any more. */
  close(): Promise<void>;
}
