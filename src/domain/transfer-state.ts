/** The states of a transfer, and which may follow which. */

/** Every state a transfer can be in; see docs/architecture.md for the picture. */
export const transferStates = [
  'quoted',
  'accepting',
  'awaiting_deposit',
  'confirming',
  'received',
  'paying_out',
  'completed',
  'held',
  'failed',
  'refunding',
  'refunded',
  'expired',
  'cancelled',
  'review',
] as const;

/** One of {@link transferStates}. */
export type TransferState = (typeof transferStates)[number];

const followers: Record<TransferState, readonly TransferState[]> = {
  quoted: ['accepting', 'cancelled'],
  accepting: ['awaiting_deposit', 'quoted', 'cancelled'],
  awaiting_deposit: [
    'confirming',
    'received',
    'paying_out',
    'completed',
    'held',
    'failed',
    'expired',
    'refunding',
    'refunded',
  ],
  confirming: ['received', 'paying_out', 'completed', 'held', 'failed', 'refunding', 'refunded'],
  received: ['paying_out', 'completed', 'held', 'failed', 'refunding', 'refunded'],
  paying_out: ['completed', 'held', 'failed', 'refunding', 'refunded'],
  held: ['confirming', 'received', 'paying_out', 'completed', 'failed', 'refunding', 'refunded'],
  expired: [
    'confirming',
    'received',
    'paying_out',
    'completed',
    'held',
    'failed',
    'refunding',
    'refunded',
  ],
  failed: ['completed', 'refunding', 'refunded'],
  refunding: ['refunded'],
  completed: [],
  refunded: [],
  cancelled: [],
  review: [],
};

/**
 * Tells whether a transfer may go from one state to another. `review` can be reached from
 * everywhere and is left only by staff.
 */
export function mayFollow(from: TransferState, to: TransferState): boolean {
  return to === 'review' ? from !== 'review' : followers[from].includes(to);
}

/** States after which nothing more can happen to the money. */
export function isFinal(state: TransferState): boolean {
  return state === 'completed' || state === 'refunded' || state === 'cancelled';
}
