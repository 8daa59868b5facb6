/** Taps on buttons that wait for the bot: each can be answered once, and only for a while. */
import type { PressAnswer } from './chat-api.ts';

/** A tap that waits. */
export interface Tap {
  readonly id: string;
  readonly personId: number;
  readonly chatId: number;
  readonly messageId: number;
  readonly createdAtMs: number;
}

/** The taps of one sandbox. */
export interface Callbacks {
  /** Notes a tap; `answer` settles when the bot answers or the person's app stops waiting. */
  open(tap: Omit<Tap, 'id' | 'createdAtMs'>): { id: string; answer: Promise<PressAnswer> };
  /** Answers a tap. Undefined when it is unknown, already answered or too old. */
  answer(id: string, answer: PressAnswer): Tap | undefined;
  /** Ends all waiting, unanswered. */
  close(): void;
}

const UNANSWERED: PressAnswer = { answered: false, alert: false };

/**
 * Makes the book of taps. `lifeMs`: how long the bot may answer, by `now`; `patienceMs`: how long
 * a person's app shows the spinner, in real time.
 */
export function createCallbacks(deps: {
  now: () => number;
  lifeMs: number;
  patienceMs: number;
}): Callbacks {
  const waiting = new Map<string, { tap: Tap; settle: (answer: PressAnswer) => void }>();
  // Telegram's ids are 64-bit numbers; starting at the clock keeps them apart over restarts.
  let lastId = BigInt(deps.now()) * 1_000_000n;
  const forgetOld = () => {
    for (const { tap, settle } of [...waiting.values()]) {
      if (deps.now() - tap.createdAtMs <= deps.lifeMs) return;
      waiting.delete(tap.id);
      settle(UNANSWERED);
    }
  };
  return {
    open(draft) {
      forgetOld();
      lastId += 1n;
      const tap: Tap = { ...draft, id: String(lastId), createdAtMs: deps.now() };
      const { promise, settle } = patience(deps.patienceMs);
      waiting.set(tap.id, { tap, settle });
      return { id: tap.id, answer: promise };
    },
    answer(id, answer) {
      forgetOld();
      const found = waiting.get(id);
      waiting.delete(id);
      found?.settle(answer);
      return found?.tap;
    },
    close() {
      for (const { settle } of waiting.values()) settle(UNANSWERED);
      waiting.clear();
    },
  };
}

function patience(patienceMs: number) {
  let settle: (answer: PressAnswer) => void = () => undefined;
  const promise = new Promise<PressAnswer>((resolve) => {
    const timer = setTimeout(() => resolve(UNANSWERED), patienceMs);
    settle = (answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
  });
  return { promise, settle };
}
