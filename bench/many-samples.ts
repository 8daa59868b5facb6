/** Transfers of many people, as measures need them. */
import type { Transfer } from '../src/domain/transfer.ts';
import { depositAddress, type ManyOrder, orderLifeMs } from './many-orders.ts';

/** The budget that measures go by. */
export const callsPerSecond = 10;

/** A transfer that waits for its deposit, looked at within the last minute. */
export function waiting(index: number, order: ManyOrder, nowMs: number): Transfer {
  const { id: orderId, createdAtMs } = order;
  return {
    id: index.toString(16).padStart(24, '0'),
    version: 1,
    state: 'awaiting_deposit',
    userId: 1_000 + index,
    createdAtMs,
    orderId,
    shortId: `TEST${index}`,
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
    fee: { amount: '0.41', currency: 'USDC' },
    confirmBeforeMs: createdAtMs + 600_000,
    orderExpiresAtMs: createdAtMs + orderLifeMs,
    quoteHash: '0123456789abcdef',
    payTo: { chain: 'Solana', address: depositAddress },
    deposits: [],
    stages: [{ stage: 'accepted', atMs: createdAtMs + 2_000 }],
    // Those whose time to be reminded has come were reminded.
    ...(nowMs > createdAtMs + orderLifeMs - 20 * 60_000 && { remindedAtMs: nowMs }),
    dueAtMs: nowMs + Math.random() * 64_000,
    lookedAtMs: Math.max(createdAtMs + 15_000, nowMs - Math.random() * 60_000),
  };
}

/** A transfer that was paid and delivered, with all that is known of it by then. */
export function delivered(index: number, nowMs: number): Transfer {
  const id = `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
  const createdAtMs = nowMs - 600_000;
  const stages = ['accepted', 'deposit_seen', 'confirmed', 'paying_out', 'delivered'] as const;
  const hash = index.toString(16).padStart(64, '0');
  return {
    ...waiting(index, { id, createdAtMs }, nowMs),
    state: 'completed',
    orderStatus: 'completed',
    deposits: [
      {
        id: `d-${id}`,
        amount: '32.47',
        asset: 'USDC',
        chain: 'Solana',
        hash,
        explorerUrl: `https://solscan.io/tx/${hash}`,
        status: 'completed',
        createdAtMs,
      },
    ],
    stages: stages.map((stage, step) => ({ stage, atMs: createdAtMs + 60_000 * step })),
  };
}
