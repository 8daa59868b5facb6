/** When to look next. The queue only wakes; `dueAtMs` in the store is the truth. */

/** A wake-up call: an id, nothing else. */
export interface Job {
  readonly kind: 'transfer';
  readonly id: string;
}

/**
 * Does the job's work. Returns when to be woken next, or nothing. When it throws, the job is run
 * again after a delay and the others go on.
 */
export type Handler = (job: Job) => Promise<number | undefined>;

export interface Queue {
  /**
   * Wakes for the job at `atMs` (epoch milliseconds; past times mean now), or earlier if it was
   * scheduled earlier. Never two runs of one job at once: what is asked for during a run takes
   * effect after it, where the earlier of that and the handler's own answer counts.
   */
  schedule(job: Job, atMs: number): Promise<void>;
  /** Begins to run jobs as they fall due, also those scheduled before. */
  start(handler: Handler): void;
  /** Takes no new job; resolves when those in hand have ended. */
  stop(): Promise<void>;
  /** Gives back what the queue holds on to. It is stopped, and nothing is scheduled any more. */
  close(): Promise<void>;
}
