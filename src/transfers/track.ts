/**
 * One look at one transfer: ask Chessa, decide, commit. The queue wakes it; what it returns is
 * when to be woken next. One bad transfer never stops the others.
 */
import type { Chessa } from '../chessa/client.ts';
import type { Failure } from '../chessa/failure.ts';
import type { Order } from '../domain/order.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import { type Metrics, noMetrics } from '../metrics.ts';
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
  /** Called after every commit, so that cards and pushes go out at once. */
  readonly changed: () => void;
  /** Told of a status that nobody knows, before it is written down. */
  readonly unknownStatus?: (status: string) => Promise<void>;
  readonly metrics?: Metrics;
}

const afterBugMs = 60_000;
const afterFailureMs = 5_000;

/** Makes the tracker: given a transfer's id it looks, and returns when to look again. */
export function createTrack(deps: TrackDeps) {
  const { chessa, store, log, now, metrics = noMetrics } = deps;
  const { write, missing } = createWrite(deps);

  async function track(id: string): Promise<number | undefined> {
    const transfer = await store.transfers.find(id);
    if (transfer?.dueAtMs === undefined) return undefined;
    if (transfer.dueAtMs > now()) return transfer.dueAtMs;
    metrics.time('lookLateness', {}, now() - transfer.dueAtMs);
    const { state } = transfer;
    try {
      const dueAtMs = await stepFor(transfer)(transfer);
      metrics.count('looks', { state, outcome: 'done' });
      return dueAtMs;
    } catch (bug) {
      metrics.count('looks', { state, outcome: 'bug' });
      log.error('look failed', { transfer: id }, bug);
      await store.transfers.postpone(id, transfer.version, now() + afterBugMs);
      return now() + afterBugMs;
    } finally {
      deps.changed();
    }
  }

  function stepFor(transfer: Transfer): Step {
    if (transfer.state === 'accepting') return deps.fund;
    if (transfer.state === 'refunding' && !transfer.refund?.accepted) return deps.refund;
    return look;
  }

  async function look(transfer: Transfer): Promise<number | undefined> {
    const looked = await chessa.getOrder(transfer.orderId, rankOf(transfer));
    if (!looked.ok) return lookFailed(transfer, looked.failure);
    const decision = await judge(transfer, looked.value);
    const dueAtMs = nextLookAtMs(decision.transfer, deps);
    if (!decision.changed) {
      await store.transfers.postpone(transfer.id, transfer.version, dueAtMs);
      return dueAtMs;
    }
    return write(decision, transfer, dueAtMs);
  }

  /** The history costs a call of its own, so it is read only where looks have missed a stage. */
  async function judge(transfer: Transfer, order: Order): Promise<Decision> {
    const hasMoved = order.rawStatus !== transfer.orderStatus;
    if (order.status === 'unknown' && hasMoved) {
      log.warn('unknown order status', { status: order.rawStatus });
      await deps.unknownStatus?.(order.rawStatus);
    }
    const decision = decide(transfer, { order }, deps.orderNow());
    if (!hasMoved || !lacksStages(decision.transfer)) return decision;
    const history = await chessa.getHistory(order.id, rankOf(transfer));
    return history.ok
      ? decide(transfer, { order, history: history.value }, deps.orderNow())
      : decision;
  }

  async function lookFailed(transfer: Transfer, failure: Failure): Promise<number | undefined> {
    if (failure.kind === 'rejected') return missing(transfer);
    const dueAtMs = again(transfer, failure);
    const closed = closeAddress(transfer, deps.orderNow());
    if (closed !== transfer) return write({ transfer: closed, notices: [] }, transfer, dueAtMs);
    await store.transfers.postpone(transfer.id, transfer.version, dueAtMs);
    return dueAtMs;
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
