/** Pieces of screens that are the same in every language. */
import { type ChainName, findChain } from '../domain/chain.ts';
import type { Press } from '../domain/press.ts';
import type { Payee, Transfer } from '../domain/transfer.ts';
import { maskAccount } from './format.ts';
import type { PayeeLine } from './messages.ts';
import { type Line, lines, plain, visible } from './rich.ts';
import type { Button, Screen } from './screen.ts';

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

/** The sign of each way in which money arrives. */
export const signOfWay: Readonly<Record<Payee['kind'], string>> = {
  bank: '🏦',
  mobile_money: '📱',
  other: '👤',
};

/** `Access Bank ••••6789`. */
export function accountOf({
  institutionName,
  accountNumber,
}: Omit<PayeeLine, 'accountName'>): string {
  return `${visible(institutionName, 60)} ${maskAccount(accountNumber)}`;
}

/**
 * `ADA TEST OKAFOR · Access Bank ••••6789`, short enough that a button shows the number too.
 * `nameless` stands for a name that cannot be shown.
 */
export function recipientLabel(
  { accountName, institutionName, accountNumber }: PayeeLine,
  nameless: string,
): string {
  const where = plain(institutionName, 20);
  return `${plain(accountName, 28) || nameless} · ${where ? `${where} ` : ''}${maskAccount(accountNumber)}`;
}

/** The network as people and exchanges know it: `Tron (TRC20)`. */
export function networkOf(chain: ChainName): string {
  return findChain(chain)?.title ?? chain;
}

/** A short id that can be shown, whatever came. */
export function shortIdOf(transfer: Transfer): string {
  return plain(transfer.shortId, 24) || '—';
}

/** The first letter of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What somebody typed, line by line, safe to show. */
export function typedLines(text: string): string[] {
  return text
    .split('\n')
    .slice(0, 60)
    .map((line) => visible(line, 2_000));
}
