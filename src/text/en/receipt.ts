/** Receipts. */
import { capital, screen } from '../pieces.ts';
import { createReceipts } from '../receipts.ts';
import { plain } from '../rich.ts';
import { formatMoney } from './formats.ts';
import { moneyBack } from './money-back.ts';
import { whatArrived } from './money-seen.ts';
import { institutionOf, payeeName, reference } from './words.ts';

const moment = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
});

export const receipt = createReceipts({
  language: 'en',
  fileStem: 'receipt',
  title: 'Receipt',
  delivered: '✓ Delivered',
  returned: '↩ Sent back',
  headings: { payment: 'Payment', times: 'Times', references: 'References' },
  labels: {
    received: 'Received',
    sent: 'Sent for it',
    hadSent: 'Had been sent',
    fee: 'Fee',
    rate: 'Rate',
    extraBack: 'Too much, sent back',
    sentBack: 'Sent back',
    notPaidTo: 'Not paid out to',
    quote: 'The quote was',
    transfer: 'Transfer',
    order: 'Order at Chessa',
  },
  stages: {
    accepted: 'Quote accepted',
    deposit_seen: 'Payment seen',
    confirmed: 'Payment confirmed',
    paying_out: 'Payout started',
    delivered: 'Delivered',
    failed: 'Not paid out',
    refund_asked: 'Money asked back',
    refunded: 'Sent back',
    expired: 'Address closed',
    cancelled: 'Cancelled',
  },
  money: formatMoney,
  when: (atMs) => `${moment.format(atMs)} UTC`,
  payee: payeeName,
  institution: institutionOf,
  country: ({ countryName }) => plain(countryName, 40),
  on: (amount, network) => `${amount} on ${network}`,
  feeIncluded: (fee) => (fee ? `${fee}, included` : 'included in the rate'),
  rate: (one, brought) => `${one} brought about ${brought}, all in`,
  quoted: (receive, send) => `${receive} for ${send}`,
  arrived: whatArrived,
  moneyBack: (transfer) => capital(moneyBack(transfer)),
  toTheirAddress: (network) => `to the sender’s address on ${network}`,
  toTheirWallet: () => 'to the wallet that it came from',
  paymentOn: (network) => `Payment on ${network}`,
  sentBackOn: (network) => `Sent back on ${network}`,
  footer: (payer, isReturned, madeAt) => [
    isReturned
      ? `Sent back by ${payer}, through Chessa. Nothing was paid out.`
      : `Paid out by ${payer}, through Chessa.`,
    `Account numbers are shortened on purpose. Made on ${madeAt}.`,
  ],
  caption: (transfer) =>
    screen([
      'Your receipt. Keep it, or send it on: it shows no full account number.',
      reference(transfer),
    ]),
  notYet: () =>
    'There is no receipt yet, as this transfer is not over. Send /status to see where it stands.',
  coming: () => 'Your receipt is being made. It comes in a moment.',
});
