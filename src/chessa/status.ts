/** Chessa's words for the state of an order and of a refund, in whatever spelling they come. */
import type { OrderRefund, OrderStatus } from '../domain/order.ts';

const orderWords = compactKeys<OrderStatus>([
  ['created', 'created'],
  ['waiting_for_funding', 'waiting_for_funding'],
  // The sender says that the money went out, which is no proof that any came.
  ['sent', 'waiting_for_funding'],
  ['waiting_for_confirmations', 'waiting_for_confirmations'],
  ['waiting_for_confirmation', 'waiting_for_confirmations'],
  ['funds_received', 'funds_received'],
  ['processing_payout', 'processing_payout'],
  ['processing', 'processing_payout'],
  ['completed', 'completed'],
  ['complete', 'completed'],
  ['paid', 'completed'],
  ['success', 'completed'],
  ['successful', 'completed'],
  ['settled', 'completed'],
  ['failed', 'failed'],
  ['failure', 'failed'],
  ['rejected', 'failed'],
  ['underpaid', 'underpaid'],
  ['underfunded', 'underpaid'],
  ['expired', 'expired'],
  ['cancelled', 'cancelled'],
  ['refunded', 'refunded'],
]);

const refundWords = compactKeys<OrderRefund['status']>([
  ['pending', 'pending'],
  ['created', 'pending'],
  ['requested', 'pending'],
  ['initiated', 'pending'],
  ['processing', 'pending'],
  ['in_progress', 'pending'],
  ['completed', 'completed'],
  ['complete', 'completed'],
  ['success', 'completed'],
  ['successful', 'completed'],
  ['settled', 'completed'],
  ['refunded', 'completed'],
  ['failed', 'failed'],
  ['failure', 'failed'],
  ['rejected', 'failed'],
  ['cancelled', 'failed'],
]);

/**
 * The state that a word stands for, whatever its case and separators (`Waiting-For Funding`).
 * A word that nobody documented is `unknown`, which means still open: a wrong "failed" could lead
 * to paying twice.
 */
export function foldOrderStatus(word: string): OrderStatus {
  return orderWords.get(word) ?? orderWords.get(compact(word)) ?? 'unknown';
}

/** As {@link foldOrderStatus}, for the provider's record of a refund. */
export function foldRefundStatus(word: string): OrderRefund['status'] {
  return refundWords.get(compact(word)) ?? 'unknown';
}

/**
 * Tells whether a deposit's word says that its payment never went through. `rejected` does not: what
 * the provider will not take may well have arrived.
 */
export function isFailedDeposit(word: string): boolean {
  return failedDepositWords.has(foldWord(word));
}

const failedDepositWords: ReadonlySet<string> = new Set([
  'failed',
  'failure',
  'reverted',
  'dropped',
]);

/**
 * Words without case and separators, so that `UnderPaid` and `under_paid` are the same one; and as
 * they are documented, so that the usual ones need no folding.
 */
function compactKeys<T>(words: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map(
    words.flatMap(([word, status]) => [
      [word, status],
      [compact(word), status],
    ]),
  );
}

function compact(word: string): string {
  return foldWord(word).replaceAll('_', '');
}

/** `Failed`, `WAITING-FOR FUNDING`, `canceled`, `mobileMoney` as words in snake case. */
export function foldWord(word: string): string {
  return word
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s_-]+/g, '_')
    .replace(/canceled$/, 'cancelled');
}

/** A word of the provider, cut to what a name of a shape may hold: no digits, 40 characters. */
export function shapeName(word: string): string {
  return (
    foldWord(word)
      .replace(/[^a-z_]/g, '')
      .slice(0, 40) || 'none'
  );
}
