/** What has reached the deposit address, in words. */
import type { Transfer } from '../../domain/transfer.ts';
import { createWhatArrived, mismatchIn } from '../seen.ts';
import { formatMoney, plural } from './formats.ts';

export const whatArrived = createWhatArrived(
  formatMoney,
  (count) => `et ${plural(count, 'autre')}`,
);

/** `votre paiement (32.47 USDC)`, or without the amount where it is not known. */
export function paymentOf(transfer: Transfer): string {
  const seen = whatArrived(transfer);
  return seen ? `votre paiement (${seen})` : 'votre paiement';
}

/** How what arrived falls short of the quote, in a sentence; absent where it does not, or nobody knows. */
export function mismatchSeen(transfer: Transfer): string | undefined {
  const mismatch = mismatchIn(transfer);
  if (mismatch === undefined) return undefined;
  const quoted = formatMoney(transfer.send);
  return mismatch === 'other'
    ? `Le devis demandait ${quoted}.`
    : `Il manque ${formatMoney(mismatch.missing)} par rapport aux ${quoted} du devis.`;
}
