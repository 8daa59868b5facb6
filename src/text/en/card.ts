/** The one live message of a transfer: its whole present state, and what to do now. */
import { isPayable, isRefundable, type Transfer } from '../../domain/transfer.ts';
import { formatMoney } from '../format.ts';
import { bold, fmt, type Line, mono, row } from '../rich.ts';
import type { Button, Screen } from '../screen.ts';
import { depositCard } from './deposit-card.ts';
import { paidTooMuch, refunded, refunding } from './money-back.ts';
import { mismatchSeen, whatArrived } from './money-seen.ts';
import { quote, quoteClosed } from './quote.ts';
import { reviewCard } from './review.ts';
import { stageList } from './stages.ts';
import { failedWords, heldWords } from './stopped.ts';
import { usualTime } from './usual-time.ts';
import {
  amountsAgreed,
  amountsAhead,
  amountsSent,
  explorerRow,
  helpWith,
  institutionOf,
  payeeName,
  type Rows,
  reference,
  screen,
  sendAgainButton,
  sendButton,
  shortIdOf,
  tap,
} from './words.ts';

/** The card for the transfer's present state. Shows an address only while it may be paid to. */
export function card(transfer: Transfer, nowMs: number): Screen {
  switch (transfer.state) {
    case 'quoted':
      return nowMs < transfer.confirmBeforeMs ? quote(transfer) : quoteClosed(transfer, 'ended');
    case 'accepting':
      return stateCard(transfer, nowMs, accepting(transfer), amountsAhead(transfer), [
        [helpWith(transfer)],
      ]);
    case 'awaiting_deposit':
      return awaitingDeposit(transfer, nowMs);
    case 'confirming':
    case 'received':
    case 'paying_out':
      return stateCard(transfer, nowMs, inMotion(transfer), amountsInMotion(transfer), [
        explorerRow(transfer.chain, transfer.deposits[0]?.hash),
        [checkNow(transfer), helpWith(transfer)],
      ]);
    case 'completed':
      return stateCard(transfer, nowMs, completed(transfer), amountsSent(transfer), [
        [sendAgainButton(transfer), helpWith(transfer)],
      ]);
    case 'held':
      return stateCard(
        transfer,
        nowMs,
        heldWords(transfer),
        amountsAgreed(transfer),
        stopped(transfer),
      );
    case 'failed':
      return stateCard(
        transfer,
        nowMs,
        failedWords(transfer),
        amountsAgreed(transfer),
        stopped(transfer),
      );
    case 'refunding':
      return stateCard(transfer, nowMs, refunding(transfer), amountsAgreed(transfer), [
        [checkNow(transfer), helpWith(transfer)],
      ]);
    case 'refunded':
      return stateCard(transfer, nowMs, refunded(transfer), amountsAgreed(transfer), [
        explorerRow(transfer.refund?.chain ?? transfer.chain, transfer.refund?.hash),
        [sendButton, helpWith(transfer)],
      ]);
    case 'expired':
      return stateCard(
        transfer,
        nowMs,
        expired(transfer),
        amountsAgreed(transfer),
        closed(transfer),
      );
    case 'cancelled':
      return quoteClosed(transfer, wasAccepted(transfer) ? 'no_address' : 'cancelled');
    case 'review':
      return reviewCard(transfer, nowMs);
  }
}

function stateCard(
  transfer: Transfer,
  nowMs: number,
  words: readonly Line[],
  amounts: Line,
  buttons: Rows,
): Screen {
  const text = [...words, '', amounts, '', stageList(transfer, nowMs), '', reference(transfer)];
  return screen(text, ...buttons);
}

function awaitingDeposit(transfer: Transfer, nowMs: number): Screen {
  const { payTo } = transfer;
  if (!payTo)
    return stateCard(transfer, nowMs, accepting(transfer), amountsAhead(transfer), [
      [helpWith(transfer)],
    ]);
  if (isPayable(transfer, nowMs)) return depositCard(transfer, transfer.payTo, nowMs);
  if (nowMs < transfer.orderExpiresAtMs) return givenUp(transfer, nowMs);
  const words = [
    bold('The time to pay is over'),
    'Please do not send anything to the address of this transfer any more.',
    'If you have already paid, there is nothing to do: we are looking for it now and write here.',
  ];
  return stateCard(transfer, nowMs, words, amountsAgreed(transfer), closed(transfer));
}

function givenUp(transfer: Transfer, nowMs: number): Screen {
  const transferId = transfer.id;
  const words = [
    bold('You chose not to pay'),
    'The address is hidden. Please do not send anything for this transfer.',
    'If you have already paid, there is nothing to do: we keep watching and write to you here.',
  ];
  return stateCard(transfer, nowMs, words, amountsAgreed(transfer), [
    [tap('I want to pay after all', { kind: 'will_pay', transferId })],
    [sendButton, helpWith(transfer)],
  ]);
}

function accepting({ chain }: Transfer): Line[] {
  return [
    bold(`Getting your address on ${chain}`),
    'Nothing to do yet, and nothing to send. This message changes by itself.',
  ];
}

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

/** What does not fit the quote is not said to be received by anybody before it is confirmed. */
function amountsInMotion(transfer: Transfer): Line {
  return mismatchIn(transfer) ? amountsAgreed(transfer) : amountsSent(transfer);
}

function mismatchIn(transfer: Transfer): string | undefined {
  return transfer.state === 'confirming' ? mismatchSeen(transfer) : undefined;
}

function completed(transfer: Transfer): Line[] {
  const who = payeeName(transfer.payee);
  return [
    bold(`✅ Delivered: ${formatMoney(transfer.receive)}`),
    `The money has reached ${who} at ${institutionOf(transfer)}.`,
    ...paidTooMuch(transfer),
  ];
}

/** A quote that its person cancels has no stages yet. */
function wasAccepted({ stages }: Transfer): boolean {
  return stages.some(({ stage }) => stage === 'cancelled');
}

function expired(transfer: Transfer): Line[] {
  if (transfer.deposits.length > 0) return heldWords(transfer);
  return [
    bold('This quote has ended and its address is closed'),
    'Please do not send anything to it any more.',
    'If you have already paid, your money is not out of sight: we keep watching for a week and write to you here.',
  ];
}

function checkNow(transfer: Transfer): Button {
  return tap('Check now', { kind: 'look_now', transferId: transfer.id });
}

function refundRow(transfer: Transfer): Button[] {
  if (!isRefundable(transfer)) return [];
  return [tap('Get my money back', { kind: 'refund', transferId: transfer.id }, 'primary')];
}

function stopped(transfer: Transfer): Rows {
  return [refundRow(transfer), [checkNow(transfer), helpWith(transfer)]];
}

function closed(transfer: Transfer): Rows {
  const again = tap('Get a new quote', { kind: 'new_quote', transferId: transfer.id });
  const hasMoney = transfer.deposits.length > 0;
  return [
    refundRow(transfer),
    [checkNow(transfer), ...(hasMoney ? [] : [again])],
    [helpWith(transfer)],
  ];
}

/** A line that says nothing of the transfer yet: it becomes the card by an edit. */
export function cardComing(transfer: Transfer): Screen {
  return screen([fmt`Here is transfer ${mono(shortIdOf(transfer))}:`]);
}

/** What an older card becomes when a fresh one is sent below it. */
export function cardMoved(transfer: Transfer): Screen {
  return screen([row('This card has moved further down', reference(transfer))]);
}
