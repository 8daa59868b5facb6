/** What calls staff, in words for somebody who was asleep: what it is, since when, what to do first. */
import type { AlarmRecord } from '../../store/staff-records.ts';
import { screen } from '../pieces.ts';
import { bold, fmt, type Line, mono, plain } from '../rich.ts';
import type { StaffMessages } from '../staff-messages.ts';
import { reviewReasons, span, utc } from './staff-words.ts';

export const staffAlarms: Pick<StaffMessages, 'alarms'> = {
  alarms: (news, more, repeated) =>
    screen([
      bold(repeated ? 'Alarms (perhaps told before)' : 'Alarms'),
      ...news.flatMap(alarmLines),
      more > 0 ? `And ${more} more. /admin and /stuck show where things stand.` : undefined,
    ]),
};

const alarmNames: Readonly<Record<string, string>> = {
  provider_down: 'The provider does not answer',
  credentials: 'The provider refuses our credentials',
  other_poller: 'Another program fetches the updates of this bot: its token may have leaked',
  foreign_webhook: 'Somebody set a webhook on this bot: its token may have leaked',
  address: 'An address does not fit: nobody is to pay to it',
  review: 'A transfer needs a person',
  stuck: 'A transfer takes longer than its stage should',
  unknown_status: 'The provider told a status for the first time that we do not know',
  budget: 'A budget of calls has been used up for five minutes',
  store_full: 'The store is nearly full',
  store_refuses: 'The store is full: nothing can be stored, and nobody is answered',
  store_away: 'The store does not answer: nobody is answered, open transfers wait',
  store_emptied: 'The store is not the one from before: stop all processes and restore a backup',
};

function alarmName({ kind }: AlarmRecord): string {
  return (Object.hasOwn(alarmNames, kind) && alarmNames[kind]) || plain(kind, 40);
}

/** What to do first. */
const advice: Readonly<Record<string, string>> = {
  provider_down:
    'New quotes are refused politely, open transfers are looked at again by themselves. Look at its status page.',
  credentials:
    'Nothing works until they are right: check CHESSA_CLIENT_ID and its secret, restart.',
  other_poller: 'Unless it was one of yours: revoke the token at @BotFather now.',
  foreign_webhook: 'Unless it was one of yours: revoke the token at @BotFather now.',
  budget: 'Money in motion comes first, the rest waits. If it goes on, raise the budget.',
  store_full: 'Give it more room before nothing can be stored any more.',
};

/** Those that speak of one transfer, whose short id begins what they are about. */
const ofTransfers: readonly string[] = ['address', 'review', 'stuck', 'unknown_status'];

function alarmLines(alarm: AlarmRecord): Line[] {
  const about = alarm.about ? ` (${aboutInWords(alarm.about)})` : '';
  const { kind, beganAtMs, endedAtMs } = alarm;
  if (endedAtMs !== undefined) {
    return [fmt`🟢 Over: ${alarmName(alarm)}${about}, after ${span(endedAtMs - beganAtMs)}.`];
  }
  const shortId = ofTransfers.includes(kind) ? alarm.about?.split(' ', 1)[0] : undefined;
  const todo = Object.hasOwn(advice, kind) ? advice[kind] : undefined;
  return [
    fmt`🔴 ${bold(alarmName(alarm))}${about} since ${utc(beganAtMs)}.`,
    shortId ? mono(plain(`/order ${shortId}`, 40)) : todo,
  ];
}

/** `TEST1234 bad_tag`: what follows the short id is a word of the program where it has one for it. */
function aboutInWords(about: string): string {
  const [shortId = '', why = ''] = about.split(' ', 2);
  const words: Readonly<Record<string, string>> = reviewReasons;
  return Object.hasOwn(words, why) ? `${plain(shortId, 12)}: ${words[why]}` : plain(about, 40);
}
