/** What `/order` tells staff of a transfer, line by line, its person masked. */
import type { Transfer } from '../../domain/transfer.ts';
import { formatMoney, maskAccount } from '../format.ts';
import type { OrderView } from '../staff-messages.ts';
import { type Fact, initials, shortAddress, utc } from './staff-words.ts';

/** The facts in the order in which they are read. */
export function transferFacts({ transfer, isBlocked, isUnreachable }: OrderView): Fact[] {
  const { payee, payTo, fee, refund, review, funding } = transfer;
  return [
    ['id', transfer.id],
    ['order', transfer.orderId],
    ['version', String(transfer.version)],
    ['provider', transfer.orderStatus],
    ['review', review && `${review.reason}, from ${review.from}`],
    [
      'person',
      [isBlocked && 'blocked', isUnreachable && 'unreachable'].filter(Boolean).join(', ') ||
        undefined,
    ],
    ['receive', formatMoney(transfer.receive)],
    ['send', `${formatMoney(transfer.send)} on ${transfer.chain}`],
    ['fee', fee && formatMoney(fee)],
    ...payeeFacts(transfer),
    ['name', payee.nameChecked ? 'checked' : 'not checked'],
    ['pay to', payTo && shortAddress(payTo.address) + (payTo.tag ? ' with memo' : '')],
    ['funding', funding && `${funding.attempts} calls, ${funding.emptyLooks} empty looks`],
    ...transfer.deposits.slice(0, 5).map((deposit, index): Fact => {
      const money = `${deposit.amount ?? '?'} ${deposit.asset ?? '?'}`;
      return [`deposit ${index + 1}`, `${money}, ${deposit.status ?? 'no status'}`];
    }),
    ['refund to', refund?.address ? shortAddress(refund.address) : undefined],
    ['refund', refund && `${refund.accepted ? 'accepted' : 'open'}, ${refund.attempts} calls`],
    ['said sent', transfer.saidSentAtMs === undefined ? undefined : utc(transfer.saidSentAtMs)],
    ['missing', transfer.missingLooks ? `${transfer.missingLooks} looks` : undefined],
    ['ends', utc(transfer.orderExpiresAtMs)],
    ['next look', transfer.dueAtMs === undefined ? 'none' : utc(transfer.dueAtMs)],
  ];
}

function payeeFacts({ payee, erasedAtMs }: Transfer): Fact[] {
  if (erasedAtMs !== undefined) return [['names', `deleted ${utc(erasedAtMs)}`]];
  return [
    ['payee', `${initials(payee.accountName)}, ${payee.institutionCode}`],
    ['account', maskAccount(payee.accountNumber)],
  ];
}
