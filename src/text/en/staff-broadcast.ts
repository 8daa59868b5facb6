/** Messages to many people, as staff read them; and what the people read. */
import {
  type Audience,
  type Broadcast,
  longestBroadcast,
  mostBroadcastLines,
} from '../../domain/broadcast.ts';
import type { StaffBroadcastMessages } from '../broadcast-messages.ts';
import { screen } from '../pieces.ts';
import { bold, plain, table } from '../rich.ts';
import type { Button } from '../screen.ts';
import { aligned, nothingChanged, staffTap } from './staff-words.ts';

const leaveIt = staffTap('Leave it', 'leave');

export const staffBroadcast: StaffBroadcastMessages = {
  askBroadcast: () =>
    screen(
      [
        bold('What shall people read?'),
        `Your next message is taken as it, at most ${longestBroadcast.toLocaleString('en')} characters. Nothing is sent yet.`,
      ],
      [leaveIt],
    ),
  badBroadcast: ({ characters, lines }) =>
    screen(
      [
        characters === 0
          ? 'Write it in words.'
          : characters > longestBroadcast
            ? `That is ${characters.toLocaleString('en')} characters; at most ${longestBroadcast.toLocaleString('en')} fit.`
            : `Those are ${lines} lines; at most ${mostBroadcastLines} fit.`,
        nothingChanged,
      ],
      [leaveIt],
    ),
  askAudience: ({ id }) =>
    screen(
      [bold('Above is what they read. Who shall have it?'), 'Nothing is sent yet.'],
      [staffTap('Everybody', 'bc_all', id), staffTap('Who has an open transfer', 'bc_open', id)],
      [staffTap('One language', 'bc_language', id), staffTap('One corridor', 'bc_corridor', id)],
      [leaveIt],
    ),
  askAudienceCode: (kind) =>
    screen(
      [kind === 'language' ? 'Which language? Write its code, such as en or fr.' : corridorCode],
      [leaveIt],
    ),
  badAudienceCode: (kind) =>
    screen(
      [
        kind === 'language' ? 'Write two or three letters, such as en or fr.' : corridorCode,
        nothingChanged,
      ],
      [leaveIt],
    ),
  askCount: (about, audience) =>
    screen(
      [
        bold(
          `${about.total.toLocaleString('en')} ${about.total === 1 ? 'person' : 'people'} (${nameOf(audience)})`,
        ),
        `To send it to them, write ${about.total}. It cannot be taken back.`,
      ],
      [leaveIt],
    ),
  wrongCount: ({ total }) =>
    screen([`That is not ${total}. Write ${total} to send it. ${nothingChanged}`], [leaveIt]),
  nobody: ({ id }) =>
    screen(
      [`There is nobody like that who can be reached. ${nothingChanged}`],
      [staffTap('Choose others', 'bc_choose', id)],
    ),
  broadcastPanel: (about, { waiting, unknown, sent, refused }) => {
    const { state, total, audience } = about;
    const isOver = state === 'done' || state === 'stopped';
    return screen(
      [
        bold(`Broadcast ${plain(about.id, 8)}: ${state}`),
        table(
          aligned([
            ['for', audience && nameOf(audience)],
            ['people', String(total)],
            ['sent', String(sent)],
            ['refused', String(refused)],
            [isOver ? 'not known' : 'under way or not known', String(unknown)],
            [state === 'stopped' ? 'not written to' : 'waiting', String(waiting)],
          ]),
        ),
        unknown > 0 && isOver
          ? 'Those that are not known were cut in the middle. They are never tried again.'
          : undefined,
      ],
      actions(about),
      [
        staffTap('Refresh', 'bc_panel', about.id),
        ...(unknown > 0 ? [staffTap('List those not known', 'bc_unknown', about.id)] : []),
      ],
    );
  },
  broadcastUnderWay: () => 'This one is not over yet. Another can be written when it is.',
  broadcastGone: () => screen([`There is no such broadcast any more. ${nothingChanged}`]),
  unknownSends: ({ id }, userIds, more) =>
    screen([
      bold(`Broadcast ${plain(id, 8)}: nobody knows whether these had it`),
      table(userIds.join('\n') || 'nobody'),
      more ? 'And more.' : undefined,
    ]),
};

const corridorCode = 'Which corridor? Write country and currency like this: NG:NGN.';

function nameOf(audience: Audience): string {
  switch (audience.kind) {
    case 'all':
      return 'everybody';
    case 'open':
      return 'who has an open transfer';
    case 'language':
      return `language ${plain(audience.locale, 8)}`;
    case 'corridor':
      return `corridor ${plain(audience.corridor, 12)}`;
  }
}

function actions({ id, state }: Broadcast): Button[] {
  const stop = staffTap('Stop', 'bc_stop', id, 'danger');
  if (state === 'running') return [staffTap('Pause', 'bc_pause', id), stop];
  return state === 'paused' ? [staffTap('Go on', 'bc_resume', id, 'primary'), stop] : [];
}
