/** `/language`, and small words that people type. */
import type { HeardWords, LanguageMessages } from '../language-messages.ts';
import { screen } from '../pieces.ts';
import { bold } from '../rich.ts';
import { buttons } from './words.ts';

export const language: LanguageMessages = {
  choose: (languages) =>
    screen(
      [
        bold('Quelle langue souhaitez-vous ?'),
        'Elle compte pour tout ce que je vous écris, y compris pour les transferts en cours.',
      ],
      ...buttons.languages(languages, 'fr'),
    ),
  chosen: (languages) =>
    screen(
      [
        bold('Désormais, je vous écris en français'),
        'Pour changer encore, envoyez /language. Les messages plus haut changent à leur prochaine nouvelle.',
      ],
      ...buttons.languages(languages, 'fr'),
    ),
};

export const heard: HeardWords = {
  yes: ['oui'],
  no: ['non'],
  to: ['à', 'pour'],
};
