/** What people read when nothing new can be begun. */
import type { Messages } from '../messages.ts';
import { screen } from '../pieces.ts';
import { bold, visible } from '../rich.ts';
import { buttons } from './words.ts';

export const notForYou: Messages['notForYou'] = () =>
  screen(
    [
      bold('You cannot begin a new transfer at the moment.'),
      'Transfers that you have begun go on, and we tell you at every step. Send /status to see them, or /refund to get money back that was not delivered.',
    ],
    [buttons.help],
  );

export const paused: Messages['paused'] = (sentence) =>
  screen(
    [
      bold('New transfers like this are paused.'),
      visible(sentence, 300),
      'No money moved. Transfers that you have begun go on; send /status to see them.',
    ],
    [buttons.help],
  );

export const pausedHere: Messages['pausedHere'] = (sentence) =>
  `Paused for now: ${visible(sentence, 300)}`;
