/** What has reached the deposit address, in words. */
import type { Transfer } from '../../domain/transfer.ts';
import { createWhatArrived, mismatchIn } from '../seen.ts';
import { formatMoney } from './formats.ts';

export const whatArrived = createWhatArrived(formatMoney, (count) => `and ${count} more`);

/** How what arrived falls short of the quote, in a sentence; absent where it does not, or nobody knows. */
export function mismatchSeen(transfer: Transfer): string | undefined {
  const mismatch = mismatchIn(transfer);
  if (mismatch === undefined) return undefined;
  const quoted = formatMoney(transfer.send);
  return mismatch === 'other'
    ? `The quote asked for ${quoted}.`
    : `That is ${formatMoney(mismatch.missing)} less than the ${quoted} of the quote.`;
}
