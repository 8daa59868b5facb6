/** What a person reads who has a question to our people. */
import type { SupportCase } from '../../domain/support-case.ts';
import { screen, tap, typedLines } from '../pieces.ts';
import { bold, type FormattedString, fmt, type Line, mono, plain, row, visible } from '../rich.ts';
import type { Button } from '../screen.ts';
import type { SupportMessages } from '../support-messages.ts';
import { buttons, reference } from './words.ts';

const howItWorks = { ...buttons.help, label: 'How it works' };
const leave = tap('Leave it', { kind: 'support_leave' });
const anotherQuestion = tap('Ask something else', { kind: 'support', transferId: '0' });
const nothingSecret =
  'Please do not write seed words, passwords or card numbers; nobody of ours ever asks for them.';

export const support: SupportMessages = {
  ask: (transfer) =>
    screen(
      [
        bold('What can we help you with?'),
        'Write it in one message. A person reads it and answers here.',
        transfer ? fmt`${reference(transfer)} goes along with it.` : undefined,
        nothingSecret,
      ],
      [howItWorks, leave],
    ),
  askMore: (about) =>
    screen(
      [
        fmt`${bold('What would you like to add?')} (${nameOf(about)})`,
        'Write it in one message. A person reads it and answers here.',
        nothingSecret,
      ],
      [leave],
    ),
  received: (about) =>
    screen(
      [
        bold('We have your message'),
        'A person reads it and answers here. There is nothing else to do.',
        '',
        nameOf(about),
      ],
      [moreButton(about, 'Add something'), ...transferButton(about)],
    ),
  mine: (cases) =>
    screen(
      [bold('Your questions, newest first'), ...cases.flatMap((one) => ['', ...entry(one)])],
      ...cases
        .filter(({ state }) => state !== 'closed')
        .map((one) => [moreButton(one, `Write about ${plain(one.id, 8)}`)]),
      [anotherQuestion],
    ),
  answer: (about, text, repeated) =>
    screen(
      [
        bold('An answer from our people'),
        repeated ? 'You may have had this message already.' : undefined,
        '',
        ...typedLines(text),
        '',
        nameOf(about),
      ],
      [moreButton(about, 'Write back'), ...transferButton(about)],
    ),
  closed: (about) =>
    screen(
      [
        fmt`${bold('Your question is closed.')} ${nameOf(about)}`,
        'Is something still not right? Write back, and a person looks again.',
      ],
      [moreButton(about, 'Write back'), ...transferButton(about)],
    ),
  notTaken: () => 'Please write it in words, in one message of at most 2,000 characters.',
  left: () => screen(['All right, nothing was sent to our people.'], [anotherQuestion]),
};

const stateWords: Readonly<Record<SupportCase['state'], string>> = {
  open: 'open, our people have it',
  answered: 'answered',
  closed: 'closed',
};

/** `Question 4F2A09C1 · open, our people have it · Transfer 7K2M9QXA`. */
function nameOf({ id, state, shortId }: SupportCase): FormattedString {
  const transfer = shortId ? fmt`Transfer ${mono(plain(shortId, 24))}` : undefined;
  return row(fmt`Question ${mono(plain(id, 12))}`, stateWords[state], transfer);
}

function entry(about: SupportCase): Line[] {
  const last = about.messages.at(-1);
  if (!last) return [nameOf(about)];
  return [
    nameOf(about),
    `${last.from === 'staff' ? 'We wrote' : 'You wrote'}: ${visible(last.text, 160)}`,
  ];
}

function moreButton({ id }: SupportCase, label: string): Button {
  return tap(label, { kind: 'support_more', caseId: id });
}

function transferButton({ transferId }: SupportCase): Button[] {
  return transferId ? [{ ...buttons.showTransfer(transferId), label: 'Show the transfer' }] : [];
}
