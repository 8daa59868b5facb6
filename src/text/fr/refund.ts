/** The `/refund` dialogue in French. */
import { inGroups } from '../../domain/chain.ts';
import type { Transfer } from '../../domain/transfer.ts';
import { capital, networkOf, screen, shortIdOf, tap } from '../pieces.ts';
import type { RefundMessages, RefundTo } from '../refund-messages.ts';
import { bold, fmt, type Line, lines, mono, plain } from '../rich.ts';
import { formatMoney } from './formats.ts';
import { moneyBack } from './money-back.ts';
import { paymentOf, whatArrived } from './money-seen.ts';
import { addressProblem, tagProblem } from './problems.ts';
import { buttons, payeeLine, question, reference } from './words.ts';

const mostOffered = 10;

export const refund: RefundMessages = {
  which: (transfers) =>
    screen(
      [
        bold('Lequel doit vous être remboursé ?'),
        'Ces transferts se sont arrêtés, et votre argent est là.',
      ],
      ...transfers.slice(0, mostOffered).map((transfer) => [refundButton(transfer)]),
      [buttons.cancel],
    ),
  nothingToRefund: () =>
    screen(
      [
        bold('Il n’y a rien à rembourser'),
        'L’argent peut revenir quand il est arrivé sans être versé. Aucun de vos transferts n’est dans ce cas.',
        'Envoyez /transfers pour voir où en est chacun.',
      ],
      [buttons.send, buttons.help],
    ),
  notRefundable: (transfer) =>
    screen(
      [
        bold('Ce transfert ne peut pas être remboursé'),
        ...whyNot(transfer),
        '',
        reference(transfer),
      ],
      [buttons.showTransfer(transfer.id), buttons.help],
    ),
  askAddress: (place, transfer) =>
    screen(
      [
        question(place, 'Où doit aller votre argent ?'),
        fmt`${bold(capital(paymentOf(transfer)))} est venu par ${bold(transfer.chain)} et repart par le même réseau.`,
        '',
        fmt`Envoyez une adresse sur ${bold(networkOf(transfer.chain))}, de votre propre portefeuille.`,
        'Une plateforme d’échange ne crédite pas toujours l’argent venu d’une adresse inconnue ; votre propre portefeuille est plus sûr.',
        'Nous ne demandons jamais votre phrase de récupération ni votre mot de passe.',
        '',
        reference(transfer),
      ],
      buttons.wayOut(place),
    ),
  askTag: (place, transfer) =>
    screen(
      [
        question(place, 'Cette adresse a-t-elle besoin d’un mémo ?'),
        `Sur ${transfer.chain}, les plateformes d’échange en demandent souvent un. Envoyez-le, ou passez s’il n’y en a pas.`,
        '',
        reference(transfer),
      ],
      [buttons.answer(place, 'Pas de mémo', 'skip')],
      buttons.wayOut(place),
    ),
  addressProblem,
  severalAddresses: (chain) =>
    `Votre message contient plusieurs adresses sur ${chain}. Envoyez seule celle où votre argent doit arriver.`,
  ownDepositAddress: () =>
    'C’est l’adresse à laquelle vous avez payé, et elle n’est pas à vous. Envoyez l’adresse de votre propre portefeuille.',
  tagProblem,
  confirm,
  askAgain: (transfer) =>
    screen(
      [
        bold('Donnez l’adresse encore une fois'),
        'Le bouton a été touché trop tard, ou pour une autre adresse. Rien n’a encore été renvoyé.',
        '',
        reference(transfer),
      ],
      [tap('Donner l’adresse', { kind: 'change_refund', transferId: transfer.id }, 'primary')],
      [buttons.cancel],
    ),
  refused: (transfer) =>
    screen(
      [
        bold('Ce remboursement n’a pas été accepté'),
        `${capital(paymentOf(transfer))} n’a pas bougé. Une personne de notre équipe s’en occupe.`,
        'Vous n’avez rien à faire ; vous lirez la suite ici.',
        '',
        reference(transfer),
      ],
      [buttons.showTransfer(transfer.id), buttons.help],
    ),
};

function confirm(transfer: Transfer, { address, tag, lacksChecksum }: RefundTo, hash: string) {
  const { id: transferId, chain } = transfer;
  const money = moneyBack(transfer);
  return screen(
    [
      bold('Est-ce bien votre adresse ?'),
      fmt`Votre argent${money ? fmt` (${bold(money)})` : ''} repart sur ${bold(networkOf(chain))} vers :`,
      '',
      mono(inGroups(address)),
      tag ? lines('', fmt`Mémo : ${mono(tag)}`) : undefined,
      '',
      lacksChecksum
        ? 'Telle que vous l’avez donnée, personne ne remarquerait une lettre fausse dans cette adresse. Copiez-la depuis votre portefeuille plutôt que de la taper. Majuscules et minuscules ne comptent pas.'
        : undefined,
      'Comparez-la avec votre portefeuille, groupe par groupe. Une fois confirmée, elle ne peut plus changer, et l’argent envoyé à une mauvaise adresse ne revient pas.',
      '',
      reference(transfer),
    ],
    [
      tap(
        `Oui, envoyer à cette adresse ${chain}`,
        { kind: 'confirm_refund', transferId, hash },
        'danger',
      ),
    ],
    [tap('Une autre adresse', { kind: 'change_refund', transferId }), buttons.cancel],
  );
}

function refundButton(transfer: Transfer) {
  const name = plain(transfer.payee.accountName, 24) || 'bénéficiaire';
  const label = `${whatArrived(transfer) ?? 'Votre paiement'} · ${name} · ${shortIdOf(transfer)}`;
  return tap(label, { kind: 'refund', transferId: transfer.id });
}

function whyNot(transfer: Transfer): Line[] {
  const to = payeeLine(transfer.payee);
  switch (transfer.state) {
    case 'completed':
      return [`L’argent est arrivé : ${formatMoney(transfer.receive)}`, to];
    case 'refunding':
      return ['Votre argent est déjà en route vers vous. La fiche montre où il en est.'];
    case 'refunded':
      return ['Votre argent est déjà de retour chez vous. La fiche montre où il est allé.'];
    case 'quoted':
    case 'accepting':
    case 'cancelled':
      return ['Aucun argent n’est arrivé pour ce transfert ; il n’y a donc rien à rembourser.'];
    case 'awaiting_deposit':
    case 'expired':
      return [
        'Nous n’avons vu aucun paiement. Si vous en avez envoyé un, il peut mettre quelques minutes à apparaître.',
        'Nous continuons à regarder, et vous prévenons ici.',
      ];
    case 'confirming':
    case 'received':
    case 'paying_out':
      return [
        'L’argent est en route vers :',
        to,
        'S’il ne peut pas arriver, vous le lirez ici et pourrez alors le récupérer.',
      ];
    case 'review':
      return ['Une personne de notre équipe s’en occupe. Vous lirez la suite ici.'];
    case 'held':
    case 'failed':
      return [
        'Nous n’avons pas encore de trace de votre paiement. Nous continuons à regarder, et vous prévenons ici dès que nous le voyons.',
      ];
  }
}
