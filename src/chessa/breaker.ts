/** Keeps reads away from a provider that is down, so that its return is not met by a crowd. */

const failuresInARow = 8;
const pauseMs = 5_000;

/** Counts how calls end and says when to leave the provider alone. */
export interface Breaker {
  /** Milliseconds until a call may be made, 0 when it may now. */
  closedForMs(): number;
  /** How a call ended; `answered` is anything but "unavailable". */
  note(answered: boolean): void;
}

/**
 * After eight calls in a row without an answer, none is let through for five seconds; then each
 * further one without an answer starts another pause.
 */
export function createBreaker(now: () => number): Breaker {
  let failures = 0;
  let pausedUntilMs = 0;
  return {
    closedForMs: () => Math.max(0, pausedUntilMs - now()),
    note(answered) {
      failures = answered ? 0 : failures + 1;
      pausedUntilMs = failures >= failuresInARow ? now() + pauseMs : 0;
    },
  };
}
