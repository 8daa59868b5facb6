/** What the store cannot keep, as it is the trouble itself: told once, and once when it is over. */
import type { Alarms, Trouble } from '../notify/alarms.ts';
import { StoreAway } from '../store/store.ts';

export interface StoreAlarmDeps {
  readonly alarms: Pick<Alarms, 'tellUnkept'>;
  /** Whether this process tells when the store itself is the trouble; a few are enough. */
  readonly tellsOfStore: boolean;
  readonly now: () => number;
}

/** A Redis that starts again is no alarm. */
const storeAwayMs = 30_000;
const tellAgainMs = 60_000;

/** Makes the alarm: `isAway` takes what went wrong, `isBack` is said whenever the store served. */
export function createStoreAlarm({ alarms, tellsOfStore, now }: StoreAlarmDeps) {
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
