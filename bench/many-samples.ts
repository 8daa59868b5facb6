/** Transfers of many people, as measures need them. */
import type { Transfer } from '../src/domain/transfer.ts';
import { transferWith } from '../test/support/transfer.ts';
import { type ManyOrder, orderLifeMs } from './many-orders.ts';

/** The budget that measures go by. */
export const callsPerSecond = 10;

/** A transfer that waits for its deposit, looked at within the last minute. */
export function waiting(index: number, order: ManyOrder, nowMs: number): Transfer {
  const { id: orderId, createdAtMs } = order;
  const endMs = createdAtMs + orderLifeMs;
  return transferWith({
    id: index.toString(16).padStart(24, '0'),
    version: 1,
    userId: 1_000 + index,
    createdAtMs,
    orderId,
    shortId: `TEST${index}`,
    fee: { amount: '0.41', currency: 'USDC' },
    confirmBeforeMs: createdAtMs + 600_000,
    orderExpiresAtMs: endMs,
    stages: [{ stage: 'accepted', atMs: createdAtMs + 2_000 }],
    // Those whose time to be reminded has come were reminded.
    ...(nowMs > endMs - 20 * 60_000 && { remindedAtMs: nowMs }),
    dueAtMs: nowMs + Math.random() * 64_000,
    lookedAtMs: Math.max(createdAtMs + 15_000, nowMs - Math.random() * 60_000),
  });
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
