/** What the stages of a transfer are called. */
import { createStageList } from '../stage-list.ts';
import { when } from './formats.ts';
import { institutionOf } from './words.ts';

export const stageList = createStageList(
  {
    done: {
      accepted: 'Quote accepted',
      deposit_seen: 'Payment seen',
      confirmed: 'Payment confirmed',
      paying_out: 'Payout started',
      delivered: 'Delivered',
    },
    underWay(stage, transfer) {
      switch (stage) {
        case 'accepted':
          return `Getting your address on ${transfer.chain}`;
        case 'deposit_seen':
          return 'Waiting for your payment';
        case 'confirmed':
          return `Being confirmed on ${transfer.chain}`;
        case 'paying_out':
          return 'Payout being prepared';
        case 'delivered':
          return `On its way to ${institutionOf(transfer)}`;
      }
    },
    toCome: {
      accepted: 'Quote accepted',
      deposit_seen: 'Payment seen',
      confirmed: 'Payment confirmed',
      paying_out: 'On its way',
      delivered: 'Delivered',
    },
    waitsForYou: 'Waits for you',
    waits: 'Waits',
    notPaidOut: 'Not paid out',
    addressClosed: 'Address closed',
    moneyAskedBack: 'Money asked back',
    onItsWayBack: 'On its way back to you',
    sentBack: 'Sent back to you',
    personLooks: 'A person is looking at it',
  },
  when,
);
