/** Receipts. */
import { screen } from '../pieces.ts';
import { createReceipts } from '../receipts.ts';
import { formatMoney } from './formats.ts';
import { moneyBack } from './money-back.ts';
import { whatArrived } from './money-seen.ts';
import { placeName } from './names.ts';
import { institutionOf, payeeName, reference } from './words.ts';

const moment = new Intl.DateTimeFormat('fr', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
});

export const receipt = createReceipts({
  language: 'fr',
  fileStem: 'recu',
  title: 'Reçu',
  delivered: '✓ Arrivé',
  returned: '↩ Renvoyé',
  headings: { payment: 'Paiement', times: 'Dates et heures', references: 'Références' },
  labels: {
    received: 'Reçu',
    sent: 'Envoyé pour cela',
    hadSent: 'Avait été envoyé',
    fee: 'Frais',
    rate: 'Cours',
    extraBack: 'En trop, renvoyé',
    sentBack: 'Renvoyé',
    notPaidTo: 'Non versé à',
    quote: 'Le devis prévoyait',
    transfer: 'Transfert',
    order: 'Dossier chez Chessa',
  },
  stages: {
    accepted: 'Devis accepté',
    deposit_seen: 'Paiement vu',
    confirmed: 'Paiement confirmé',
    paying_out: 'Versement lancé',
    delivered: 'Arrivé',
    failed: 'Non versé',
    refund_asked: 'Remboursement demandé',
    refunded: 'Renvoyé',
    expired: 'Adresse fermée',
    cancelled: 'Annulé',
  },
  money: formatMoney,
  when: (atMs) => `${moment.format(atMs)} UTC`,
  payee: payeeName,
  institution: institutionOf,
  country: ({ countryCode, countryName }) => placeName(countryCode, countryName),
  on: (amount, network) => `${amount} sur ${network}`,
  feeIncluded: (fee) => (fee ? `${fee}, compris` : 'compris dans le cours'),
  rate: (one, brought) => `${one} a donné environ ${brought}, tout compris`,
  quoted: (receive, send) => `${receive} pour ${send}`,
  arrived: whatArrived,
  moneyBack: (transfer) => moneyBack(transfer) ?? 'Votre argent',
  toTheirAddress: (network) => `à l’adresse de l’expéditeur sur ${network}`,
  toTheirWallet: () => 'au portefeuille d’où il venait',
  paymentOn: (network) => `Paiement sur ${network}`,
  sentBackOn: (network) => `Renvoyé sur ${network}`,
  footer: (payer, isReturned, madeAt) => [
    isReturned
      ? `Renvoyé par ${payer}, par l’intermédiaire de Chessa. Rien n’a été versé.`
      : `Versé par ${payer}, par l’intermédiaire de Chessa.`,
    `Les numéros de compte sont raccourcis exprès. Établi le ${madeAt}.`,
  ],
  caption: (transfer) =>
    screen([
      'Votre reçu. Gardez-le, ou transmettez-le : il ne montre aucun numéro de compte complet.',
      reference(transfer),
    ]),
  notYet: () =>
    'Il n’y a pas encore de reçu, car ce transfert n’est pas terminé. Envoyez /status pour voir où il en est.',
  coming: () => 'Votre reçu se prépare. Il arrive dans un instant.',
});
