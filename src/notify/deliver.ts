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
const atOnce = 20;

/**
 * Makes the outbox: `poke` after every commit, `start`, and `stop`, which waits for its sends.
 * `progressedAtMs` is when a round ended last, whatever came of it; absent before the first.
 */
export function createDeliver(deps: DeliverDeps) {
  const { store, showCard, push, log, now, metrics = noMetrics } = deps;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;
  let progressedAtMs: number | undefined;
  let emptyAtMs = now();

  function poke(): void {
    again = true;
    if (stopped || running) return;
    running = run().finally(() => {
      running = undefined;
    });
  }

  async function run(): Promise<void> {
    while (again && !stopped) {
      again = false;
      try {
        if (await round()) again = true;
        else emptyAtMs = now();
      } catch (problem) {
        log.error('outbox round failed', {}, problem);
      }
      progressedAtMs = now();
      metrics.set('outboxBehind', {}, Math.max(0, progressedAtMs - emptyAtMs) / 1_000);
    }
  }

  /** Works off what is due now; true when there was anything. Cards first: pushes reply to them. */
  async function round(): Promise<boolean> {
    const cards = await store.cards.listDirty(now(), atOnce);
    await Promise.all(cards.map((card) => guarded('card', card.transferId, () => showCard(card))));
    const notices = await store.notices.listDue(now(), atOnce);
    await Promise.all(notices.map((notice) => guarded('push', notice.id, () => push(notice))));
    return cards.length + notices.length > 0;
  }

  /** One bad card or push never stops the others. Its lease ends by itself, so it is tried again. */
  async function guarded(what: string, id: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (bug) {
      log.error('outbox', { what, id }, bug);
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
    await running;
  }

  return { poke, start, stop, progressedAtMs: () => progressedAtMs };
}
