/** The complete quote, and what its message becomes when it is over. */
import type { Transfer } from '../../domain/transfer.ts';
import { flag, termsOf } from '../format.ts';
import { networkOf, screen, tap } from '../pieces.ts';
import { bold, fmt, type Line, lines, row, visible } from '../rich.ts';
import type { Screen } from '../screen.ts';
import { formatMoney, when } from './formats.ts';
import { usualTime } from './usual-time.ts';
import { buttons, payeeLine, reference } from './words.ts';

/** Everything a person agrees to, with the button that carries the hash of these values. */
export function quote(transfer: Transfer): Screen {
  const { id: transferId, quoteHash: hash } = transfer;
  return screen(
    [
      bold('Please check, then confirm'),
      '',
      fmt`They receive ${bold(formatMoney(transfer.receive))}`,
      payeeLine(transfer.payee),
      destination(transfer),
      '',
      fmt`You send ${bold(formatMoney(transfer.send))} on ${bold(networkOf(transfer.chain))}`,
      ...terms(transfer),
      usualTime(transfer),
      fmt`Good until ${when(transfer.confirmBeforeMs, transfer.createdAtMs)}`,
      nameWarning(transfer),
      '',
      reference(transfer),
    ],
    [tap('✅ Confirm and get the address', { kind: 'confirm', transferId, hash }, 'success')],
    [
      tap('Change amount', { kind: 'change_amount', transferId }),
      tap('Cancel', { kind: 'cancel_quote', transferId }),
    ],
  );
}

function destination(transfer: Transfer): Line {
  const { countryCode, countryName } = transfer.payee;
  const country = visible(countryName, 40);
  return country ? `${flag(countryCode) || '🌍'} ${country}` : undefined;
}

function terms(transfer: Transfer): Line[] {
  const { rate, fee } = termsOf(transfer);
  const about = fee?.isAbout ? 'about ' : '';
  return [
    rate
      ? `1 ${visible(transfer.send.currency, 12)} brings about ${formatMoney(rate)}, all in`
      : undefined,
    fee ? `Fee: ${about}${formatMoney(fee.fee)}, included` : 'Fee: included in the rate',
  ];
}

function nameWarning(transfer: Transfer): Line {
  if (transfer.payee.nameChecked) return undefined;
  return lines('', '⚠️ This name could not be checked. Please make sure that the number is right.');
}

const whyClosed = {
  cancelled: ['Cancelled', 'No money moved. You can start again whenever you like.'],
  ended: [
    'This quote has ended',
    'Rates move, so a quote holds for a few minutes. No money moved.',
  ],
  no_address: [
    'We could not get an address for your payment',
    'So this transfer has ended. Nothing has left your wallet, and there is nothing to pay.',
  ],
  replaced: ['A newer quote is below', 'This one no longer counts. No money moved.'],
} as const;

/** The quote message after "cancel", after its end, or when a newer one replaced it. */
export function quoteClosed(transfer: Transfer, why: keyof typeof whyClosed): Screen {
  const [headline, meaning] = whyClosed[why];
  const again = buttons.newQuote(transfer, 'primary');
  const next = {
    cancelled: [buttons.send],
    ended: [again, buttons.help],
    no_address: [buttons.send, buttons.help],
    replaced: [],
  }[why];
  return screen(
    [
      bold(headline),
      meaning,
      '',
      row(formatMoney(transfer.receive), `${formatMoney(transfer.send)} on ${transfer.chain}`),
      payeeLine(transfer.payee),
      '',
      reference(transfer),
    ],
    next,
  );
}
