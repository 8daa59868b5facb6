/**
 * The embedded store answers at once, so whoever asks it a thousand times in a row would never let
 * anybody else have a turn: a promise that is there already does not wait for the event loop.
 */
import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Store } from '../store.ts';

/** How long one turn of the event loop may go on with the store before the next call waits. */
const turnMs = 2;

type Verb = (...args: never[]) => Promise<unknown>;

/** The same store, whose calls let everybody else go first when this turn has taken long enough. */
export function lettingOthers(store: Store): Store {
  const turnIsOver = createTurnLimit();

  const verb =
    (call: Verb): Verb =>
    async (...args) => {
      for (let over = turnIsOver(); over; over = turnIsOver()) await over;
      return call(...args);
    };
  const part = (of: Verb | object) =>
    typeof of === 'function'
      ? verb(of as Verb)
      : Object.fromEntries(Object.entries(of).map(([name, call]) => [name, verb(call)]));

  // Closing is a call like any other: whoever asked before it is served before it.
  const parts = Object.entries(store).map(([name, of]) => [name, part(of)]);
  return Object.fromEntries(parts) as unknown as Store;
}

/** Nothing while this turn may go on, and then a promise of the next. */
function createTurnLimit(): () => Promise<void> | undefined {
  let begunMs: number | undefined;
  let next: Promise<void> | undefined;

  return () => {
    // Who came before goes first.
    if (next) return next;
    if (begunMs === undefined) {
      begunMs = performance.now();
      setImmediate(() => {
        begunMs = undefined;
      });
    }
    if (performance.now() - begunMs < turnMs) return undefined;
    next = othersFirst().then(() => {
      next = undefined;
    });
    return next;
  };
}
