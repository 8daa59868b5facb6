/** `/send`: single sentences between the questions. */
import type { SendMessages } from '../messages.ts';
import { visible } from '../rich.ts';
import { fieldProblem } from './field-problems.ts';
import { fieldName, nounOf } from './names.ts';
import { amountProblem, outsideLimits } from './problems.ts';

/** What it means that something is in no list. */
const whenNotListed = {
  country: ' S’il n’est pas dans la liste, nous ne pouvons pas encore y envoyer d’argent.',
  institution:
    ' Si le nom n’est pas dans la liste, nous ne pouvons pas encore y verser d’argent ; un autre compte de votre bénéficiaire peut convenir.',
  pay: ' Pour changer le montant, touchez d’abord ‹ Retour.',
  recipient: ' Pour quelqu’un qui n’y est pas, touchez « Quelqu’un d’autre ».',
  other: ' Pour changer une réponse précédente, touchez ‹ Retour.',
};

export const remarks = {
  nothingMatches: (search, list) =>
    `Rien ici ne correspond à « ${visible(search, 40)} ». Essayez d’autres lettres, ou touchez un des boutons.${whenNotListed[list]}`,
  typeOrTap: () =>
    'Ici, je ne peux lire que du texte. Tapez votre réponse, ou touchez un des boutons.',
  tapOne: () =>
    'Touchez un des boutons ci-dessus. Si le numéro n’est pas le bon, touchez « Non, changer le numéro ».',
  fieldProblem,
  amountProblem,
  unknownUnit: (typed, units) =>
    `Je ne connais pas « ${visible(typed, 20)} » ici. Tapez le nombre entier et l’une de ces unités : ${units
      .slice(0, 12)
      .map((unit) => visible(unit, 12))
      .join(', ')}.`,
  outsideLimits,
  numbersDiffer: () => 'Les deux numéros sont différents. Retapez le numéro depuis le début.',
  accountNotRecognised: (institution) =>
    `${visible(institution, 60) || 'La banque'} ne connaît pas ce numéro. Vérifiez-le avec la personne et envoyez-le à nouveau.`,
  numberLooksOff: (field, institution) =>
    `Chez ${visible(institution, 60) || 'cette banque'}, ${nounOf(field)} a d’habitude une autre forme. Vérifiez ; si le numéro est bon, retapez-le simplement.`,
  rulesChanged: (field) =>
    `Les règles pour ${fieldName(field) ? nounOf(field) : 'une réponse'} viennent de changer. Rien n’est perdu ; répondez seulement à cette question.`,
  noLongerOffered: (what) =>
    `Plus disponible : ${visible(what, 60) || 'ce choix'}. Rien n’est perdu ; choisissez à nouveau.`,
  stillAsking: () => 'Nous attendons encore la réponse. C’est un peu plus long que d’habitude.',
  resumed: () =>
    'Nous reprenons où vous en étiez ; aucun argent n’a bougé. Répondez encore une fois à cette question.',
  cancelled: (transfersGoOn) =>
    transfersGoOn
      ? 'Annulé, sans qu’aucun argent ne bouge. Un transfert que vous avez déjà confirmé continue comme prévu ; /status montre où il en est et ce que vous pouvez faire.'
      : 'Annulé. Aucun argent n’a bougé. Envoyez /send quand vous voulez.',
} satisfies Partial<SendMessages>;
