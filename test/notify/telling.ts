/** Telegram as the outbox meets it: a script answers each call, and every call is written down. */

import type { ApiClientOptions } from 'grammy';
import { Api } from 'grammy';

/** What Telegram answers: a result, a refusal with its code, or a line that is cut. */
export type Told =
  | { readonly result: unknown }
  | { readonly code: number; readonly description: string; readonly retryAfter?: number }
  | 'cut';

export interface Called {
  readonly method: string;
  readonly about: Readonly<Record<string, unknown>>;
}

/** Makes an `Api` whose calls are answered by `script`. */
export function scriptedTelegram(script: (called: Called) => Told): {
  readonly api: Api;
  readonly calls: Called[];
} {
  const calls: Called[] = [];
  async function fetch(url: string | URL, request?: { body?: unknown }): Promise<Response> {
    const method = new URL(String(url)).pathname.split('/').at(-1) ?? '';
    const called = { method, about: JSON.parse(String(request?.body ?? '{}')) };
    calls.push(called);
    const told = script(called);
    if (told === 'cut') throw new Error('the line was cut');
    return new Response(JSON.stringify(bodyOf(told)), { status: 'code' in told ? told.code : 200 });
  }
  const options: ApiClientOptions = { fetch: fetch as ApiClientOptions['fetch'] };
  return { api: new Api('1:test', options), calls };
}

function bodyOf(told: Exclude<Told, 'cut'>) {
  if ('result' in told) return { ok: true, result: told.result };
  const parameters = told.retryAfter === undefined ? {} : { retry_after: told.retryAfter };
  return { ok: false, error_code: told.code, description: told.description, parameters };
}
