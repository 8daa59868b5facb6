/**
 * One look at one transfer: ask Chessa, decide, commit. The queue wakes it; what it returns is
 * when to be woken next. One bad transfer never stops the others.
 */
import type { Chessa } from '../chessa/client.ts';
import type { Failure } from '../chessa/failure.ts';
import type { Order } from '../domain/order.ts';
import { isFinal, type Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import { type Metrics, noMetrics } from '../metrics.ts';
import { type Rank, ranks } from '../queue/budget.ts';
import type { Wake } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { type Decision, decide } from './decide.ts';
import { closeAddress } from './facts.ts';
import { nextLookAtMs, type Pacing, rankOf } from './pace.ts';
import { lacksStages } from './stages.ts';
import { createWrite } from './write.ts';

/** A step that brings a transfer on by a call of its own; returns when to look next. */
export type Step = (transfer: Transfer) => Promise<number | undefined>;

export interface TrackDeps extends Pacing {
  readonly chessa: Chessa;
  readonly store: Store;
  readonly log: Log;
  readonly fund: Step;
  readonly refund: Step;
  /** The look at a quote that nobody confirmed, or at what was given up before it had an address. */
  readonly recall: Step;
  /** Called after every commit, so that cards and pushes go out at once. */
  readonly changed: () => void;
  /** Told of a status that nobody knows, before it is written down. */
  readonly unknownStatus?: (status: string, transfer: Transfer) => Promise<void>;
  readonly metrics?: Metrics;
}

const afterBugMs = 60_000;
const afterFailureMs = 5_000;

/** What is looked at: the transfer, and how pressing the look is. */
interface Look {
  readonly transfer: Transfer;
  readonly rank: Rank;
}

/**
 * Makes the tracker: given a transfer's id it looks, and returns when to look again. `woken`: how
 * pressing whoever woke it thinks it is; it is never less pressing than its state says.
 */
export function createTrack(deps: TrackDeps) {
  const { chessa, store, log, now, metrics = noMetrics } = deps;
  const { write, missing } = createWrite(deps);

  async function track(id: string, woken: Rank = 'late'): Promise<Wake | undefined> {
    const transfer = await store.transfers.find(id);
    if (transfer?.dueAtMs === undefined) return undefined;
    if (transfer.dueAtMs > now()) return wakeFor(transfer, transfer.dueAtMs);
    metrics.time('lookLateness', {}, now() - transfer.dueAtMs);
    const { state } = transfer;
    try {
      const wake = await take({ transfer, rank: moreOf(woken, rankOf(transfer)) });
      metrics.count('looks', { state, outcome: 'done' });
      return wake;
    } catch (bug) {
      metrics.count('looks', { state, outcome: 'bug' });
      log.error('look failed', { transfer: id }, bug);
      return wakeFor(transfer, await postpone(transfer, now() + afterBugMs));
    } finally {
      deps.changed();
    }
  }

  async function take(look: Look): Promise<Wake | undefined> {
    const { transfer } = look;
    if (transfer.state === 'accepting') return wakeFor(transfer, await deps.fund(transfer));
    if (transfer.state === 'quoted' || transfer.state === 'cancelled') {
      return wakeFor(transfer, await deps.recall(transfer));
    }
    const isUnsent = transfer.state === 'refunding' && !transfer.refund?.accepted;
    if (isUnsent) return wakeFor(transfer, await deps.refund(transfer));
    return ask(look);
  }

  async function ask(look: Look): Promise<Wake | undefined> {
    const { transfer } = look;
    const lookedAtMs = deps.orderNow();
    const looked = await chessa.getOrder(transfer.orderId, look.rank);
    if (!looked.ok) return wakeFor(transfer, await lookFailed(transfer, looked.failure));
    const { transfer: next, notices, changed } = await judge(look, looked.value);
    const atMs = changed
      ? await write({ transfer: { ...next, lookedAtMs }, notices }, transfer)
      : await postpone(transfer, nextLookAtMs(next, deps), lookedAtMs);
    return wakeFor(next, atMs);
  }

  async function postpone(transfer: Transfer, dueAtMs?: number, lookedAtMs?: number) {
    await store.transfers.postpone(transfer.id, transfer.version, dueAtMs, lookedAtMs);
    return dueAtMs;
  }

  /**
   * The history costs a call of its own, so it is read only where looks have missed a stage; after
   * the end stages do not change any more.
   */
  async function judge({ transfer, rank }: Look, order: Order): Promise<Decision> {
    const hasMoved = order.rawStatus !== transfer.orderStatus;
    if (order.status === 'unknown' && hasMoved) {
      log.warn('unknown order status', { status: order.rawStatus });
      await deps.unknownStatus?.(order.rawStatus, transfer);
    }
    const decision = decide(transfer, { order }, deps.orderNow());
    const isOver = isFinal(transfer.state);
    if (!hasMoved || isOver || !lacksStages(decision.transfer)) return decision;
    const history = await chessa.getHistory(order.id, rank);
    return history.ok
      ? decide(transfer, { order, history: history.value }, deps.orderNow())
      : decision;
  }

  async function lookFailed(transfer: Transfer, failure: Failure): Promise<number | undefined> {
    if (failure.kind === 'rejected') return missing(transfer);
    const dueAtMs = again(transfer, failure);
    const closed = closeAddress(transfer, deps.orderNow());
    if (closed !== transfer) return write({ transfer: closed, notices: [] }, transfer, dueAtMs);
    return postpone(transfer, dueAtMs);
  }

  /** All that failed together, as when Chessa is away, come back spread over their own interval. */
  function again(transfer: Transfer, failure: Failure): number {
    const retryMs = failure.kind === 'unavailable' ? failure.retryAfterMs : undefined;
    const leastMs = now() + (retryMs ?? afterFailureMs * deps.pollScale);
    const intervalMs = (nextLookAtMs(transfer, deps) ?? now()) - now();
    return leastMs + deps.random() * intervalMs;
  }

  return track;
}

function wakeFor(transfer: Transfer, atMs: number | undefined): Wake | undefined {
  return atMs === undefined ? undefined : { atMs, rank: rankOf(transfer) };
}

function moreOf(one: Rank, other: Rank): Rank {
  return ranks.indexOf(one) < ranks.indexOf(other) ? one : other;
}
