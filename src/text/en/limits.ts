/** What a person reads when they, or all people together, ask for more than can be done. */
import type { Messages, SendMessages } from '../messages.ts';
import { screen } from '../pieces.ts';
import { bold } from '../rich.ts';
import { formatDuration } from './formats.ts';
import { buttons } from './words.ts';

export const limitToasts = {
  tooFast: () => 'One moment, please: that was a lot at once. Tap again in ten seconds.',
  busy: () => 'Many people are here just now. Nothing was done; please tap again in a minute.',
  tooManyOpen: () =>
    'Several of your transfers wait for a payment already. Pay one of them, or wait until the time of one is over; no money moved.',
} satisfies Partial<Messages['toast']>;

export const tooFast: Messages['tooFast'] = () =>
  screen([
    bold('That was a lot at once'),
    'I have not read your last messages, and nothing was done for them.',
    'Please wait ten seconds, then send the last one again.',
  ]);

export const busy: Messages['busy'] = () =>
  screen([
    bold('Many people are writing just now'),
    'I could not read your message yet, and nothing was done for it.',
    'Please send it again in a minute or two.',
  ]);

export const tooManyQuotes: SendMessages['tooManyQuotes'] = (whose, waitMs) =>
  screen(
    [
      bold(whose === 'own' ? 'That was a lot of quotes' : 'Many people ask for quotes just now'),
      'No money moved, and your answers are kept.',
      `Please ask for the next one in ${formatDuration(waitMs)}.`,
    ],
    [buttons.tryAgain, buttons.help],
    [buttons.cancel],
  );
