import type { Transfer } from '../../domain/transfer.ts';
import { screen, shortIdOf } from '../pieces.ts';
import { bold, fmt, mono, plain, table, visible } from '../rich.ts';
import type { NotReleased, OrderAct, StaffMessages } from '../staff-messages.ts';
import { orderLines } from './staff-order-facts.ts';
import {
  aligned,
  done,
  nameOf,
  nothingChanged,
  pairs,
  reviewReasons,
  shortAddress,
  staffTap,
  toOrder,
} from './staff-words.ts';

const erased = 'Its person and all names are deleted: they asked for it, or their time was over.';

type OrderWords = Pick<
  StaffMessages,
  | 'order'
  | 'orderUsage'
  | 'orderNotFound'
  | 'shown'
  | 'cardSent'
  | 'cardNotSent'
  | 'noted'
  | 'refundAsked'
  | 'refundNotAsked'
  | 'released'
  | 'notReleased'
>;

const actLabels: Readonly<Record<OrderAct, string>> = {
  show: 'Show names',
  card: 'Send the card again',
  note: 'Add a note',
  ask_refund: 'Ask where to refund',
  release: 'Release from review',
};

export const staffOrder: OrderWords = {
  order: (about) => {
    const { transfer, may } = about;
    const buttons = may.map((act) =>
      staffTap(actLabels[act], act, transfer.id, act === 'release' ? 'danger' : undefined),
    );
    const look = staffTap('Look now', 'look', transfer.id, 'primary');
    const person = staffTap('Person', 'user_of', transfer.id);
    const hasPerson = transfer.erasedAtMs === undefined;
    return screen(orderLines(about), hasPerson ? [look, person] : [look], ...pairs(buttons));
  },
  orderUsage: () =>
    'Write /order and a short id, an order id or a transfer id, for example /order 7K2M9QXA.',
  orderNotFound: (typed) =>
    `There is no transfer ${visible(typed, 40)}. Check the letters; case does not matter.`,
  shown: (transfer) => {
    const { payee, payTo, refund, deposits, erasedAtMs } = transfer;
    if (erasedAtMs !== undefined) return screen([erased, nothingChanged], [toOrder(transfer)]);
    return screen([
      fmt`${bold('Names of')} ${shortIdOf(transfer)}`,
      table(
        aligned([
          ['person', String(transfer.userId)],
          ['payee', payee.accountName],
          ['account', payee.accountNumber],
          ['at', payee.institutionName],
          // Whole, an address to pay to stands on its card alone.
          ['pay to', payTo && shortAddress(payTo.address)],
        ]),
      ),
      ...deposits.slice(-3).map(({ hash }) => hash && fmt`Deposit ${mono(plain(hash, 120))}`),
      refund && fmt`Refund to ${mono(plain(refund.address, 120))}`,
      refund?.hash && fmt`Sent back in ${mono(plain(refund.hash, 120))}`,
      'That you read this was recorded.',
    ]);
  },
  cardSent: (transfer) =>
    done(
      'The card was sent again.',
      [
        nameOf(transfer),
        'It stands at the end of the chat now; the earlier one became a line. There is nothing to undo.',
      ],
      [toOrder(transfer)],
    ),
  cardNotSent: (why) =>
    screen([
      why === 'never_began'
        ? 'This was never more than a quote, so it has no card.'
        : why === 'erased'
          ? erased
          : why === 'busy'
            ? 'The card is being edited at this moment. Try again in a minute.'
            : 'The person cannot be reached: they blocked the bot. The card comes when they are back.',
      nothingChanged,
    ]),
  noted: (transfer) =>
    done(
      'Your note was added.',
      [nameOf(transfer), 'Only staff read it. Notes stay; correct one by adding another.'],
      [toOrder(transfer)],
    ),
  refundAsked: (transfer) =>
    done(
      'The person is being asked for an address.',
      [
        nameOf(transfer),
        'A new message goes to them with the button for it. The address is theirs to type and to confirm. There is nothing to undo.',
      ],
      [toOrder(transfer)],
    ),
  refundNotAsked: (transfer) =>
    screen(
      [
        'No address can be asked for here: money must have arrived, be held or not paid out, and not be on its way back already.',
        fmt`${nameOf(transfer) ?? ''} is ${bold(transfer.state)}. ${nothingChanged}`,
      ],
      [toOrder(transfer)],
    ),
  released: (before, after) =>
    done(
      `Released: review → ${after.state}.`,
      [
        nameOf(after),
        fmt`It was in review: ${bold(before.review ? reviewReasons[before.review.reason] : 'no reason')}. It is followed as before and checked by the same rules; if they fail again, it comes back into review by itself.`,
      ],
      [toOrder(after)],
    ),
  notReleased: (why) => screen([bold('Not released.'), notReleasedWords(why), nothingChanged]),
};

function notReleasedWords(why: NotReleased): string {
  switch (why.kind) {
    case 'not_in_review':
      return 'It is not in review any more.';
    case 'not_read':
      return 'The provider does not tell how the order stands now. Try again when it answers.';
    case 'changed_meanwhile':
      return 'It changed at the same moment. Look again and decide anew.';
    case 'still_holds':
      return stillHolds(why.transfer);
  }
}

function stillHolds({ review }: Transfer): string {
  switch (review?.reason) {
    case 'address_changed':
    case 'wrong_chain':
      return 'The order still names another address or network than the one that was shown. Ask the provider which of them is right; the one that was shown is never replaced.';
    case 'refund_to_other_address':
      return 'The provider still names another refund address than the one that the person confirmed. Only the provider can mend that.';
    case 'refund_failed':
      return 'The provider still says that its refund did not go through. Agree with the provider first; the same address is used again, never another.';
    case 'completed_during_refund':
      return 'The provider still tells of a delivery and of a refund. Find out which of them happened first.';
    case 'delivery_in_doubt':
      return 'The provider does not say in a word that we know how its delivery ended. Ask it where the money is.';
    case 'order_missing':
      return 'The provider still knows no such order.';
    default:
      return 'What put it into review still holds.';
  }
}
