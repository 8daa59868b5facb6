/** What staff read: denser, aligned, and the person masked. */
import type { Transfer } from '../../domain/transfer.ts';
import { formatMoney, maskAccount } from '../format.ts';
import type { Messages } from '../messages.ts';
import { bold, fmt, type Line, plain, table, visible } from '../rich.ts';
import { screen, shortIdOf, tap } from './words.ts';

type OrderView = Parameters<Messages['staff']['order']>[0];
type Fact = readonly [name: string, value: string | undefined];

export const staff: Messages['staff'] = {
  order: (about) => {
    const { transfer } = about;
    const text: Line[] = [
      fmt`${bold(`Order ${shortIdOf(transfer)}`)} · ${bold(transfer.state)}`,
      table(aligned(transferFacts(transfer))),
      bold('Stages'),
      table(stageRows(transfer)),
      bold('Said by the provider'),
      table(providerRows(about)),
      bold('Card and notices'),
      table(noticeRows(about)),
      fmt`Read at ${utc(about.nowMs)}. Nothing was changed.`,
    ];
    return screen(text, [
      tap('Look now', { kind: 'staff_look', transferId: transfer.id }, 'primary'),
    ]);
  },
  orderUsage: () => 'Write /order and the short id of a transfer, for example /order 7K2M9QXA.',
  orderNotFound: (shortId) =>
    `There is no transfer ${visible(shortId, 24)}. Check the letters; case does not matter.`,
};

function transferFacts(transfer: Transfer): Fact[] {
  const { payee, payTo, fee, refund, review, funding } = transfer;
  return [
    ['id', transfer.id],
    ['order', transfer.orderId],
    ['version', String(transfer.version)],
    ['provider', transfer.orderStatus],
    ['review', review && `${review.reason}, from ${review.from}`],
    ['receive', formatMoney(transfer.receive)],
    ['send', `${formatMoney(transfer.send)} on ${transfer.chain}`],
    ['fee', fee && formatMoney(fee)],
    ['payee', `${initials(payee.accountName)}, ${payee.institutionCode}`],
    ['account', maskAccount(payee.accountNumber)],
    ['name', payee.nameChecked ? 'checked' : 'not checked'],
    ['pay to', payTo && shortAddress(payTo.address) + (payTo.tag ? ' with memo' : '')],
    ['funding', funding && `${funding.attempts} calls, ${funding.emptyLooks} empty looks`],
    ...transfer.deposits.slice(0, 5).map((deposit, index): Fact => {
      const money = `${deposit.amount ?? '?'} ${deposit.asset ?? '?'}`;
      return [`deposit ${index + 1}`, `${money}, ${deposit.status ?? 'no status'}`];
    }),
    ['refund to', refund && shortAddress(refund.address)],
    ['refund', refund && `${refund.accepted ? 'accepted' : 'open'}, ${refund.attempts} calls`],
    ['said sent', transfer.saidSentAtMs === undefined ? undefined : utc(transfer.saidSentAtMs)],
    ['missing', transfer.missingLooks ? `${transfer.missingLooks} looks` : undefined],
    ['ends', utc(transfer.orderExpiresAtMs)],
    ['next look', transfer.dueAtMs === undefined ? 'none' : utc(transfer.dueAtMs)],
  ];
}

function stageRows({ stages }: Transfer): string {
  return aligned(stages.slice(-12).map(({ stage, atMs }) => [stage, utc(atMs)])) || 'none yet';
}

function providerRows({ provider }: OrderView): string {
  if ('failure' in provider) return `not read: ${provider.failure.kind}`;
  return aligned(provider.slice(-12).map(({ status, atMs }) => [status, utc(atMs)])) || 'no steps';
}

function noticeRows({ card, notices, transfer }: OrderView): string {
  const behind = card ? transfer.version - card.shownVersion : 0;
  const shown = behind > 0 ? `${behind} behind` : 'up to date';
  const message = card?.messageId === undefined ? 'no message' : `message ${card.messageId}`;
  const rows = notices
    .slice(-15)
    .map(
      ({ kind, version, state, attempts }): Fact => [
        `${kind} v${version}`,
        `${state}, ${attempts}×`,
      ],
    );
  return aligned([['card', card ? `${message}, ${shown}` : 'none'], ...rows]);
}

/** Two columns; what is absent falls away. */
function aligned(facts: readonly Fact[]): string {
  const known = facts.filter(([, value]) => value !== undefined);
  const width = Math.max(0, ...known.map(([name]) => plain(name, 24).length));
  return known
    .map(([name, value]) => `${plain(name, 24).padEnd(width)}  ${plain(value ?? '', 60)}`)
    .join('\n');
}

function utc(atMs: number): string {
  const time = new Date(atMs);
  return Number.isNaN(time.getTime())
    ? '?'
    : `${time.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** `ADA TEST OKAFOR` becomes `A. T. O.`: enough to tell people apart, not to name one. */
function initials(name: string): string {
  const words = plain(name, 80).split(' ').slice(0, 5);
  return words.map((word) => `${[...word][0] ?? ''}.`).join(' ');
}

function shortAddress(address: string): string {
  return address.length > 16 ? `${address.slice(0, 6)}…${address.slice(-6)}` : address;
}
