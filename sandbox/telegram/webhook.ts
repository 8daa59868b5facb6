/**
 * Delivery of updates by webhook: one at a time for each chat, with the secret in its header, again
 * after a while when the receiver does not answer with 2xx.
 */
import type { Update } from './model.ts';
import type { Parameters } from './parameters.ts';
import { badRequest } from './refusal.ts';
import type { UpdateQueue } from './updates.ts';

/** The webhook of one bot. */
export interface Webhook {
  /** `setWebhook`; an empty url takes it away. */
  set(params: Parameters<'setWebhook'>): true;
  isSet(): boolean;
  info(): object;
  /** Delivers nothing any more. */
  close(): void;
}

type Settings = Parameters<'setWebhook'>;

/** Makes a bot without a webhook. `retryMs`: how long after a failed delivery the next try comes. */
export function createWebhook(deps: WebhookDeps): Webhook {
  return new Deliverer(deps);
}

class Deliverer implements Webhook {
  readonly #deps: WebhookDeps;
  readonly #busyChats = new Set<number>();
  #settings: Settings | undefined;
  #lastFailure: { atMs: number; words: string } | undefined;
  #stopListening: () => void;

  constructor(deps: WebhookDeps) {
    this.#deps = deps;
    this.#stopListening = deps.updates.onPending(() => this.#deliver());
  }

  set(params: Settings): true {
    if (params.url !== '' && !/^https?:\/\/[^/]+/.test(params.url)) {
      badRequest('bad webhook: invalid webhook URL specified');
    }
    if (!/^[\w-]{0,256}$/.test(params.secret_token ?? '')) {
      badRequest('secret token contains unallowed characters');
    }
    const { updates } = this.#deps;
    if (params.drop_pending_updates) updates.drop();
    if (params.allowed_updates !== undefined) updates.allow(params.allowed_updates);
    this.#settings = params.url === '' ? undefined : params;
    this.#lastFailure = undefined;
    if (this.isSet()) updates.interrupt('Conflict: terminated by setWebhook request');
    this.#deliver();
    return true;
  }

  isSet(): boolean {
    return this.#settings !== undefined;
  }

  info(): object {
    const { updates } = this.#deps;
    return {
      url: this.#settings?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.pending().length,
      max_connections: this.#settings?.max_connections ?? 40,
      ...(updates.allowed().length === 0 ? {} : { allowed_updates: updates.allowed() }),
      ...(this.#lastFailure === undefined
        ? {}
        : {
            last_error_date: Math.floor(this.#lastFailure.atMs / 1000),
            last_error_message: this.#lastFailure.words,
          }),
    };
  }

  close(): void {
    this.#settings = undefined;
    this.#stopListening();
  }

  #deliver(): void {
    const settings = this.#settings;
    if (settings === undefined) return;
    for (const update of this.#deps.updates.ready()) {
      const chatId = chatOf(update);
      if (this.#busyChats.has(chatId)) continue;
      this.#busyChats.add(chatId);
      void this.#send(settings, update).then((delivered) => this.#after(update, chatId, delivered));
    }
  }

  #after(update: Update, chatId: number, delivered: boolean): void {
    if (delivered) this.#deps.updates.confirm(update.update_id);
    const free = () => {
      this.#busyChats.delete(chatId);
      this.#deliver();
    };
    if (delivered) free();
    else setTimeout(free, this.#deps.retryMs).unref();
  }

  async #send(settings: Settings, update: Update): Promise<boolean> {
    const secret = settings.secret_token;
    try {
      const response = await this.#deps.fetch(settings.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
        },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.timeout(60_000),
      });
      await response.body?.cancel();
      if (response.ok) return true;
      this.#failed(`Wrong response from the webhook: ${response.status} ${response.statusText}`);
    } catch (failure) {
      this.#failed(failure instanceof Error ? failure.message : String(failure));
    }
    return false;
  }

  #failed(words: string): void {
    this.#lastFailure = { atMs: this.#deps.now(), words };
  }
}

/** What delivering needs. */
export interface WebhookDeps {
  readonly updates: UpdateQueue;
  readonly now: () => number;
  readonly fetch: typeof fetch;
  readonly retryMs: number;
}

function chatOf(update: Update): number {
  const message =
    update.message ?? update.edited_message ?? update.channel_post ?? update.edited_channel_post;
  const chat = message?.chat ?? update.callback_query?.message?.chat ?? update.my_chat_member?.chat;
  return chat?.id ?? 0;
}
