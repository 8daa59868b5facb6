/** Cases as staff read them: who waits, who looks after it, what was written. */
import { longestMessage, type SupportCase } from '../../domain/support-case.ts';
import { screen } from '../pieces.ts';
import { bold, plain, row, table } from '../rich.ts';
import type { Button } from '../screen.ts';
import type { StaffCaseMessages } from '../support-messages.ts';
import {
  aligned,
  done,
  type Fact,
  nothingChanged,
  pairs,
  span,
  staffTap,
  utc,
} from './staff-words.ts';

/** The newest messages of a long exchange; Telegram takes 4,096 characters in all. */
const shownMessages = 6;
const shownCharacters = 450;

export const staffCases: StaffCaseMessages = {
  cases: ({ cases, page, pages, total, more, readerId, nowMs }) =>
    screen(
      [
        row(
          bold('Cases, who waits longest first'),
          total > 0 ? `${total}${more ? ' or more' : ''}` : undefined,
          pages > 1 ? `page ${page + 1} of ${pages}` : undefined,
        ),
        table(aligned(cases.map((one) => line(one, readerId, nowMs))) || 'Nobody waits.'),
      ],
      ...pairs(cases.map((one) => staffTap(`Case ${plain(one.id, 8)}`, 'case', one.id))),
      [
        ...(page > 0 ? [staffTap('‹ Before', 'cases', String(page - 1))] : []),
        staffTap('Refresh', 'cases', String(page)),
        ...(page + 1 < pages ? [staffTap('Next ›', 'cases', String(page + 1))] : []),
      ],
    ),
  supportCase: ({ about, readerId, nowMs }) =>
    screen(
      [
        bold(`Case ${plain(about.id, 8)}`),
        table(aligned(facts(about, readerId, nowMs))),
        table(talk(about)),
      ],
      ...actions(about, readerId),
    ),
  caseNotFound: () => screen([`There is no such case. ${nothingChanged}`]),
  caseTaken: (about) =>
    screen(
      [`${about.takenBy} looks after case ${plain(about.id, 8)}. ${nothingChanged}`],
      [staffTap('Show the case', 'case', about.id)],
    ),
  askAnswer: (about) =>
    screen(
      [
        bold(`Your answer to case ${plain(about.id, 8)}`),
        'Your next message is sent to the person as it is, without your name.',
      ],
      [staffTap('Leave it', 'leave')],
    ),
  answered: (about, delivery) =>
    done(
      delivery === 'sent' ? 'Your answer is sent.' : 'Your answer could not be delivered.',
      [
        delivery === 'sent'
          ? 'It cannot be taken back; another answer can follow it.'
          : 'It is kept in the case; the person reads it when they send /support.',
      ],
      [staffTap('Show the case', 'case', about.id), staffTap('Close it', 'case_close', about.id)],
    ),
  badAnswer: () =>
    screen(
      [
        `Write it in words, at most ${longestMessage.toLocaleString('en')} characters. ${nothingChanged}`,
      ],
      [staffTap('Leave it', 'leave')],
    ),
};

function line(about: SupportCase, readerId: number, nowMs: number): Fact {
  const waited = span(nowMs - (about.messages.at(-1)?.atMs ?? about.openedAtMs));
  const order = about.shortId ? `, ${plain(about.shortId, 12)}` : '';
  return [plain(about.id, 8), `${about.state} ${waited}, ${holder(about, readerId)}${order}`];
}

function holder({ takenBy }: SupportCase, readerId: number): string {
  if (takenBy === undefined) return 'nobody has it';
  return takenBy === readerId ? 'you have it' : `${takenBy} has it`;
}

function facts(about: SupportCase, readerId: number, nowMs: number): Fact[] {
  const passed = { asking: 'not known whether', passed: 'yes, number', not_passed: 'no' } as const;
  const number = about.passed?.kind === 'passed' ? ` ${about.passed.caseId}` : '';
  return [
    ['state', about.state],
    ['opened', `${utc(about.openedAtMs)}, ${span(nowMs - about.openedAtMs)} ago`],
    ['person', String(about.userId)],
    ['transfer', about.shortId ?? 'none'],
    ['with', holder(about, readerId)],
    ['at Chessa', about.passed ? `${passed[about.passed.kind]}${number}` : undefined],
  ];
}

function talk({ messages }: SupportCase): string {
  const older = messages.length - shownMessages;
  const shown = messages.slice(-shownMessages).map(({ atMs, from, byUserId, text, delivery }) => {
    const arrived = {
      trying: ', not known whether it arrived',
      sent: '',
      not_sent: ', not delivered',
    };
    const fate = delivery ? arrived[delivery] : '';
    const who = from === 'person' ? 'person' : `staff ${byUserId}${fate}`;
    return `${utc(atMs)}  ${who}\n${plain(text, shownCharacters)}`;
  });
  return [...(older > 0 ? [`${older} older`] : []), ...shown].join('\n\n');
}

function actions(about: SupportCase, readerId: number): Button[][] {
  const { id, state, takenBy, transferId } = about;
  const order = transferId ? [staffTap('Order', 'order', transferId)] : [];
  const show = [staffTap('Refresh', 'case', id), ...order, staffTap('All cases', 'cases')];
  if (state === 'closed') return [[staffTap('Open again', 'case_open', id)], show];
  const take = staffTap(takenBy === undefined ? 'Take it' : 'Take it over', 'case_take', id);
  const hold = takenBy === readerId ? staffTap('Give it back', 'case_free', id) : take;
  return [
    [staffTap('Answer', 'case_answer', id, 'primary'), hold],
    [staffTap('Close', 'case_close', id)],
    show,
  ];
}
