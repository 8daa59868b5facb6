/** How often something may be called: a budget of calls a second, waited for in line. */

export interface BudgetDeps {
  /** Calls that may begin in any one second. */
  readonly perSecond: number;
  /** Milliseconds of a clock that is never set back, such as `performance.now`. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Resolves when the next call may begin; first come, first served. */
export type Turn = () => Promise<void>;

/** Makes a budget. Within any second at most `perSecond` turns are given. */
export function createBudget({ perSecond, now, sleep }: BudgetDeps): Turn {
  /** When the newest turns begin or began, at most `perSecond` of them. */
  const turns: number[] = [];
  return async () => {
    const askedAtMs = now();
    const oldest = turns.length < perSecond ? undefined : turns.shift();
    const beginsAtMs = oldest === undefined ? askedAtMs : Math.max(askedAtMs, oldest + 1_000);
    turns.push(beginsAtMs);
    if (beginsAtMs > askedAtMs) await sleep(beginsAtMs - askedAtMs);
  };
}
