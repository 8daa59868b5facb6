/**
 * How often something may be done: a port, so that processes can share their counts one day, and
 * the counts of one process. See docs/decisions/0005-limits.md.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many times in each stretch of time, which begins with the first. */
export interface Rate {
  readonly times: number;
  readonly perMs: number;
  /** Whoever goes on far above the rate is not counted afresh before it is quiet for `perMs`. */
  readonly untilQuiet?: boolean;
}

/** Whether it may be done now. */
export type Taken =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'exceeded'; readonly waitMs: number };

/** Counts by key: a person, or everybody together. */
export interface Allowance {
  /** Counts one more and tells whether it may be done. */
  take(key: string): Promise<Taken>;
}

/** Makes counts that end with the process. They use the machine's clock and timers. */
export function createMemoryAllowance({ times, perMs, untilQuiet = false }: Rate): Allowance {
  const counts = new RateLimiterMemory({ points: times, duration: perMs / 1_000 });
  const floodsAt = 2 * times;
  return {
    async take(key) {
      try {
        await counts.consume(key);
        return { kind: 'allowed' };
      } catch (over) {
        if (!(over instanceof RateLimiterRes)) throw over;
        // Blocking sets the count back to one too many, so it is prolonged once every `times`.
        const prolongs = untilQuiet && over.consumedPoints > floodsAt;
        if (prolongs) await counts.block(key, perMs / 1_000);
        return { kind: 'exceeded', waitMs: prolongs ? perMs : over.msBeforeNext };
      }
    },
  };
}
