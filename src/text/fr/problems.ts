/** What is wrong with an amount or an address, and failures of the provider, in words. */
import type { Failure, Rejected } from '../../chessa/failure.ts';
import type { AddressProblem, ChainName, TagProblem } from '../../domain/chain.ts';
import type { Limits } from '../../domain/corridor.ts';
import { type AmountProblem, compareDecimals, type Decimal } from '../../domain/money.ts';
import { isFiat, isNumeric } from '../format.ts';
import { visible } from '../rich.ts';
import { twoReadings } from './field-problems.ts';
import { formatDuration, formatMoney, plural } from './formats.ts';

/** Why a typed amount was not understood, with a way to write it. */
export function amountProblem(problem: AmountProblem, currency: string): string {
  const code = visible(currency, 12);
  const sample = `${isFiat(currency) ? '50000' : '40'} ${code}`;
  switch (problem.kind) {
    case 'not_an_amount':
      return `Je n’y lis pas de montant. Tapez un nombre et son unité, par exemple ${sample}.`;
    case 'ambiguous':
      return twoReadings(problem.readings);
    case 'zero':
      return `Cela ne fait rien du tout. Tapez un montant au-dessus de zéro, par exemple ${sample}.`;
    case 'too_long':
      return `Ce nombre est trop long pour un montant. Retapez-le, par exemple ${sample}.`;
    case 'too_many_decimals':
      return problem.max === 0
        ? `${code} n’a pas de chiffres après la virgule. Tapez un nombre entier.`
        : `${code} a au plus ${plural(problem.max, 'chiffre')} après la virgule. Retapez le montant.`;
  }
}

/** The amount is below or above what this route takes. */
export function outsideLimits(limits: Limits, got: Decimal): string {
  const { min, max, currency } = limits;
  const money = (amount: Decimal) => formatMoney({ amount, currency });
  const range = rangeOf(limits);
  if (min !== undefined && compareDecimals(got, min) < 0) {
    return `${money(got)}, c’est moins que ce qu’on peut envoyer ici ; le plus petit montant est ${money(min)}. Tapez un autre montant.`;
  }
  if (max !== undefined && compareDecimals(got, max) > 0) {
    return `${money(got)}, c’est plus que ce qu’on peut envoyer en une fois ; le plus grand montant est ${money(max)}. Tapez un autre montant.`;
  }
  return `Tapez un montant dans cette fourchette : ${range ?? currency}.`;
}

/** `de 500,00 ₦ à 5 000 000,00 ₦ par transfert`, as far as bounds are known. */
export function rangeOf({ min, max, currency }: Limits): string | undefined {
  const money = (amount: Decimal) => formatMoney({ amount, currency });
  if (min !== undefined && max !== undefined) {
    return `de ${money(min)} à ${money(max)} par transfert`;
  }
  if (min !== undefined) return `au moins ${money(min)} par transfert`;
  return max === undefined ? undefined : `au plus ${money(max)} par transfert`;
}

/** Why text is no address on a network. */
export function addressProblem(problem: AddressProblem, chain: ChainName): string {
  const copyAgain =
    'Copiez-la à nouveau depuis votre portefeuille et envoyez-la seule, sans autres mots.';
  switch (problem.kind) {
    case 'empty':
      return `Envoyez l’adresse sur ${chain} où l’argent doit aller.`;
    case 'alphabet':
      return `Il y a là des caractères qu’une adresse sur ${chain} n’a jamais. ${copyAgain}`;
    case 'length':
      return `Cela n’a pas la longueur d’une adresse sur ${chain} ; il manque peut-être un morceau. ${copyAgain}`;
    case 'checksum':
      return `Un ou plusieurs caractères de cette adresse sur ${chain} ne sont pas justes. ${copyAgain}`;
    case 'other_chain':
      return `C’est une adresse sur ${visible(problem.looksLike, 30)} ; votre argent est venu par ${chain} et ne peut repartir que par là. Envoyez une adresse sur ${chain}.`;
    case 'not_a_wallet':
      return `Cette adresse sur ${chain} appartient à un programme, et personne ne pourrait en ressortir l’argent. Envoyez l’adresse de votre propre portefeuille.`;
  }
}

/** Why text does not do as a memo. */
export function tagProblem(problem: TagProblem, chain: ChainName): string {
  return problem.kind === 'missing'
    ? `Sur ${chain}, il faut un mémo à côté de l’adresse. Envoyez celui que montre votre portefeuille ou votre plateforme.`
    : `Les adresses sur ${chain} n’ont pas de mémo. Envoyez l’adresse seule.`;
}

/** A failure of the provider: what it means for the money, and what to do next. */
export function failureWords(failure: Failure): string {
  switch (failure.kind) {
    case 'rejected':
      return rejected(failure);
    case 'unavailable':
      return `Nous n’arrivons pas à joindre le service de versement pour le moment, et aucun argent n’a bougé. Réessayez dans ${
        failure.retryAfterMs === undefined
          ? 'quelques minutes'
          : formatDuration(failure.retryAfterMs)
      }.`;
    case 'unknown':
      return 'Nous n’avons pas eu de réponse claire du service de versement. N’envoyez pas d’argent pour l’instant ; regardez /status dans quelques minutes.';
    case 'misconfigured':
      return 'Le service de versement nous est fermé pour le moment, et aucun argent n’a bougé. Les responsables de ce bot sont prévenus ; réessayez plus tard.';
  }
}

function rejected({ why, limit }: Rejected): string {
  const currency = limit?.currency;
  const bound =
    limit && currency && isNumeric(limit.value)
      ? ` La limite est de ${formatMoney({ amount: limit.value, currency })}.`
      : '';
  switch (why) {
    case 'not_found':
      return 'Le service de versement n’a pas trouvé ce que nous demandions, et aucun argent n’a bougé. Réessayez.';
    case 'forbidden':
      return 'Le service de versement ne nous laisse pas faire cela, et aucun argent n’a bougé. Regardez /status, ou recommencez.';
    case 'refund_not_allowed':
      return 'Ce transfert ne peut pas être remboursé pour le moment. Rien n’a changé ; /status montre où il en est.';
    case 'below_minimum':
      return `C’est moins que ce qu’on peut envoyer ici, et aucun argent n’a bougé.${bound} Tapez un montant plus grand.`;
    case 'above_maximum':
      return `C’est plus que ce qu’on peut envoyer en une fois, et aucun argent n’a bougé.${bound} Tapez un montant plus petit.`;
    case 'fields':
      return 'Le service de versement n’a pas accepté les détails du bénéficiaire, et aucun argent n’a bougé. Revenez en arrière et vérifiez-les.';
    case 'other':
      return 'Le service de versement n’a pas accepté cette demande, et aucun argent n’a bougé. Essayez un autre montant ou un autre bénéficiaire.';
  }
}
