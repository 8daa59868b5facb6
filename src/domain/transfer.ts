/**
 * A transfer: our promise to one person, from the quote they saw until the money arrived or
 * is back. An order is Chessa's; a transfer refers to one.
 */
import type { ChainName } from './chain.ts';
import type { Money } from './money.ts';
import type { Deposit, OrderRefund } from './order.ts';
import type { TransferState } from './transfer-state.ts';

export { isFinal, mayFollow, type TransferState, transferStates } from './transfer-state.ts';

/** Why a transfer waits for staff. What the bot does not understand goes to a person. */
export type ReviewReason =
  | 'answer_differs_from_quote'
  | 'wrong_chain'
  | 'bad_address'
  | 'bad_tag'
  | 'address_in_use'
  | 'address_changed'
  | 'order_missing'
  | 'refund_to_other_address'
  | 'refund_failed'
  | 'completed_during_refund'
  | 'paid_after_refund'
  | 'delivery_in_doubt';

/** How a transfer in review ended, as its person was told; staff still end the review. */
export type ReviewEnd = 'delivered' | 'sent_back';

/** Who gets the money, as the person confirmed it. */
export interface Payee {
  readonly recipientId: string;
  readonly kind: 'bank' | 'mobile_money' | 'other';
  readonly accountName: string;
  /** The name came from the provider's enquiry, not only from the person. */
  readonly nameChecked: boolean;
  readonly accountNumber: string;
  readonly institutionCode: string;
  readonly institutionName: string;
  readonly countryCode: string;
  readonly countryName: string;
}

/** Where to pay. Written once, after every check of rule 4, and never replaced. */
export interface PayTo {
  readonly chain: ChainName;
  readonly address: string;
  readonly tag?: string;
}

/** How far the funding call has come; survives a crash at any point. */
export interface Funding {
  /** Calls that may have reached Chessa. */
  readonly attempts: number;
  readonly askedAtMs: number;
  /** Looks since the last call that found no address. */
  readonly emptyLooks: number;
  readonly lookedAtMs?: number;
}

/** A refund; address and tag are frozen before the first call and never change. */
export interface Refund {
  readonly address: string;
  readonly tag?: string;
  readonly chain: ChainName;
  readonly frozenAtMs: number;
  readonly attempts: number;
  readonly askedAtMs?: number;
  readonly emptyLooks: number;
  readonly lookedAtMs?: number;
  /** Chessa has it, with our address. */
  readonly accepted: boolean;
  readonly amount?: Money;
  readonly hash?: string;
  readonly explorerUrl?: string;
}

/** The stages that a card shows, in order. */
export type Stage =
  | 'accepted'
  | 'deposit_seen'
  | 'confirmed'
  | 'paying_out'
  | 'delivered'
  | 'failed'
  | 'refund_asked'
  | 'refunded'
  | 'expired'
  | 'cancelled';

/** When a stage was reached, from the provider's history where it tells. */
export interface StageTime {
  readonly stage: Stage;
  readonly atMs: number;
}

/** How long deliveries on a route took: the median from the payment seen to the money there. */
export interface UsualTime {
  readonly medianMs: number;
  /** From how many deliveries. */
  readonly deliveries: number;
}

