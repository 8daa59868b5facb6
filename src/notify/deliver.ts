/**
 * The outbox: brings every dirty card up to date and sends every push that is owed. It wakes when
 * something changed and once a second; what a crash left behind is found by the same look.
 */
import type { Log } from '../log.ts';
import { type Metrics, noMetrics } from '../metrics.ts';
import type { Card, Notice, Store } from '../store/store.ts';

export interface DeliverDeps {
  readonly store: Store;
  readonly showCard: (card: Card) => Promise<void>;
  readonly push: (notice: Notice) => Promise<void>;
  readonly log: Log;
  readonly now: () => number;
  readonly metrics?: Metrics;
}

const everyMs = 1_000;
/** Transfers whose card or push is under way at the same time. */
const atOnce = 20;

/**
 * Makes the outbox: `poke` after every commit, `start`, and `stop`, which waits for its sends.
 * `progressedAtMs` is when it looked for work last, whatever came of it; absent before the first.
 */
export function createDeliver(deps: DeliverDeps) {
  const { store, showCard, push, log, now, metrics = noMetrics } = deps;
  /** What is under way, by transfer: one thing at a time for each, and nobody waits for another's. */
  const inHand = new Map<string, Promise<void>>();
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;
  let progressedAtMs: number | undefined;
  let emptyAtMs = now();

  function poke(): void {
    again = true;
    if (stopped || looking) return;
    looking = look().finally(() => {
      looking = undefined;
    });
  }

  async function look(): Promise<void> {
    while (again && !stopped) {
      again = false;
      try {
        await takeUp();
        if (inHand.size === 0) emptyAtMs = now();
      } catch (problem) {
        log.error('outbox could not be read', {}, problem);
      }
      progressedAtMs = now();
      metrics.set('outboxBehind', {}, Math.max(0, progressedAtMs - emptyAtMs) / 1_000);
    }
  }

  /** Begins what is due now, as far as hands are free. Cards first: pushes reply to them. */
  async function takeUp(): Promise<void> {
    if (inHand.size >= atOnce) return;
    for (const card of await store.cards.listDirty(now(), atOnce)) {
      begin(card.transferId, 'card', card.transferId, () => showCard(card));
    }
    if (inHand.size >= atOnce) return;
    for (const notice of await store.notices.listDue(now(), 2 * atOnce)) {
      begin(notice.transferId, 'push', notice.id, () => push(notice));
    }
  }

  function begin(transferId: string, what: string, id: string, work: () => Promise<void>): void {
    if (stopped || inHand.has(transferId) || inHand.size >= atOnce) return;
    const run = guarded(what, id, work).then((isDone) => {
      inHand.delete(transferId);
      // What failed is tried again when its lease ends; to look at once would be to turn in a circle.
      if (isDone) poke();
    });
    inHand.set(transferId, run);
  }

  /** One bad card or push never stops the others. */
  async function guarded(what: string, id: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (bug) {
      log.error('outbox', { what, id }, bug);
      return false;
    }
  }

  function start(): void {
    stopped = false;
    timer = setInterval(poke, everyMs);
    poke();
  }

  async function stop(): Promise<void> {
    stopped = true;
    clearInterval(timer);
    await looking;
    await Promise.all(inHand.values());
  }

  return { poke, start, stop, progressedAtMs: () => progressedAtMs };
}
