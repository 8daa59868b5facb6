/** Messages that ring: what happened, what it means for the money, what to do now. */
import { isRefundable, type NoticeKind, type Transfer } from '../../domain/transfer.ts';
import { formatMoney, maskAccount } from '../format.ts';
import { bold, fmt, italic, type Line } from '../rich.ts';
import type { Screen } from '../screen.ts';
import { capital, moneyBack } from './money-back.ts';
import { whatArrived } from './money-seen.ts';
import { reviewWords } from './review.ts';
import { failedWords, heldWords } from './stopped.ts';
import {
  helpButton,
  institutionOf,
  payeeName,
  type Rows,
  reference,
  screen,
  sendButton,
  tap,
} from './words.ts';

/** A push. `repeated` says that the same news may have come before. */
export function notice(kind: NoticeKind, transfer: Transfer, repeated: boolean): Screen {
  const again = repeated
    ? ['', italic('You may have had this message already. It is the same news, not a new event.')]
    : [];
  return screen(
    [...words(kind, transfer), ...again, '', reference(transfer)],
    ...buttons(kind, transfer),
  );
}

function words(kind: NoticeKind, transfer: Transfer): readonly Line[] {
  const seen = whatArrived(transfer);
  switch (kind) {
    case 'deposit_seen':
      return [
        bold(seen ? `We can see your payment: ${seen}` : 'We can see your payment'),
        whatComesNext(transfer),
        'Nothing to do now; the card above shows every step.',
      ];
    case 'delivered':
      return delivered(transfer);
    case 'failed':
      return failedWords(transfer);
    case 'refunded':
      return refunded(transfer);
    case 'held':
    case 'expired_with_deposit':
      return heldWords(transfer);
    case 'do_not_pay': {
      const { headline, meaning } = reviewWords(transfer);
      return [bold(`✋ ${headline}`), ...meaning];
    }
  }
}

function whatComesNext(transfer: Transfer): string {
  const { state, chain, receive, payee } = transfer;
  const money = formatMoney(receive);
  if (state === 'confirming') {
    return `Once ${chain} has confirmed it, ${money} goes to ${payeeName(payee)}.`;
  }
  const goesOut = state === 'received' || state === 'paying_out';
  return goesOut
    ? `It is confirmed, and ${money} is being paid out to ${payeeName(payee)}.`
    : 'It is confirmed.';
}

function delivered(transfer: Transfer): Line[] {
  const account = `${institutionOf(transfer)} ${maskAccount(transfer.payee.accountNumber)}`;
  return [
    fmt`✅ ${bold(formatMoney(transfer.receive))} has reached ${bold(payeeName(transfer.payee))}`,
    `It is in their account at ${account}.`,
    'All done; there is nothing left to do.',
  ];
}

function refunded(transfer: Transfer): Line[] {
  const chain = transfer.refund?.chain ?? transfer.chain;
  return [
    fmt`↩️ ${bold(capital(moneyBack(transfer)))} has been sent back to you`,
    `It went to the address on ${chain} that you confirmed, and nothing was paid out.`,
    'Look in your wallet; the card above holds the details.',
  ];
}

function buttons(kind: NoticeKind, transfer: Transfer): Rows {
  const transferId = transfer.id;
  const back = tap('Get my money back', { kind: 'refund', transferId }, 'primary');
  switch (kind) {
    case 'deposit_seen':
      return [];
    case 'delivered':
    case 'refunded':
      return [[sendButton]];
    case 'failed':
    case 'held':
    case 'expired_with_deposit':
      return [isRefundable(transfer) ? [back] : [], [helpButton]];
    case 'do_not_pay':
      return [[helpButton]];
  }
}
