/** People sent to before: offered by `/send`, listed and forgotten by `/recipients`. */
import type { PayeeLine, SendMessages } from '../messages.ts';
import { recipientLabel, screen, tap } from '../pieces.ts';
import type { RecipientMessages } from '../recipient-messages.ts';
import { bold, visible } from '../rich.ts';
import type { Button } from '../screen.ts';
import { buttons, payeeLine, payeeName, question } from './words.ts';

const newPerson = '➕ Somebody new';

const recipientName = (payee: PayeeLine) => recipientLabel(payee, 'A recipient');

export const askRecipient = {
  askRecipient: (place, { recipients, total, search }) =>
    screen(
      [
        question(place, 'To whom?'),
        search && `Matching “${visible(search, 40)}”: ${total}.`,
        total > recipients.length ? 'Type a few letters of a name to find the others.' : undefined,
      ],
      ...recipients.map(({ token, payee }) => [buttons.answer(place, recipientName(payee), token)]),
      [buttons.answer(place, newPerson, 'new')],
      buttons.wayOut(place),
    ),
  recipientName,
  somebodyNew: () => newPerson,
  answerNoLongerFits: (label, institution) =>
    `${visible(institution, 60) || 'The bank'} asks for “${visible(label, 60) || 'one answer'}” in another form than before. Please give it once more.`,
  holderChanged: (institution) =>
    `${visible(institution, 60) || 'The bank'} has another name for this account than last time. Please look closely.`,
} satisfies Partial<SendMessages>;

/** Sentences of `/recipients`. */
export const recipients: RecipientMessages = {
  list: (known) =>
    known.length === 0
      ? screen(
          [
            bold('Nobody here yet'),
            'Whoever you send money to is kept here, so that next time you only say how much.',
          ],
          [buttons.send],
        )
      : screen(
          [
            bold('People you have sent money to'),
            'Tap one to send again, or to take them off this list.',
          ],
          ...known.map((one) => [
            tap(recipientName(one.payee), { kind: 'recipient', recipientId: one.id }),
          ]),
          [buttons.send],
        ),
  one: (known) =>
    screen(
      [payeeLine(known.payee), visible(known.payee.countryName, 40) || undefined],
      [tap('Send money', { kind: 'send_to', recipientId: known.id }, 'primary')],
      [tap('Take off the list', { kind: 'ask_forget', recipientId: known.id }), allButton],
    ),
  askForget: (known) =>
    screen(
      [
        bold(`Take ${payeeName(known.payee)} off your list?`),
        'Your transfers to them stay as they are. To send again you would type the account anew.',
      ],
      [tap('Take off the list', { kind: 'forget', recipientId: known.id }, 'danger')],
      [tap('Keep', { kind: 'recipient', recipientId: known.id })],
    ),
  forgotten: (known) =>
    screen(
      [`${payeeName(known.payee)} is off your list, and the account is forgotten.`],
      [allButton],
    ),
  gone: () => screen(['They are not on your list any more.'], [allButton, buttons.send]),
};

const allButton: Button = tap('‹ All recipients', { kind: 'recipients' });
