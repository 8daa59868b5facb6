/** Looks that find no such order: three over ten minutes, and it is believed. Pure. */
import type { Transfer } from '../domain/transfer.ts';

const looksToBelieve = 3;
const missingToBelieveMs = 10 * 60_000;

/** How long to wait between such looks. */
export const missingLookEveryMs = missingToBelieveMs / looksToBelieve;

/** Counts one more look in a row that found no such order. */
export function countMissing(transfer: Transfer, nowMs: number): Transfer {
  const { missingSinceMs = nowMs, missingLooks = 0 } = transfer;
  return { ...transfer, missingSinceMs, missingLooks: missingLooks + 1 };
}

/** Whether enough looks in a row found no such order, over enough time. */
export function isMissing(transfer: Transfer, nowMs: number): boolean {
  const { missingSinceMs = nowMs, missingLooks = 0 } = transfer;
  return missingLooks >= looksToBelieve && nowMs - missingSinceMs >= missingToBelieveMs;
}

/** The transfer once its order was found: what was counted before is over. */
export function notMissing(transfer: Transfer): Transfer {
  const { missingSinceMs, missingLooks, ...found } = transfer;
  return found;
}
