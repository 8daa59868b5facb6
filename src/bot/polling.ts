/**
 * Updates by long polling: each batch is stored before the next fetch, which confirms it to
 * Telegram. A kill at any point loses nothing: what was not stored comes again. A webhook that
 * somebody set is never removed here: that is theirs to decide.
 */
import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Api } from 'grammy';
import type { Source } from './intake.ts';
import { allowedUpdates, type Receive } from './receive.ts';

export interface PollingDeps {
  readonly api: Pick<Api, 'getUpdates' | 'getWebhookInfo'>;
  readonly receive: Receive;
}

/** The most that Telegram gives at once. */
const limit = 100;

/** Makes the source of updates that asks for them. */
export function createPolling({ api, receive }: PollingDeps): Source {
  let offset: number | undefined;

  return {
    trouble: 'updates could not be fetched',

    async begin({ signal }) {
      const { url } = await api.getWebhookInfo(signal);
      return url ? { kind: 'webhook_set' } : undefined;
    },

    async next({ signal }) {
      const asked = { offset, limit, timeout: 30, allowed_updates: allowedUpdates };
      const updates = await api.getUpdates(asked, signal);
      if (updates.length === 0) return;
      // To read so many takes some milliseconds, and so does to store them.
      if (updates.length === limit) await othersFirst();
      await receive(updates);
      // Only now may the next fetch confirm them.
      offset = Math.max(...updates.map(({ update_id }) => update_id)) + 1;
    },
  };
}
