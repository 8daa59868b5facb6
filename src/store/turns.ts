/** Runs of one lane inside one process: one after another, in the order they were asked for. */
import { LaneTimeout } from './store.ts';

/** Who waits for whom. */
export interface Turns {
  /** Resolves when every earlier turn of the lane has ended, with what ends this one. */
  take(lane: string): Promise<() => void>;
  /** How many lanes are remembered; idle ones are not. */
  size(): number;
}

/** Makes the waiting lines of one process. */
export function createTurns(): Turns {
  const tails = new Map<string, Promise<void>>();
  return {
    async take(lane) {
      const before = tails.get(lane);
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      tails.set(lane, ended);
      await before;
      return () => {
        if (tails.get(lane) === ended) tails.delete(lane);
        end();
      };
    },
    size: () => tails.size,
  };
}

/** The outcome of `work`, or a {@link LaneTimeout} when it takes longer than `limitMs`. */
export async function within<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const late = () => reject(new LaneTimeout(`The run took longer than ${limitMs} ms.`));
    timer = setTimeout(late, limitMs);
  });
  try {
    // The race takes note of both, so a run that fails after its limit is not an unhandled throw.
    return await Promise.race([work(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
