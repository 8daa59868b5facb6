/** When to look next. The queue only wakes; `dueAtMs` in the store is the truth. */

/** A wake-up call: an id, nothing else. */
export interface Job {
  readonly kind: 'transfer';
  readonly id: string;
}

/** Does the job's work. Returns when to be woken next, or nothing. */
export type Handler = (job: Job) => Promise<number | undefined>;

export interface Queue {
  /** Wakes for the job at `atMs`, or earlier if it was scheduled earlier. Never two at once. */
  schedule(job: Job, atMs: number): Promise<void>;
  /** Begins to run jobs as they fall due. */
  start(handler: Handler): void;
  /** Takes no new job; resolves when those in hand have ended. */
  stop(): Promise<void>;
}
