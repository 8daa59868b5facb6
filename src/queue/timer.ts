/** One wake-up call after a while: a port, so that tests and simulations can keep the time. */

/** Calls back once after `waitMs`; returns what takes it back. */
export type SetTimer = (wake: () => void, waitMs: number) => () => void;

/** The machine's own. */
export const realTimer: SetTimer = (wake, waitMs) => {
  const timer = setTimeout(wake, waitMs);
  return () => clearTimeout(timer);
};
