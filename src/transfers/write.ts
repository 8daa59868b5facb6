/** Writes down what a step or a look led to: one way for all of them, into review included. */
import {
  inReview,
  isFinal,
  type NoticeKind,
  type ReviewReason,
  type Transfer,
} from '../domain/transfer.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { closeAddress } from './facts.ts';
import { countMissing, isMissing, missingLookEveryMs } from './missing.ts';
import { nextLookAtMs, type Pacing } from './pace.ts';

export interface WriteDeps extends Pacing {
  readonly store: Pick<Store, 'transfers'>;
  readonly log: Log;
}

/** What a step or a look led to. */
export interface Led {
  readonly transfer: Transfer;
  readonly notices: readonly NoticeKind[];
}

/**
 * Makes the writing. Each returns when to look next, which is at once where somebody was faster:
 * then nothing was written, and what they wrote decides.
 */
export function createWrite(deps: WriteDeps) {
  const { store, log, now, orderNow } = deps;

  /** `before` is the transfer that was read; `dueAtMs` is set where another pace than usual holds. */
  async function write(
    { transfer, notices }: Led,
    before: Transfer,
    dueAtMs = nextLookAtMs(transfer, deps),
  ): Promise<number | undefined> {
    if (transfer.state === 'review' && before.state !== 'review') {
      const reason = transfer.review?.reason;
      log.error('transfer needs a person', { transfer: transfer.id, reason });
    }
    const committed = await store.transfers.commit({ ...transfer, dueAtMs }, { notices });
    return committed.kind === 'committed' ? dueAtMs : now();
  }

  /** Into review: a person looks, and the owner is told to send nothing. */
  function hold(transfer: Transfer, reason: ReviewReason): Promise<number | undefined> {
    return write({ transfer: inReview(transfer, reason), notices: ['do_not_pay'] }, transfer);
  }

  /**
   * Counts a look that found no such order; enough of them lead into review. What is over or in
   * review already stays so.
   */
  function missing(transfer: Transfer): Promise<number | undefined> {
    if (transfer.state === 'review' || isFinal(transfer.state)) {
      return write({ transfer, notices: [] }, transfer);
    }
    const counted = countMissing(closeAddress(transfer, orderNow()), now());
    if (isMissing(counted, now())) return hold(counted, 'order_missing');
    const soonMs = now() + missingLookEveryMs * deps.pollScale;
    return write({ transfer: counted, notices: [] }, transfer, soonMs);
  }

  return { write, hold, missing };
}
