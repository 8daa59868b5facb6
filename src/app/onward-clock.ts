/**
 * Our clock, which never runs back: what is due, held or leased until a time would wait as long as a
 * machine's clock is set back, by its time service or with the machine itself.
 */
import type { Log } from '../log.ts';
import { type Store, StoreAway } from '../store/store.ts';

export interface OnwardClockDeps {
  /** The machine's clock: milliseconds since 1970, set forward and back at any moment. */
  readonly wall: () => number;
  /** Milliseconds of a clock that is never set. */
  readonly steady: () => number;
}

/** Milliseconds of the machine's clock that is never set. */
export function steadyNow(): number {
  return performance.now();
}

/** A clock further behind than this was wrong before, and is believed now. */
const mostBehindMs = 86_400_000;
/** While it is ahead of the machine's, it goes so much slower, until they meet again. */
const slower = 0.1;

/** Makes the clock. Forward it follows the machine's at once; back it goes by slowing down. */
export function createOnwardClock({ wall, steady }: OnwardClockDeps) {
  let atMs = wall();
  let steadyMs = steady();

  function now(): number {
    const passedMs = steady() - steadyMs;
    steadyMs += passedMs;
    const wallMs = wall();
    const isBelieved = atMs - wallMs > mostBehindMs;
    atMs = isBelieved ? wallMs : Math.max(wallMs, atMs + passedMs * (1 - slower));
    return Math.floor(atMs);
  }

  /** Goes on from a time that an earlier process had reached. */
  function goOnFrom(earlierMs: number): void {
    if (earlierMs > now()) atMs = earlierMs;
  }

  return { now, goOnFrom };
}

export type OnwardClock = ReturnType<typeof createOnwardClock>;

/** The name under which the store keeps how late it is. */
const kept = 'clock';
const everyMs = 30_000;

export interface ClockMarkDeps {
  readonly clock: OnwardClock;
  readonly settings: Store['settings'];
  readonly log: Log;
}

/** Keeps in the store how late it is, for the process that comes next; `read` goes on from there. */
export function createClockMark({ clock, settings, log }: ClockMarkDeps) {
  let timer: NodeJS.Timeout | undefined;

  const readMs = async () => Number((await settings.find(kept)) ?? 0);

  async function note(): Promise<void> {
    const nowMs = clock.now();
    const aheadMs = (await readMs()) - nowMs;
    if (aheadMs < 0 || aheadMs > mostBehindMs) await settings.put(kept, String(nowMs));
  }

  const noteUnlessAway = () =>
    note().catch((problem: unknown) => log.warn('how late it is was not kept', {}, problem));

  return {
    async read(): Promise<void> {
      const earlierMs = await readMs().catch(unknownWhileAway);
      const nowMs = clock.now();
      if (earlierMs - nowMs > everyMs) {
        log.warn('our clock was set back', { byMs: earlierMs - nowMs });
      }
      clock.goOnFrom(earlierMs);
    },
    start(): void {
      timer = setInterval(noteUnlessAway, everyMs);
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      await noteUnlessAway();
    },
  };
}

export type ClockMark = ReturnType<typeof createClockMark>;

/** A store that is away, or not the one from before, keeps nobody from starting. */
function unknownWhileAway(problem: unknown): number {
  if (!(problem instanceof StoreAway)) throw problem;
  return 0;
}
