/** Which way updates come to this process, as its settings say: by polling, by webhook, or not. */
import type { Api } from 'grammy';
import {
  createIntake,
  type Intake,
  type IntakeDeps,
  type Source,
  type StopSignal,
} from '../bot/intake.ts';
import { createPolling } from '../bot/polling.ts';
import type { Receive } from '../bot/receive.ts';
import { createSoleIntake } from '../bot/sole-intake.ts';
import { createWebhookWatch } from '../bot/webhook-watch.ts';
import type { Config } from '../config.ts';
import { createWebhookApp } from '../http/webhook.ts';
import type { Metrics } from '../metrics.ts';
import type { Store } from '../store/store.ts';

export interface WayInDeps extends Omit<IntakeDeps, 'source'> {
  readonly config: Pick<Config, 'role' | 'telegram'>;
  readonly api: Api;
  readonly store: Store;
  readonly receive: Receive;
  /** Names this process among the others. */
  readonly owner: string;
  /** Whether this process may fetch updates; a newer program's turn comes first. */
  readonly mayPoll?: () => boolean;
  readonly metrics: Metrics;
}

/** How updates come in, and the routes of the public port where Telegram brings them. */
export interface WayIn {
  readonly intake: Intake;
  readonly door?: ReturnType<typeof createWebhookApp>;
}

/** Makes the way in. A worker takes no updates, but sees whether they still come to us. */
export function createWayIn(deps: WayInDeps): WayIn {
  const { config, api, store, receive, owner, log, metrics, now, sleep } = deps;
  const { settings } = store;
  const { webhook } = config.telegram;
  if (config.role === 'worker') {
    const prepare = async () => log.info('ready', { role: 'worker' });
    const watch = webhook && createWebhookWatch({ api, settings, url: webhook.url, log, metrics });
    if (watch) return { intake: createIntake({ ...deps, prepare, source: watch }) };
    return { intake: createIntake({ ...deps, prepare, source: nothing, news: undefined }) };
  }
  if (!webhook) {
    const createIntakeOf = () => createIntake({ ...deps, source: createPolling({ api, receive }) });
    const sole = { owner, createIntake: createIntakeOf, log, now, sleep };
    return { intake: createSoleIntake({ ...sole, store: { shared: leaseFor(deps) } }) };
  }
  let isOpen = false;
  const { url, secret } = webhook;
  const prepare = async (signal: StopSignal) => {
    await deps.prepare(signal);
    isOpen = true;
  };
  return {
    intake: createIntake({
      ...deps,
      prepare,
      source: createWebhookWatch({ api, settings, url, secret, log, metrics }),
    }),
    door: createWebhookApp({ secret, receive, isOpen: () => isOpen, log, metrics }),
  };
}

/** The lease of polling, which a process that may not poll never has, and gives back at once. */
function leaseFor({ store: { shared }, mayPoll = () => true }: WayInDeps): Store['shared'] {
  return {
    ...shared,
    async hold(what, owner, forMs) {
      if (mayPoll()) return shared.hold(what, owner, forMs);
      await shared.release(what, owner);
      return false;
    },
  };
}

/** No updates, and nothing to look at. */
const nothing: Source = {
  trouble: 'nothing could be waited for',
  begin: async () => undefined,
  next: async ({ pause }) => void (await pause(60_000)),
};
