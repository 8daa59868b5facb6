/** The card while money is awaited: where to send it, exactly how much, and what to beware of. */
import type { PayTo, Transfer } from '../../domain/transfer.ts';
import { exactAmount, formatMoney, maskAccount } from '../format.ts';
import { bold, fmt, type Line, lines, mono, row, visible, when } from '../rich.ts';
import type { Button, Screen } from '../screen.ts';
import { stageList } from './stages.ts';
import { usualTime } from './usual-time.ts';
import {
  copy,
  helpWith,
  institutionOf,
  networkOf,
  payeeName,
  reference,
  screen,
  tap,
} from './words.ts';

/** The one screen that shows an address to pay to. Only for an address from the record. */
export function depositCard(transfer: Transfer, payTo: PayTo, nowMs: number): Screen {
  return screen(
    [
      fmt`Network: ${bold(networkOf(payTo.chain))}`,
      fmt`Send exactly ${bold(formatMoney(transfer.send))}`,
      ...whereTo(payTo),
      '',
      fmt`It must arrive before ${when(transfer.orderExpiresAtMs, nowMs)}. The address closes then.`,
      '',
      ...warnings(transfer, payTo),
      ...saidSent(transfer, nowMs),
      '',
      theyReceive(transfer),
      usualTime(transfer),
      '',
      stageList(transfer, nowMs),
      '',
      reference(transfer),
    ],
    ...buttons(transfer, payTo),
  );
}

function whereTo(payTo: PayTo): Line[] {
  const address = lines(`Address on ${networkOf(payTo.chain)}:`, mono(payTo.address));
  if (!payTo.tag) return [address];
  return [
    address,
    fmt`Memo, always needed: ${mono(payTo.tag)}`,
    '⚠️ Without this memo the money cannot be matched to you.',
  ];
}

function warnings(transfer: Transfer, { chain }: PayTo): Line[] {
  const asset = visible(transfer.send.currency, 12);
  const exact = formatMoney(transfer.send);
  return [
    fmt`⚠️ Only ${bold(asset)}, only on ${bold(networkOf(chain))}. Anything else sent here may be lost.`,
    `Some exchanges take their fee out of the amount. Make sure that exactly ${exact} arrives.`,
    'We never ask for your seed words or your password.',
  ];
}

function saidSent(transfer: Transfer, nowMs: number): Line[] {
  const { saidSentAtMs, chain } = transfer;
  if (saidSentAtMs === undefined) return [];
  return [
    '',
    fmt`You told us at ${when(saidSentAtMs, nowMs)} that it is on its way. We have not seen it yet; on ${chain} that can take a few minutes. Please do not send it twice.`,
  ];
}

function theyReceive(transfer: Transfer): Line {
  const account = `${institutionOf(transfer)} ${maskAccount(transfer.payee.accountNumber)}`;
  const receive = bold(formatMoney(transfer.receive));
  return row(fmt`They receive ${receive}`, payeeName(transfer.payee), account);
}

function buttons(transfer: Transfer, payTo: PayTo): Button[][] {
  const transferId = transfer.id;
  const memo = payTo.tag ? [copy('Copy memo', payTo.tag)] : [];
  const sent =
    transfer.saidSentAtMs === undefined
      ? tap('I have sent it', { kind: 'said_sent', transferId }, 'success')
      : tap('Check again', { kind: 'look_now', transferId });
  return [
    [copy(`Copy ${payTo.chain} address`, payTo.address)],
    [copy(`Copy amount: ${exactAmount(transfer.send)}`, exactAmount(transfer.send)), ...memo],
    [tap(`Show QR for ${payTo.chain}`, { kind: 'show_qr', transferId }), sent],
    [tap('I won’t pay', { kind: 'wont_pay', transferId }), helpWith(transfer)],
  ];
}
