/** Wakes each order when its next step is due, with one timer for all of them. */
import TinyQueue from 'tinyqueue';
import type { Clock } from './clock.ts';
import { nextStepAtMs } from './lifecycle.ts';
import type { OrderRecord } from './records.ts';

/** The timer; it keeps no process alive. */
export interface Alarm {
  /** To be called whenever an order's plan changed. */
  setFor(order: OrderRecord): void;
  /** Wakes every order that is due now. */
  ring(): void;
  close(): void;
}

const LONGEST_TIMER_MS = 60_000;

/** @param wake takes the steps of an order that are due */
export function createAlarm(clock: Clock, wake: (orderId: string) => void): Alarm {
  const due = new TinyQueue<{ atMs: number; orderId: string }>([], (a, b) => a.atMs - b.atMs);
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function arm(): void {
    clearTimeout(timer);
    const next = due.peek();
    if (!next || closed) return;
    const delayMs = Math.min(Math.ceil(clock.realMsUntil(next.atMs)), LONGEST_TIMER_MS);
    timer = setTimeout(ring, Math.max(1, delayMs));
    timer.unref();
  }

  function ring(): void {
    const nowMs = clock.now();
    for (let next = due.peek(); next && next.atMs <= nowMs; next = due.peek()) {
      due.pop();
      wake(next.orderId);
    }
    arm();
  }

  return {
    setFor(order) {
      const atMs = nextStepAtMs(order);
      if (atMs === undefined) return;
      due.push({ atMs, orderId: order.id });
      arm();
    },
    ring,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
