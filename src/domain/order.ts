/**
 * An order as Chessa tells it, translated once at the border (`src/chessa/wire`).
 * Everything but the id may be missing: the provider promises no more.
 */
import type { Decimal, Money } from './money.ts';

/** Chessa's states, spelling variants folded together; what we do not know is `unknown`. */
export type OrderStatus =
  | 'created'
  | 'waiting_for_funding'
  | 'waiting_for_confirmations'
  | 'funds_received'
  | 'processing_payout'
  | 'completed'
  | 'failed'
  | 'underpaid'
  | 'expired'
  | 'cancelled'
  | 'refunded'
  | 'unknown';

/** Money that reached the order's deposit address, as the provider's own record says. */
export interface Deposit {
  readonly id?: string;
  readonly amount?: Decimal;
  readonly asset?: string;
  readonly chain?: string;
  readonly hash?: string;
  readonly explorerUrl?: string;
  readonly status?: string;
  readonly createdAtMs?: number;
}

/** Tells whether two records are of the same deposit, as far as their ids and hashes say. */
export function isSameDeposit(one: Deposit, other: Deposit): boolean {
  if (one.id && other.id) return one.id === other.id;
  return one.hash !== undefined && one.hash === other.hash;
}

/** The provider's record of money sent back, where there is one. */
export interface OrderRefund {
  readonly id?: string;
  readonly status: 'pending' | 'completed' | 'failed' | 'unknown';
  readonly rawStatus?: string;
  readonly address?: string;
  readonly tag?: string;
  readonly amount?: Decimal;
  readonly asset?: string;
  readonly hash?: string;
  readonly explorerUrl?: string;
}

/** Who an order pays, as far as the answer says. */
export interface OrderRecipient {
  readonly id?: string;
  readonly accountName?: string;
  readonly accountNumber?: string;
  readonly code?: string;
  readonly institutionName?: string;
  readonly country?: string;
  readonly currency?: string;
}

/** One order. An absent field means that this answer did not carry it. */
export interface Order {
  readonly id: string;
  readonly shortId?: string;
  readonly status: OrderStatus;
  /** The status exactly as Chessa spelled it. */
  readonly rawStatus: string;
  readonly recipientId?: string;
  /** What the customer pays in crypto. */
  readonly send?: Money;
  /** What the recipient gets. */
  readonly receive?: Money;
  readonly country?: string;
  readonly fee?: Money;
  readonly chain?: string;
  readonly address?: string;
  readonly tag?: string;
  readonly createdAtMs?: number;
  readonly updatedAtMs?: number;
  readonly expiresAtMs?: number;
  readonly deposits: readonly Deposit[];
  readonly recipient?: OrderRecipient;
  readonly refund?: OrderRefund;
}

/** One reached step of an order's life. */
export interface OrderStep {
  readonly status: OrderStatus;
  readonly rawStatus: string;
  readonly atMs: number;
}

/** `GET status-history`: steps in ascending time, future ones left out. */
export interface OrderHistory {
  readonly current: OrderStatus;
  readonly steps: readonly OrderStep[];
}
