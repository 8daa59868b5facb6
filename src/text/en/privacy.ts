/** `/privacy`: what is kept of a person, and how it is deleted. */
import { answersKeptDays, transfersKeptDays } from '../../domain/retention.ts';
import { screen, tap } from '../pieces.ts';
import type { PrivacyMessages, StillNeeded } from '../privacy-messages.ts';
import { bold, type Line } from '../rich.ts';
import type { Button } from '../screen.ts';
import { buttons } from './words.ts';

const keepButton: Button = tap('Keep my data after all', { kind: 'keep_data' });

/** What is kept of a transfer for ever. */
const booksKeep = 'amounts, coins, networks, countries, stages, times and order numbers';

const whatOthersKeep =
  'The payout service keeps records of its own. This chat stays in Telegram until you clear it.';

export const privacy: PrivacyMessages = {
  about: (asked) =>
    screen(
      [
        bold('What we keep about you'),
        'The number of your Telegram account (not your phone number), your language, whom you send money to, your transfers, and what you write to our people.',
        '',
        bold('For how long'),
        `Unfinished answers, whom you sent to, and your questions: until ${answersKeptDays} days pass without a word from you.`,
        `Names, account numbers and addresses of a transfer: ${transfersKeptDays} days after its end. Then only ${booksKeep} stay, and nobody’s name.`,
        '',
        bold('Who sees it'),
        'It is stored encrypted. Our people look when a transfer or a question needs them. The payout service gets what it needs to pay out. Where you share a transfer, whoever has the link sees its page.',
        ...(asked ? ['', bold('You asked us to delete it'), ...needs(asked)] : []),
      ],
      asked ? [keepButton] : [tap('Delete my data', { kind: 'ask_delete' }, 'danger')],
      [buttons.send],
    ),
  askDelete: (needed) =>
    screen(
      [
        bold('Delete your data?'),
        'Whom you sent to, unfinished answers, questions to our people, and all names, account numbers and addresses in your transfers go at once, and pages that you shared are gone. /transfers will be empty. This cannot be undone.',
        `Of your transfers only ${booksKeep} stay in our books, without you.`,
        ...needs(needed),
        whatOthersKeep,
      ],
      [tap('Delete my data', { kind: 'delete_data' }, 'danger')],
      [tap('Keep it', { kind: 'privacy' })],
    ),
  deleted: () =>
    screen(
      [
        bold('Your data are deleted'),
        'We asked the payout service to put away whom you sent to. What it keeps beside that is its own record.',
        'This chat stays in Telegram until you clear it. Should you write to us again, you begin anew.',
      ],
      [buttons.send],
    ),
  deletedLater: (needed) =>
    screen(
      [bold('What can be deleted now is deleted'), ...needs(needed)],
      [keepButton],
      [buttons.send],
    ),
  kept: () =>
    screen(
      [
        bold('What is left stays'),
        'What was deleted before is gone. Everything else is kept as /privacy says.',
      ],
      [buttons.send],
    ),
};

/** What is not deleted yet, and when it will be; nothing where nothing is needed. */
function needs({ transfers, cases }: StillNeeded): Line[] {
  const things = [
    transfers === 1 ? 'one transfer that is not over' : undefined,
    transfers > 1 ? `${transfers} transfers that are not over` : undefined,
    cases > 0 ? 'your question to our people' : undefined,
  ].filter((thing) => thing !== undefined);
  if (things.length === 0) return [];
  const watch =
    transfers > 0
      ? ' Money is watched for after the end of a transfer too: for three days after a delivery or a refund, for a week where none came.'
      : '';
  return [
    `We still need what belongs to ${things.join(' and ')}. You hear from us about it as before.${watch}`,
    'Within an hour of the moment when we need nothing any more, the rest is deleted by itself, and we tell you here.',
  ];
}
