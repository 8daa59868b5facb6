/** Who is wanted when in a queue of one process, each job once: the earliest, or the most pressing. */
import TinyQueue from 'tinyqueue';
import { type Rank, ranks } from './budget.ts';
import type { Job, Wake } from './queue.ts';

/** One job that waits or runs. */
export interface Entry {
  readonly job: Job;
  /** When it is wanted next; `undefined` while it runs and nobody has asked again. */
  atMs: number | undefined;
  /** How pressing it is. */
  rank: Rank;
  running: boolean;
}

/** A place in a heap; out of date when the entry is wanted otherwise by now. */
interface Slot {
  readonly entry: Entry;
  readonly atMs: number;
  readonly rank: Rank;
}

/** Makes an empty agenda. */
export function createAgenda() {
  const entries = new Map<string, Entry>();
  /** By time; and what is due, by rank. */
  const coming = createHeap((one, other) => one.atMs - other.atMs);
  const due = createHeap(
    (one, other) => rankOf(one.rank) - rankOf(other.rank) || one.atMs - other.atMs,
  );

  function place(entry: Entry, { atMs, rank }: Wake): void {
    entry.atMs = atMs;
    entry.rank = rank;
    if (!entry.running) coming.push({ entry, atMs, rank }, 2 * entries.size + 64);
  }

  return {
    /** The job is wanted then, unless it is wanted earlier; see `Queue.schedule`. */
    want(job: Job, wake: Wake, nowMs: number): void {
      const key = `${job.kind} ${job.id}`;
      const entry = entries.get(key) ?? { job, atMs: undefined, rank: wake.rank, running: false };
      entries.set(key, entry);
      const both =
        entry.atMs === undefined ? wake : merged({ ...entry, atMs: entry.atMs }, wake, nowMs);
      if (both.atMs !== entry.atMs || both.rank !== entry.rank) place(entry, both);
    },

    /** Jobs that wait or run. */
    size: () => entries.size,

    /** When the earliest waiting job is wanted. */
    nextMs(): number | undefined {
      return due.top()?.atMs ?? coming.top()?.atMs;
    },

    /** Takes the most pressing job that is due; it counts as running from then on. */
    takeDue(nowMs: number): Entry | undefined {
      for (let slot = coming.top(); slot && slot.atMs <= nowMs; slot = coming.top()) {
        coming.pop();
        due.push(slot, 2 * entries.size + 64);
      }
      const slot = due.top();
      if (!slot) return undefined;
      due.pop();
      slot.entry.running = true;
      slot.entry.atMs = undefined;
      return slot.entry;
    },

    /** The run is over: it waits for the earlier of what it said and what was asked meanwhile. */
    ended(entry: Entry, next: Wake | undefined, nowMs: number): void {
      entry.running = false;
      const asked = entry.atMs === undefined ? undefined : { ...entry, atMs: entry.atMs };
      const wake = asked && next ? merged(next, asked, nowMs) : (next ?? asked);
      if (wake) place(entry, wake);
      else entries.delete(`${entry.job.kind} ${entry.job.id}`);
    },
  };
}

/** The earlier time; the more pressing rank, unless it was asked for a later time. */
function merged(before: Wake, asked: Wake, nowMs: number): Wake {
  const isInTime = asked.atMs <= Math.max(before.atMs, nowMs);
  const atMs = Math.min(before.atMs, asked.atMs);
  const isMore = isInTime && rankOf(asked.rank) < rankOf(before.rank);
  return { atMs, rank: isMore ? asked.rank : before.rank };
}

function rankOf(rank: Rank): number {
  return ranks.indexOf(rank);
}

/** A heap that forgets slots that are out of date, before they outnumber what it holds. */
function createHeap(compare: (one: Slot, other: Slot) => number) {
  let heap = new TinyQueue<Slot>([], compare);
  return {
    push(slot: Slot, most: number): void {
      heap.push(slot);
      if (heap.length > most) heap = new TinyQueue(heap.data.filter(isCurrent), compare);
    },
    top(): Slot | undefined {
      for (let top = heap.peek(); top && !isCurrent(top); top = heap.peek()) heap.pop();
      return heap.peek();
    },
    pop: () => heap.pop(),
  };
}

function isCurrent({ entry, atMs, rank }: Slot): boolean {
  return !entry.running && entry.atMs === atMs && entry.rank === rank;
}
