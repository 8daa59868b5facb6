/** The card while money is awaited: where to send it, exactly how much, and what to beware of. */
import type { PayTo, Transfer } from '../domain/transfer.ts';
import type { Buttons } from './buttons.ts';
import { exactAmount } from './format.ts';
import { copy, type Rows, screen, tap } from './pieces.ts';
import { type Line, lines, mono } from './rich.ts';
import type { Screen } from './screen.ts';

/** What a language says on it. */
export interface DepositWords {
  readonly buttons: Buttons;
  network(payTo: PayTo): Line;
  sendExactly(transfer: Transfer): Line;
  addressOn(payTo: PayTo): string;
  memo(tag: string): Line;
  readonly memoNeeded: string;
  /** Until when it must have arrived. */
  before(transfer: Transfer, nowMs: number): Line;
  /** Only this coin on this network; exchanges and their fees; what is never asked for. */
  warnings(transfer: Transfer, payTo: PayTo): readonly Line[];
  saidSent(transfer: Transfer, saidSentAtMs: number, nowMs: number): Line;
  theyReceive(transfer: Transfer): Line;
  usualTime(transfer: Transfer): Line;
  stageList(transfer: Transfer, nowMs: number): Line;
  reference(transfer: Transfer): Line;
  readonly labels: {
    copyAddress(payTo: PayTo): string;
    copyAmount(amount: string): string;
    readonly copyMemo: string;
    showQr(payTo: PayTo): string;
    readonly sent: string;
  };
}

/** Makes the one screen that shows an address to pay to. Only for an address from the record. */
export function createDepositCard(words: DepositWords) {
  return function depositCard(transfer: Transfer, payTo: PayTo, nowMs: number): Screen {
    const { saidSentAtMs } = transfer;
    const said =
      saidSentAtMs === undefined ? [] : ['', words.saidSent(transfer, saidSentAtMs, nowMs)];
    return screen(
      [
        words.network(payTo),
        words.sendExactly(transfer),
        ...whereTo(payTo),
        '',
        words.before(transfer, nowMs),
        '',
        ...words.warnings(transfer, payTo),
        ...said,
        '',
        words.theyReceive(transfer),
        words.usualTime(transfer),
        '',
        words.stageList(transfer, nowMs),
        '',
        words.reference(transfer),
      ],
      ...rows(transfer, payTo),
    );
  };

  function whereTo(payTo: PayTo): Line[] {
    const address = lines(words.addressOn(payTo), mono(payTo.address));
    return payTo.tag ? [address, words.memo(payTo.tag), words.memoNeeded] : [address];
  }

  function rows(transfer: Transfer, payTo: PayTo): Rows {
    const { buttons, labels } = words;
    const amount = exactAmount(transfer.send);
    const memo = payTo.tag ? [copy(labels.copyMemo, payTo.tag)] : [];
    const transferId = transfer.id;
    const sent =
      transfer.saidSentAtMs === undefined
        ? tap(labels.sent, { kind: 'said_sent', transferId }, 'success')
        : buttons.checkAgain(transfer);
    return [
      [copy(labels.copyAddress(payTo), payTo.address)],
      [copy(labels.copyAmount(amount), amount), ...memo],
      [tap(labels.showQr(payTo), { kind: 'show_qr', transferId }), sent],
      [buttons.wontPay(transfer), buttons.helpWith(transfer)],
    ];
  }
}
