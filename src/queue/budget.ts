/**
 * How often something may be called: calls wait in line and begin one after another, evenly spaced.
 * The places come from outside, so that all processes can share them; whose turn it is is decided
 * when a place comes, the more pressing first.
 */

/**
 * How pressing a call is: somebody waits for the answer, money moves, the list of orders (its pages,
 * and what it points to), money may come, or came late.
 */
export type Rank = 'dialogue' | 'in_motion' | 'list' | 'waiting' | 'late';

/** Resolves when the next call may begin. Within a rank first come, first served. */
export type Turn = (rank?: Rank) => Promise<void>;

export interface BudgetDeps {
  /** Takes the next place of the line; resolves to how many milliseconds away it is. */
  readonly reserve: () => Promise<number>;
  readonly sleep: (ms: number) => Promise<void>;
}

/** The most pressing first. */
export const ranks: readonly Rank[] = ['dialogue', 'in_motion', 'list', 'waiting', 'late'];

/** Makes a budget. When a place cannot be reserved, the call whose turn it is throws why. */
export function createBudget({ reserve, sleep }: BudgetDeps): Turn {
  const lines = new Map<Rank, { resolve: () => void; reject: (why: unknown) => void }[]>();
  let isServing = false;

  const next = () => ranks.map((rank) => lines.get(rank) ?? []).find(({ length }) => length > 0);

  async function serve(): Promise<void> {
    while (next()) {
      try {
        const waitMs = await reserve();
        if (waitMs > 0) await sleep(waitMs);
        next()?.shift()?.resolve();
      } catch (why) {
        next()?.shift()?.reject(why);
      }
    }
    isServing = false;
  }

  return (rank = 'dialogue') =>
    new Promise<void>((resolve, reject) => {
      const line = lines.get(rank) ?? [];
      lines.set(rank, line);
      line.push({ resolve, reject });
      if (isServing) return;
      isServing = true;
      void serve();
    });
}
