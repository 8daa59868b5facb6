/** What staff read: denser, aligned, and the person masked. */
import type { StaffQuestion } from '../../domain/staff.ts';
import { screen } from '../pieces.ts';
import type { StaffMessages } from '../staff-messages.ts';
import { staffAlarms } from './staff-alarms.ts';
import { staffBroadcast } from './staff-broadcast.ts';
import { staffCases } from './staff-cases.ts';
import { staffOrder } from './staff-order.ts';
import { staffRules } from './staff-rules.ts';
import { staffStats } from './staff-stats.ts';
import { staffWatch } from './staff-watch.ts';
import { nothingChanged, staffTap } from './staff-words.ts';

const questions: Readonly<Partial<Record<StaffQuestion, string>>> = {
  find_order: 'Which one? Write its short id, order id or transfer id.',
  find_user: 'Who? Write their number.',
  note: 'Write the note. Only staff will read it.',
  release: 'Why may it be released? Write the reason; it is recorded.',
  block: 'Why is this person blocked? Write the reason; only staff will read it.',
  unblock: 'Why is this person free again? Write the reason; only staff will read it.',
  ask_refund: 'Why are they asked for an address? Write the reason; only staff will read it.',
};

export const staff: StaffMessages = {
  ...staffOrder,
  ...staffWatch,
  ...staffAlarms,
  ...staffRules,
  ...staffCases,
  ...staffBroadcast,
  ...staffStats,
  commands: {
    admin: 'Staff: figures that matter now',
    order: 'Staff: everything about one transfer',
    stuck: 'Staff: what waits for a person',
    user: 'Staff: one person',
    pause: 'Staff: close something to new quotes',
    resume: 'Staff: open it again',
    cases: 'Staff: questions of people',
    stats: 'Staff: figures of some days',
    broadcast: 'Staff: write to many people',
    audit: 'Staff: who did what',
  },
  actsOnly: () => screen([`Only those who are named in ADMIN_IDS may do this. ${nothingChanged}`]),
  askWhy: (act) =>
    screen(
      [questions[act] ?? 'Write the reason; it is recorded.', 'Your next message is taken as it.'],
      [staffTap('Leave it', 'leave')],
    ),
  badWhy: () =>
    screen([`Write it in 3 to 300 characters. ${nothingChanged}`], [staffTap('Leave it', 'leave')]),
  whyNotAsked: () => screen([`That question is closed. ${nothingChanged}`]),
};
