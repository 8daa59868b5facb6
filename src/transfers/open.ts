/**
 * Whether something new may be begun: staff may have paused the way that it would take, or blocked
 * the person. Read from the store each time, so that it holds at once in all processes.
 */
import type { Configuration } from '../domain/corridor.ts';
import { type Pause, pauseOf, type Route, withoutPaused } from '../domain/pause.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Store } from '../store/store.ts';
import type { QuoteRequest } from './quote.ts';

/** Why nothing new may be begun. `sentence` is staff's own. */
export type Closed =
  | { readonly kind: 'paused'; readonly sentence: string }
  | { readonly kind: 'blocked' };

export interface OpenDeps {
  readonly store: Pick<Store, 'settings' | 'users'>;
  /** What people can pay with, where the configuration does not say. */
  readonly fundingAssets: readonly { readonly asset: string; readonly chain: string }[];
}

const prefix = 'pause:';

/** Makes the pauses, and the judgements that follow from them. */
export function createOpen({ store, fundingAssets }: OpenDeps) {
  async function list(): Promise<Pause[]> {
    const kept = await store.settings.list(prefix);
    return kept.map(({ value }): Pause => JSON.parse(value));
  }

  async function put(pause: Pause): Promise<void> {
    await store.settings.put(prefix + pause.key, JSON.stringify(pause));
  }

  async function remove(key: string): Promise<void> {
    await store.settings.delete(prefix + key);
  }

  async function isBlocked(userId: number): Promise<boolean> {
    return (await store.users.find(userId))?.blocked !== undefined;
  }

  async function forRoute(userId: number, route: Route): Promise<Closed | undefined> {
    if (await isBlocked(userId)) return { kind: 'blocked' };
    const pause = pauseOf(await list(), route);
    return pause && { kind: 'paused', sentence: pause.sentence };
  }

  return {
    list,
    put,
    remove,
    isBlocked,
    /** What can be sent to now: the configuration without what is paused. */
    narrow: async (configuration: Configuration): Promise<Configuration> =>
      withoutPaused(configuration, await list(), fundingAssets),
    /** Why this quote must not be asked for. */
    forQuote: ({ userId, payee, recipient, pay }: QuoteRequest) =>
      forRoute(userId, {
        corridor: `${recipient.country}:${recipient.currency}`,
        way: payee.kind,
        institution: recipient.code,
        ...pay,
      }),
    /** Why this quote, which nobody confirmed, must not be confirmed. */
    forConfirm: ({ userId, payee, receive, send, chain }: Transfer) =>
      forRoute(userId, {
        corridor: `${payee.countryCode}:${receive.currency}`,
        way: payee.kind,
        institution: payee.institutionCode,
        asset: send.currency,
        chain,
      }),
  };
}

export type Open = ReturnType<typeof createOpen>;
