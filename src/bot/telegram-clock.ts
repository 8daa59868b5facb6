/**
 * Telegram's clock, learned from its answers: messages carry its time, so their age is told by it
 * and not by ours. It is known before the first update, as the bot asks who it is before that.
 */
import { clockOffsetOf } from '../domain/server-clock.ts';
import type { PlainFetch } from './plain-fetch.ts';

/** The same two, and what was learned from their answers. */
export interface TelegramClock {
  readonly fetch: PlainFetch;
  readonly poll: PlainFetch;
  /** Telegram's clock minus ours in milliseconds; `undefined` until an answer came. */
  offsetMs(): number | undefined;
}

/** Listens to the answers that pass through `fetch`, and `poll`, which asks for updates. */
export function createTelegramClock(deps: {
  readonly fetch: PlainFetch;
  readonly poll: PlainFetch;
  readonly now: () => number;
}): TelegramClock {
  let offsetMs: number | undefined;
  const heard =
    (fetch: PlainFetch): PlainFetch =>
    async (url, request) => {
      const answer = await fetch(url, request);
      offsetMs = clockOffsetOf(answer.headers, deps.now()) ?? offsetMs;
      return answer;
    };
  return { fetch: heard(deps.fetch), poll: heard(deps.poll), offsetMs: () => offsetMs };
}
