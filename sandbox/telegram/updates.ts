/**
 * The queue of updates for the bot, with Telegram's semantics: an update stays until a later offset
 * confirms it, one poller at a time, messages kept for 24 hours and button taps for 150 seconds.
 * Tests can hold, reorder and repeat what is in it.
 */
import type { Json, Update, UpdateKind } from './model.ts';
import { Refusal } from './refusal.ts';

/** One request for updates. */
export interface Poll {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutMs: number;
  /** Ends the wait when the poller has gone away. */
  readonly gone?: AbortSignal;
}

/** The queue, and what tests may do to it. */
export interface UpdateQueue {
  /** Adds one thing that happened, unless the bot did not ask for its kind. */
  push<K extends UpdateKind>(kind: K, payload: NonNullable<Update[K]>): void;
  /** Adds an update as it is, whatever it holds: from another bot, of a kind nobody knows. */
  inject(body: Omit<Update, 'update_id'> & Json): void;
  /** Waits for updates as `getUpdates` does. A poll that another one replaces is refused with 409. */
  poll(poll: Poll): Promise<Update[]>;
  /** Kinds the bot wants; an empty list means Telegram's default. */
  allow(kinds: readonly string[]): void;
  allowed(): readonly string[];
  /** What would be delivered now: nothing while held, nothing that is too old. */
  ready(): readonly Update[];
  /** Not yet confirmed, in the order of delivery. */
  pending(): readonly Update[];
  /** Everything that was ever queued. */
  all(): readonly Update[];
  /** Confirms one update by its id (a webhook's 2xx). */
  confirm(updateId: number): void;
  /** Forgets everything that is pending. */
  drop(): void;
  /** From now on nothing is delivered until `release`: a backlog. */
  hold(): void;
  release(): void;
  isHeld(): boolean;
  /** Puts what is pending into another order. */
  reorder(order: (pending: Update[]) => Update[]): void;
  /** Each of the next `count` updates is delivered once more after it was confirmed. */
  repeatNext(count: number): void;
  /** The next `count` offsets do not confirm: the same updates come again. */
  ignoreConfirms(count: number): void;
  /** Queues updates again that were already confirmed; without ids the newest one. */
  redeliver(updateIds?: readonly number[]): void;
  /** Ends a running poll: because a webhook was set, or quietly when the sandbox closes. */
  interrupt(reason?: string): void;
  /** Calls `listener` whenever there may be something to deliver; returns how to stop. */
  onPending(listener: () => void): () => void;
}

interface Queued {
  readonly update: Update;
  readonly expiresAtMs: number;
  repeat: boolean;
}

const OTHER_POLLER =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
const DAY_MS = 24 * 3_600_000;
const TAP_MS = 150_000;
const DEFAULT_KINDS: readonly UpdateKind[] = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'callback_query',
  'my_chat_member',
];

/** Makes an empty queue; the first update has the id `firstUpdateId`. */
export function createUpdateQueue(deps: { now: () => number; firstUpdateId: number }): UpdateQueue {
  return new Queue(deps.now, deps.firstUpdateId);
}

class Queue implements UpdateQueue {
  readonly #now: () => number;
  readonly #ever: Update[] = [];
  readonly #listeners = new Set<() => void>();
  #queue: Queued[] = [];
  #kinds: readonly string[] = [];
  #held = false;
  #repeats = 0;
  #ignoredConfirms = 0;
  #nextId: number;
  #endRunning: ((reason?: string) => void) | undefined;

  constructor(now: () => number, firstUpdateId: number) {
    this.#now = now;
    this.#nextId = firstUpdateId;
  }

  push<K extends UpdateKind>(kind: K, payload: NonNullable<Update[K]>): void {
    const wanted = this.#kinds.length === 0 ? DEFAULT_KINDS : this.#kinds;
    if (!wanted.includes(kind)) return;
    this.inject({ [kind]: payload });
  }

