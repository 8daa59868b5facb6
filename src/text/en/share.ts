/** Sharing how far a transfer is: the words in the chat, and those of the page. */
import { linkKeptDays } from '../../domain/share.ts';
import { screen } from '../pieces.ts';
import { createProgressPage } from '../progress-page.ts';
import { bold } from '../rich.ts';
import type { ProgressMessages, ShareMessages } from '../share-messages.ts';
import * as formats from './formats.ts';
import { buttons, reference } from './words.ts';

export const share: ShareMessages = {
  button: buttons.share,
  link: (transfer, link) =>
    screen(
      [
        bold('A page to follow this transfer'),
        'Send the link to whoever waits for the money. It opens in any browser, without Telegram, and shows how much arrives and how far it is.',
        link,
        '',
        'Not shown: what you paid and from where, who you are, and whole names or numbers. Whoever has the link can look.',
        `It ends when you stop sharing, and by itself ${linkKeptDays} days after the last news.`,
        '',
        reference(transfer),
      ],
      ...buttons.passOn(transfer, link, 'Here you can see how far the money is.'),
    ),
  stopped: (transfer) =>
    screen(
      [
        bold('You no longer share this transfer'),
        'The link shows nothing any more; a page that is open somewhere stays as it is until it is loaded again. If you share it again, it gets a new link.',
        '',
        reference(transfer),
      ],
      [buttons.shareAgain(transfer)],
    ),
  notNow: () =>
    'This transfer cannot be shared now: only while its money is on the way, and for a while after it arrived.',
};

export const progress: ProgressMessages = {
  page: createProgressPage(
    {
      title: 'Follow a transfer',
      about: 'How far the money is, step by step.',
      amount: { planned: 'Planned', moving: 'On its way', delivered: 'Arrived' },
      to: 'To',
      someAccount: 'the bank',
      headline: {
        ahead: 'Waiting for the payment',
        seen: 'The payment has been seen',
        confirmed: 'The payment is confirmed',
        on_its_way: 'It has been sent on',
        delivered: 'The money has arrived',
        longer: 'It takes longer',
        over: 'This transfer has ended',
      },
      sentence(standing, institution) {
        switch (standing) {
          case 'ahead':
            return `Nothing is on its way yet; once it is paid, the money goes to ${institution}.`;
          case 'seen':
            return `It is being confirmed now; then the money goes to ${institution}.`;
          case 'confirmed':
            return `The money is being prepared now; next it is sent to ${institution}.`;
          case 'on_its_way':
            return `It is on its way to ${institution}; next it shows in the account, which can take a little while.`;
          case 'delivered':
            return `It is in the account at ${institution}; nothing more has to happen.`;
          case 'longer':
            return 'Whoever sent you this link knows more; please ask them, and look here again later.';
          case 'over':
            return 'No money comes from it any more. Whoever sent you this link knows more; please ask them.';
        }
      },
      stagesLabel: 'Step by step',
      stage: {
        accepted: 'Agreed',
        deposit_seen: 'Payment seen',
        confirmed: 'Payment confirmed',
        paying_out: 'Sent on',
        delivered: 'Arrived',
      },
      underWay(stage, institution) {
        switch (stage) {
          case 'accepted':
            return 'Being agreed';
          case 'deposit_seen':
            return 'Waiting for the payment';
          case 'confirmed':
            return 'Being confirmed';
          case 'paying_out':
            return 'Being sent on';
          case 'delivered':
            return `On its way to ${institution}`;
        }
      },
      stopped: { longer: 'It takes longer', over: 'Ended' },
      marks: { done: 'Done', now: 'Now', ahead: 'To come' },
      looked: 'Last checked',
      renewal: {
        runs: 'This page renews itself.',
        stop: 'Let it stand still',
        stands: 'This page stands still.',
        goOn: 'Let it renew itself',
      },
    },
    formats,
  ),
  notFound: () => ({
    title: 'There is nothing to see here',
    sentence:
      'This link is not in use, or not any more. Whoever sent it to you can send you a new one.',
  }),
  later: () => ({
    title: 'One moment, please',
    sentence:
      'We cannot look just now. The money is not touched by that, and this page tries again by itself.',
  }),
};
