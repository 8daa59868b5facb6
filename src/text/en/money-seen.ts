/** What has reached the deposit address, in words. Only the provider's own record counts. */
import { arrived, arrivedIn } from '../../domain/arrived.ts';
import type { Transfer } from '../../domain/transfer.ts';
import { formatMoney } from '../format.ts';

const mostListed = 5;

/** `32.47 USDC`, or `20 USDC + 12.47 USDC` where it came in parts; absent where not known. */
export function whatArrived(transfer: Transfer): string | undefined {
  const known = transfer.deposits.map((deposit) => arrivedIn(deposit, transfer.send.currency));
  if (known.length === 0 || known.some((money) => !money)) return undefined;
  const listed = known.slice(0, mostListed).map((money) => (money ? formatMoney(money) : ''));
  const rest = known.length - listed.length;
  return listed.join(' + ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** How what arrived falls short of the quote, in a sentence; absent where it does not, or nobody knows. */
export function mismatchSeen(transfer: Transfer): string | undefined {
  const money = arrived(transfer);
  if (money.kind === 'short') {
    return `That is ${formatMoney(money.missing)} less than the ${formatMoney(transfer.send)} of the quote.`;
  }
  const isOther = money.kind === 'something' && whatArrived(transfer) !== undefined;
  return isOther ? `The quote asked for ${formatMoney(transfer.send)}.` : undefined;
}
