/** The courses that an order can take once its money has arrived, as steps with their delays. */

/** A step and how long after the deposit it comes, in milliseconds. */
export type CourseStep = readonly [status: string, afterMs: number];

/** Delays of the one history that the provider's documentation shows. */
const TO_PAYOUT: readonly CourseStep[] = [
  ['waiting_for_confirmations', 0],
  ['funds_received', 699],
  ['processing_payout', 1_342],
];
const DONE_MS = 7_633;
const MINUTE_MS = 60_000;

/** Every course by name. */
export const courses: Readonly<Record<string, readonly CourseStep[]>> = {
  completes: [...TO_PAYOUT, ['completed', DONE_MS]],
  fails: [...TO_PAYOUT, ['failed', DONE_MS]],
  fails_capitalised: [...TO_PAYOUT, ['Failed', DONE_MS]],
  fails_then_completes: [...TO_PAYOUT, ['failed', DONE_MS], ['completed', DONE_MS + MINUTE_MS]],
  completes_then_fails: [...TO_PAYOUT, ['completed', DONE_MS], ['failed', DONE_MS + MINUTE_MS]],
  refunds_itself: [...TO_PAYOUT, ['failed', DONE_MS], ['refunded', DONE_MS + MINUTE_MS]],
  goes_back: [
    ...TO_PAYOUT,
    ['waiting_for_confirmations', 20_000],
    ['funds_received', 60_000],
    ['processing_payout', 60_643],
    ['completed', 90_000],
  ],
  says_something_unknown: [
    ['waiting_for_confirmations', 0],
    ['funds_received', 699],
    ['compliance_review', 1_342],
    ['processing_payout', 2 * MINUTE_MS],
    ['completed', 2 * MINUTE_MS + DONE_MS],
  ],
  spells_differently: [
    ['Waiting For Confirmations', 0],
    ['FUNDS_RECEIVED', 699],
    ['processing', 1_342],
    ['settled', DONE_MS],
  ],
  leaps: [['completed', 0]],
  confirms_slowly: [
    ['waiting_for_confirmations', 0],
    ['funds_received', 10 * MINUTE_MS],
    ['processing_payout', 10 * MINUTE_MS + 643],
    ['completed', 10 * MINUTE_MS + DONE_MS],
  ],
  pays_slowly: [...TO_PAYOUT, ['completed', 60 * MINUTE_MS]],
  hangs: TO_PAYOUT,
  stops_short: [
    ['waiting_for_confirmations', 0],
    ['underpaid', 699],
  ],
};

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  created: 'Your order has been created',
  waiting_for_funding:
    'Your order is ready to be funded. Please send funds to the provided address',
  waiting_for_confirmations: 'Detected incoming payment',
  funds_received: 'Your payment was confirmed',
  processing_payout: 'We are processing your payout',
  completed: 'Order is complete, and funds have been delivered successfully',
  failed: 'Your payout could not be completed',
  underpaid: 'The payment received is less than the order amount',
  expired: 'Order was not funded in time',
  cancelled: 'Order was cancelled',
  refunded: 'Your funds have been returned',
};

/** The sentence of a step in status-history; the captured ones are word for word. */
export function describeStatus(status: string): string {
  return DESCRIPTIONS[status.toLowerCase().replaceAll(' ', '_')] ?? `Order is ${status}`;
}
