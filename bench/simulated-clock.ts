/** A clock that jumps from one timer to the next, so that hours pass as fast as the work in them. */
import { setImmediate as turn } from 'node:timers/promises';
import TinyQueue from 'tinyqueue';

interface Timer {
  readonly atMs: number;
  readonly wake: () => void;
  isOff: boolean;
}

/** Turns of the event loop without a timer after which nothing is under way any more. */
const quietTurns = 4;

/** Makes the clock; it stands still until `runUntil`. */
export function createSimulatedClock(startMs: number) {
  let nowMs = startMs;
  const timers = new TinyQueue<Timer>([], (one, other) => one.atMs - other.atMs);

  function setTimer(wake: () => void, waitMs: number): () => void {
    const timer = { atMs: nowMs + Math.max(0, waitMs), wake, isOff: false };
    timers.push(timer);
    return () => {
      timer.isOff = true;
    };
  }

  return {
    now: () => nowMs,
    setTimer,
    sleep: (ms: number) => new Promise<void>((resolve) => void setTimer(resolve, ms)),
    /** Lets everything happen that falls due until then. */
    async runUntil(untilMs: number): Promise<void> {
      for (;;) {
        for (let turns = 0; turns < quietTurns; turns += 1) await turn();
        const timer = timers.peek();
        if (!timer || timer.atMs > untilMs) break;
        timers.pop();
        if (timer.isOff) continue;
        nowMs = Math.max(nowMs, timer.atMs);
        timer.wake();
      }
      nowMs = Math.max(nowMs, untilMs);
    },
  };
}
