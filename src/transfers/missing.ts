/** Looks that find no such order: three over ten minutes, and a person looks. Pure. */
import { inReview, isFinal, type Transfer } from '../domain/transfer.ts';

const looksForReview = 3;
const missingForReviewMs = 10 * 60_000;

/** How long to wait between such looks. */
export const missingLookEveryMs = missingForReviewMs / looksForReview;

/**
 * Counts one more look in a row that found no such order. The state stays as it was until there
 * were enough of them; what is over or in review already stays so.
 */
export function countMissing(transfer: Transfer, nowMs: number): Transfer {
  if (transfer.state === 'review' || isFinal(transfer.state)) return transfer;
  const missingSinceMs = transfer.missingSinceMs ?? nowMs;
  const missingLooks = (transfer.missingLooks ?? 0) + 1;
  const counted: Transfer = { ...transfer, missingSinceMs, missingLooks };
  const isLost = missingLooks >= looksForReview && nowMs - missingSinceMs >= missingForReviewMs;
  return isLost ? inReview(counted, 'order_missing') : counted;
}
