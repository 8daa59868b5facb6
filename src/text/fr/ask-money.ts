/** `/send`: how much, paid with what, and what happens when there is no quote. */
import type { Failure } from '../../chessa/failure.ts';
import { isFiat, readableRate } from '../format.ts';
import type { SendMessages } from '../messages.ts';
import { accountOf, screen } from '../pieces.ts';
import { bold, fmt, mono, row, visible } from '../rich.ts';
import { formatMoney } from './formats.ts';
import { listHint, listRows } from './list.ts';
import { failureWords, rangeOf } from './problems.ts';
import { quote } from './quote.ts';
import { buttons, payeeName, question } from './words.ts';

export const askMoney = {
  askAmount: (place, { payee, currency, assets, limits, otherLimits, estimate }) => {
    const code = visible(currency, 12);
    const asset = visible(assets[0] ?? 'USDC', 12);
    const range = limits && rangeOf(limits);
    const otherRange = otherLimits && rangeOf(otherLimits);
    const sample = `${isFiat(currency) ? '50000' : '50'} ${code}`;
    return screen(
      [
        question(place, 'Combien ?'),
        payee && row(fmt`Pour ${bold(payeeName(payee))}`, accountOf(payee)),
        fmt`Tapez ce qui doit arriver ou ce que vous envoyez : ${mono(sample)} ou ${mono(`40 ${asset}`)}`,
        range && `À recevoir : ${range}.`,
        otherRange && `Limites là-bas : ${otherRange}.`,
        estimate && rateLine(estimate, currency),
      ],
      buttons.wayOut(place),
    );
  },
  askPay: (place, page) =>
    screen(
      [
        question(place, 'Avec quoi allez-vous payer ?'),
        'Choisissez la crypto et le réseau depuis lequel votre portefeuille ou votre plateforme envoie.',
        listHint(page),
      ],
      ...listRows(place, page),
      buttons.wayOut(place),
    ),
  noConfiguration: () =>
    screen(
      [
        bold('Nous ne voyons pas les trajets du jour pour le moment'),
        'Aucun argent n’a bougé, et vos réponses sont gardées.',
        'Réessayez dans quelques minutes.',
      ],
      [buttons.tryAgain, buttons.help],
    ),
  quoteFailed: (failure) =>
    screen(
      [bold('Il n’y a pas encore de devis'), whyNoQuote(failure), 'Vos réponses sont gardées.'],
      [buttons.tryAgain, buttons.help],
      [buttons.cancel],
    ),
  quoteUnsafe: () =>
    screen(
      [
        bold('Ce devis ne correspondait pas à votre demande'),
        'Nous ne le montrons pas, pour que personne ne paie sur cette base. Aucun argent n’a bougé.',
        'Redemandez un devis dans quelques minutes.',
      ],
      [buttons.tryAgain, buttons.help],
    ),
  shortcut: {
    whoFirst: () => 'Je prendrai le montant quand je saurai à qui va l’argent.',
    nobody: (name, isAmountKept) =>
      `Parmi les personnes à qui vous avez envoyé de l’argent, aucune ne correspond à « ${visible(name, 40)} ». Choisissez qui reçoit l’argent ; ${amountAfter(isAmountKept)}.`,
    several: (name, isAmountKept) =>
      `« ${visible(name, 40)} » peut être l’une de plusieurs personnes à qui vous avez envoyé de l’argent. Choisissez ; ${amountAfter(isAmountKept)}.`,
  },
  quote,
} satisfies Partial<SendMessages>;

function amountAfter(isKept: boolean): string {
  return isKept ? 'le montant que vous avez écrit est gardé' : 'le montant vient ensuite';
}

/** A quote whose answer was lost costs nothing, so it is simply asked for again. */
function whyNoQuote(failure: Failure): string {
  return failure.kind === 'unknown'
    ? 'Nous n’avons pas eu de réponse claire du service de versement. Aucun argent n’a bougé, et il n’y a rien à payer.'
    : failureWords(failure);
}

/** One unit of an asset in a currency, marked as an estimate. */
export function rateLine(estimate: { asset: string; rate: string }, currency: string) {
  const rate = formatMoney({ amount: readableRate(estimate.rate), currency });
  return `Aujourd’hui, 1 ${visible(estimate.asset, 12)} vaut environ ${rate} ; une estimation, avant les frais.`;
}
