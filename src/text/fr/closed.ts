/** What people read when nothing new can be begun. */
import type { Messages } from '../messages.ts';
import { screen } from '../pieces.ts';
import { bold, visible } from '../rich.ts';
import { buttons } from './words.ts';

export const notForYou: Messages['notForYou'] = () =>
  screen(
    [
      bold('Vous ne pouvez pas commencer de nouveau transfert pour le moment.'),
      'Vos transferts déjà commencés continuent, et nous vous prévenons à chaque étape. Envoyez /status pour les voir, ou /refund pour récupérer de l’argent qui n’est pas arrivé.',
    ],
    [buttons.help],
  );

export const paused: Messages['paused'] = (sentence) =>
  screen(
    [
      bold('Les nouveaux transferts de ce type sont en pause.'),
      visible(sentence, 300),
      'Aucun argent n’a bougé. Vos transferts déjà commencés continuent ; envoyez /status pour les voir.',
    ],
    [buttons.help],
  );

export const pausedHere: Messages['pausedHere'] = (sentence) =>
  `En pause pour l’instant : ${visible(sentence, 300)}`;
