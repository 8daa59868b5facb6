/**
 * Looks every few seconds at what staff must know of and raises or ends alarms by what holds now,
 * so that nothing depends on having seen the moment of a change. Only what has no state of its own,
 * as a status seen for the first time, is raised where it happens.
 */
import type { IntakeNews } from '../bot/intake.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import type { Alarms } from '../notify/alarms.ts';
import type { Store } from '../store/store.ts';
import { createStoreAlarm, type StoreAlarmDeps } from './store-alarm.ts';
import { createTransferAlarms } from './transfer-alarms.ts';
import type { ProcessVitals, VitalsBoard } from './vitals-board.ts';

export interface AlarmWatchDeps extends StoreAlarmDeps {
  readonly alarms: Alarms;
  /** Notes how large the budgets are at this moment. */
  readonly measureBudgets: () => Promise<void>;
  readonly board: Pick<VitalsBoard, 'read'>;
  readonly store: Pick<Store, 'transfers' | 'alarms' | 'space' | 'shared'>;
  /** Names this process: one at a time judges for all. */
  readonly owner: string;
  readonly log: Log;
  /** Our clock set right by Chessa's, by which the stages are meant. */
  readonly orderNow: () => number;
}

const everyMs = 3_000;
const spaceEveryMs = 60_000;
const exhaustedMs = 5 * 60_000;
const mostOpen = 5_000;
const statusPrefix = 'status:';
const settledMs = 30_000;
const lease = 'alarm_watch';
const leaseMs = 10_000;
const fullAt = 0.9;
const leastFreeBytes = 64 * 1_048_576;
/** Somebody else fetched our updates so often, for so long: an earlier self that ends does not. */
const refusalsForAlarm = 3;
const refusedForMs = 30_000;
const refusalsCountMs = 180_000;

/** Makes the watch: `start`, `stop`, and what others report. */
export function createAlarmWatch(deps: AlarmWatchDeps) {
  const { alarms, store, owner, log, now } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let statusesAtMs = Number.NEGATIVE_INFINITY;
  let spaceAtMs = Number.NEGATIVE_INFINITY;
  let refusedAtMs: readonly number[] = [];
  let wasRefused = false;
  const ofStore = createStoreAlarm(deps);
  const transfers = createTransferAlarms(deps);

  const so = (key: string, holds: boolean, kind: string, about?: string) =>
    holds ? alarms.begin({ key, kind, ...(about && { about }) }) : alarms.end(key);

  async function provider({ provider: { state } }: ProcessVitals): Promise<void> {
    if (state === 'not_asked') return;
    await so('provider', state === 'silent', 'provider_down');
    await so('credentials', state === 'refuses_us', 'credentials');
  }

  async function budgets({ exhaustedForMs }: ProcessVitals): Promise<void> {
    for (const [name, forMs] of Object.entries(exhaustedForMs)) {
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
    wasRefused = isOther;
  }

  /** A status that nobody knows is over once the transfer that had it first has another one. */
  async function statuses(): Promise<void> {
    if (now() - statusesAtMs < settledMs) return;
    statusesAtMs = now();
    for (const { key, about = '', beganAtMs } of await store.alarms.listOpen(mostOpen)) {
      // It is raised just before the transfer is written down with it.
      if (!key.startsWith(statusPrefix) || now() - beganAtMs < settledMs) continue;
      const [shortId = ''] = about.split(' ', 1);
      const transfer = await store.transfers.findByShortId(shortId);
      if (`${statusPrefix}${transfer?.orderStatus}` !== key) await alarms.end(key);
    }
  }

  /** What only this process has seen is judged here; what holds for all, by one of them. */
  async function look(): Promise<void> {
    await deps.measureBudgets();
    const vitals = await deps.board.read();
    if (wasRefused) await poller();
    if (await store.shared.hold(lease, owner, leaseMs)) {
      await provider(vitals);
      await budgets(vitals);
      await space();
      await transfers();
      await statuses();
    }
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

    /** A status that nobody knows: told the first time that any transfer has it, never again. */
    async unknownStatus(status: string, { shortId }: Transfer): Promise<void> {
      const key = `${statusPrefix}${status}`;
      if (await store.alarms.find(key)) return;
      await alarms.begin({ key, kind: 'unknown_status', about: `${shortId} ${status}` });
    },
  };
}

export type AlarmWatch = ReturnType<typeof createAlarmWatch>;
