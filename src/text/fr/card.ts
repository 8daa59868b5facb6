/** What stands on the card of a transfer: its whole present state, and what to do now. */
import type { Transfer } from '../../domain/transfer.ts';
import { createCard } from '../card.ts';
import { capital, screen, shortIdOf } from '../pieces.ts';
import { bold, fmt, type Line, mono, row } from '../rich.ts';
import type { Screen } from '../screen.ts';
import { depositCard } from './deposit-card.ts';
import { formatMoney } from './formats.ts';
import { paidTooMuch, refunded, refunding } from './money-back.ts';
import { mismatchSeen, paymentOf, whatArrived } from './money-seen.ts';
import { quote, quoteClosed } from './quote.ts';
import { reviewWords } from './review.ts';
import { stageList } from './stages.ts';
import { failedWords, heldWords } from './stopped.ts';
import { usualTime } from './usual-time.ts';
import {
  amountsAgreed,
  amountsAhead,
  amountsSent,
  buttons,
  institutionOf,
  payeeName,
  reference,
} from './words.ts';

export const card = createCard({
  buttons,
  quote,
  quoteClosed,
  depositCard,
  review: reviewWords,
  accepting: ({ chain }) => [
    bold(`Nous demandons votre adresse sur ${chain}`),
    'Rien à faire pour l’instant, et rien à envoyer. Ce message change tout seul.',
  ],
  closing: () => [
    bold('Le délai pour payer est passé'),
    'N’envoyez plus rien à l’adresse de ce transfert.',
    'Si vous avez déjà payé, vous n’avez rien à faire : nous cherchons votre paiement et vous écrivons ici.',
  ],
  givenUp: () => [
    bold('Vous avez choisi de ne pas payer'),
    'L’adresse est masquée. N’envoyez rien pour ce transfert.',
    'Si vous avez déjà payé, vous n’avez rien à faire : nous surveillons et vous écrivons ici.',
  ],
  inMotion,
  isMismatch: (transfer) => mismatchOnCard(transfer) !== undefined,
  completed: (transfer) => [
    bold(`✅ Arrivé : ${formatMoney(transfer.receive)}`),
    `L’argent est bien arrivé chez ${payeeName(transfer.payee)} (${institutionOf(transfer)}).`,
    ...paidTooMuch(transfer),
  ],
  held: heldWords,
  failed: failedWords,
  refunding,
  refunded,
  expired: () => [
    bold('Ce devis est terminé et son adresse est fermée'),
    'N’y envoyez plus rien.',
    'Si vous avez déjà payé, votre argent n’est pas perdu de vue : nous surveillons pendant une semaine et vous écrivons ici.',
  ],
  amountsAhead,
  amountsSent,
  amountsAgreed,
  stageList,
  reference,
});

function inMotion(transfer: Transfer): Line[] {
  const seen = whatArrived(transfer);
  const mismatch = mismatchOnCard(transfer);
  const headline = {
    confirming: seen ? `Paiement vu : ${seen}` : 'Paiement vu',
    received: 'Votre paiement est confirmé',
    paying_out: `En route vers ${institutionOf(transfer)}`,
  }[transfer.state as 'confirming' | 'received' | 'paying_out'];
  const meaning = {
    confirming: `${transfer.chain} est en train de le confirmer. Cela peut prendre quelques minutes.`,
    received: `${capital(paymentOf(transfer))} est arrivé. Le versement se prépare.`,
    paying_out: `La somme de ${formatMoney(transfer.receive)} est partie. Cela peut prendre un petit moment.`,
  }[transfer.state as 'confirming' | 'received' | 'paying_out'];
  return [
    bold(headline),
    meaning,
    ...paidTooMuch(transfer),
    mismatch && `${mismatch} N’envoyez rien de plus pour l’instant.`,
    mismatch ? undefined : usualTime(transfer),
    mismatch
      ? 'Une fois le paiement confirmé, vous lirez ici ce que cela change.'
      : 'Rien à faire pour l’instant. Ce message change tout seul.',
  ];
}

function mismatchOnCard(transfer: Transfer): string | undefined {
  return transfer.state === 'confirming' ? mismatchSeen(transfer) : undefined;
}

/** A line that says nothing of the transfer yet: it becomes the card by an edit. */
export function cardComing(transfer: Transfer): Screen {
  return screen([fmt`Voici le transfert ${mono(shortIdOf(transfer))} :`]);
}

/** What an older card becomes when a fresh one is sent below it. */
export function cardMoved(transfer: Transfer): Screen {
  return screen([row('Cette fiche se trouve maintenant plus bas', reference(transfer))]);
}
