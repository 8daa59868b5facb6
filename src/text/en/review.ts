/** What a person reads while somebody looks at a transfer that the program does not understand. */
import type { Transfer } from '../../domain/transfer.ts';
import { capital } from '../pieces.ts';
import { type ReviewWords, reviewNews } from '../review.ts';
import { formatMoney } from './formats.ts';
import { cameAfterRefund, moneyBack, paidTooMuch, refundedFacts } from './money-back.ts';
import { whatArrived } from './money-seen.ts';
import { payeeName } from './words.ts';

const looking = 'A person is looking at it and you will read here what comes of it.';
const doNotSend = 'Please do not send anything for this transfer';
const nothingLeft = 'Nothing has left your wallet.';
const nothingToDo = 'Nothing to do for you now; please do not send anything for this transfer.';
const nothingMore = 'Nothing to do for you; please do not send anything more for this transfer.';
const stillLooking =
  'Something else about it did not add up, and a person still looks at that. Your money does not wait for it.';
const inAHurry = 'A person is looking at it. If you are in a hurry, you can start again.';
const seenNone = 'We have seen no payment. If you have already sent one, please do not send more.';

/** The headline and the sentences for a transfer in review, also used by its push. */
export function reviewWords(transfer: Transfer): ReviewWords {
  const { chain } = transfer;
  const money = moneyBack(transfer);
  switch (reviewNews(transfer)) {
    case 'delivered':
      return {
        headline: `${formatMoney(transfer.receive)} has reached ${payeeName(transfer.payee)}`,
        meaning: [...paidTooMuch(transfer), nothingMore, stillLooking],
      };
    case 'sent_back':
      return {
        headline: `${capital(money)} has been sent back to you`,
        meaning: [...refundedFacts(transfer), nothingMore, stillLooking],
      };
    case 'refund_failed':
      return {
        headline: 'Your refund has not gone through yet',
        meaning: [
          `${capital(money)} has not been sent back. The address you gave is kept as it was.`,
          nothingToDo,
          looking,
        ],
      };
    case 'refund_elsewhere':
      return {
        headline: 'Your refund needs a closer look',
        meaning: [
          `The payout service names another address for ${money} than the one you confirmed.`,
          nothingToDo,
          looking,
        ],
      };
    case 'delivered_or_refunded':
      return {
        headline: 'Delivered or refunded: we are finding out',
        meaning: [
          `You asked for your money back, and the payout service says that ${formatMoney(transfer.receive)} was delivered.`,
          nothingToDo,
          looking,
        ],
      };
    case 'paid_after_refund': {
      const { headline, meaning } = cameAfterRefund(transfer);
      return { headline, meaning: [meaning, `${doNotSend} any more.`, looking] };
    }
    case 'delivered_or_not':
      return {
        headline: 'Delivered or not: we are finding out',
        meaning: [
          `The payout service told us that ${formatMoney(transfer.receive)} was delivered to ${payeeName(transfer.payee)}, and now says otherwise. Their bank may have sent it back.`,
          'Please do not send anything for this transfer, nor the same once more, until you read here where it is.',
          looking,
        ],
      };
    case 'paid':
      return {
        headline: 'A person is looking at this transfer',
        meaning: [
          `${whatArrived(transfer) ?? 'Your payment'} arrived. Something about this transfer does not add up, so it is not moving by itself.`,
          'Please do not send anything more for it.',
          looking,
        ],
      };
    case 'perhaps_paid_missing':
      return doNot(
        'The payout service cannot find this transfer at the moment.',
        seenNone,
        looking,
      );
    case 'perhaps_paid_uncertain':
      return doNot(
        `The address on ${chain} for this transfer is no longer certain. Do not use the one you saw before.`,
        seenNone,
        looking,
      );
    case 'unpaid_address_taken':
      return doNot(
        `The address that we were given on ${chain} is taken by another transfer, so we do not show it.`,
        nothingLeft,
        'You can start again and pay on another network.',
      );
    case 'unpaid_other_terms':
      return doNot(
        'The payout service came back with other terms than the ones you confirmed, so we stopped.',
        nothingLeft,
        inAHurry,
      );
    case 'unpaid_unchecked':
      return doNot(
        'The address that we were given did not pass our checks, so we do not show it.',
        nothingLeft,
        inAHurry,
      );
  }
}

function doNot(...meaning: readonly string[]): ReviewWords {
  return { headline: doNotSend, meaning };
}
