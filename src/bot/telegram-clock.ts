/**
 * Telegram's clock, learned from its answers: messages carry its time, so their age is told by it
 * and not by ours. It is known before the first update, as the bot asks who it is before that.
 */
import { clockOffsetOf } from '../domain/server-clock.ts';

/** The same `fetch`, and what it has learned. */
export interface TelegramClock {
  readonly fetch: typeof globalThis.fetch;
  /** Telegram's clock minus ours in milliseconds; `undefined` until an answer came. */
  offsetMs(): number | undefined;
}

/** Listens to the answers that pass through `fetch`. */
export function createTelegramClock(deps: {
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
}): TelegramClock {
  let offsetMs: number | undefined;
  return {
    async fetch(...call) {
      const answer = await deps.fetch(...call);
      offsetMs = clockOffsetOf(answer.headers, deps.now()) ?? offsetMs;
      return answer;
    },
    offsetMs: () => offsetMs,
  };
}
