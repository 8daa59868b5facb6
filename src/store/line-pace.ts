/**
 * How a line of calls slows down when whoever is called says that it is too much, and comes back:
 * half at once, then a little at a time, so that it settles near what is allowed. Pure; the same
 * figures stand in the script of the Redis store.
 */

/** What comes back of the full pace in each step, how far apart steps are, and what always goes. */
export const recovery = { share: 0.1, everyMs: 5_000, leastShare: 0.1 } as const;
/** Calls that were under way together complain together, and mean one thing. */
export const halvedOnceInMs = 2_000;

/** The longest pause that is believed. */
export const longestPauseMs = 3_600_000;

/** A line that was slowed. It recovers from `fromMs` on, which is the end of its pause. */
export interface Slowed {
  readonly share: number;
  readonly fromMs: number;
  readonly halvedAtMs: number;
}

/** The share of the full pace at this moment. */
export function shareAt(slowed: Slowed | undefined, nowMs: number): number {
  if (!slowed) return 1;
  const steps = Math.max(0, Math.floor((nowMs - slowed.fromMs) / recovery.everyMs));
  return Math.min(1, slowed.share + steps * recovery.share);
}

/** The line after one more "too much", with a pause of `pauseMs`. */
export function slowedMore(slowed: Slowed | undefined, nowMs: number, pauseMs: number): Slowed {
  const fromMs = Math.max(nowMs + pauseMs, slowed?.fromMs ?? 0);
  const sinceMs = slowed ? nowMs - slowed.halvedAtMs : halvedOnceInMs;
  if (slowed && sinceMs >= 0 && sinceMs < halvedOnceInMs) return { ...slowed, fromMs };
  const share = Math.max(recovery.leastShare, shareAt(slowed, nowMs) / 2);
  return { share, fromMs, halvedAtMs: nowMs };
}
