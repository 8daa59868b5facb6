/** What a person reads when they, or all people together, ask for more than can be done. */
import type { Messages, SendMessages } from '../messages.ts';
import { screen } from '../pieces.ts';
import { bold } from '../rich.ts';
import { formatDuration } from './formats.ts';
import { buttons } from './words.ts';

export const limitToasts = {
  tooFast: () => 'Un instant : c’était beaucoup à la fois. Touchez à nouveau dans dix secondes.',
  busy: () =>
    'Il y a beaucoup de monde en ce moment. Rien n’a été fait ; réessayez dans une minute.',
  tooManyOpen: () =>
    'Plusieurs de vos transferts attendent déjà un paiement. Payez-en un, ou attendez que le délai de l’un d’eux passe ; aucun argent n’a bougé.',
} satisfies Partial<Messages['toast']>;

export const tooFast: Messages['tooFast'] = () =>
  screen([
    bold('C’était beaucoup à la fois'),
    'Je n’ai pas lu vos derniers messages, et rien n’a été fait pour eux.',
    'Attendez dix secondes, puis renvoyez le dernier.',
  ]);

export const busy: Messages['busy'] = () =>
  screen([
    bold('Beaucoup de monde écrit en ce moment'),
    'Je n’ai pas encore pu lire votre message, et rien n’a été fait pour lui.',
    'Renvoyez-le dans une minute ou deux.',
  ]);

export const tooManyQuotes: SendMessages['tooManyQuotes'] = (whose, waitMs) =>
  screen(
    [
      bold(
        whose === 'own'
          ? 'Cela fait beaucoup de devis'
          : 'Beaucoup de monde demande des devis en ce moment',
      ),
      'Aucun argent n’a bougé, et vos réponses sont gardées.',
      `Demandez le prochain dans ${formatDuration(waitMs)}.`,
    ],
    [buttons.tryAgain, buttons.help],
    [buttons.cancel],
  );
