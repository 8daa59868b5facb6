/**
 * Calls to the provider: headers, the base address, attempts of a read within a budget of time,
 * and the provider's clock. A write is one attempt, whatever comes of it.
 */

import { ok, type Result, refused } from '../domain/result.ts';
import { clockOffsetOf } from '../domain/server-clock.ts';
import type { Rank, Turn } from '../queue/budget.ts';
import { createBreaker } from './breaker.ts';
import { createExchange } from './exchange.ts';
import type { Failure } from './failure.ts';
import { type CallKind, type FailedCall, judge } from './outcome.ts';

/** What {@link createHttp} needs. */
export interface HttpOptions {
  /** May have a path; `/v1` or `/` at its end is taken off. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly fetch: typeof globalThis.fetch;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds of a clock that is never set: how long something took. `now` where left out. */
  readonly steadyNow?: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  /** Resolves when the next attempt may begin; at once by default. */
  readonly turn?: Turn;
  /** Told that it was too much (429), and for how many milliseconds nobody is to call. */
  readonly slow?: (pauseMs: number) => Promise<void>;
  /** Ends one attempt, its body included; default 15 s. */
  readonly timeoutMs?: number;
  /** All attempts of one read and the waits between them; default 25 s. */
  readonly budgetMs?: number;
}

/** One call. `path` starts with `/v1/`; `body` is JSON text. */
export interface Call {
  readonly kind: CallKind;
  readonly path: string;
  readonly body?: string;
  /** `GET` without a body and `POST` with one, where nothing else is said. */
  readonly method?: 'POST';
  /** A longer answer is not read; where nothing is said, as its kind may have. */
  readonly maxBodyBytes?: number;
  /** How pressing it is when calls have to wait; somebody waits for it by default. */
  readonly rank?: Rank;
  /** It is not sent when its turn comes later than this: whoever makes it may have begun anew. */
  readonly startWithinMs?: number;
}

/** Calls by their meaning; nothing that can be expected is thrown. */
export interface Http {
  call(call: Call): Promise<Result<unknown, Omit<FailedCall, 'again'>>>;
  /** See `Chessa.clockOffsetMs`. */
  clockOffsetMs(): number | undefined;
}

const maxAttempts = 3;
const firstWaitMs = 300;
const shortPauseMs = 3_000;
const mostBytes: Readonly<Record<CallKind, number>> = {
  read: 256 * 1024,
  write: 256 * 1024,
  configuration: 5 * 1024 * 1024,
};

/**
 * Makes {@link Http}. Reads are tried up to three times on cuts, 429 and 5xx, after a random wait
 * of up to 0.3 s, 0.6 s, … or what `Retry-After` asks for, as long as the budget holds it. Throws
 * for an address or credentials that cannot be used.
 */
export function createHttp(options: HttpOptions): Http {
  const { now, steadyNow = now, sleep, random, timeoutMs = 15_000, budgetMs = 25_000 } = options;
  const baseUrl = plainBase(options.baseUrl);
  if (![options.clientId, options.clientSecret].every((one) => /^[\x21-\x7e]+$/.test(one))) {
    // Said here, without the value: fetch would put it into the text of its error.
    throw new Error('the client id or secret holds what no header can carry');
  }
  const exchange = createExchange(options.fetch);
  const breaker = createBreaker(steadyNow);
  let offsetMs: number | undefined;

  /** Waits for a turn, over a short pause too; for how long there is none where that takes longer. */
  const untilTurn = async (rank: Rank | undefined): Promise<number> => {
    for (;;) {
      const pausedForMs = (await options.turn?.(rank)) ?? 0;
      if (pausedForMs === 0 || pausedForMs > shortPauseMs) return pausedForMs;
      await sleep(pausedForMs);
    }
  };

  const attempt = async (call: Call, leftMs: number): Promise<Result<unknown, FailedCall>> => {
    const { startWithinMs = Number.POSITIVE_INFINITY } = call;
    const askedAtMs = steadyNow();
    const pausedForMs = await untilTurn(call.rank);
    if (pausedForMs > 0) {
      const failure: Failure = { kind: 'unavailable', retryAfterMs: pausedForMs };
      return refused({ failure, again: call.kind !== 'write' });
    }
    if (steadyNow() - askedAtMs > startWithinMs) {
      return refused({ failure: { kind: 'unavailable' }, again: false });
    }
    const exchanged = await exchange({
      url: baseUrl + call.path,
      method: call.method ?? (call.body === undefined ? 'GET' : 'POST'),
      headers: headersOf(options, call),
      body: call.body,
      timeoutMs: Math.max(1, Math.min(timeoutMs, leftMs)),
      maxBodyBytes: call.maxBodyBytes ?? mostBytes[call.kind],
    });
    if (exchanged.kind === 'answered') {
      offsetMs = clockOffsetOf(exchanged.headers, now()) ?? offsetMs;
    }
    const outcome = await judge(exchanged, call.kind, now());
    const isTooMuch = exchanged.kind === 'answered' && exchanged.status === 429;
    if (isTooMuch && !outcome.ok) await options.slow?.(askedWait(outcome.failure.failure) ?? 0);
    return outcome;
  };

  const read = async (call: Call): Promise<Result<unknown, FailedCall>> => {
    const endsAtMs = steadyNow() + budgetMs;
    for (let tried = 1; ; tried += 1) {
      const outcome = await attempt(call, endsAtMs - steadyNow());
      if (outcome.ok || !outcome.failure.again || tried === maxAttempts) return outcome;
      const waitMs =
        askedWait(outcome.failure.failure) ?? random() * firstWaitMs * 2 ** (tried - 1);
      if (steadyNow() + waitMs >= endsAtMs) return outcome;
      await sleep(waitMs);
    }
  };

  return {
    async call(call) {
      if (call.kind === 'write') return attempt(call, timeoutMs);
      const closedForMs = breaker.closedForMs();
      // Looks wait, so that while Chessa is away not all of them come up, fail, and come up again.
      if (closedForMs > 0 && isForSomebody(call)) {
        return refused({ failure: { kind: 'unavailable', retryAfterMs: closedForMs } });
      }
      if (closedForMs > 0) await sleep(closedForMs);
      const outcome = await read(call);
      breaker.note(outcome.ok || !outcome.failure.again);
      return outcome.ok ? ok(outcome.value) : outcome;
    },
    clockOffsetMs: () => offsetMs,
  };
}

function headersOf(options: HttpOptions, call: Call): Record<string, string> {
  return {
    accept: 'application/json',
    'x-client-id': options.clientId,
    'x-client-secret': options.clientSecret,
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
}

/** `https://host/path/v1/` as `https://host/path`. Throws for what is no http address. */
function plainBase(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (!/^https?:$/.test(url.protocol)) throw new Error('the provider address is not http or https');
  return url.origin + url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '');
}

function isForSomebody({ rank = 'dialogue' }: Call): boolean {
  return rank === 'dialogue';
}

function askedWait(failure: Failure): number | undefined {
  return failure.kind === 'unavailable' ? failure.retryAfterMs : undefined;
}
