/** Messages that ring: what happened, what it means for the money, what to do now. */
import { arrived, hasMoreAfterRefund } from '../../domain/arrived.ts';
import type { NoticeKind, Transfer } from '../../domain/transfer.ts';
import { createNotice } from '../notice.ts';
import { accountOf } from '../pieces.ts';
import { reviewSign } from '../review.ts';
import { bold, fmt, type Line } from '../rich.ts';
import { isLate } from '../seen.ts';
import { formatMoney, when } from './formats.ts';
import { cameAfterRefund, moneyBack, paidTooMuch, sentBackUnasked } from './money-back.ts';
import { mismatchSeen, whatArrived } from './money-seen.ts';
import { reviewWords } from './review.ts';
import { failedWords, heldWords } from './stopped.ts';
import { usualTime } from './usual-time.ts';
import { buttons, institutionOf, payeeName, reference } from './words.ts';

export const notice = createNotice({
  buttons,
  said,
  repeated:
    'Vous avez peut-être déjà reçu ce message. C’est la même nouvelle, rien de plus ne s’est passé.',
  reference,
});

function said(kind: NoticeKind, transfer: Transfer): readonly Line[] {
  const seen = whatArrived(transfer);
  switch (kind) {
    case 'deposit_seen':
      return [bold(withSeen('Nous voyons votre paiement', seen)), ...whatComesNext(transfer)];
    case 'delivered':
      return transfer.review ? reviewed(transfer) : delivered(transfer);
    case 'failed':
      return failedWords(transfer);
    case 'refunded':
      return transfer.review ? reviewed(transfer) : refunded(transfer);
    case 'held':
      return heldWords(transfer);
    case 'late_deposit':
      return seenAfterEnd(transfer, seen);
    case 'more_arrived':
      return moreArrived(transfer, seen);
    case 'extra_back':
      return [
        bold('Ce que vous avez payé en trop vous a été renvoyé'),
        ...paidTooMuch(transfer),
        'Vous n’avez rien à faire ; le reste de votre paiement n’est pas concerné.',
      ];
    case 'expires_soon':
      return [
        bold('Votre devis se termine bientôt'),
        fmt`L’adresse ferme bientôt (${when(transfer.orderExpiresAtMs)}) ; ce qui est envoyé plus tard ne compte pas pour ce devis.`,
        'Si vous avez déjà payé, ou si vous ne le souhaitez plus, vous n’avez rien à faire.',
      ];
    case 'no_address':
      return [
        bold('Nous n’avons pas pu obtenir d’adresse pour votre paiement'),
        'Le service de versement ne nous en a pas donné à temps : ce transfert est donc terminé.',
        'Rien n’a quitté votre portefeuille, et il n’y a rien à payer. Vous pouvez recommencer.',
      ];
    case 'do_not_pay':
      return reviewed(transfer);
    case 'goes_on':
      return [
        bold('Votre transfert continue'),
        'Une personne de notre équipe l’a regardé, et nous le suivons à nouveau comme avant.',
        'Le message ci-dessus montre où il en est et ce que vous avez à faire, s’il y a lieu.',
      ];
    case 'refund_dropped':
      return [
        bold('Votre transfert continue : aucun remboursement n’a été demandé'),
        `Le service de versement l’a repris avant notre demande : ${formatMoney(transfer.receive)} pour ${payeeName(transfer.payee)}.`,
        'Rien à faire pour l’instant. S’il s’arrête encore, vous le lirez ici et pourrez récupérer votre argent.',
      ];
  }
}

/** While a person looks; its end too, where it is sure. */
function reviewed(transfer: Transfer): Line[] {
  const { headline, meaning } = reviewWords(transfer);
  return [bold(`${reviewSign(transfer)} ${headline}`), ...meaning];
}

function withSeen(headline: string, seen: string | undefined): string {
  return seen ? `${headline} : ${seen}` : headline;
}

/** Money that was seen after the end; it may have come before. */
function seenAfterEnd(transfer: Transfer, seen: string | undefined): Line[] {
  const late = isLate(transfer);
  return [
    bold(withSeen(late ? 'Votre paiement est arrivé tard' : 'Nous voyons votre paiement', seen)),
    late
      ? 'Il est arrivé après la fin du devis, et il est traité malgré tout.'
      : 'Nous ne l’avons vu que maintenant. Il est traité, bien que l’adresse soit fermée.',
    'N’envoyez rien de plus. Vous lirez ici ce qu’il devient.',
  ];
}

const dontSendMore =
  'N’envoyez rien de plus pour l’instant ; la fiche ci-dessus montre chaque étape.';

function moreArrived(transfer: Transfer, seen: string | undefined): Line[] {
  if (hasMoreAfterRefund(transfer)) {
    const { headline, meaning } = cameAfterRefund(transfer);
    return [bold(headline), meaning, 'N’envoyez plus rien pour ce transfert.'];
  }
  const money = arrived(transfer);
  const extra =
    money.kind === 'over'
      ? `C’est ${formatMoney(money.extra)} de plus que les ${formatMoney(transfer.send)} de votre devis.`
      : 'C’est noté sur la fiche ci-dessus.';
  const isWaiting = transfer.state === 'held' || transfer.state === 'failed';
  const next = isWaiting
    ? 'La fiche ci-dessus montre ce que vous pouvez en faire.'
    : 'Touchez Aide, et nous demandons au service de versement ce qu’il devient.';
  return [
    bold(seen ? `Un autre paiement est arrivé : ${seen} en tout` : 'Un autre paiement est arrivé'),
    extra,
    `N’envoyez plus rien pour ce transfert. ${next}`,
  ];
}

function whatComesNext(transfer: Transfer): Line[] {
  const { state, chain, receive, payee } = transfer;
  const mismatch = state === 'confirming' ? mismatchSeen(transfer) : undefined;
  if (mismatch) {
    const later = `Quand ${chain} l’aura confirmé, vous lirez ici ce que cela change.`;
    return [`${mismatch} ${later}`, dontSendMore];
  }
  const payout = `${formatMoney(receive)} pour ${payeeName(payee)}`;
  const goesOut = state === 'received' || state === 'paying_out';
  const next = goesOut ? `Il est confirmé, et le versement part : ${payout}.` : 'Il est confirmé.';
  return [
    state === 'confirming'
      ? `Dès que ${chain} l’aura confirmé, le versement partira : ${payout}.`
      : next,
    usualTime(transfer),
    'Rien à faire pour l’instant ; la fiche ci-dessus montre chaque étape.',
  ];
}

function delivered(transfer: Transfer): Line[] {
  const { accountNumber } = transfer.payee;
  const account = accountOf({ institutionName: institutionOf(transfer), accountNumber });
  return [
    fmt`✅ ${bold(payeeName(transfer.payee))} a reçu ${bold(formatMoney(transfer.receive))}`,
    `L’argent est sur son compte : ${account}.`,
    'Tout est fait ; il ne reste rien à faire.',
  ];
}

function refunded(transfer: Transfer): Line[] {
  const { refund } = transfer;
  const money = moneyBack(transfer);
  const headline = money
    ? fmt`↩️ Votre argent vous a été renvoyé : ${bold(money)}`
    : bold('↩️ Votre argent vous a été renvoyé');
  if (!refund) return [headline, 'Rien n’a été versé.', sentBackUnasked];
  return [
    headline,
    `Il est parti vers l’adresse sur ${refund.chain} que vous avez confirmée, et rien n’a été versé.`,
    'Regardez dans votre portefeuille ; les détails sont sur la fiche ci-dessus.',
  ];
}
