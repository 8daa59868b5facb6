/** Words for money that has arrived and does not move on: short, late, refused. */
import { isRefundable, type Transfer } from '../../domain/transfer.ts';
import { bold, type Line } from '../rich.ts';
import { whyHeld } from '../seen.ts';
import { formatMoney } from './formats.ts';
import { paidTooMuch } from './money-back.ts';
import { whatArrived } from './money-seen.ts';
import { institutionOf } from './words.ts';

/** What a held transfer means; also the words of its push. */
export function heldWords(transfer: Transfer): Line[] {
  const why = whyHeld(transfer);
  const back = wayBack(transfer);
  const seen = whatArrived(transfer);
  const dontSend = `Please do not send anything more for it. ${back}`;
  switch (why) {
    case 'other':
      return [
        bold('Your payment does not match this quote'),
        `${seen ?? 'Your payment'} is there, and it is not what was asked for. The transfer waits.`,
        dontSend,
      ];
    case 'late':
    case 'stopped':
      return [
        bold(
          why === 'late'
            ? 'Your payment came after this quote had ended'
            : 'This transfer has stopped, and your payment is there',
        ),
        `${seen ? `We can see it: ${seen}.` : 'We can see it.'} It has not been paid out.`,
        dontSend,
      ];
    default:
      return [
        bold(`${formatMoney(why.total)} of ${formatMoney(transfer.send)} arrived`),
        `${formatMoney(why.missing)} is missing; exchanges often keep their fee. The money is safe and the transfer waits.`,
        `We cannot promise that sending the rest would help, so please do not send more. ${back}`,
      ];
  }
}

/** What a failed payout means; also the words of its push. */
export function failedWords(transfer: Transfer): Line[] {
  const where = institutionOf(transfer);
  if (transfer.deposits.length > 0) {
    return [
      bold(`${where} did not accept this payout`),
      `${whatArrived(transfer) ?? 'Your payment'} arrived and was not paid out. It is safe.`,
      ...(transfer.extraBack ? paidTooMuch(transfer) : []),
      wayBack(transfer),
    ];
  }
  return [
    bold('This payout did not go through'),
    'Nothing was paid out. We have no record of a payment for it yet.',
    'Please do not send more. If you have sent some already, we keep looking for it and tell you here.',
  ];
}

function wayBack(transfer: Transfer): string {
  if (isRefundable(transfer)) return 'You can have it back now: tap the button below.';
  const stopped = transfer.state === 'failed' || transfer.state === 'held';
  return stopped
    ? 'We keep looking, and tell you here as soon as you can have it back.'
    : 'Send /status to see how it goes on.';
}
