/** The `/refund` dialogue in English. */
import { inGroups } from '../../domain/chain.ts';
import type { Transfer } from '../../domain/transfer.ts';
import { capital, networkOf, screen, shortIdOf, tap } from '../pieces.ts';
import type { RefundMessages, RefundTo } from '../refund-messages.ts';
import { bold, fmt, type Line, lines, mono, plain } from '../rich.ts';
import { formatMoney } from './formats.ts';
import { moneyBack } from './money-back.ts';
import { whatArrived } from './money-seen.ts';
import { addressProblem, tagProblem } from './problems.ts';
import { buttons, payeeLine, question, reference } from './words.ts';

const mostOffered = 10;

export const refund: RefundMessages = {
  which: (transfers) =>
    screen(
      [bold('Which one should come back to you?'), 'These have stopped, and your money is there.'],
      ...transfers.slice(0, mostOffered).map((transfer) => [refundButton(transfer)]),
      [buttons.cancel],
    ),
  nothingToRefund: () =>
    screen(
      [
        bold('There is nothing to send back'),
        'Money can come back when it has arrived and was not paid out. None of your transfers is like that now.',
        'Look at /transfers to see where each one stands.',
      ],
      [buttons.send, buttons.help],
    ),
  notRefundable: (transfer) =>
    screen(
      [bold('This one cannot be sent back'), ...whyNot(transfer), '', reference(transfer)],
      [buttons.showTransfer(transfer.id), buttons.help],
    ),
  askAddress: (place, transfer) =>
    screen(
      [
        question(place, 'Where should your money go?'),
        fmt`${bold(whatArrived(transfer) ?? 'Your money')} came on ${bold(transfer.chain)} and goes back on the same network.`,
        '',
        fmt`Send one address on ${bold(networkOf(transfer.chain))}, from your own wallet.`,
        'An exchange may not credit money that comes from a stranger’s address; your own wallet is safer.',
        'We never ask for your seed words or your password.',
        '',
        reference(transfer),
      ],
      buttons.wayOut(place),
    ),
  askTag: (place, transfer) =>
    screen(
      [
        question(place, 'Does that address need a memo?'),
        `Exchanges on ${transfer.chain} often ask for one. Send it, or skip if there is none.`,
        '',
        reference(transfer),
      ],
      [buttons.answer(place, 'No memo', 'skip')],
      buttons.wayOut(place),
    ),
  addressProblem,
  severalAddresses: (chain) =>
    `There is more than one address on ${chain} in that. Please send the one where your money should go, alone.`,
  ownDepositAddress: () =>
    'That is the address you paid to, and it is not yours. Please send the address of your own wallet.',
  tagProblem,
  confirm,
  askAgain: (transfer) =>
    screen(
      [
        bold('Please give the address once more'),
        'That tap came too late, or for another address. Nothing was sent back yet.',
        '',
        reference(transfer),
      ],
      [tap('Give the address', { kind: 'change_refund', transferId: transfer.id }, 'primary')],
      [buttons.cancel],
    ),
  refused: (transfer) =>
    screen(
      [
        bold('This refund was not taken'),
        `${whatArrived(transfer) ?? 'Your money'} has not moved. A person is looking at it.`,
        'There is nothing to do for you now; you will read here what comes of it.',
        '',
        reference(transfer),
      ],
      [buttons.showTransfer(transfer.id), buttons.help],
    ),
};

function confirm(transfer: Transfer, { address, tag, lacksChecksum }: RefundTo, hash: string) {
  const { id: transferId, chain } = transfer;
  return screen(
    [
      bold('Is this your address?'),
      fmt`${bold(capital(moneyBack(transfer)))} goes back on ${bold(networkOf(chain))} to:`,
      '',
      mono(inGroups(address)),
      tag ? lines('', fmt`Memo: ${mono(tag)}`) : undefined,
      '',
      lacksChecksum
        ? 'As you gave it, nobody would notice a wrong letter in this address. Please copy it from your wallet rather than type it. Capital and small letters do not matter.'
        : undefined,
      'Compare it with your wallet, group by group. Once confirmed, it cannot be changed, and money sent to a wrong address does not come back.',
      '',
      reference(transfer),
    ],
    [
      tap(
        `Yes, send it to this ${chain} address`,
        { kind: 'confirm_refund', transferId, hash },
        'danger',
      ),
    ],
    [tap('Another address', { kind: 'change_refund', transferId }), buttons.cancel],
  );
}

function refundButton(transfer: Transfer) {
  const name = plain(transfer.payee.accountName, 24) || 'recipient';
  const label = `${whatArrived(transfer) ?? 'Your payment'} · ${name} · ${shortIdOf(transfer)}`;
  return tap(label, { kind: 'refund', transferId: transfer.id });
}

function whyNot(transfer: Transfer): Line[] {
  const to = payeeLine(transfer.payee);
  switch (transfer.state) {
    case 'completed':
      return [`${formatMoney(transfer.receive)} has been delivered:`, to];
    case 'refunding':
      return ['It is on its way back to you already. The card shows how far it is.'];
    case 'refunded':
      return ['The money is back with you already. The card shows where it went.'];
    case 'quoted':
    case 'accepting':
    case 'cancelled':
      return ['No money came in for it, so there is nothing to send back.'];
    case 'awaiting_deposit':
    case 'expired':
      return [
        'We have seen no payment for it. If you have sent one, it can take a few minutes to show.',
        'We keep looking, and tell you here.',
      ];
    case 'confirming':
    case 'received':
    case 'paying_out':
      return [
        'The money is on its way to:',
        to,
        'If it cannot be delivered, you will read it here and can have it back then.',
      ];
    case 'review':
      return ['A person is looking at it. You will read here what comes of it.'];
    case 'held':
    case 'failed':
      return [
        'We have no record of your payment yet. We keep looking, and tell you here as soon as we see it.',
      ];
  }
}
