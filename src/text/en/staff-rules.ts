/** Who may send and what is open: people, blocks, pauses. */
import type { SupportCase } from '../../domain/support-case.ts';
import { initials, maskAccount } from '../format.ts';
import { screen } from '../pieces.ts';
import { bold, fmt, mono, plain, table, visible } from '../rich.ts';
import type { PauseView, StaffMessages } from '../staff-messages.ts';
import { formatMoney } from './formats.ts';
import { pauseName } from './pause-names.ts';
import {
  aligned,
  done,
  type Fact,
  nothingChanged,
  pairs,
  staffTap,
  toOrder,
  utc,
} from './staff-words.ts';

type RuleWords = Pick<
  StaffMessages,
  | 'userUsage'
  | 'userNotFound'
  | 'user'
  | 'blocked'
  | 'unblocked'
  | 'alreadyBlocked'
  | 'pauses'
  | 'paused'
  | 'resumed'
  | 'unknownPause'
  | 'pausableUnknown'
  | 'noSentence'
  | 'notPaused'
>;

const pausing =
  'Pause: /pause NG:NGN and the sentence that people will read. Instead of NG:NGN: everything, a way (bank, mobile_money, or NG:NGN:bank), an asset or a network (USDC, Solana, USDC:Solana), or the name or code of an institution (Access Bank). Resume: /resume NG:NGN.';

export const staffRules: RuleWords = {
  userUsage: () => 'Write /user and the number of a person, for example /user 7012345678.',
  userNotFound: (typed) =>
    `Nobody with the number ${visible(typed, 24)} has written to this bot. ${nothingChanged}`,
  user: (view) => {
    const { userId, blocked, transfers, recipients, cases, mayBlock } = view;
    const shownTransfers = transfers.slice(0, 10);
    return screen(
      [
        fmt`${bold('Person')} ${mono(String(userId))}`,
        table(
          aligned([
            ['language', view.locale],
            ['first seen', utc(view.firstSeenAtMs)],
            ['last seen', utc(view.lastSeenAtMs)],
            ['reachable', view.isUnreachable ? 'no, they blocked the bot' : 'yes'],
            ['blocked', blocked ? `${utc(blocked.atMs)} by ${blocked.byUserId}` : 'no'],
            ['because', blocked?.why],
          ]),
        ),
        bold('Open cases'),
        table(aligned(cases.map((one): Fact => [plain(one.id, 8), caseRow(one)])) || 'none'),
        bold('Transfers'),
        table(
          aligned(
            shownTransfers.map(
              (one): Fact => [
                plain(one.shortId, 12),
                `${one.state}, ${formatMoney(one.receive)}, ${utc(one.createdAtMs).slice(0, 10)}`,
              ],
            ),
          ) || 'none',
        ),
        bold('Recipients'),
        table(
          aligned(
            recipients
              .slice(0, 10)
              .map(
                (one): Fact => [
                  initials(one.accountName) || '?',
                  `${plain(one.institutionName, 24)} ${maskAccount(one.accountNumber)}`,
                ],
              ),
          ) || 'none',
        ),
      ],
      ...pairs(shownTransfers.slice(0, 6).map(toOrder)),
      ...pairs(cases.map((one) => staffTap(`Case ${plain(one.id, 8)}`, 'case', one.id))),
      mayBlock
        ? [
            blocked
              ? staffTap('Unblock', 'unblock', String(userId))
              : staffTap('Block', 'block', String(userId), 'danger'),
          ]
        : [],
    );
  },
  blocked: (userId) =>
    done(
      `${userId} is blocked.`,
      [
        'They can begin nothing new. Their open transfers are followed and told as before, and they can have money back.',
      ],
      [staffTap('Unblock', 'unblock', String(userId))],
    ),
  unblocked: (userId) =>
    done(
      `${userId} is not blocked any more.`,
      ['They can send money again.'],
      [staffTap('Block', 'block', String(userId))],
    ),
  alreadyBlocked: (userId, isBlocked) =>
    screen([`${userId} is ${isBlocked ? 'blocked already' : 'not blocked'}. ${nothingChanged}`]),
  pauses: (list, mayAct) =>
    screen(
      [
        bold('Paused for new quotes'),
        table(list.map(pauseRow).join('\n') || 'nothing'),
        'Open transfers go on whatever is paused.',
        mayAct ? pausing : undefined,
      ],
      ...(mayAct ? list.slice(0, 20) : []).map((pause) => [
        staffTap(`Resume ${plain(pauseName(pause), 40)}`, 'resume', pause.token),
      ]),
    ),
  paused: (pause, was) =>
    done(
      `Paused for new quotes: ${pauseName(pause)}.`,
      [
        fmt`People read: “${visible(pause.sentence, 300)}”`,
        was ? fmt`Until now they read: “${visible(was.sentence, 300)}”` : undefined,
        'It holds from now on in all processes. Open transfers go on.',
      ],
      [staffTap('Resume', 'resume', pause.token), staffTap('All pauses', 'pauses')],
    ),
  resumed: (pause) =>
    done(
      `Open again: ${pauseName(pause)}.`,
      ['To pause it again, send this:', mono(plain(`/pause ${pause.key} ${pause.sentence}`, 400))],
      [staffTap('All pauses', 'pauses')],
    ),
  unknownPause: (typed, near) =>
    screen([
      `Nothing that is called ${visible(typed, 40) || 'so'} can be paused: it is not offered now.`,
      near.length > 0 ? `There is: ${near.map((one) => plain(one, 40)).join(', ')}.` : undefined,
      nothingChanged,
      pausing,
    ]),
  pausableUnknown: (typed) =>
    screen([
      `What can be sent to is not known at this moment, so ${visible(typed, 40)} cannot be found. Until it is, only this works: /pause everything and a sentence.`,
      nothingChanged,
    ]),
  noSentence: (key) =>
    screen([
      `Say what people will read, in 3 to 300 characters, behind the name: /pause ${visible(key, 40)} We are back at noon.`,
      nothingChanged,
    ]),
  notPaused: (typed) =>
    screen(
      [`${visible(typed, 40) || 'This'} is not paused. ${nothingChanged}`],
      [staffTap('All pauses', 'pauses')],
    ),
};

function caseRow({ state, shortId, openedAtMs, takenBy }: SupportCase): string {
  const holder = takenBy === undefined ? 'nobody has it' : `${takenBy} has it`;
  return `${state}, ${shortId ?? 'no transfer'}, ${utc(openedAtMs).slice(0, 10)}, ${holder}`;
}

function pauseRow(pause: PauseView): string {
  const { sentence, byUserId, atMs } = pause;
  return `${pauseName(pause)}\n  ${utc(atMs)} by ${byUserId}\n  ${plain(sentence, 100)}`;
}
