/** `/language`, and small words that people type. */
import type { HeardWords, LanguageMessages } from '../language-messages.ts';
import { screen } from '../pieces.ts';
import { bold } from '../rich.ts';
import { buttons } from './words.ts';

export const language: LanguageMessages = {
  choose: (languages) =>
    screen(
      [
        bold('Which language would you like?'),
        'It counts for everything that I write to you, also about transfers that are under way.',
      ],
      ...buttons.languages(languages, 'en'),
    ),
  chosen: (languages) =>
    screen(
      [
        bold('I write to you in English from now on'),
        'To change it again, send /language. Messages above change with their next news.',
      ],
      ...buttons.languages(languages, 'en'),
    ),
};

export const heard: HeardWords = {
  yes: ['yes'],
  no: ['no'],
  to: ['to'],
};
