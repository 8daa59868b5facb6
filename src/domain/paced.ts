/**
 * Long work in short pieces: a generator yields after each piece, and between slices of a few
 * milliseconds the event loop goes on with everybody else's.
 */
import { setImmediate as othersFirst } from 'node:timers/promises';

/** Work that returns `T`; it yields wherever it may be interrupted. */
export type Steps<T> = Generator<undefined, T, undefined>;

const sliceMs = 1;

/** Does the work to its end, never more than a slice and one piece of it at a time. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const untilMs = performance.now() + sliceMs;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < untilMs);
    await othersFirst();
  }
}
