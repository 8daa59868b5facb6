/** Sharing how far a transfer is: the words in the chat, and those of the page. */
import { linkKeptDays } from '../../domain/share.ts';
import { screen } from '../pieces.ts';
import { createProgressPage } from '../progress-page.ts';
import { bold } from '../rich.ts';
import type { ProgressMessages, ShareMessages } from '../share-messages.ts';
import * as formats from './formats.ts';
import { buttons, reference } from './words.ts';

export const share: ShareMessages = {
  button: buttons.share,
  link: (transfer, link) =>
    screen(
      [
        bold('Une page pour suivre ce transfert'),
        'Envoyez le lien à la personne qui attend l’argent. Il s’ouvre dans tout navigateur, sans Telegram, et montre combien arrive et où en est l’argent.',
        link,
        '',
        'Ce qu’elle ne montre pas : ce que vous avez payé et d’où, qui vous êtes, ni noms ni numéros entiers. Toute personne qui a le lien peut regarder.',
        `Elle disparaît quand vous arrêtez le partage, et d’elle-même ${linkKeptDays} jours après la dernière nouvelle.`,
        '',
        reference(transfer),
      ],
      ...buttons.passOn(transfer, link, 'Voici où suivre l’argent.'),
    ),
  stopped: (transfer) =>
    screen(
      [
        bold('Vous ne partagez plus ce transfert'),
        'Le lien ne montre plus rien ; une page déjà ouverte reste telle quelle jusqu’à ce qu’on la recharge. Si vous partagez à nouveau, le lien sera nouveau.',
        '',
        reference(transfer),
      ],
      [buttons.shareAgain(transfer)],
    ),
  notNow: () =>
    'Ce transfert ne peut pas être partagé maintenant : seulement quand l’argent est en route, et quelque temps après son arrivée.',
};

export const progress: ProgressMessages = {
  page: createProgressPage(
    {
      title: 'Suivre un transfert',
      about: 'Où en est l’argent, étape par étape.',
      amount: { moving: 'En route', delivered: 'Arrivé', planned: 'Prévu' },
      to: 'Pour',
      someAccount: 'la banque',
      headline: {
        ahead: 'Le paiement est attendu',
        seen: 'Le paiement a été vu',
        confirmed: 'Le paiement est confirmé',
        on_its_way: 'L’argent est parti',
        delivered: 'L’argent est arrivé',
        longer: 'Cela prend plus de temps',
        over: 'Ce transfert est terminé',
      },
      sentence(standing, institution) {
        switch (standing) {
          case 'ahead':
            return `Rien n’est encore en route ; après le paiement, l’argent part vers ${institution}.`;
          case 'seen':
            return `Le paiement est en cours de confirmation ; ensuite, l’argent part vers ${institution}.`;
          case 'confirmed':
            return `L’argent se prépare ; ensuite, il part vers ${institution}.`;
          case 'on_its_way':
            return `L’argent est en route vers ${institution} ; il apparaît ensuite sur le compte, ce qui peut prendre un moment.`;
          case 'delivered':
            return `L’argent est sur le compte chez ${institution} ; il n’y a plus rien à attendre.`;
          case 'longer':
            return 'La personne qui vous a envoyé ce lien en sait plus ; demandez-lui, et revenez voir ici plus tard.';
          case 'over':
            return 'Aucun argent n’en viendra plus. La personne qui vous a envoyé ce lien en sait plus ; demandez-lui.';
        }
      },
      stagesLabel: 'Étape par étape',
      stage: {
        accepted: 'Convenu',
        deposit_seen: 'Paiement vu',
        confirmed: 'Paiement confirmé',
        paying_out: 'Parti',
        delivered: 'Arrivé',
      },
      underWay(stage, institution) {
        switch (stage) {
          case 'accepted':
            return 'À convenir';
          case 'deposit_seen':
            return 'En attente du paiement';
          case 'confirmed':
            return 'En cours de confirmation';
          case 'paying_out':
            return 'Départ en préparation';
          case 'delivered':
            return `En route vers ${institution}`;
        }
      },
      stopped: { longer: 'Cela prend plus de temps', over: 'Terminé' },
      marks: { done: 'Fait', now: 'Maintenant', ahead: 'À venir' },
      looked: 'Dernière vérification',
      renewal: {
        runs: 'Cette page se renouvelle d’elle-même.',
        stop: 'La laisser telle quelle',
        stands: 'Cette page reste telle quelle.',
        goOn: 'La renouveler d’elle-même',
      },
    },
    formats,
  ),
  notFound: () => ({
    title: 'Il n’y a rien à voir ici',
    sentence:
      'Ce lien ne sert pas, ou ne sert plus. La personne qui vous l’a envoyé peut vous en donner un nouveau.',
  }),
  later: () => ({
    title: 'Un instant',
    sentence:
      'Nous ne pouvons pas regarder pour le moment. L’argent n’en est pas touché, et cette page essaie à nouveau d’elle-même.',
  }),
};
