/** Messages that ring: which buttons stand under which, the same in every language. */
import { isRefundable, type NoticeKind, type Transfer } from '../domain/transfer.ts';
import type { Buttons } from './buttons.ts';
import type { Messages } from './messages.ts';
import { type Rows, screen } from './pieces.ts';
import { italic, type Line } from './rich.ts';

/** What a language says in them. */
export interface NoticeWords {
  readonly buttons: Buttons;
  /** What happened, what it means for the money, what to do now. */
  said(kind: NoticeKind, transfer: Transfer): readonly Line[];
  /** The same news may have come before. */
  readonly repeated: string;
  reference(transfer: Transfer): Line;
}

/** Makes the pushes of a language. */
export function createNotice({ buttons, ...words }: NoticeWords): Messages['notice'] {
  return function notice(kind, transfer, repeated) {
    const again = repeated ? ['', italic(words.repeated)] : [];
    return screen(
      [...words.said(kind, transfer), ...again, '', words.reference(transfer)],
      ...rows(kind, transfer),
    );
  };

  function rows(kind: NoticeKind, transfer: Transfer): Rows {
    const help = buttons.helpWith(transfer);
    switch (kind) {
      case 'deposit_seen':
        return [];
      case 'delivered':
        return [[buttons.receipt(transfer), buttons.sendAgain(transfer)]];
      case 'refunded':
        return [[buttons.receipt(transfer), buttons.send]];
      case 'late_deposit':
      case 'more_arrived':
      case 'extra_back':
      case 'refund_dropped':
      case 'do_not_pay':
      case 'goes_on':
        return [[help]];
      case 'expires_soon':
        return [[buttons.wontPay(transfer), help]];
      case 'failed':
      case 'held':
        return [isRefundable(transfer) ? [buttons.moneyBack(transfer.id)] : [], [help]];
      case 'no_address':
        return [[buttons.send, help]];
    }
  }
}