  inject(body: Omit<Update, 'update_id'> & Json): void {
    const update: Update = Object.assign({ update_id: this.#nextId }, body);
    this.#nextId += 1;
    this.#ever.push(update);
    const lifeMs = update.callback_query === undefined ? DAY_MS : TAP_MS;
    this.#queue.push({ update, expiresAtMs: this.#now() + lifeMs, repeat: this.#repeats > 0 });
    this.#repeats = Math.max(0, this.#repeats - 1);
    this.#ring();
  }

  async poll(poll: Poll): Promise<Update[]> {
    this.#endRunning?.(OTHER_POLLER);
    this.#applyOffset(poll.offset);
    const updates = this.ready().slice(0, poll.limit);
    if (updates.length > 0 || poll.timeoutMs <= 0 || poll.gone?.aborted) return updates;
    return new Promise((resolve, reject) => this.#wait(poll, resolve, reject));
  }

  ready(): Update[] {
    this.#queue = this.#queue.filter((queued) => queued.expiresAtMs > this.#now());
    return this.#held ? [] : this.pending();
  }

  pending(): Update[] {
    return this.#queue.map((queued) => queued.update);
  }

  all(): readonly Update[] {
    return this.#ever;
  }

  allow(kinds: readonly string[]): void {
    this.#kinds = [...kinds];
  }

  allowed(): readonly string[] {
    return this.#kinds;
  }

  confirm(updateId: number): void {
    this.#settle((update) => update.update_id === updateId);
  }

  drop(): void {
    this.#queue = [];
  }

  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    this.#ring();
  }

  isHeld(): boolean {
    return this.#held;
  }

  reorder(order: (pending: Update[]) => Update[]): void {
    const byUpdate = new Map(this.#queue.map((queued) => [queued.update, queued]));
    this.#queue = order(this.pending()).flatMap((update) => byUpdate.get(update) ?? []);
  }

  repeatNext(count: number): void {
    this.#repeats = count;
  }

  ignoreConfirms(count: number): void {
    this.#ignoredConfirms = count;
  }

  redeliver(updateIds = this.#ever.slice(-1).map((update) => update.update_id)): void {
    const again = this.#ever.filter((update) => updateIds.includes(update.update_id));
    const expiresAtMs = this.#now() + DAY_MS;
    this.#queue.unshift(...again.map((update) => ({ update, expiresAtMs, repeat: false })));
    this.#ring();
  }

  interrupt(reason?: string): void {
    this.#endRunning?.(reason);
  }

  onPending(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #ring(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #settle(isConfirmed: (update: Update) => boolean): void {
    this.#queue = this.#queue.filter((queued) => {
      if (!isConfirmed(queued.update)) return true;
      const again = queued.repeat;
      queued.repeat = false;
      return again;
    });
  }

  #applyOffset(offset: number): void {
    const confirms = this.#queue.some((queued) => queued.update.update_id < offset);
    if (offset < 0) {
      this.#queue = this.#queue.slice(offset);
    } else if (confirms && this.#ignoredConfirms > 0) {
      this.#ignoredConfirms -= 1;
    } else if (confirms) {
      this.#settle((update) => update.update_id < offset);
    }
  }

  #wait(poll: Poll, resolve: (updates: Update[]) => void, reject: (why: Refusal) => void): void {
    const finish = (updates: Update[]) => {
      clearTimeout(timer);
      stop();
      poll.gone?.removeEventListener('abort', onGone);
      if (this.#endRunning === onEnd) this.#endRunning = undefined;
      resolve(updates);
    };
    const onGone = () => finish([]);
    const onEnd = (reason?: string) => {
      if (reason !== undefined) reject(new Refusal(409, reason));
      finish([]);
    };
    const stop = this.onPending(() => {
      const updates = this.ready().slice(0, poll.limit);
      if (updates.length > 0) finish(updates);
    });
    const timer = setTimeout(() => finish([]), poll.timeoutMs);
    poll.gone?.addEventListener('abort', onGone);
    this.#endRunning = onEnd;
  }
}
