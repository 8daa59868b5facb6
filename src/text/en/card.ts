/** What stands on the card of a transfer: its whole present state, and what to do now. */
import type { Transfer } from '../../domain/transfer.ts';
import { createCard } from '../card.ts';
import { screen, shortIdOf } from '../pieces.ts';
import { bold, fmt, type Line, mono, row } from '../rich.ts';
import type { Screen } from '../screen.ts';
import { depositCard } from './deposit-card.ts';
import { formatMoney } from './formats.ts';
import { paidTooMuch, refunded, refunding } from './money-back.ts';
import { mismatchSeen, whatArrived } from './money-seen.ts';
import { quote, quoteClosed } from './quote.ts';
import { reviewWords } from './review.ts';
import { stageList } from './stages.ts';
import { failedWords, heldWords } from './stopped.ts';
import { usualTime } from './usual-time.ts';
import {
  amountsAgreed,
  amountsAhead,
  amountsSent,
  buttons,
  institutionOf,
  payeeName,
  reference,
} from './words.ts';

export const card = createCard({
  buttons,
  quote,
  quoteClosed,
  depositCard,
  review: reviewWords,
  accepting: ({ chain }) => [
    bold(`Getting your address on ${chain}`),
    'Nothing to do yet, and nothing to send. This message changes by itself.',
  ],
  closing: () => [
    bold('The time to pay is over'),
    'Please do not send anything to the address of this transfer any more.',
    'If you have already paid, there is nothing to do: we are looking for it now and write here.',
  ],
  givenUp: () => [
    bold('You chose not to pay'),
    'The address is hidden. Please do not send anything for this transfer.',
    'If you have already paid, there is nothing to do: we keep watching and write to you here.',
  ],
  inMotion,
  isMismatch: (transfer) => mismatchIn(transfer) !== undefined,
  completed: (transfer) => [
    bold(`✅ Delivered: ${formatMoney(transfer.receive)}`),
    `The money has reached ${payeeName(transfer.payee)} at ${institutionOf(transfer)}.`,
    ...paidTooMuch(transfer),
  ],
  held: heldWords,
  failed: failedWords,
  refunding,
  refunded,
  expired: () => [
    bold('This quote has ended and its address is closed'),
    'Please do not send anything to it any more.',
    'If you have already paid, your money is not out of sight: we keep watching for a week and write to you here.',
  ],
  amountsAhead,
  amountsSent,
  amountsAgreed,
  stageList,
  reference,
});

function inMotion(transfer: Transfer): Line[] {
  const seen = whatArrived(transfer);
  const mismatch = mismatchIn(transfer);
  const headline = {
    confirming: seen ? `Payment seen: ${seen}` : 'Payment seen',
    received: 'Your payment is confirmed',
    paying_out: `On its way to ${institutionOf(transfer)}`,
  }[transfer.state as 'confirming' | 'received' | 'paying_out'];
  const meaning = {
    confirming: `${transfer.chain} is confirming it. This can take a few minutes.`,
    received: `${whatArrived(transfer) ?? 'Your payment'} is there. The payout is being prepared.`,
    paying_out: `${formatMoney(transfer.receive)} has been sent on. This can take a little while.`,
  }[transfer.state as 'confirming' | 'received' | 'paying_out'];
  return [
    bold(headline),
    meaning,
    ...paidTooMuch(transfer),
    mismatch && `${mismatch} Please do not send any more now.`,
    mismatch ? undefined : usualTime(transfer),
    mismatch
      ? 'Once it is confirmed, you read here what it means.'
      : 'Nothing to do now. This message changes by itself.',
  ];
}

function mismatchIn(transfer: Transfer): string | undefined {
  return transfer.state === 'confirming' ? mismatchSeen(transfer) : undefined;
}

/** A line that says nothing of the transfer yet: it becomes the card by an edit. */
export function cardComing(transfer: Transfer): Screen {
  return screen([fmt`Here is transfer ${mono(shortIdOf(transfer))}:`]);
}

/** What an older card becomes when a fresh one is sent below it. */
export function cardMoved(transfer: Transfer): Screen {
  return screen([row('This card has moved further down', reference(transfer))]);
}
