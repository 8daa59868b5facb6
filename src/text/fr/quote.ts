/** The complete quote, and what its message becomes when it is over. */
import type { Transfer } from '../../domain/transfer.ts';
import { flag, termsOf } from '../format.ts';
import { networkOf, screen, tap } from '../pieces.ts';
import { bold, fmt, type Line, lines, row, visible } from '../rich.ts';
import type { Screen } from '../screen.ts';
import { formatMoney, when } from './formats.ts';
import { placeName } from './names.ts';
import { usualTime } from './usual-time.ts';
import { buttons, payeeLine, reference } from './words.ts';

/** Everything a person agrees to, with the button that carries the hash of these values. */
export function quote(transfer: Transfer): Screen {
  const { id: transferId, quoteHash: hash } = transfer;
  return screen(
    [
      bold('Vérifiez, puis confirmez'),
      '',
      fmt`À recevoir : ${bold(formatMoney(transfer.receive))}`,
      payeeLine(transfer.payee),
      destination(transfer),
      '',
      fmt`Vous envoyez ${bold(formatMoney(transfer.send))} sur ${bold(networkOf(transfer.chain))}`,
      ...terms(transfer),
      usualTime(transfer),
      fmt`Valable jusqu’à ${when(transfer.confirmBeforeMs, transfer.createdAtMs)}`,
      nameWarning(transfer),
      '',
      reference(transfer),
    ],
    [tap('✅ Confirmer et obtenir l’adresse', { kind: 'confirm', transferId, hash }, 'success')],
    [
      tap('Changer le montant', { kind: 'change_amount', transferId }),
      tap('Annuler', { kind: 'cancel_quote', transferId }),
    ],
  );
}

function destination(transfer: Transfer): Line {
  const { countryCode, countryName } = transfer.payee;
  const country = placeName(countryCode, countryName);
  return country ? `${flag(countryCode) || '🌍'} ${country}` : undefined;
}

function terms(transfer: Transfer): Line[] {
  const { rate, fee } = termsOf(transfer);
  const about = fee?.isAbout ? 'environ ' : '';
  return [
    rate
      ? `1 ${visible(transfer.send.currency, 12)} donne environ ${formatMoney(rate)}, tout compris`
      : undefined,
    fee ? `Frais : ${about}${formatMoney(fee.fee)}, compris` : 'Frais : compris dans le cours',
  ];
}

function nameWarning(transfer: Transfer): Line {
  if (transfer.payee.nameChecked) return undefined;
  return lines('', '⚠️ Ce nom n’a pas pu être vérifié. Assurez-vous que le numéro est le bon.');
}

const whyClosed = {
  cancelled: ['Annulé', 'Aucun argent n’a bougé. Vous pouvez recommencer quand vous voulez.'],
  ended: [
    'Ce devis est terminé',
    'Les cours bougent, un devis ne tient donc que quelques minutes. Aucun argent n’a bougé.',
  ],
  no_address: [
    'Nous n’avons pas pu obtenir d’adresse pour votre paiement',
    'Ce transfert est donc terminé. Rien n’a quitté votre portefeuille, et il n’y a rien à payer.',
  ],
  replaced: [
    'Un devis plus récent se trouve plus bas',
    'Celui-ci ne compte plus. Aucun argent n’a bougé.',
  ],
} as const;

/** The quote message after "cancel", after its end, or when a newer one replaced it. */
export function quoteClosed(transfer: Transfer, why: keyof typeof whyClosed): Screen {
  const [headline, meaning] = whyClosed[why];
  const next = {
    cancelled: [buttons.send],
    ended: [buttons.newQuote(transfer, 'primary'), buttons.help],
    no_address: [buttons.send, buttons.help],
    replaced: [],
  }[why];
  return screen(
    [
      bold(headline),
      meaning,
      '',
      row(formatMoney(transfer.receive), `${formatMoney(transfer.send)} sur ${transfer.chain}`),
      payeeLine(transfer.payee),
      '',
      reference(transfer),
    ],
    next,
  );
}