/** One transfer as the store keeps it. `version` grows by one with every change. */
export interface Transfer {
  readonly id: string;
  readonly version: number;
  readonly state: TransferState;
  /** The Telegram user who owns it; in a private chat also the chat's id. */
  readonly userId: number;
  readonly createdAtMs: number;
  readonly orderId: string;
  /** What people call it: Chessa's short id. */
  readonly shortId: string;
  /** Chessa's status as it was said last. */
  readonly orderStatus: string;
  readonly payee: Payee;
  readonly receive: Money;
  readonly send: Money;
  readonly chain: ChainName;
  readonly fee?: Money;
  /** What was usual on its route when it was quoted; absent where too little was known. */
  readonly usual?: UsualTime;
  /** The confirm button works until then, by our clock. */
  readonly confirmBeforeMs: number;
  /** Chessa's own end of the order. */
  readonly orderExpiresAtMs: number;
  /** Hash of the values that the quote message showed. */
  readonly quoteHash: string;
  /** The message that shows the quote; once it is confirmed, that message is the card. */
  readonly quoteMessageId?: number;
  readonly funding?: Funding;
  readonly payTo?: PayTo;
  readonly deposits: readonly Deposit[];
  /** How many of them were known when the money was back; what came later is no part of that. */
  readonly depositsSentBack?: number;
  readonly refund?: Refund;
  /** What was paid too much goes back by itself, while the rest is delivered. */
  readonly extraBack?: { readonly status: OrderRefund['status']; readonly amount?: Money };
  readonly stages: readonly StageTime[];
  /** Every state it was in; see `domain/trail`. */
  readonly trail?: string;
  readonly review?: {
    readonly reason: ReviewReason;
    readonly from: TransferState;
    readonly end?: ReviewEnd;
  };
  /** When the person last said that they had sent the money. */
  readonly saidSentAtMs?: number;
  /** The person said that they will not pay: the address is hidden, money is still watched for. */
  readonly givenUpAtMs?: number;
  /** When they were reminded that the address closes soon. */
  readonly remindedAtMs?: number;
  /** Set while payment is awaited and the time for it is over: the address is hidden. */
  readonly closedAtMs?: number;
  /** Messages with a QR picture of the address, taken away when the address closes. */
  readonly pictureIds?: readonly number[];
  /** First of the looks in a row that found no such order. */
  readonly missingSinceMs?: number;
  readonly missingLooks?: number;
  /** Since when Chessa says of a delivered transfer, at every look, that it was not delivered. */
  readonly doubtedSinceMs?: number;
  /** The page that others may see of it, by the link of this number alone; see `domain/share`. */
  readonly share?: { readonly number: number; readonly isOn: boolean };
  /** When its person was taken out of it; names, numbers and addresses are gone. */
  readonly erasedAtMs?: number;
  /** When to look next; absent when nothing can change any more. */
  readonly dueAtMs?: number;
  /** Chessa was asked about this order last, by its clock. Moves without a new version. */
  readonly lookedAtMs?: number;
}

/** New messages that ring. Everything else is an edit of the card. */
export type NoticeKind =
  | 'deposit_seen'
  | 'delivered'
  | 'failed'
  | 'refunded'
  | 'held'
  | 'late_deposit'
  | 'more_arrived'
  | 'extra_back'
  | 'expires_soon'
  | 'no_address'
  | 'do_not_pay'
  | 'goes_on'
  | 'refund_dropped';

/**
 * Tells whether the person may ask for their money back: it arrived, and Chessa will not pay it
 * out. The provider's documents disagree on the exact set; this is the part they agree on.
 */
export function isRefundable(transfer: Transfer): boolean {
  const stopped = transfer.state === 'failed' || transfer.state === 'held';
  return stopped && transfer.deposits.length > 0 && !transfer.refund;
}

/** Tells whether there is a receipt: the money is there, without a doubt, or it is back. */
export function hasReceipt({ state, doubtedSinceMs }: Transfer): boolean {
  return (state === 'completed' && doubtedSinceMs === undefined) || state === 'refunded';
}

/**
 * Tells whether the address may be shown at this moment (by Chessa's clock): it is awaited, not
 * given up, and Chessa's own time is not over.
 */
export function isPayable(
  transfer: Transfer,
  nowMs: number,
): transfer is Transfer & { readonly payTo: PayTo } {
  const awaited = transfer.state === 'awaiting_deposit' && transfer.givenUpAtMs === undefined;
  return awaited && transfer.payTo !== undefined && nowMs < transfer.orderExpiresAtMs;
}

/** The transfer as it waits for staff; the state it came from is kept, as they may send it back. */
export function inReview(transfer: Transfer, reason: ReviewReason): Transfer {
  return { ...transfer, state: 'review', review: { reason, from: transfer.state } };
}

/** States in which money moves, or is about to: by our call, or at Chessa. */
export const statesInMotion: readonly TransferState[] = [
  'accepting',
  'confirming',
  'received',
  'paying_out',
  'refunding',
];
