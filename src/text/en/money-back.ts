/** Words for money that goes back to the person who sent it. */
import { arrived, hasMoreAfterRefund, paidAfterRefund } from '../../domain/arrived.ts';
import type { Transfer } from '../../domain/transfer.ts';
import { capital, networkOf } from '../pieces.ts';
import { bold, fmt, type Line, lines, mono, plain } from '../rich.ts';
import { createMoneyBack } from '../seen.ts';
import { formatMoney } from './formats.ts';
import { whatArrived } from './money-seen.ts';

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
  return [bold(`↩️ ${money} has been sent back to you`), ...refundedFacts(transfer)];
}

/** Where the refund went, and what came after it. */
export function refundedFacts(transfer: Transfer): Line[] {
  const later = cameAfterRefund(transfer);
  return [
    'It was not paid out to anybody.',
    ...backTo(transfer),
    hasMoreAfterRefund(transfer) ? `${later.headline}. ${later.meaning} ${askForIt}` : undefined,
  ];
}

/** A payment that is no part of what was sent back: what came, and what that means. */
export function cameAfterRefund(transfer: Transfer): { headline: string; meaning: string } {
  const later = whatArrived(paidAfterRefund(transfer));
  return {
    headline: later ? `Another payment came: ${later}` : 'Another payment came',
    meaning: `We saw it only after ${moneyBack(transfer)} had been sent back to you, and it is no part of that.`,
  };
}

const knownBack = createMoneyBack(formatMoney, whatArrived);

/** What goes back, in the middle of a sentence: `32.47 USDC`, or `your money` where it is not known. */
export function moneyBack(transfer: Transfer): string {
  return knownBack(transfer) ?? 'your money';
}

const askForIt = 'Tap Help, and we ask the payout service for it.';

/** What is known of money beyond the amount that was asked for; nothing where there is none. */
export function paidTooMuch(transfer: Transfer): Line[] {
  const { extraBack } = transfer;
  const money = arrived(transfer);
  const extra = money.kind === 'over' ? formatMoney(money.extra) : undefined;
  const goesBack = extraBack?.amount ? formatMoney(extraBack.amount) : (extra ?? 'A part of it');
  const much = extra && `You sent ${extra} more than was asked for.`;
  switch (extraBack?.status) {
    case 'completed':
      return [much, `${goesBack} has been sent back; look in the wallet that you paid from.`];
    case 'pending':
      return [much, `${goesBack} is being sent back to the wallet that you paid from.`];
    case 'failed':
    case 'unknown':
      return [much, `${goesBack} has not come back yet. ${askForIt}`];
    case undefined:
      return much ? [`${much} ${askForIt}`] : [];
  }
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
