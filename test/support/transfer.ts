/** Transfers and orders as test data. */
import type { Order } from '../../src/domain/order.ts';
import type { Transfer } from '../../src/domain/transfer.ts';

/** A valid Solana wallet that nobody uses. */
export const solanaAddress = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV';

/** 12:00:00 UTC of a plain day. */
export const noonMs = Date.UTC(2026, 0, 15, 12);

/** A transfer that waits for its deposit; `over` replaces parts of it. */
export function transferWith(over: Partial<Transfer> = {}): Transfer {
  return {
    id: 'aaaabbbbccccddddeeeeffff',
    version: 3,
    state: 'awaiting_deposit',
    userId: 1001,
    createdAtMs: noonMs,
    orderId: '00000000-0000-4000-8000-000000000001',
    shortId: 'TEST1234',
    orderStatus: 'waiting_for_funding',
    payee: {
      recipientId: '00000000-0000-4000-8000-0000000000aa',
      kind: 'bank',
      accountName: 'ADA TEST OKAFOR',
      nameChecked: true,
      accountNumber: '0123456789',
      institutionCode: 'ng_access',
      institutionName: 'Access Bank',
      countryCode: 'NG',
      countryName: 'Nigeria',
    },
    receive: { amount: '50000', currency: 'NGN' },
    send: { amount: '32.47', currency: 'USDC' },
    chain: 'Solana',
    confirmBeforeMs: noonMs + 600_000,
    orderExpiresAtMs: noonMs + 7_200_000,
    quoteHash: '0123456789abcdef',
    payTo: { chain: 'Solana', address: solanaAddress },
    deposits: [],
    stages: [{ stage: 'accepted', atMs: noonMs }],
    dueAtMs: noonMs,
    ...over,
  };
}

/** The order of {@link transferWith}, funded; `over` replaces parts of it. */
export function orderWith(over: Partial<Order> = {}): Order {
  const { orderId, shortId, payee, receive, send, chain } = transferWith();
  return {
    id: orderId,
    shortId,
    status: 'waiting_for_funding',
    rawStatus: 'waiting_for_funding',
    recipientId: payee.recipientId,
    send,
    receive,
    country: 'NG',
    chain,
    address: solanaAddress,
    expiresAtMs: noonMs + 7_200_000,
    deposits: [],
    ...over,
  };
}
