/** The one live message of a transfer: its whole present state, and what to do now. */
import { isRefundable, type Transfer } from '../../domain/transfer.ts';
import { formatMoney } from '../format.ts';
import { bold, fmt, type Line, lines, mono, row } from '../rich.ts';
import type { Button, Screen } from '../screen.ts';
import { depositCard } from './deposit-card.ts';
import { arrived, whatArrived } from './money-seen.ts';
import { quote, quoteClosed } from './quote.ts';
import { reviewCard } from './review.ts';
import { stageList } from './stages.ts';
import {
  amounts,
  helpButton,
  institutionOf,
  payeeName,
  type Rows,
  reference,
  screen,
  sendButton,
  tap,
} from './words.ts';

/** The card for the transfer's present state. Shows an address only while it may be paid to. */
export function card(transfer: Transfer, nowMs: number): Screen {
  switch (transfer.state) {
    case 'quoted':
      return nowMs < transfer.confirmBeforeMs ? quote(transfer) : quoteClosed(transfer, 'ended');
    case 'accepting':
      return stateCard(transfer, nowMs, accepting(transfer), 'You send', [[helpButton]]);
    case 'awaiting_deposit':
      return awaitingDeposit(transfer, nowMs);
    case 'confirming':
    case 'received':
    case 'paying_out':
      return stateCard(transfer, nowMs, inMotion(transfer), 'You sent', [
        [checkNow(transfer), helpButton],
      ]);
    case 'completed':
      return stateCard(transfer, nowMs, completed(transfer), 'You sent', [
        [sendButton, helpButton],
      ]);
    case 'held':
      return stateCard(transfer, nowMs, heldWords(transfer), 'You send', stopped(transfer));
    case 'failed':
      return stateCard(transfer, nowMs, failedWords(transfer), 'You sent', stopped(transfer));
    case 'refunding':
      return stateCard(transfer, nowMs, refunding(transfer), 'You sent', [
        [checkNow(transfer), helpButton],
      ]);
    case 'refunded':
      return stateCard(transfer, nowMs, refunded(transfer), 'You sent', [[sendButton, helpButton]]);
    case 'expired':
      return stateCard(transfer, nowMs, expired(transfer), 'You send', closed(transfer));
    case 'cancelled':
      return quoteClosed(transfer, 'cancelled');
    case 'review':
      return reviewCard(transfer, nowMs);
  }
}

function stateCard(
  transfer: Transfer,
  nowMs: number,
  words: readonly Line[],
  verb: 'You send' | 'You sent',
  buttons: Rows,
): Screen {
  const text = [
    ...words,
    '',
    amounts(transfer, verb),
    '',
    stageList(transfer, nowMs),
    '',
    reference(transfer),
  ];
  return screen(text, ...buttons);
}

function awaitingDeposit(transfer: Transfer, nowMs: number): Screen {
  const { payTo } = transfer;
  if (!payTo) return stateCard(transfer, nowMs, accepting(transfer), 'You send', [[helpButton]]);
  if (nowMs < transfer.orderExpiresAtMs) return depositCard(transfer, payTo, nowMs);
  const words = [
    bold('The time to pay is over'),
    'Please do not send anything to the address of this transfer any more.',
    'If you have already paid, there is nothing to do: we are looking for it now and write here.',
  ];
  return stateCard(transfer, nowMs, words, 'You send', closed(transfer));
}

function accepting({ chain }: Transfer): Line[] {
  return [
    bold(`Getting your address on ${chain}`),
    'Nothing to do yet, and nothing to send. This message changes by itself.',
  ];
}

function inMotion(transfer: Transfer): Line[] {
  const money = arrived(transfer);
  const headline = {
    confirming: `Payment seen: ${whatArrived(transfer)}`,
    received: 'Your payment is confirmed',
    paying_out: `On its way to ${institutionOf(transfer)}`,
  }[transfer.state as 'confirming' | 'received' | 'paying_out'];
  const meaning = {
    confirming: `${transfer.chain} is confirming it. This can take a few minutes.`,
    received: `${whatArrived(transfer)} is there. The payout is being prepared.`,
    paying_out: `${formatMoney(transfer.receive)} has been sent on. Banks can take a little while.`,
  }[transfer.state as 'confirming' | 'received' | 'paying_out'];
  const over =
    money.kind === 'over'
      ? `That is ${formatMoney(money.extra)} more than was asked for. Tap Help about the rest.`
      : undefined;
  return [bold(headline), meaning, over, 'Nothing to do now. This message changes by itself.'];
}

