/**
 * How often something may be called: calls wait in line and begin one after another, evenly spaced.
 * The places come from outside, so that all processes can share them; whose turn it is is decided
 * when a place comes, the more pressing first.
 */
import type { Place } from '../store/store.ts';

/**
 * How pressing a call is: somebody waits for the answer, money moves, the list of orders (its pages,
 * and what it points to), money may come, or came late.
 */
export type Rank = 'dialogue' | 'in_motion' | 'list' | 'waiting' | 'late';

/**
 * Resolves when the next call may begin, to 0; or at once, as nobody may call for so many
 * milliseconds. Within a rank first come, first served.
 */
export type Turn = (rank?: Rank) => Promise<number>;

export interface BudgetDeps {
  /** Takes the next place of the line, unless the line is paused. */
  readonly reserve: () => Promise<Place>;
  /** How long the line is paused still. */
  readonly pausedForMs: () => Promise<number>;
  readonly sleep: (ms: number) => Promise<void>;
}

/** One that waits in the line. */
interface Waiting {
  readonly resolve: (pausedForMs: number) => void;
  readonly reject: (why: unknown) => void;
}

/** The most pressing first. */
export const ranks: readonly Rank[] = ['dialogue', 'in_motion', 'list', 'waiting', 'late'];

/** Makes a budget. When a place cannot be reserved, the call whose turn it is throws why. */
export function createBudget({ reserve, pausedForMs, sleep }: BudgetDeps): Turn {
  const lines = new Map<Rank, Waiting[]>();
  let isServing = false;

  const next = () => ranks.map((rank) => lines.get(rank) ?? []).find(({ length }) => length > 0);

  /** Waits for the next place; 0 when it has come. */
  async function untilPlace(): Promise<number> {
    const place = await reserve();
    if (place.kind === 'paused') return place.forMs;
    if (place.waitMs <= 0) return 0;
    await sleep(place.waitMs);
    // Somebody may have been told meanwhile to stop, which holds for places given out before, too.
    return pausedForMs();
  }

  async function serve(): Promise<void> {
    while (next()) {
      try {
        const forMs = await untilPlace();
        if (forMs > 0) sendAllAway(forMs);
        else next()?.shift()?.resolve(0);
      } catch (why) {
        next()?.shift()?.reject(why);
      }
    }
    isServing = false;
  }

  function sendAllAway(forMs: number): void {
    const waiting = [...lines.values()].flat();
    lines.clear();
    for (const { resolve } of waiting) resolve(forMs);
  }

  return (rank = 'dialogue') =>
    new Promise<number>((resolve, reject) => {
      const line = lines.get(rank) ?? [];
      lines.set(rank, line);
      line.push({ resolve, reject });
      if (isServing) return;
      isServing = true;
      void serve();
    });
}
