/** Why a person looks at a transfer, as far as it matters to whoever sent it. */
import { arrived } from '../domain/arrived.ts';
import type { ReviewEnd, Transfer } from '../domain/transfer.ts';
import type { Line } from './rich.ts';

/** What there is to say. */
export type ReviewNews =
  /** It has arrived, or is back; why a person looks is another matter. */
  | ReviewEnd
  | 'refund_failed'
  | 'refund_elsewhere'
  | 'delivered_or_refunded'
  /** Another payment came when the money was back. */
  | 'paid_after_refund'
  | 'delivered_or_not'
  /** Their payment arrived. */
  | 'paid'
  /** An address was shown: the provider lost the transfer, or the address is not certain. */
  | 'perhaps_paid_missing'
  | 'perhaps_paid_uncertain'
  /** No address was shown: it belongs to another, the terms differ, or it passed no check. */
  | 'unpaid_address_taken'
  | 'unpaid_other_terms'
  | 'unpaid_unchecked';

/** A headline and what it means, for the card and for its push. */
export interface ReviewWords {
  readonly headline: string;
  readonly meaning: readonly Line[];
}

/** What there is to say of a transfer in review. */
export function reviewNews(transfer: Transfer): ReviewNews {
  const { reason, end } = transfer.review ?? {};
  if (end) return end;
  switch (reason) {
    case 'refund_failed':
      return 'refund_failed';
    case 'refund_to_other_address':
      return 'refund_elsewhere';
    case 'completed_during_refund':
      return 'delivered_or_refunded';
    case 'paid_after_refund':
      return 'paid_after_refund';
    case 'delivery_in_doubt':
      return 'delivered_or_not';
    default:
      break;
  }
  if (hasMoney(transfer)) return 'paid';
  if (transfer.payTo) {
    return reason === 'order_missing' ? 'perhaps_paid_missing' : 'perhaps_paid_uncertain';
  }
  if (reason === 'address_in_use') return 'unpaid_address_taken';
  return reason === 'answer_differs_from_quote' ? 'unpaid_other_terms' : 'unpaid_unchecked';
}

/** What stands before the headline. */
export function reviewSign({ review }: Transfer): string {
  if (review?.end === undefined) return '✋';
  return review.end === 'delivered' ? '✅' : '↩️';
}

/** Whether anything of theirs was seen. */
export function hasMoney(transfer: Transfer): boolean {
  return arrived(transfer).kind !== 'nothing';
}