function completed(transfer: Transfer): Line[] {
  const who = payeeName(transfer.payee);
  return [
    bold(`✅ Delivered: ${formatMoney(transfer.receive)}`),
    `The money has reached ${who} at ${institutionOf(transfer)}.`,
  ];
}

/** What a held transfer means; also the words of its push. */
export function heldWords(transfer: Transfer): Line[] {
  const money = arrived(transfer);
  const back = isRefundable(transfer)
    ? 'You can have it back now: tap the button below.'
    : 'A person can help: tap Help.';
  if (money.kind === 'short') {
    const { total, missing } = money;
    return [
      bold(`${formatMoney(total)} of ${formatMoney(transfer.send)} arrived`),
      `${formatMoney(missing)} is missing; exchanges often keep their fee. The money is safe and the transfer waits.`,
      `We cannot promise that sending the rest would help, so please do not send more. ${back}`,
    ];
  }
  if (money.kind === 'something' || money.kind === 'nothing') {
    return [
      bold('Your payment does not match this quote'),
      `${whatArrived(transfer)} is there, and it is not what was asked for. The transfer waits.`,
      `Please do not send anything more for it. ${back}`,
    ];
  }
  return [
    bold('Your payment came after this quote had ended'),
    `We can see it: ${whatArrived(transfer)}. It has not been paid out.`,
    `Please do not send anything more for it. ${back}`,
  ];
}

/** What a failed payout means; also the words of its push. */
export function failedWords(transfer: Transfer): Line[] {
  const where = institutionOf(transfer);
  if (isRefundable(transfer)) {
    return [
      bold(`${where} did not accept this payout`),
      `${whatArrived(transfer)} arrived and was not paid out. It is safe.`,
      'Tell us where to send it back: tap the button below.',
    ];
  }
  return [
    bold('This payout did not go through'),
    'Nothing was paid out. We have no record of a payment for it yet.',
    'If you have sent money for it, tap Help and a person will look. Please do not send more.',
  ];
}

/** Where a refund goes, and how far it is. */
function refunding(transfer: Transfer): Line[] {
  const { refund } = transfer;
  const money = formatMoney(refund?.amount ?? transfer.send);
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

function refunded(transfer: Transfer): Line[] {
  const money = formatMoney(transfer.refund?.amount ?? transfer.send);
  return [
    bold(`↩️ ${money} is back with you`),
    'It was not paid out to anybody.',
    ...backTo(transfer),
  ];
}

function backTo({ refund }: Transfer): Line[] {
  if (!refund) return [];
  return [
    lines(`To your address on ${refund.chain}:`, mono(refund.address)),
    refund.tag ? fmt`Memo: ${mono(refund.tag)}` : undefined,
    refund.hash ? lines('Transaction:', mono(refund.hash)) : undefined,
  ];
}

function expired(transfer: Transfer): Line[] {
  if (transfer.deposits.length > 0) return heldWords(transfer);
  return [
    bold('This quote has ended and its address is closed'),
    'Please do not send anything to it any more.',
    'If you have already paid, your money is not out of sight: we keep watching and write to you here.',
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
  return [refundRow(transfer), [checkNow(transfer), helpButton]];
}

function closed(transfer: Transfer): Rows {
  const again = tap('Get a new quote', { kind: 'new_quote', transferId: transfer.id });
  const hasMoney = transfer.deposits.length > 0;
  return [refundRow(transfer), [checkNow(transfer), ...(hasMoney ? [] : [again])], [helpButton]];
}

/** A line that says nothing of the transfer yet: it becomes the card by an edit. */
export function cardComing(transfer: Transfer): Screen {
  return screen([fmt`Here is ${reference(transfer)}:`]);
}

/** What an older card becomes when a fresh one is sent below it. */
export function cardMoved(transfer: Transfer): Screen {
  return screen([row('This transfer goes on further down ⤵️', reference(transfer))]);
}
