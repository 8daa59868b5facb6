/** What a person reads who has a question to our people. */
import type { SupportCase } from '../../domain/support-case.ts';
import { screen, tap, typedLines } from '../pieces.ts';
import { bold, type FormattedString, fmt, type Line, mono, plain, row, visible } from '../rich.ts';
import type { Button } from '../screen.ts';
import type { SupportMessages } from '../support-messages.ts';
import { buttons, reference } from './words.ts';

const howItWorks = { ...buttons.help, label: 'Comment ça marche' };
const leave = tap('Laisser', { kind: 'support_leave' });
const anotherQuestion = tap('Poser une autre question', { kind: 'support', transferId: '0' });
const oneMessage = 'Écrivez-le en un seul message. Une personne vous lit et répond ici.';
const nothingSecret =
  'N’écrivez ni phrase de récupération, ni mot de passe, ni numéro de carte ; personne chez nous ne les demande jamais.';

export const support: SupportMessages = {
  ask: (transfer) =>
    screen(
      [
        bold('Comment pouvons-nous vous aider ?'),
        oneMessage,
        transfer ? fmt`Joint à votre message : ${reference(transfer)}.` : undefined,
        nothingSecret,
      ],
      [howItWorks, leave],
    ),
  askMore: (about) =>
    screen(
      [fmt`${bold('Que souhaitez-vous ajouter ?')} (${nameOf(about)})`, oneMessage, nothingSecret],
      [leave],
    ),
  received: (about) =>
    screen(
      [
        bold('Nous avons votre message'),
        'Une personne le lit et répond ici. Vous n’avez rien d’autre à faire.',
        '',
        nameOf(about),
      ],
      [moreButton(about, 'Ajouter quelque chose'), ...transferButton(about)],
    ),
  mine: (cases) =>
    screen(
      [
        bold('Vos questions, les plus récentes d’abord'),
        ...cases.flatMap((one) => ['', ...entry(one)]),
      ],
      ...cases
        .filter(({ state }) => state !== 'closed')
        .map((one) => [moreButton(one, `Écrire au sujet de ${plain(one.id, 8)}`)]),
      [anotherQuestion],
    ),
  answer: (about, text, repeated) =>
    screen(
      [
        bold('Une réponse de notre équipe'),
        repeated ? 'Vous avez peut-être déjà reçu ce message.' : undefined,
        '',
        ...typedLines(text),
        '',
        nameOf(about),
      ],
      [moreButton(about, 'Répondre'), ...transferButton(about)],
    ),
  closed: (about) =>
    screen(
      [
        fmt`${bold('Votre question est close.')} ${nameOf(about)}`,
        'Quelque chose ne va toujours pas ? Répondez, et une personne regarde à nouveau.',
      ],
      [moreButton(about, 'Répondre'), ...transferButton(about)],
    ),
  notTaken: () => 'Écrivez-le avec des mots, en un seul message de 2 000 caractères au plus.',
  left: () => screen(['C’est noté, rien n’a été envoyé à notre équipe.'], [anotherQuestion]),
};

const stateWords: Readonly<Record<SupportCase['state'], string>> = {
  open: 'ouverte, notre équipe l’a reçue',
  answered: 'nous avons répondu',
  closed: 'close',
};

/** `Question 4F2A09C1 · ouverte, notre équipe l’a reçue · Transfert 7K2M9QXA`. */
function nameOf({ id, state, shortId }: SupportCase): FormattedString {
  const transfer = shortId ? fmt`Transfert ${mono(plain(shortId, 24))}` : undefined;
  return row(fmt`Question ${mono(plain(id, 12))}`, stateWords[state], transfer);
}

function entry(about: SupportCase): Line[] {
  const last = about.messages.at(-1);
  if (!last) return [nameOf(about)];
  const who = last.from === 'staff' ? 'Nous avons écrit' : 'Vous avez écrit';
  return [nameOf(about), `${who} : ${visible(last.text, 160)}`];
}

function moreButton({ id }: SupportCase, label: string): Button {
  return tap(label, { kind: 'support_more', caseId: id });
}

function transferButton({ transferId }: SupportCase): Button[] {
  return transferId ? [buttons.showTransfer(transferId)] : [];
}
