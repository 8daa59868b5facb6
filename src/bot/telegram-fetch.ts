/**
 * The `fetch` that grammY's client is given, and that conversations inherit. Two of them: one for
 * dialogues, where a doubled question is harmless and a lost one is not, and one for notices,
 * which never repeats anything, as the outbox decides that from its own records.
 */
import type { Log } from '../log.ts';
import type { PlainFetch } from './plain-fetch.ts';

/** What grammY hands to `fetch`: JSON text, or a multipart stream where a file goes along. */
export interface TelegramRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<Uint8Array>;
  readonly signal?: Pick<AbortSignal, 'aborted' | 'addEventListener' | 'removeEventListener'>;
}

/** The shape of grammY's `client.fetch`. Rejects with the transport's own error. */
export type TelegramFetch = (url: string | URL, request?: TelegramRequest) => Promise<Response>;

/** Limits on one attempt, the answer's body included. */
export interface TelegramTimeouts {
  readonly callMs: number;
  /** Calls that carry a file. */
  readonly uploadMs: number;
  /** `getUpdates`, which Telegram answers late on purpose. */
  readonly pollMs: number;
}

interface FetchDeps {
  readonly fetch: PlainFetch;
  readonly timeouts?: TelegramTimeouts;
}

export interface NoticeFetchDeps extends FetchDeps {
  /** Resolves when the next notice may go out. */
  readonly turn: () => Promise<unknown>;
}

export interface DialogueFetchDeps extends FetchDeps {
  /** For `getUpdates`; `fetch` when left out. */
  readonly poll?: PlainFetch;
  readonly sleep: (ms: number) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

/** Makes the `fetch` of notices: one attempt in its turn, with a time limit, never repeated. */
export function createNoticeFetch(deps: NoticeFetchDeps): TelegramFetch {
  const attempt = createAttempt(deps);
  return async (url, request = {}) => {
    const call = await readCall(url, request);
    await deps.turn();
    return toResponse(await attempt(call));
  };
}

/**
 * Makes the `fetch` of dialogues. After a 429 it waits as long as Telegram said, at most 30
 * seconds in all, and keeps later calls to the same chat waiting too; other chats go on. A lost
 * answer (cut connection, time limit, 5xx) is asked for again at most twice. `getUpdates` is
 * never repeated here: the intake does that.
 */
export function createDialogueFetch(deps: DialogueFetchDeps): TelegramFetch {
  const { sleep, log, fetch, poll = fetch } = deps;
  const attempt = createAttempt(deps);
  const attemptPoll = createAttempt({ ...deps, fetch: poll });
  const pauses = createPauses(deps);

  async function untilLetIn(call: Call): Promise<Answer> {
    const lane = call.chat ?? call.method;
    for (let leftMs = maxWaitMs; ; ) {
      leftMs -= await pauses.wait(lane);
      const answer = await untilAnswered(call);
      const waitMs = answer.status === 429 ? retryAfterMs(answer) : 0;
      if (waitMs === 0 || waitMs > leftMs || call.signal?.aborted) return answer;
      log.warn('telegram asks to wait', { method: call.method, waitMs });
      pauses.add(lane, waitMs);
    }
  }

  async function untilAnswered(call: Call): Promise<Answer> {
    for (const pauseMs of waitsBeforeRepeatMs) {
      const answer = await attempt(call).catch((error: unknown) => {
        if (call.signal?.aborted) throw error;
        log.warn('telegram cut the line', { method: call.method }, error);
        return undefined;
      });
      if (answer && answer.status < 500) return answer;
      log.warn('telegram is asked again', { method: call.method, status: answer?.status });
      await sleep(pauseMs);
    }
    return attempt(call);
  }

  return async (url, request = {}) => {
    const call = await readCall(url, request);
    return toResponse(await (call.method === 'getUpdates' ? attemptPoll(call) : untilLetIn(call)));
  };
}

const defaultTimeouts: TelegramTimeouts = { callMs: 10_000, uploadMs: 30_000, pollMs: 45_000 };

/** All waiting that one call may do because Telegram asked to; then the 429 is handed on. */
const maxWaitMs = 30_000;

const waitsBeforeRepeatMs = [500, 2_000];

/** One call, read once so that it can be made again. */
interface Call {
  readonly url: string;
  readonly method: string;
  readonly chat?: string;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly signal?: TelegramRequest['signal'];
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function readCall(url: string | URL, request: TelegramRequest): Promise<Call> {
  const address = String(url);
  const body = await readBody(request.body);
  return {
    url: address,
    method: new URL(address).pathname.split('/').at(-1) ?? '',
    chat: findChat(body),
    headers: { 'content-type': request.headers?.['content-type'] ?? 'application/json' },
    body,
    signal: request.signal,
  };
}

/** A multipart stream can be read once only; the few files that are sent fit into memory. */
async function readBody(body: TelegramRequest['body']): Promise<Call['body']> {
  if (body === undefined || typeof body === 'string') return body ?? '';
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Uint8Array.from(Buffer.concat(parts));
}

/** The chat that a call is about, as both kinds of body spell it. */
function findChat(body: Call['body']): string | undefined {
  const form = typeof body === 'string' ? /"chat_id":"?(-?\w+)/ : /name="chat_id"\s+(-?\w+)/;
  const head = typeof body === 'string' ? body : Buffer.from(body).toString('latin1', 0, 4_096);
  return form.exec(head)?.[1];
}

function createAttempt({ fetch, timeouts = defaultTimeouts }: FetchDeps) {
  return async ({ url, method, headers, body, signal }: Call): Promise<Answer> => {
    const limit = new AbortController();
    const cut = () => limit.abort();
    // grammY brings a signal of its own make, which the built-in fetch does not take.
    signal?.addEventListener('abort', cut);
    if (signal?.aborted) cut();
    const callMs = typeof body === 'string' ? timeouts.callMs : timeouts.uploadMs;
    const limitMs = method === 'getUpdates' ? timeouts.pollMs : callMs;
    const timer = setTimeout(() => limit.abort(new Error(`${method} took too long`)), limitMs);
    try {
      const request = { method: 'POST', headers, body, redirect: 'error' } as const;
      const answer = await fetch(url, { ...request, signal: limit.signal });
      return { status: answer.status, text: await answer.text() };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cut);
    }
  };
}

/** Chats that Telegram told us to leave alone for a while. */
function createPauses({ now, sleep }: Pick<DialogueFetchDeps, 'now' | 'sleep'>) {
  const pausedUntilMs = new Map<string, number>();
  return {
    add(lane: string, waitMs: number): void {
      pausedUntilMs.set(lane, Math.max(pausedUntilMs.get(lane) ?? 0, now() + waitMs));
    },
    /** Waits while the chat is paused; returns for how long. */
    async wait(lane: string): Promise<number> {
      // Bounded, should the clock be set back meanwhile.
      const waitMs = Math.min((pausedUntilMs.get(lane) ?? 0) - now(), maxWaitMs);
      if (waitMs <= 0) {
        pausedUntilMs.delete(lane);
        return 0;
      }
      await sleep(waitMs);
      return waitMs;
    },
  };
}

/** `parameters.retry_after` in milliseconds, at least a second; a second where it is unreadable. */
function retryAfterMs({ text }: Answer): number {
  const [, seconds] = /"retry_after"\s*:\s*(\d{1,6})/.exec(text) ?? [];
  return Math.max(1, Number(seconds ?? 1)) * 1_000;
}

function toResponse({ status, text }: Answer): Response {
  const mayHaveBody = ![204, 205, 304].includes(status);
  return new Response(mayHaveBody ? text : null, { status });
}
