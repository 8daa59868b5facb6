/** Messages that ring: what happened, what it means for the money, what to do now. */
import { arrived, hasMoreAfterRefund } from '../../domain/arrived.ts';
import type { NoticeKind, Transfer } from '../../domain/transfer.ts';
import { createNotice } from '../notice.ts';
import { accountOf, capital } from '../pieces.ts';
import { reviewSign } from '../review.ts';
import { bold, fmt, type Line } from '../rich.ts';
import { isLate } from '../seen.ts';
import { formatMoney, when } from './formats.ts';
import { cameAfterRefund, moneyBack, paidTooMuch, sentBackUnasked } from './money-back.ts';
import { mismatchSeen, whatArrived } from './money-seen.ts';
import { reviewWords } from './review.ts';
import { failedWords, heldWords } from './stopped.ts';
import { usualTime } from './usual-time.ts';
import { buttons, institutionOf, payeeName, reference } from './words.ts';

export const notice = createNotice({
  buttons,
  said,
  repeated: 'You may have had this message already. It is the same news, not a new event.',
  reference,
});

function said(kind: NoticeKind, transfer: Transfer): readonly Line[] {
  const seen = whatArrived(transfer);
  switch (kind) {
    case 'deposit_seen':
      return [
        bold(seen ? `We can see your payment: ${seen}` : 'We can see your payment'),
        ...whatComesNext(transfer),
      ];
    case 'delivered':
      return transfer.review ? reviewed(transfer) : delivered(transfer);
    case 'failed':
      return failedWords(transfer);
    case 'refunded':
      return transfer.review ? reviewed(transfer) : refunded(transfer);
    case 'held':
      return heldWords(transfer);
    case 'late_deposit':
      return seenAfterEnd(transfer, seen);
    case 'more_arrived':
      return moreArrived(transfer, seen);
    case 'extra_back':
      return [
        bold('What you paid too much has been sent back'),
        ...paidTooMuch(transfer),
        'There is nothing to do; the rest of your payment is not touched by it.',
      ];
    case 'expires_soon':
      return [
        bold('Your quote ends soon'),
        fmt`The address closes at ${when(transfer.orderExpiresAtMs)}; what is sent later does not count for this quote.`,
        'If you have already paid, or no longer want to, there is nothing to do.',
      ];
    case 'no_address':
      return [
        bold('We could not get an address for your payment'),
        'The payout service did not give us one in time, so this transfer has ended.',
        'Nothing has left your wallet, and there is nothing to pay. You can start again.',
      ];
    case 'do_not_pay':
      return reviewed(transfer);
    case 'goes_on':
      return [
        bold('Your transfer goes on'),
        'A person has looked at it, and it is followed again as before.',
        'The message above shows where it stands and what there is to do, if anything.',
      ];
    case 'refund_dropped':
      return [
        bold('Your transfer goes on, so no money was asked back'),
        `The payout service took it up again before we had asked: ${formatMoney(transfer.receive)} goes to ${payeeName(transfer.payee)}.`,
        'Nothing to do now. If it stops once more, you read it here and can have your money back.',
      ];
  }
}

/** While a person looks; its end too, where it is sure. */
function reviewed(transfer: Transfer): Line[] {
  const { headline, meaning } = reviewWords(transfer);
  return [bold(`${reviewSign(transfer)} ${headline}`), ...meaning];
}

/** Money that was seen after the end; it may have come before. */
function seenAfterEnd(transfer: Transfer, seen: string | undefined): Line[] {
  const late = isLate(transfer);
  const headline = late ? 'Your payment came late' : 'We can see your payment';
  return [
    bold(seen ? `${headline}: ${seen}` : headline),
    late
      ? 'It arrived after the quote had ended, and it is being worked on all the same.'
      : 'We saw it only now. It is being worked on, although the address is closed.',
    'Please do not send anything more. What becomes of it is written here.',
  ];
}

const dontSendMore = 'Please do not send any more now; the card above shows every step.';

function moreArrived(transfer: Transfer, seen: string | undefined): Line[] {
  if (hasMoreAfterRefund(transfer)) {
    const { headline, meaning } = cameAfterRefund(transfer);
    return [bold(headline), meaning, 'Please do not send anything more for this transfer.'];
  }
  const money = arrived(transfer);
  const extra =
    money.kind === 'over'
      ? `That is ${formatMoney(money.extra)} more than the ${formatMoney(transfer.send)} of your quote.`
      : 'It is written down on the card above.';
  const isWaiting = transfer.state === 'held' || transfer.state === 'failed';
  const next = isWaiting
    ? 'The card above shows what you can do with it.'
    : 'Tap Help, and we ask the payout service what becomes of it.';
  return [
    bold(seen ? `Another payment came: ${seen} in all` : 'Another payment came'),
    extra,
    `Please do not send anything more for this transfer. ${next}`,
  ];
}

function whatComesNext(transfer: Transfer): Line[] {
  const { state, chain, receive, payee } = transfer;
  const mismatch = state === 'confirming' ? mismatchSeen(transfer) : undefined;
  if (mismatch) {
    const later = `Once ${chain} has confirmed it, you read here what it means.`;
    return [`${mismatch} ${later}`, dontSendMore];
  }
  const money = formatMoney(receive);
  const goesOut = state === 'received' || state === 'paying_out';
  const next = goesOut
    ? `It is confirmed, and ${money} is being paid out to ${payeeName(payee)}.`
    : 'It is confirmed.';
  return [
    state === 'confirming'
      ? `Once ${chain} has confirmed it, ${money} goes to ${payeeName(payee)}.`
      : next,
    usualTime(transfer),
    'Nothing to do now; the card above shows every step.',
  ];
}

function delivered(transfer: Transfer): Line[] {
  const { accountNumber } = transfer.payee;
  const account = accountOf({ institutionName: institutionOf(transfer), accountNumber });
  return [
    fmt`✅ ${bold(formatMoney(transfer.receive))} has reached ${bold(payeeName(transfer.payee))}`,
    `It is in their account at ${account}.`,
    'All done; there is nothing left to do.',
  ];
}

function refunded(transfer: Transfer): Line[] {
  const { refund } = transfer;
  const headline = fmt`↩️ ${bold(capital(moneyBack(transfer)))} has been sent back to you`;
  if (!refund) return [headline, 'Nothing was paid out.', sentBackUnasked];
  return [
    headline,
    `It went to the address on ${refund.chain} that you confirmed, and nothing was paid out.`,
    'Look in your wallet; the card above holds the details.',
  ];
}
