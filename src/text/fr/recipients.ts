/** People sent to before: offered by `/send`, listed and forgotten by `/recipients`. */
import type { PayeeLine, SendMessages } from '../messages.ts';
import { recipientLabel, screen, tap } from '../pieces.ts';
import type { RecipientMessages } from '../recipient-messages.ts';
import { bold, visible } from '../rich.ts';
import type { Button } from '../screen.ts';
import { placeName } from './names.ts';
import { buttons, payeeLine, payeeName, question } from './words.ts';

const newPerson = '➕ Quelqu’un d’autre';

const recipientName = (payee: PayeeLine) => recipientLabel(payee, 'Bénéficiaire');

export const askRecipient = {
  askRecipient: (place, { recipients, total, search }) =>
    screen(
      [
        question(place, 'À qui ?'),
        search && `Pour « ${visible(search, 40)} » : ${total}.`,
        total > recipients.length
          ? 'Tapez quelques lettres d’un nom pour trouver les autres.'
          : undefined,
      ],
      ...recipients.map(({ token, payee }) => [buttons.answer(place, recipientName(payee), token)]),
      [buttons.answer(place, newPerson, 'new')],
      buttons.wayOut(place),
    ),
  recipientName,
  somebodyNew: () => newPerson,
  answerNoLongerFits: (label, institution) =>
    `${visible(institution, 60) || 'La banque'} demande « ${visible(label, 60) || 'une réponse'} » sous une autre forme qu’avant. Donnez cette réponse encore une fois.`,
  holderChanged: (institution) =>
    `${visible(institution, 60) || 'La banque'} donne pour ce compte un autre nom que la dernière fois. Regardez-le bien.`,
} satisfies Partial<SendMessages>;

/** Sentences of `/recipients`. */
export const recipients: RecipientMessages = {
  list: (known) =>
    known.length === 0
      ? screen(
          [
            bold('Personne pour l’instant'),
            'Les personnes à qui vous envoyez de l’argent sont gardées ici : la fois suivante, vous ne dites plus que le montant.',
          ],
          [buttons.send],
        )
      : screen(
          [
            bold('Les personnes à qui vous avez envoyé de l’argent'),
            'Touchez un nom pour lui envoyer à nouveau, ou pour le retirer de cette liste.',
          ],
          ...known.map((one) => [
            tap(recipientName(one.payee), { kind: 'recipient', recipientId: one.id }),
          ]),
          [buttons.send],
        ),
  one: (known) =>
    screen(
      [
        payeeLine(known.payee),
        placeName(known.payee.countryCode, known.payee.countryName) || undefined,
      ],
      [tap('Envoyer de l’argent', { kind: 'send_to', recipientId: known.id }, 'primary')],
      [tap(takeOff, { kind: 'ask_forget', recipientId: known.id }), allButton],
    ),
  askForget: (known) =>
    screen(
      [
        bold(`Retirer ${payeeName(known.payee)} de votre liste ?`),
        'Vos transferts vers cette personne restent tels quels. Pour lui envoyer à nouveau, vous devriez retaper son compte.',
      ],
      [tap(takeOff, { kind: 'forget', recipientId: known.id }, 'danger')],
      [tap('Garder', { kind: 'recipient', recipientId: known.id })],
    ),
  forgotten: (known) =>
    screen(
      [`Retiré de votre liste : ${payeeName(known.payee)}. Le compte est oublié.`],
      [allButton],
    ),
  gone: () => screen(['Cette personne n’est plus dans votre liste.'], [allButton, buttons.send]),
};

const takeOff = 'Retirer de la liste';
const allButton: Button = tap('‹ Tous les bénéficiaires', { kind: 'recipients' });
