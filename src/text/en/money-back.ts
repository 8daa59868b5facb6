/** Words for money that goes back to the person who sent it. */
import type { Transfer } from '../../domain/transfer.ts';
import { formatMoney } from '../format.ts';
import { bold, fmt, type Line, lines, mono, plain } from '../rich.ts';
import { whatArrived } from './money-seen.ts';
import { networkOf } from './words.ts';

/** Where a refund goes, and how far it is. */
export function refunding(transfer: Transfer): Line[] {
  const { refund } = transfer;
  const money = capital(moneyBack(transfer));
  const headline = refund?.accepted
    ? 'Your money is on its way back'
    : 'Asking for your money back';
  return [
    bold(headline),
    refund?.accepted
      ? `${money} is being sent back. This can take a few hours.`
      : 'Your address is kept and cannot change any more. Nothing to do now.',
    ...backTo(transfer),
  ];
}

/** The refund has arrived. */
export function refunded(transfer: Transfer): Line[] {
  const money = capital(moneyBack(transfer));
  return [
    bold(`↩️ ${money} has been sent back to you`),
    'It was not paid out to anybody.',
    ...backTo(transfer),
  ];
}

/** What goes back: as the provider says, else what had arrived. */
export function moneyBack(transfer: Transfer): string {
  const { refund } = transfer;
  return refund?.amount ? formatMoney(refund.amount) : (whatArrived(transfer) ?? 'your money');
}

/** The first letter of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Where money went that was sent back without being asked for: nobody told us an address. */
export const sentBackUnasked =
  'The payout service sent it back by itself. Look in the wallet that you paid from.';

function backTo({ refund }: Transfer): Line[] {
  if (!refund) return [sentBackUnasked];
  return [
    lines(`To your address on ${networkOf(refund.chain)}:`, mono(refund.address)),
    refund.tag ? fmt`Memo: ${mono(refund.tag)}` : undefined,
    refund.hash ? lines('Transaction:', mono(plain(refund.hash, 128))) : undefined,
  ];
}
