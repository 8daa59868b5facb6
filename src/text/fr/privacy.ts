/** `/privacy`: what is kept of a person, and how it is deleted. */
import { answersKeptDays, transfersKeptDays } from '../../domain/retention.ts';
import { screen, tap } from '../pieces.ts';
import type { PrivacyMessages, StillNeeded } from '../privacy-messages.ts';
import { bold, type Line } from '../rich.ts';
import type { Button } from '../screen.ts';
import { buttons } from './words.ts';

const deleteLabel = 'Effacer mes données';
const keepButton: Button = tap('Finalement, garder mes données', { kind: 'keep_data' });

/** What is kept of a transfer for ever. */
const booksKeep =
  'les montants, les cryptos, les réseaux, les pays, les étapes, les heures et les numéros de dossier';

const whatOthersKeep =
  'Le service de versement garde ses propres registres. Cette discussion reste dans Telegram tant que vous ne l’effacez pas.';

export const privacy: PrivacyMessages = {
  about: (asked) =>
    screen(
      [
        bold('Ce que nous gardons sur vous'),
        'Le numéro de votre compte Telegram (pas votre numéro de téléphone), votre langue, à qui vous envoyez de l’argent, vos transferts, et ce que vous écrivez à notre équipe.',
        '',
        bold('Pendant combien de temps'),
        `Réponses inachevées, bénéficiaires et questions : jusqu’à ${answersKeptDays} jours sans un mot de vous.`,
        `Noms, numéros de compte et adresses d’un transfert : ${transfersKeptDays} jours après sa fin. Ensuite ne restent que ${booksKeep}, et le nom de personne.`,
        '',
        bold('Qui le voit'),
        'Tout est enregistré chiffré. Notre équipe regarde quand un transfert ou une question le demande. Le service de versement reçoit ce qu’il lui faut pour verser l’argent. Si vous partagez un transfert, toute personne qui a le lien voit sa page.',
        ...(asked ? ['', bold('Vous avez demandé l’effacement'), ...needs(asked)] : []),
      ],
      asked ? [keepButton] : [tap(deleteLabel, { kind: 'ask_delete' }, 'danger')],
      [buttons.send],
    ),
  askDelete: (needed) =>
    screen(
      [
        bold('Effacer vos données ?'),
        'Vos bénéficiaires, vos réponses inachevées, vos questions à notre équipe, et tous les noms, numéros de compte et adresses de vos transferts disparaissent aussitôt, et les pages que vous avez partagées avec. /transfers sera vide. On ne peut pas revenir en arrière.',
        `De vos transferts ne restent dans nos livres que ${booksKeep}, sans vous.`,
        ...needs(needed),
        whatOthersKeep,
      ],
      [tap(deleteLabel, { kind: 'delete_data' }, 'danger')],
      [tap('Les garder', { kind: 'privacy' })],
    ),
  deleted: () =>
    screen(
      [
        bold('Vos données sont effacées'),
        'Nous avons demandé au service de versement de retirer vos bénéficiaires. Ce qu’il garde à part relève de ses propres registres.',
        'Cette discussion reste dans Telegram tant que vous ne l’effacez pas. Si vous nous écrivez à nouveau, vous repartez de zéro.',
      ],
      [buttons.send],
    ),
  deletedLater: (needed) =>
    screen(
      [bold('Ce qui peut être effacé maintenant l’est'), ...needs(needed)],
      [keepButton],
      [buttons.send],
    ),
  kept: () =>
    screen(
      [
        bold('Ce qui reste est gardé'),
        'Ce qui a été effacé avant ne revient pas. Tout le reste est gardé comme le dit /privacy.',
      ],
      [buttons.send],
    ),
};

/** What is not deleted yet, and when it will be; nothing where nothing is needed. */
function needs({ transfers, cases }: StillNeeded): Line[] {
  const things = [
    transfers === 1 ? 'à un transfert qui n’est pas terminé' : undefined,
    transfers > 1 ? `à ${transfers} transferts qui ne sont pas terminés` : undefined,
    cases > 0 ? 'à votre question à notre équipe' : undefined,
  ].filter((thing) => thing !== undefined);
  if (things.length === 0) return [];
  const watch =
    transfers > 0
      ? ' Nous surveillons aussi l’argent après la fin d’un transfert : trois jours après une arrivée ou un remboursement, une semaine quand rien n’est venu.'
      : '';
  return [
    `Nous avons encore besoin de ce qui se rapporte ${things.join(' et ')}. Nous vous en donnons des nouvelles comme avant.${watch}`,
    'Dans l’heure qui suit le moment où nous n’avons plus besoin de rien, le reste s’efface de lui-même, et nous vous le disons ici.',
  ];
}
