/** Pieces that many English screens share: where one is, who gets the money, buttons. */
import type { Payee, Transfer } from '../../domain/transfer.ts';
import { createButtons } from '../buttons.ts';
import type { PayeeLine, Place } from '../messages.ts';
import { accountOf, networkOf, shortIdOf, signOfWay } from '../pieces.ts';
import { bold, type FormattedString, fmt, lines, mono, row, visible } from '../rich.ts';
import { formatMoney } from './formats.ts';
import { whatArrived } from './money-seen.ts';

export const buttons = createButtons({
  help: 'Help',
  send: 'Send money',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  back: '‹ Back',
  sendAgain: 'Send again',
  receipt: 'Receipt',
  checkNow: 'Check now',
  checkAgain: 'Check again',
  moneyBack: 'Get my money back',
  newQuote: 'Get a new quote',
  wontPay: 'I won’t pay',
  willPay: 'I want to pay after all',
  showTransfer: 'Show this transfer',
  rates: 'Rates',
  language: 'Language',
  share: 'Share progress',
  shareInTelegram: 'Send it in Telegram',
  copyLink: 'Copy the link',
  stopSharing: 'Stop sharing',
  shareAgain: 'Share it again',
  seeItOn: (chain) => `See it on ${chain}`,
});

/** The question in bold and where one is: `Which bank? · 3 of 6`; alone it needs no number. */
export function question(place: Place, words: string): FormattedString {
  return row(bold(words), whereOf(place));
}

/** `2 of 6`, or `Question 2` while nobody can tell how many there will be; nothing for one alone. */
function whereOf({ number, of }: Place): string | undefined {
  if (number === undefined || of === 1) return undefined;
  return of === undefined ? `Question ${number}` : `${number} of ${of}`;
}

/** `🏦 ADA TEST OKAFOR · Access Bank ••••6789`. */
export function payeeLine(payee: Payee): FormattedString {
  return row(`${signOfWay[payee.kind]} ${payeeName(payee)}`, accountOf(payee));
}

/** The same for somebody who is not part of a transfer yet, the name large. */
export function payeeLines(payee: PayeeLine): FormattedString {
  return lines(bold(payeeName(payee)), accountOf(payee));
}

/** A name that can be shown, whatever came. */
export function payeeName(payee: { readonly accountName: string }): string {
  return visible(payee.accountName, 80) || 'the recipient';
}

/** Where the money arrives, in a sentence: `Access Bank`. */
export function institutionOf(transfer: Transfer): string {
  return visible(transfer.payee.institutionName, 60) || 'their account';
}

/** What is agreed before any money moves: what arrives, with whom, and what is to be sent. */
export function amountsAhead(transfer: Transfer): FormattedString {
  return lines(
    fmt`They receive ${bold(formatMoney(transfer.receive))}`,
    payeeLine(transfer.payee),
    fmt`You send ${bold(formatMoney(transfer.send))} on ${bold(networkOf(transfer.chain))}`,
  );
}

/** The same while it is on its way, or after it has arrived. */
export function amountsSent(transfer: Transfer): FormattedString {
  const verb = transfer.state === 'completed' ? 'They received' : 'They receive';
  const sent = whatArrived(transfer) ?? formatMoney(transfer.send);
  return lines(
    fmt`${verb} ${bold(formatMoney(transfer.receive))}`,
    payeeLine(transfer.payee),
    fmt`You sent ${bold(sent)} on ${bold(networkOf(transfer.chain))}`,
  );
}

/** The same where it has stopped: what had been agreed, without saying that it happens. */
export function amountsAgreed(transfer: Transfer): FormattedString {
  const { receive, send, chain } = transfer;
  return lines(
    `The quote was ${formatMoney(receive)} for ${formatMoney(send)} on ${networkOf(chain)}, to:`,
    payeeLine(transfer.payee),
  );
}

/** The last line of every message about a transfer. */
export function reference(transfer: Transfer): FormattedString {
  return fmt`Transfer ${mono(shortIdOf(transfer))}`;
}
