/**
 * Updates by webhook: tells Telegram where to bring them, and looks once a minute whether it still
 * does. An address that none of our processes ever set means that somebody else has the token;
 * then the program ends rather than show an address in a chat that is not ours alone.
 */
import type { Api } from 'grammy';
import type { WebhookInfo } from 'grammy/types';
import type { Log } from '../log.ts';
import { type Metrics, noMetrics } from '../metrics.ts';
import type { Store } from '../store/store.ts';
import type { Hand, IntakeEnd, Source } from './intake.ts';
import { allowedUpdates } from './receive.ts';

export interface WebhookWatchDeps {
  readonly api: Pick<Api, 'setWebhook' | 'getWebhookInfo'>;
  /** Remembers the addresses that we set, so that a new one is no stranger's to older processes. */
  readonly settings: Store['settings'];
  readonly url: string;
  /** What Telegram has to bring along. Absent in a process that only watches. */
  readonly secret?: string;
  readonly log: Log;
  readonly metrics?: Metrics;
}

const everyMs = 60_000;
/** Taken away so often in a row, somebody does it on purpose. */
const mostRemovals = 3;
const mostRemembered = 3;
const settingKey = 'webhook_addresses';

/** Makes the source of updates that come by themselves; see `src/http/webhook.ts` for the door. */
export function createWebhookWatch(deps: WebhookWatchDeps): Source {
  const { api, settings, url, secret, log, metrics = noMetrics } = deps;
  let removals = 0;
  let lastFailureAt = 0;

  async function isOurs(address: string): Promise<boolean> {
    return address === url || (await ourAddresses()).includes(address);
  }

  async function ourAddresses(): Promise<string[]> {
    return ((await settings.find(settingKey)) ?? '').split(' ').filter((one) => one !== '');
  }

  async function set(signal: Hand['signal']): Promise<void> {
    if (secret === undefined) return;
    const addresses = [...new Set([url, ...(await ourAddresses())])].slice(0, mostRemembered);
    // Before the call: other processes must know the address when they see it.
    await settings.put(settingKey, addresses.join(' '));
    const asked = { secret_token: secret, allowed_updates: allowedUpdates };
    await api.setWebhook(url, asked, signal);
    metrics.set('webhookOurs', {}, 1);
  }

  async function look({ signal }: Hand): Promise<IntakeEnd | undefined> {
    const info = await api.getWebhookInfo(signal);
    noteDelivery(info);
    const address = info.url ?? '';
    const ours = address !== '' && (await isOurs(address));
    metrics.set('webhookOurs', {}, ours ? 1 : 0);
    removals = address === '' ? removals + 1 : 0;
    if (ours) return undefined;
    const isTakenOnPurpose = secret !== undefined && removals >= mostRemovals;
    if (address !== '' || isTakenOnPurpose) return { kind: 'webhook_taken' };
    log.error('the webhook was taken away; if nobody of yours did that, revoke the bot token');
    await set(signal);
    return undefined;
  }

  /** Telegram's own word on why updates do not reach us. */
  function noteDelivery(info: WebhookInfo): void {
    metrics.set('updatesHeldByTelegram', {}, info.pending_update_count);
    const { last_error_date: failedAt = 0, last_error_message: why } = info;
    if (failedAt > lastFailureAt) log.warn('telegram could not bring updates', { why });
    lastFailureAt = Math.max(lastFailureAt, failedAt);
  }

  return {
    trouble: 'the webhook could not be checked',

    async begin({ signal }) {
      const { url: address = '' } = await api.getWebhookInfo(signal);
      if (address !== '' && !(await isOurs(address))) return { kind: 'webhook_taken' };
      await set(signal);
      return undefined;
    },

    async next(hand) {
      await hand.pause(everyMs);
      return look(hand);
    },
  };
}
