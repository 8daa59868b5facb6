/** What a person reads while somebody looks at a transfer that the program does not understand. */
import type { Transfer } from '../../domain/transfer.ts';
import { capital } from '../pieces.ts';
import { type ReviewWords, reviewNews } from '../review.ts';
import { formatMoney } from './formats.ts';
import { cameAfterRefund, moneyBack, paidTooMuch, refundedFacts, sentBack } from './money-back.ts';
import { paymentOf } from './money-seen.ts';
import { payeeName } from './words.ts';

const looking = 'Une personne de notre équipe s’en occupe ; vous lirez la suite ici.';
const doNotSend = 'N’envoyez rien pour ce transfert';
const nothingLeft = 'Rien n’a quitté votre portefeuille.';
const nothingToDo = 'Vous n’avez rien à faire ; n’envoyez rien pour ce transfert.';
const nothingMore = 'Vous n’avez rien à faire ; n’envoyez rien de plus pour ce transfert.';
const stillLooking =
  'Autre chose ne concordait pas, et une personne de notre équipe s’en occupe encore. Votre argent n’attend pas cela.';
const inAHurry =
  'Une personne de notre équipe s’en occupe. Si cela presse, vous pouvez recommencer.';
const seenNone =
  'Nous n’avons vu aucun paiement. Si vous en avez déjà envoyé un, n’envoyez rien de plus.';

/** The headline and the sentences for a transfer in review, also used by its push. */
export function reviewWords(transfer: Transfer): ReviewWords {
  const { chain } = transfer;
  const money = moneyBack(transfer);
  switch (reviewNews(transfer)) {
    case 'delivered':
      return {
        headline: `${formatMoney(transfer.receive)} : l’argent est arrivé chez ${payeeName(transfer.payee)}`,
        meaning: [...paidTooMuch(transfer), nothingMore, stillLooking],
      };
    case 'sent_back':
      return {
        headline: sentBack(transfer),
        meaning: [...refundedFacts(transfer), nothingMore, stillLooking],
      };
    case 'refund_failed':
      return {
        headline: 'Votre remboursement n’est pas encore passé',
        meaning: [
          `Votre argent${money ? ` (${money})` : ''} n’a pas été renvoyé. L’adresse que vous avez donnée est gardée telle quelle.`,
          nothingToDo,
          looking,
        ],
      };
    case 'refund_elsewhere':
      return {
        headline: 'Votre remboursement doit être vérifié',
        meaning: [
          `Le service de versement indique${money ? `, pour ${money},` : ''} une autre adresse que celle que vous avez confirmée.`,
          nothingToDo,
          looking,
        ],
      };
    case 'delivered_or_refunded':
      return {
        headline: 'Arrivé ou remboursé : nous vérifions',
        meaning: [
          `Vous avez demandé votre argent, et le service de versement dit que ${formatMoney(transfer.receive)} sont arrivés.`,
          nothingToDo,
          looking,
        ],
      };
    case 'paid_after_refund': {
      const { headline, meaning } = cameAfterRefund(transfer);
      return { headline, meaning: [meaning, 'N’envoyez plus rien pour ce transfert.', looking] };
    }
    case 'delivered_or_not':
      return {
        headline: 'Arrivé ou non : nous vérifions',
        meaning: [
          `Le service de versement nous a dit que ${formatMoney(transfer.receive)} étaient arrivés chez ${payeeName(transfer.payee)}, et dit maintenant autre chose. Sa banque les a peut-être renvoyés.`,
          'N’envoyez rien pour ce transfert, ni la même somme une seconde fois, avant d’avoir lu ici où est l’argent.',
          looking,
        ],
      };
    case 'paid':
      return {
        headline: 'Une personne regarde ce transfert',
        meaning: [
          `${capital(paymentOf(transfer))} est arrivé. Quelque chose ne concorde pas dans ce transfert : il n’avance donc pas tout seul.`,
          'N’envoyez plus rien pour ce transfert.',
          looking,
        ],
      };
    case 'perhaps_paid_missing':
      return doNot(
        'Le service de versement ne trouve pas ce transfert pour le moment.',
        seenNone,
        looking,
      );
    case 'perhaps_paid_uncertain':
      return doNot(
        `L’adresse sur ${chain} de ce transfert n’est plus certaine. N’utilisez pas celle que vous avez vue.`,
        seenNone,
        looking,
      );
    case 'unpaid_address_taken':
      return doNot(
        `L’adresse qu’on nous a donnée sur ${chain} sert déjà à un autre transfert ; nous ne la montrons donc pas.`,
        nothingLeft,
        'Vous pouvez recommencer et payer sur un autre réseau.',
      );
    case 'unpaid_other_terms':
      return doNot(
        'Le service de versement est revenu avec d’autres conditions que celles que vous avez confirmées ; nous avons donc tout arrêté.',
        nothingLeft,
        inAHurry,
      );
    case 'unpaid_unchecked':
      return doNot(
        'L’adresse qu’on nous a donnée n’a pas passé nos vérifications ; nous ne la montrons donc pas.',
        nothingLeft,
        inAHurry,
      );
  }
}

function doNot(...meaning: readonly string[]): ReviewWords {
  return { headline: doNotSend, meaning };
}
