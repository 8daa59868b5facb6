/** Words for money that has arrived and does not move on: short, late, refused. */
import { isRefundable, type Transfer } from '../../domain/transfer.ts';
import { capital } from '../pieces.ts';
import { bold, type Line } from '../rich.ts';
import { whyHeld } from '../seen.ts';
import { formatMoney } from './formats.ts';
import { paidTooMuch } from './money-back.ts';
import { paymentOf, whatArrived } from './money-seen.ts';
import { institutionOf } from './words.ts';

/** What a held transfer means; also the words of its push. */
export function heldWords(transfer: Transfer): Line[] {
  const why = whyHeld(transfer);
  const back = wayBack(transfer);
  const seen = whatArrived(transfer);
  const dontSend = `N’envoyez plus rien pour ce transfert. ${back}`;
  switch (why) {
    case 'other':
      return [
        bold('Votre paiement ne correspond pas au devis'),
        `${capital(paymentOf(transfer))} est bien là, mais ce n’est pas ce qui était demandé. Le transfert attend.`,
        dontSend,
      ];
    case 'late':
    case 'stopped':
      return [
        bold(
          why === 'late'
            ? 'Votre paiement est arrivé après la fin du devis'
            : 'Ce transfert s’est arrêté, et votre paiement est bien là',
        ),
        `${seen ? `Nous le voyons : ${seen}.` : 'Nous le voyons.'} Il n’a pas été versé.`,
        dontSend,
      ];
    default:
      return [
        bold(`Reçu : ${formatMoney(why.total)} au lieu de ${formatMoney(transfer.send)}`),
        `Il manque ${formatMoney(why.missing)} ; les plateformes d’échange gardent souvent leurs frais. Votre argent est en sécurité et le transfert attend.`,
        `Nous ne pouvons pas promettre que compléter la somme aiderait : n’envoyez donc rien de plus. ${back}`,
      ];
  }
}

/** What a failed payout means; also the words of its push. */
export function failedWords(transfer: Transfer): Line[] {
  if (transfer.deposits.length > 0) {
    return [
      bold(`${institutionOf(transfer)} n’a pas accepté ce versement`),
      `${capital(paymentOf(transfer))} est arrivé et n’a pas été versé. Il est en sécurité.`,
      ...(transfer.extraBack ? paidTooMuch(transfer) : []),
      wayBack(transfer),
    ];
  }
  return [
    bold('Ce versement n’a pas abouti'),
    'Rien n’a été versé. Nous n’avons encore aucune trace d’un paiement.',
    'N’envoyez rien de plus. Si vous avez déjà payé, nous continuons à chercher et vous prévenons ici.',
  ];
}

function wayBack(transfer: Transfer): string {
  if (isRefundable(transfer)) {
    return 'Vous pouvez récupérer votre argent dès maintenant : touchez le bouton ci-dessous.';
  }
  const stopped = transfer.state === 'failed' || transfer.state === 'held';
  return stopped
    ? 'Nous surveillons, et vous prévenons ici dès que vous pourrez récupérer votre argent.'
    : 'Envoyez /status pour voir la suite.';
}
