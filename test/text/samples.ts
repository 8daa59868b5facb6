/** Transfers in every state, and other things that a screen is about. */
import type { Failure } from '../../src/chessa/failure.ts';
import type { Field } from '../../src/domain/field.ts';
import type { KnownRecipient } from '../../src/domain/recipient.ts';
import {
  type NoticeKind,
  type Payee,
  type ReviewReason,
  type StageTime,
  type Transfer,
  type TransferState,
  transferStates,
} from '../../src/domain/transfer.ts';
import type { Page, Place } from '../../src/text/messages.ts';

export const minuteMs = 60_000;
export const startMs = Date.UTC(2026, 2, 4, 14, 0);
/** The address that a person pays to; no other screen may hold it. */
export const depositAddress = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV';
export const refundAddress = '4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T';

export const states = transferStates;

export const reasons: readonly ReviewReason[] = [
  'answer_differs_from_quote',
  'wrong_chain',
  'bad_address',
  'bad_tag',
  'address_in_use',
  'address_changed',
  'order_missing',
  'refund_to_other_address',
  'refund_failed',
  'completed_during_refund',
  'paid_after_refund',
  'delivery_in_doubt',
];

export const noticeKinds: readonly NoticeKind[] = [
  'deposit_seen',
  'delivered',
  'failed',
  'refunded',
  'held',
  'late_deposit',
  'more_arrived',
  'expires_soon',
  'no_address',
  'do_not_pay',
  'goes_on',
  'extra_back',
  'refund_dropped',
];

const payee: Payee = {
  recipientId: 'rec-1',
  kind: 'bank',
  accountName: 'ADA TEST OKAFOR',
  nameChecked: true,
  accountNumber: '0123456789',
  institutionCode: 'ng_access',
  institutionName: 'Access Bank',
  countryCode: 'NG',
  countryName: 'Nigeria',
};

const stages: readonly StageTime[] = [
  { stage: 'accepted', atMs: startMs + 2 * minuteMs },
  { stage: 'deposit_seen', atMs: startMs + 9 * minuteMs },
  { stage: 'confirmed', atMs: startMs + 10 * minuteMs },
  { stage: 'paying_out', atMs: startMs + 11 * minuteMs },
  { stage: 'delivered', atMs: startMs + 12 * minuteMs },
];

const stagesReached: Record<TransferState, number> = {
  quoted: 0,
  accepting: 0,
  awaiting_deposit: 1,
  confirming: 2,
  received: 3,
  paying_out: 4,
  completed: 5,
  held: 2,
  failed: 4,
  refunding: 4,
  refunded: 4,
  expired: 1,
  cancelled: 0,
  review: 1,
};

const withoutDeposit: readonly TransferState[] = [
  'quoted',
  'accepting',
  'awaiting_deposit',
  'expired',
  'cancelled',
  'review',
];

/** A deposit of so much of the asset that was asked for. */
export function deposit(amount: string, asset = 'USDC') {
  return { id: 'dep-1', amount, asset, chain: 'Solana', hash: 'a'.repeat(64), status: 'completed' };
}

/** A transfer as it would be in a state, changed where `patch` says so. */
export function transferIn(state: TransferState, patch: Partial<Transfer> = {}): Transfer {
  const shown = state !== 'quoted' && state !== 'accepting' && state !== 'cancelled';
  const goesBack = state === 'refunding' || state === 'refunded';
  return {
    id: 'Zk3vQ9bTq2rLx8mNc5wY1a',
    version: 3,
    state,
    userId: 7001,
    createdAtMs: startMs,
    orderId: '2f1f6f0e-58a7-4a3f-b6b5-4f4f6f1f2a10',
    shortId: '7K2M9QXA',
    orderStatus: 'waiting_for_funding',
    payee,
    receive: { amount: '50000', currency: 'NGN' },
    send: { amount: '32.47', currency: 'USDC' },
    chain: 'Solana',
    fee: { amount: '0.32', currency: 'USDC' },
    confirmBeforeMs: startMs + 10 * minuteMs,
    orderExpiresAtMs: startMs + 120 * minuteMs,
    quoteHash: 'c0ffee00c0ffee00',
    ...(shown && { payTo: { chain: 'Solana' as const, address: depositAddress } }),
    deposits: withoutDeposit.includes(state) ? [] : [deposit('32.47')],
    ...(goesBack && { refund: refundOf(state === 'refunded') }),
    stages: stages.slice(0, stagesReached[state]),
    ...(state === 'review' && {
      review: { reason: 'address_changed' as const, from: 'awaiting_deposit' as const },
    }),
    ...patch,
  };
}

function refundOf(done: boolean) {
  return {
    address: refundAddress,
    chain: 'Solana' as const,
    frozenAtMs: startMs + 20 * minuteMs,
    attempts: 1,
    emptyLooks: 0,
    accepted: true,
    ...(done && { hash: 'b'.repeat(64), amount: { amount: '32.47', currency: 'USDC' } }),
  };
}

/** The recipient of a transfer, as they are offered again. */
export function recipientOf({ payee: to, receive }: Transfer): KnownRecipient {
  return {
    id: 'b'.repeat(24),
    payee: to,
    currency: receive.currency,
    fields: {},
    checkedAtMs: startMs,
    usedAtMs: startMs,
  };
}

export const place: Place = {
  nonce: 'n0nce123',
  step: 'institution',
  number: 3,
  of: 7,
  mayGoBack: true,
};

/** One page of a list out of five. */
export function pageOf(...labels: readonly string[]): Page {
  const choices = labels.map((label, index) => ({ token: `t${index}`, label }));
  return { choices, page: 1, pages: 5, total: 40 };
}

/** A field with every text that a configuration may bring. */
export function fieldOf(text: string): Field {
  return {
    key: 'accountNumber',
    label: text,
    kind: 'digits',
    required: false,
    hint: text,
    example: text,
  };
}

export const failures: readonly Failure[] = [
  { kind: 'rejected', why: 'not_found', status: 404 },
  { kind: 'rejected', why: 'forbidden', status: 403 },
  { kind: 'rejected', why: 'refund_not_allowed', status: 400 },
  {
    kind: 'rejected',
    why: 'below_minimum',
    status: 400,
    limit: { value: '500', currency: 'NGN' },
  },
  { kind: 'rejected', why: 'above_maximum', status: 400 },
  { kind: 'rejected', why: 'fields', status: 422, fields: { bankCode: 'Chessa: raw words' } },
  { kind: 'rejected', why: 'other', status: 400 },
  { kind: 'unavailable' },
  { kind: 'unavailable', retryAfterMs: 90_000 },
  { kind: 'unknown' },
  { kind: 'misconfigured' },
];
