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
}

/** The worker of the inbox. */
export interface Dispatch {
  /** Runs what an earlier process left, and forgets old update ids now and once a day. */
  start(): Promise<void>;
  /** Takes updates that are stored; each runs when its lane is free. */
  take(updates: readonly InboxUpdate[]): void;
  /**
   * Begins nothing more and waits for the runs in hand, at most `limitMs` (10 seconds). True when
   * all ended; the store still has whatever did not.
   */
  drain(limitMs?: number): Promise<boolean>;
}

/** Makes the worker; nothing runs before `start` or `take`. */
export function createDispatch(deps: DispatchDeps): Dispatch {
  const { store, log, now, sleep } = deps;
  const run = createUpdateRun(deps);
  const waiting = new Map<string, InboxUpdate[]>();
  const inHand = new Set<Promise<void>>();
  const drained = createSwitch();
  let daily: NodeJS.Timeout | undefined;

  function take(updates: readonly InboxUpdate[]): void {
    for (const update of updates.toSorted(byId)) {
      const queue = waiting.get(update.lane);
      if (queue) {
        queue.push(update);
        queue.sort(byId);
      } else {
        waiting.set(update.lane, [update]);
        const work = workOff(update.lane).finally(() => inHand.delete(work));
        inHand.add(work);
      }
    }
  }

  async function workOff(lane: string): Promise<void> {
    const queue = waiting.get(lane) ?? [];
    while (!drained.isOn()) {
      const update = queue.shift();
      if (!update) break;
      await untilSettled(update);
    }
    waiting.delete(lane);
  }

  async function untilSettled(update: InboxUpdate): Promise<void> {
    for (let failures = 0; !drained.isOn(); failures += 1) {
      if ((await run(update)) === 'settled') return;
      const pauseMs = pausesMs[failures] ?? longestPauseMs;
      await Promise.race([sleep(pauseMs), drained.on]);
    }
  }

  async function forget(): Promise<void> {
    await store.inbox.forget(now() - idsKeptMs).catch((problem: unknown) => {
      log.error('old updates could not be forgotten', {}, problem);
    });
  }

  return {
    take,
    async start() {
      take(await store.inbox.pending());
      await forget();
      daily = setInterval(() => void forget(), aDayMs);
      daily.unref();
    },
    async drain(limitMs = 10_000) {
      clearInterval(daily);
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
const aDayMs = 86_400_000;
/** Telegram redelivers for a day; ids are kept twice as long. */
const idsKeptMs = 2 * aDayMs;

function byId(a: InboxUpdate, b: InboxUpdate): number {
  return a.updateId - b.updateId;
}

/** Something that is turned on once and can be waited for. */
function createSwitch() {
  let isOn = false;
  let resolveOn = (): void => undefined;
  const on = new Promise<void>((resolve) => {
    resolveOn = resolve;
  });
  return {
    on,
    isOn: () => isOn,
    turnOn() {
      isOn = true;
      resolveOn();
    },
  };
}
