/** The tables of `/order`: facts, both histories, card and notices, who did what. */
import { trailOf } from '../../domain/trail.ts';
import type { Refund, Transfer } from '../../domain/transfer.ts';
import type { RecordedAct } from '../../store/staff-records.ts';
import { initials, maskAccount } from '../format.ts';
import { shortIdOf } from '../pieces.ts';
import { bold, fmt, type Line, table } from '../rich.ts';
import type { OrderView } from '../staff-messages.ts';
import { formatMoney, plural } from './formats.ts';
import {
  aligned,
  type Fact,
  nothingChanged,
  reviewEnds,
  reviewReasons,
  shortAddress,
  utc,
} from './staff-words.ts';

/** One transfer, line by line; whatever names its person is masked. */
export function orderLines(about: OrderView): Line[] {
  const { transfer } = about;
  return [
    fmt`${bold(`Order ${shortIdOf(transfer)}`)} · ${bold(transfer.state)}`,
    table(aligned(transferFacts(about))),
    bold('Our states'),
    table(trailRows(transfer)),
    bold('States at Chessa'),
    table(providerRows(about)),
    bold('Card and notices'),
    table(noticeRows(about)),
    bold('Staff'),
    table(actRows(about.acts)),
    fmt`Read at ${utc(about.nowMs)}. ${nothingChanged}`,
  ];
}

function refundState({ accepted, attempts, frozenAtMs }: Refund): string {
  return `${accepted ? 'accepted' : 'not accepted yet'}, ${plural(attempts, 'call')}, asked ${utc(frozenAtMs)}`;
}

/** One that was stored before there were trails has only what its card shows. */
function trailRows(transfer: Transfer): string {
  const trail = trailOf(transfer).map(({ state, atMs }): Fact => [state, utc(atMs)]);
  const stages = transfer.stages.map(({ stage, atMs }): Fact => [stage, utc(atMs)]);
  return aligned((trail.length > 0 ? trail : stages).slice(-12)) || 'none yet';
}

function providerRows({ provider }: OrderView): string {
  if ('failure' in provider) return `not read: ${provider.failure.kind}`;
  return aligned(provider.slice(-10).map(({ status, atMs }) => [status, utc(atMs)])) || 'no steps';
}

function noticeRows({ card, notices, transfer }: OrderView): string {
  const behind = card ? transfer.version - card.shownVersion : 0;
  const shown = behind > 0 ? `${behind} behind` : 'up to date';
  const message = card?.messageId === undefined ? 'no message' : `message ${card.messageId}`;
  const rows = notices
    .slice(-10)
    .map(
      ({ kind, version, state, attempts, why }): Fact => [
        `${kind} v${version}`,
        `${why ? `${state}, ${why}` : state}, ${attempts}×`,
      ],
    );
  return aligned([['card', card ? `${message}, ${shown}` : 'none'], ...rows]);
}

function actRows(acts: readonly RecordedAct[]): string {
  const rows = acts.slice(0, 6).map(({ atMs, byUserId, act, why }): Fact => {
    return [utc(atMs), `${byUserId} ${act}${why ? `: ${why}` : ''}`];
  });
  return aligned(rows) || 'nobody did anything';
}

function transferFacts({ transfer, isBlocked, isUnreachable }: OrderView): Fact[] {
  const { payee, payTo, fee, refund, review, funding } = transfer;
  return [
    ['id', transfer.id],
    ['order', transfer.orderId],
    ['version', String(transfer.version)],
    ['provider', transfer.orderStatus],
    ['review', review && `${reviewReasons[review.reason]}, from ${review.from}`],
    ['its end', review?.end && reviewEnds[review.end]],
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
    [
      'funding',
      funding && `${plural(funding.attempts, 'call')}, ${plural(funding.emptyLooks, 'empty look')}`,
    ],
    ...transfer.deposits.slice(-3).flatMap((deposit, index): Fact[] => {
      const money = `${deposit.amount ?? '?'} ${deposit.asset ?? '?'}`;
      const seen = deposit.createdAtMs === undefined ? '' : `, ${utc(deposit.createdAtMs)}`;
      return [
        [`deposit ${index + 1}`, `${money}, ${deposit.status ?? 'no status'}${seen}`],
        ['its hash', deposit.hash && shortAddress(deposit.hash)],
      ];
    }),
    [
      'refund to',
      refund?.address
        ? `${shortAddress(refund.address)}${refund.tag ? ' with memo' : ''}`
        : undefined,
    ],
    ['refund', refund && refundState(refund)],
    ['sent back', refund?.amount && formatMoney(refund.amount)],
    ['its hash', refund?.hash && shortAddress(refund.hash)],
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
