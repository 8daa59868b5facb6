/** The card while a person looks at a transfer that the program does not understand. */
import { arrived } from '../../domain/arrived.ts';
import type { ReviewReason, Transfer } from '../../domain/transfer.ts';
import { formatMoney } from '../format.ts';
import { bold, type Line } from '../rich.ts';
import type { Screen } from '../screen.ts';
import { capital, moneyBack } from './money-back.ts';
import { whatArrived } from './money-seen.ts';
import { stageList } from './stages.ts';
import { amountsAgreed, helpWith, reference, screen, sendButton, tap } from './words.ts';

/** Never shows the address to pay to; says what is known and who is looking. */
export function reviewCard(transfer: Transfer, nowMs: number): Screen {
  const words = reviewWords(transfer);
  const again = hasMoney(transfer) || transfer.payTo ? [] : [sendButton];
  return screen(
    [
      bold(`✋ ${words.headline}`),
      ...words.meaning,
      '',
      amountsAgreed(transfer),
      '',
      stageList(transfer, nowMs),
      '',
      reference(transfer),
    ],
    again,
    [tap('Check again', { kind: 'look_now', transferId: transfer.id }), helpWith(transfer)],
  );
}

interface ReviewWords {
  readonly headline: string;
  readonly meaning: readonly Line[];
}

const looking = 'A person is looking at it and you will read here what comes of it.';

/** The headline and the sentences for a transfer in review, also used by its push. */
export function reviewWords(transfer: Transfer): ReviewWords {
  const refund = transfer.review && refundWords(transfer, transfer.review.reason);
  if (refund) return refund;
  if (hasMoney(transfer)) return paidWords(transfer);
  if (transfer.payTo) return perhapsPaidWords(transfer);
  return unpaidWords(transfer);
}

function hasMoney(transfer: Transfer): boolean {
  return arrived(transfer).kind !== 'nothing';
}

const doNotSend = 'Please do not send anything for this transfer';

function unpaidWords(transfer: Transfer): ReviewWords {
  const reason = transfer.review?.reason;
  const busy = reason === 'address_in_use';
  const why = busy
    ? `The address that we were given on ${transfer.chain} is taken by another transfer, so we do not show it.`
    : reason === 'answer_differs_from_quote'
      ? 'The payout service came back with other terms than the ones you confirmed, so we stopped.'
      : 'The address that we were given did not pass our checks, so we do not show it.';
  const next = busy
    ? 'You can start again and pay on another network.'
    : 'A person is looking at it. If you are in a hurry, you can start again.';
  return { headline: doNotSend, meaning: [why, 'Nothing has left your wallet.', next] };
}

function perhapsPaidWords(transfer: Transfer): ReviewWords {
  const why =
    transfer.review?.reason === 'order_missing'
      ? 'The payout service cannot find this transfer at the moment.'
      : `The address on ${transfer.chain} for this transfer is no longer certain. Do not use the one you saw before.`;
  const perhaps = 'We have seen no payment. If you have already sent one, please do not send more.';
  return { headline: doNotSend, meaning: [why, perhaps, looking] };
}

function paidWords(transfer: Transfer): ReviewWords {
  return {
    headline: 'A person is looking at this transfer',
    meaning: [
      `${whatArrived(transfer) ?? 'Your payment'} arrived. Something about this transfer does not add up, so it is not moving by itself.`,
      'Please do not send anything more for it.',
      looking,
    ],
  };
}

function refundWords(transfer: Transfer, reason: ReviewReason): ReviewWords | undefined {
  const money = moneyBack(transfer);
  const nothingToDo = 'Nothing to do for you now; please do not send anything for this transfer.';
  switch (reason) {
    case 'refund_failed':
      return {
        headline: 'Your refund has not gone through yet',
        meaning: [
          `${capital(money)} has not been sent back. The address you gave is kept as it was.`,
          nothingToDo,
          looking,
        ],
      };
    case 'refund_to_other_address':
      return {
        headline: 'Your refund needs a closer look',
        meaning: [
          `The payout service names another address for ${money} than the one you confirmed.`,
          nothingToDo,
          looking,
        ],
      };
    case 'completed_during_refund':
      return {
        headline: 'Delivered or refunded: we are finding out',
        meaning: [
          `You asked for your money back, and the payout service says that ${formatMoney(transfer.receive)} was delivered.`,
          nothingToDo,
          looking,
        ],
      };
    default:
      return undefined;
  }
}
