/**
 * What stands behind the program: one machine's own file and timers, or Redis for many processes.
 * Nothing else knows which of the two it is.
 */
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { LabelsOf, Metrics } from '../metrics.ts';
import { createBudget, type Turn } from '../queue/budget.ts';
import { openBullQueue } from '../queue/bullmq.ts';
import { createLocalQueue } from '../queue/local.ts';
import type { Job, Queue } from '../queue/queue.ts';
import { openStore } from '../store/open.ts';
import { type Store, StoreAway } from '../store/store.ts';
import { watchStore } from '../store/watched.ts';
import { watchTurn } from './watched.ts';

/** What {@link openBacking} needs. */
export interface BackingDeps {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly now: () => number;
  /** Milliseconds of a clock that is never set back. */
  readonly steadyNow: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** The store, the queue, and budgets over all processes together. */
export interface Backing {
  readonly store: Store;
  readonly queue: Queue;
  /** Turns of at most so many a second. */
  budget(name: LabelsOf<'turns'>['budget'], perSecond: number): Budget;
}

/** A budget over all processes together. */
export interface Budget {
  readonly turn: Turn;
  /** It was too much: see `Store.shared.slow`. */
  readonly slow: (pauseMs: number) => Promise<void>;
  /** Notes in the metrics how large it is now. */
  readonly measure: () => Promise<void>;
}

/** Opens the store that the settings name. Throws `StoreRefused` with a sentence for operators. */
export async function openBacking(config: Config, deps: BackingDeps): Promise<Backing> {
  const { log, metrics, now } = deps;
  const { dataDir, dataKeys, redisUrl, production } = config;
  const onAway = (why: StoreAway['why']) => metrics.count('storeRefusals', { why });
  const stored = await openStore({ dataDir, dataKeys, redisUrl, production, now, log, onAway });
  const store = watchStore(stored, metrics);
  const onError = (job: Job, problem: unknown) =>
    log.error('job failed', { kind: job.kind, id: job.id }, problem);
  const queue = redisUrl
    ? await openBullQueue({ url: redisUrl, now, onError, metrics })
    : createLocalQueue({ now, onError });

  return {
    store,
    queue,
    budget: (name, perSecond) => createSharedBudget({ ...deps, store }, name, perSecond),
  };
}

function createSharedBudget(
  { store: { shared }, metrics, steadyNow, sleep }: BackingDeps & { readonly store: Store },
  name: LabelsOf<'turns'>['budget'],
  perSecond: number,
): Budget {
  const everyMs = 1_000 / perSecond;
  const measure = async () => {
    const { share } = await shared.paceOf(name);
    metrics.set('budgetSizes', { budget: name }, perSecond * share);
  };
  const turn = createBudget({
    reserve: () =>
      shared.reserve(name, everyMs).catch(whileAway({ kind: 'place', waitMs: everyMs })),
    pausedForMs: async () => (await shared.paceOf(name).catch(whileAway(fullPace))).pausedForMs,
    sleep,
  });
  return {
    turn: watchTurn(turn, metrics, { budget: name, perSecond, now: steadyNow }),
    slow: (pauseMs) => shared.slow(name, pauseMs).then(measure).catch(whileAway(undefined)),
    measure,
  };
}

const fullPace = { share: 1, pausedForMs: 0 };

/** While the store is away every process keeps the pace for itself; hardly anything can be done. */
function whileAway<T>(instead: T): (problem: unknown) => T {
  return (problem) => {
    if (!(problem instanceof StoreAway)) throw problem;
    return instead;
  };
}
