/**
 * Looks every few seconds at what staff must know of and raises or ends alarms by what holds now,
 * so that nothing depends on having seen the moment of a change. Only what has no state of its own,
 * as a status seen for the first time, is raised where it happens.
 */
import type { IntakeNews } from '../bot/intake.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import type { Alarms, Trouble } from '../notify/alarms.ts';
import { type Store, StoreAway } from '../store/store.ts';
import type { WatchedVitals } from './vitals.ts';

export interface AlarmWatchDeps {
  readonly alarms: Alarms;
  readonly vitals: WatchedVitals;
  /** Notes how large the budgets are at this moment. */
  readonly measureBudgets: () => Promise<void>;
  readonly store: Pick<Store, 'transfers' | 'alarms' | 'space'>;
  /** Whether this process tells when the store itself is the trouble; a few are enough. */
  readonly tellsOfStore: boolean;
  readonly log: Log;
  readonly now: () => number;
  /** Our clock set right by Chessa's, by which the stages are meant. */
  readonly orderNow: () => number;
}

const everyMs = 3_000;
const spaceEveryMs = 60_000;
const exhaustedMs = 5 * 60_000;
const perRead = 500;
const fullAt = 0.9;
const leastFreeBytes = 64 * 1_048_576;
/** Somebody else fetched our updates so often, for so long: an earlier self that ends does not. */
const refusalsForAlarm = 3;
const refusedForMs = 30_000;
const refusalsCountMs = 180_000;
/** A Redis that starts again is no alarm. */
const storeAwayMs = 30_000;
const tellAgainMs = 60_000;

/** Makes the watch: `start`, `stop`, and what others report. */
export function createAlarmWatch(deps: AlarmWatchDeps) {
  const { alarms, vitals, store, log, now } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let spaceAtMs = Number.NEGATIVE_INFINITY;
  let refusedAtMs: readonly number[] = [];
  const ofStore = createStoreAlarm(deps);

  const so = (key: string, holds: boolean, kind: string, about?: string) =>
    holds ? alarms.begin({ key, kind, ...(about && { about }) }) : alarms.end(key);

  async function provider(): Promise<void> {
    const { state } = vitals.read().provider;
    if (state === 'not_asked') return;
    await so('provider', state === 'silent', 'provider_down');
    await so('credentials', state === 'refuses_us', 'credentials');
  }

  async function budgets(): Promise<void> {
    await deps.measureBudgets();
    for (const [name, forMs] of vitals.exhaustedForMs()) {
      await so(`budget:${name}`, forMs >= exhaustedMs, 'budget', name);
    }
  }

  async function space(): Promise<void> {
    if (now() - spaceAtMs < spaceEveryMs) return;
    spaceAtMs = now();
    const { usedBytes, limitBytes } = await store.space();
    if (limitBytes === undefined) return;
    const isLow = limitBytes - usedBytes < leastFreeBytes || usedBytes >= limitBytes * fullAt;
    await so('store', isLow, 'store_full');
  }

  async function poller(): Promise<void> {
    refusedAtMs = refusedAtMs.filter((atMs) => now() - atMs < refusalsCountMs);
    const [first = 0, last = 0] = [refusedAtMs[0], refusedAtMs.at(-1)];
    const isOther = refusedAtMs.length >= refusalsForAlarm && last - first >= refusedForMs;
    await so('poller', isOther, 'other_poller');
  }

  /** Transfers in review, and those in motion for longer than their stage allows. */
  async function transfers(): Promise<void> {
    const standing = new Set<string>();
    for (let skip = 0; ; skip += perRead) {
      const ids = await store.transfers.listStuck(deps.orderNow(), perRead, skip);
      for (const id of ids) {
        const transfer = await store.transfers.find(id);
        if (!transfer || transfer.state === 'held' || transfer.state === 'failed') continue;
        standing.add(`transfer:${id}`);
        await alarms.begin(troubleOf(transfer));
      }
      if (ids.length < perRead) break;
    }
    for (const { key } of await store.alarms.listOpen(10 * perRead)) {
      if (key.startsWith('transfer:') && !standing.has(key)) await alarms.end(key);
    }
  }

  async function look(): Promise<void> {
    await provider();
    await budgets();
    await poller();
    await space();
    await transfers();
    await alarms.tell();
  }

  function tick(): void {
    running ??= look()
      .then(ofStore.isBack, (problem: unknown) => {
        log.error('alarms could not be looked after', {}, problem);
        return ofStore.isAway(problem);
      })
      .catch((problem: unknown) => log.error('nobody could be told of the store', {}, problem))
      .finally(() => {
        running = undefined;
      });
  }

  return {
    start(): void {
      timer = setInterval(tick, everyMs);
      tick();
    },

    /** Looks once more, so that what ends the program is told. */
    async stop(): Promise<void> {
      clearInterval(timer);
      await running;
      tick();
      await running;
    },

    /** How fetching updates goes. */
    async intake(news: IntakeNews): Promise<void> {
      if (news === 'other_poller') {
        refusedAtMs = [...refusedAtMs.slice(-9), now()];
        return poller();
      }
      const isForeign = news === 'webhook_set' || news === 'webhook_taken';
      await so('webhook', isForeign, 'foreign_webhook');
    },

    /** A status that nobody knows; called for once, ever. */
    unknownStatus: (status: string) =>
      alarms.begin({ key: `status:${status}`, kind: 'unknown_status', about: status }),
  };
}

/** What the store cannot keep, as it is the trouble itself: told once, and once when it is over. */
function createStoreAlarm({ alarms, tellsOfStore, now }: AlarmWatchDeps) {
  const kinds = { away: 'store_away', full: 'store_refuses', emptied: 'store_emptied' } as const;
  let sinceMs: number | undefined;
  let told: Trouble | undefined;
  let triedAtMs = Number.NEGATIVE_INFINITY;

  /** Tried once a minute until somebody takes it. */
  async function tell(...news: Parameters<Alarms['tellUnkept']>): Promise<boolean> {
    if (now() - triedAtMs < tellAgainMs) return false;
    triedAtMs = now();
    const isTold = await alarms.tellUnkept(...news);
    if (isTold) triedAtMs = Number.NEGATIVE_INFINITY;
    return isTold;
  }

  return {
    async isAway(problem: unknown): Promise<void> {
      if (!(problem instanceof StoreAway) || !tellsOfStore) return;
      sinceMs ??= now();
      const trouble = { key: 'store', kind: kinds[problem.why] };
      const isNews = told?.kind !== trouble.kind;
      const isLong = problem.why !== 'away' || now() - sinceMs >= storeAwayMs;
      if (isNews && isLong && (await tell(trouble, sinceMs))) told = trouble;
    },
    async isBack(): Promise<void> {
      if (told && !(await tell(told, sinceMs ?? now(), now()))) return;
      [told, sinceMs] = [undefined, undefined];
    },
  };
}

function troubleOf({ id, shortId, state, review }: Transfer) {
  const about = `${shortId} ${review?.reason ?? state}`;
  return { key: `transfer:${id}`, kind: state === 'review' ? 'review' : 'stuck', about };
}

export type AlarmWatch = ReturnType<typeof createAlarmWatch>;
