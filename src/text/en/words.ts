/** Pieces that many English screens share: where one is, who gets the money, buttons. */
import { type ChainName, findChain } from '../../domain/chain.ts';
import type { Press } from '../../domain/press.ts';
import type { Payee, Transfer } from '../../domain/transfer.ts';
import { formatMoney, maskAccount } from '../format.ts';
import type { PayeeLine, Place } from '../messages.ts';
import {
  bold,
  type FormattedString,
  fmt,
  type Line,
  lines,
  mono,
  plain,
  row,
  visible,
} from '../rich.ts';
import type { Button, Screen } from '../screen.ts';
import { whatArrived } from './money-seen.ts';

/** Rows of buttons. */
export type Rows = readonly (readonly Button[])[];

/** A screen of lines and rows of buttons; empty rows fall away. */
export function screen(text: readonly Line[], ...rows: Rows): Screen {
  return { text: lines(...text), buttons: rows.filter((buttons) => buttons.length > 0) };
}

/** A button that presses. */
export function tap(label: string, press: Press, tone?: Button['tone']): Button {
  return tone ? { label, tone, does: { press } } : { label, does: { press } };
}

/** A button that puts text on the clipboard. */
export function copy(label: string, text: string): Button {
  return { label, does: { copy: text } };
}

export const helpButton: Button = tap('Help', { kind: 'help' });
/** Help with one transfer: leads to our people, with the transfer attached. */
export function helpWith({ id }: Transfer): Button {
  return tap('Help', { kind: 'support', transferId: id });
}

export const sendButton: Button = tap('Send money', { kind: 'send' }, 'primary');
export const tryAgainButton: Button = tap('Try again', { kind: 'send' }, 'primary');
export const cancelButton: Button = tap('Cancel', { kind: 'cancel' });

/** Leads to the amount, with the recipient of this transfer. */
export function sendAgainButton({ id }: Transfer): Button {
  return tap('Send again', { kind: 'send_again', transferId: id }, 'primary');
}

/** The question in bold and where one is: `Which bank? · 3 of 6`; alone it needs no number. */
export function question(place: Place, words: string): FormattedString {
  return row(bold(words), place.of > 1 ? `${place.number} of ${place.of}` : undefined);
}

/** The last row of every question: back where there is a way back, and cancel. */
export function wayOut(place: Place): readonly Button[] {
  const { nonce, step } = place;
  const back = tap('‹ Back', { kind: 'back', nonce, step });
  return place.mayGoBack ? [back, cancelButton] : [cancelButton];
}

/** A button that answers the question of `place`. */
export function answer(place: Place, label: string, token: string, tone?: Button['tone']): Button {
  const { nonce, step } = place;
  return tap(label, { kind: 'choose', nonce, step, token }, tone);
}

const signOfWay = { bank: '🏦', mobile_money: '📱', other: '👤' } as const;

/** `🏦 ADA TEST OKAFOR · Access Bank ••••6789`. */
export function payeeLine(payee: Payee): FormattedString {
  return row(`${signOfWay[payee.kind]} ${payeeName(payee)}`, accountOf(payee));
}

/** The same for somebody who is not part of a transfer yet, the name large. */
export function payeeLines(payee: PayeeLine): FormattedString {
  return lines(bold(payeeName(payee)), accountOf(payee));
}

/** `Access Bank ••••6789`. */
export function accountOf({
  institutionName,
  accountNumber,
}: Omit<PayeeLine, 'accountName'>): string {
  return `${visible(institutionName, 60)} ${maskAccount(accountNumber)}`;
}

/** A name that can be shown, whatever came. */
export function payeeName(payee: { readonly accountName: string }): string {
  return visible(payee.accountName, 80) || 'the recipient';
}

/** The network as people and exchanges know it: `Tron (TRC20)`. */
export function networkOf(chain: ChainName): string {
  return findChain(chain)?.title ?? chain;
}

/** A row that leads to what the network itself shows; nothing where the hash is not plain. */
export function explorerRow(chain: ChainName, hash: string | undefined): readonly Button[] {
  const explorer = findChain(chain)?.explorer.transaction;
  if (!explorer || !hash || !/^[A-Za-z0-9]{16,128}$/.test(hash)) return [];
  return [{ label: `See it on ${chain}`, does: { open: `${explorer}${hash}` } }];
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

/** A short id that can be shown, whatever came. */
export function shortIdOf(transfer: Transfer): string {
  return plain(transfer.shortId, 24) || '—';
}
