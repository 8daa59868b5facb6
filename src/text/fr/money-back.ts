/** Words for money that goes back to the person who sent it. */
import { arrived, hasMoreAfterRefund, paidAfterRefund } from '../../domain/arrived.ts';
import type { Transfer } from '../../domain/transfer.ts';
import { networkOf } from '../pieces.ts';
import { bold, fmt, type Line, lines, mono, plain } from '../rich.ts';
import { createMoneyBack } from '../seen.ts';
import { formatMoney } from './formats.ts';
import { whatArrived } from './money-seen.ts';

/** Where a refund goes, and how far it is. */
export function refunding(transfer: Transfer): Line[] {
  const { refund } = transfer;
  return refund?.accepted
    ? [
        bold('Votre argent est en route vers vous'),
        `${withMoney('Renvoi en cours', transfer)}. Cela peut prendre quelques heures.`,
        ...backTo(transfer),
      ]
    : [
        bold('Nous demandons votre remboursement'),
        'Votre adresse est enregistrée et ne peut plus changer. Vous n’avez rien à faire.',
        ...backTo(transfer),
      ];
}

/** The refund has arrived. */
export function refunded(transfer: Transfer): Line[] {
  return [bold(`↩️ ${sentBack(transfer)}`), ...refundedFacts(transfer)];
}

/** That it is back, with its sum where it is known. */
export function sentBack(transfer: Transfer): string {
  return withMoney('Votre argent vous a été renvoyé', transfer);
}

/** Where the refund went, and what came after it. */
export function refundedFacts(transfer: Transfer): Line[] {
  const later = cameAfterRefund(transfer);
  return [
    'Il n’a été versé à personne.',
    ...backTo(transfer),
    hasMoreAfterRefund(transfer) ? `${later.headline}. ${later.meaning} ${askForIt}` : undefined,
  ];
}

/** Words with the sum that goes back, where it is known: `Renvoi en cours : 32.47 USDC`. */
function withMoney(words: string, transfer: Transfer): string {
  const money = moneyBack(transfer);
  return money ? `${words} : ${money}` : words;
}

/** What goes back; absent where it is not known. */
export const moneyBack = createMoneyBack(formatMoney, whatArrived);

/** A payment that is no part of what was sent back: what came, and what that means. */
export function cameAfterRefund(transfer: Transfer): { headline: string; meaning: string } {
  const later = whatArrived(paidAfterRefund(transfer));
  const money = moneyBack(transfer);
  return {
    headline: later ? `Un autre paiement est arrivé : ${later}` : 'Un autre paiement est arrivé',
    meaning: `Nous ne l’avons vu qu’après vous avoir renvoyé ${money ?? 'votre argent'}, et il n’en fait pas partie.`,
  };
}

const askForIt = 'Touchez Aide, et nous le demandons au service de versement.';

/** What is known of money beyond the amount that was asked for; nothing where there is none. */
export function paidTooMuch(transfer: Transfer): Line[] {
  const { extraBack } = transfer;
  const money = arrived(transfer);
  const extra = money.kind === 'over' ? formatMoney(money.extra) : undefined;
  const goesBack = extraBack?.amount ? formatMoney(extraBack.amount) : extra;
  const much = extra && `Vous avez envoyé ${extra} de plus que demandé.`;
  const surplus = goesBack ? `Le surplus (${goesBack})` : 'Une partie de votre paiement';
  const comesBack = goesBack ? 'renvoyé' : 'renvoyée';
  switch (extraBack?.status) {
    case 'completed':
      return [
        much,
        `${surplus} a été ${comesBack} ; regardez dans le portefeuille avec lequel vous avez payé.`,
      ];
    case 'pending':
      return [
        much,
        `${surplus} est en train d’être ${comesBack} vers le portefeuille avec lequel vous avez payé.`,
      ];
    case 'failed':
    case 'unknown':
      return [much, `${surplus} n’est pas encore de retour. ${askForIt}`];
    case undefined:
      return much ? [`${much} ${askForIt}`] : [];
  }
}

/** Where money went that was sent back without being asked for: nobody told us an address. */
export const sentBackUnasked =
  'Le service de versement l’a renvoyé de lui-même. Regardez dans le portefeuille avec lequel vous avez payé.';

function backTo({ refund }: Transfer): Line[] {
  if (!refund) return [sentBackUnasked];
  return [
    lines(`Vers votre adresse sur ${networkOf(refund.chain)} :`, mono(refund.address)),
    refund.tag ? fmt`Mémo : ${mono(refund.tag)}` : undefined,
    refund.hash ? lines('Transaction :', mono(plain(refund.hash, 128))) : undefined,
  ];
}
