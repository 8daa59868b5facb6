/**
 * The inbox's worker: runs each stored update in its chat's lane, in the order of update ids. What
 * an earlier process left undone is run again; a failed run is repeated after a pause, and the
 * rest of its lane waits, so that answers never overtake one another.
 */
import type { InboxUpdate } from '../store/store.ts';
import { createUpdateRun, type RunUpdateDeps } from './run-update.ts';

export interface DispatchDeps extends RunUpdateDeps {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Updates that run at the same time, each of another lane. */
  readonly atOnce?: number;
  /** Absent where the store is this process's alone. */
  readonly shared?: SharedLanes;
}

/** What a worker of several has to know. */
export interface SharedLanes {
  /** Whether this process may begin runs: a newer program's dialogues are not ours to go on with. */
  readonly mayRun: () => boolean;
  /** How often it looks for updates that another process stored and did not work off; 2 s. */
  readonly everyMs?: number;
}

/** The worker of the inbox: so many lanes at a time, each in turn. */
export interface Dispatch {
  /**
   * Runs what other processes left, now and, where there are several, again and again; forgets old
   * update ids now and once a day.
   */
  start(): Promise<void>;
  /** Takes updates that are stored; each runs when its lane is free. */
  take(updates: readonly InboxUpdate[]): void;
  /** Updates that were taken and are not settled yet. */
  backlog(): number;
  /** Whether somebody is waiting, or was served in the last quarter of an hour. */
  isTalking(lane: string): boolean;
  /**
   * Begins nothing more and waits for the runs in hand, at most `limitMs` (10 seconds). True when
   * all ended; the store still has whatever did not.
   */
  drain(limitMs?: number): Promise<boolean>;
}

/** Makes the worker; nothing runs before `start` or `take`. */
export function createDispatch(deps: DispatchDeps): Dispatch {
  const { store, log, now, sleep, atOnce = 32, shared } = deps;
  const mayRun = () => shared?.mayRun() ?? true;
  const run = createUpdateRun(deps);
  const waiting = new Map<string, InboxUpdate[]>();
  /** Lanes whose next update may begin, the one that waits longest first. */
  const ready: string[] = [];
  const failures = new Map<string, number>();
  const served = createServed(now);
  const inHand = new Set<Promise<void>>();
  const drained = createSwitch();
  /** Ids that wait or are in hand here: none is taken twice. */
  const taken = new Set<number>();
  const timers: NodeJS.Timeout[] = [];

  function take(updates: readonly InboxUpdate[]): void {
    if (!mayRun()) return;
    for (const update of updates.toSorted(byId)) {
      if (taken.has(update.updateId)) continue;
      taken.add(update.updateId);
      const queue = waiting.get(update.lane);
      if (queue) {
        queue.push(update);
        queue.sort(byId);
      } else {
        waiting.set(update.lane, [update]);
        ready.push(update.lane);
      }
    }
    begin();
  }

  function begin(): void {
    while (inHand.size < atOnce && !drained.isOn() && mayRun()) {
      const lane = ready.shift();
      if (lane === undefined) return;
      const work = runNext(lane).finally(() => {
        inHand.delete(work);
        begin();
      });
      inHand.add(work);
    }
  }

  /** One update of a lane; then it stands in line again, so that nobody's many hold up others. */
  async function runNext(lane: string): Promise<void> {
    const queue = waiting.get(lane) ?? [];
    const update = queue.shift();
    const end = update && (await run(update));
    if (update && end !== 'settled') {
      // One that came before it may have been taken meanwhile.
      queue.push(update);
      queue.sort(byId);
      if (end === 'again' || !(await takeEarlier(update))) return pause(lane);
    } else if (update) taken.delete(update.updateId);
    failures.delete(lane);
    served.note(lane);
    if (queue.length > 0) ready.push(lane);
    else waiting.delete(lane);
  }

  /** Takes what came before in a lane, to another process that has not worked it off. */
  async function takeEarlier({ lane, updateId }: InboxUpdate): Promise<boolean> {
    const pending = await store.inbox.pending().catch(told('earlier updates could not be read'));
    const before = pending.filter((one) => one.lane === lane && one.updateId < updateId);
    take(before);
    return before.length > 0;
  }

  /** Takes what was stored a while ago by whoever is gone, busy, or of an older program. */
  async function takeOver(): Promise<void> {
    const left = await store.inbox
      .pending()
      .catch(told('updates that were left could not be read'));
    take(left.filter(({ receivedAtMs }) => now() - receivedAtMs > leftAfterMs));
    begin();
  }

  function told(event: string): (problem: unknown) => InboxUpdate[] {
    return (problem) => {
      log.warn(event, {}, problem);
      return [];
    };
  }

  /** A lane that waits is in nobody's hands: others run meanwhile. */
  function pause(lane: string): void {
    const before = failures.get(lane) ?? 0;
    failures.set(lane, before + 1);
    void sleep(pausesMs[before] ?? longestPauseMs).then(() => {
      ready.push(lane);
      begin();
    });
  }

  async function forget(): Promise<void> {
    await store.inbox.forget(now() - idsKeptMs).catch((problem: unknown) => {
      log.error('old updates could not be forgotten', {}, problem);
    });
  }

  return {
    take,
    backlog: () => taken.size,
    isTalking: (lane) => waiting.has(lane) || served.isRecent(lane),
    async start() {
      take(await store.inbox.pending());
      await forget();
      if (timers.length > 0) return;
      timers.push(setInterval(() => void forget(), aDayMs));
      const { everyMs = 2_000 } = shared ?? {};
      if (shared) timers.push(setInterval(() => void takeOver(), everyMs));
      for (const timer of timers) timer.unref();
    },
    async drain(limitMs = 10_000) {
      for (const timer of timers) clearInterval(timer);
      drained.turnOn();
      const ended = Promise.all(inHand).then(() => true);
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), limitMs);
      });
      return Promise.race([ended, limit]).finally(() => clearTimeout(timer));
    },
  };
}

const pausesMs = [1_000, 5_000];
/** While the store fails, a lane tries again this often. */
const longestPauseMs = 15_000;
/** Whoever stored an update has begun its run by then. */
const leftAfterMs = 2_000;
const recentMs = 15 * 60_000;
const mostServed = 10_000;
const aDayMs = 86_400_000;
/** Telegram redelivers for a day; ids are kept twice as long. */
const idsKeptMs = 2 * aDayMs;

function byId(a: InboxUpdate, b: InboxUpdate): number {
  return a.updateId - b.updateId;
}

/** Lanes that were served lately, the newest of them. */
function createServed(now: () => number) {
  const atMs = new Map<string, number>();
  return {
    note(lane: string): void {
      atMs.delete(lane);
      atMs.set(lane, now());
      const [oldest] = atMs.keys();
      if (oldest !== undefined && atMs.size > mostServed) atMs.delete(oldest);
    },
    isRecent: (lane: string) => now() - (atMs.get(lane) ?? Number.NEGATIVE_INFINITY) < recentMs,
  };
}

/** Something that is turned on once. */
function createSwitch() {
  let isOn = false;
  return {
    isOn: () => isOn,
    turnOn() {
      isOn = true;
    },
  };
}
