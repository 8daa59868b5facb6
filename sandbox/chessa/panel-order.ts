/** An order as a panel or a test sees it: what it expects, what came, what is still to come. */
import { depositChain } from './lifecycle.ts';
import type { OrderRecord } from './records.ts';
import { iso } from './time.ts';

import type { World } from './world.ts';

/** Plain JSON; amounts are plain decimals, times ISO 8601. */
export interface PanelOrder {
  readonly id: string;
  readonly shortId: string;
  readonly status: string;
  /** Whether something may still happen to it. */
  readonly open: boolean;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly recipientId: string;
  readonly accountName: string;
  readonly accountNumber: string;
  readonly institutionName: string;
  readonly originAmount: string;
  readonly originAsset: string;
  readonly destinationAmount: string;
  readonly destinationAsset: string;
  readonly destinationCountry: string;
  readonly feeAmount: string;
  /** What has to arrive at the address. */
  readonly expectedAmount: string;
  readonly chain: string;
  readonly address: string | undefined;
  readonly tag: string | undefined;
  readonly deposits: readonly {
    readonly amount: string;
    readonly asset: string;
    readonly hash: string;
    readonly at: string;
  }[];
  readonly refund:
    | { readonly address: string; readonly tag: string; readonly status: string }
    | undefined;
  readonly history: readonly { readonly status: string; readonly at: string }[];
  readonly planned: readonly { readonly what: string; readonly at: string }[];
  readonly scenarios: readonly string[];
}

const CLOSED = ['completed', 'refunded', 'cancelled'];

/** Draws an order for a panel. */
export function panelOrder(order: OrderRecord, world: World): PanelOrder {
  const recipient = world.recipients.get(order.recipientId);
  const { refund } = order;
  return {
    id: order.id,
    shortId: order.shortId,
    status: order.status,
    open: !CLOSED.includes(order.status) || order.plan.some(({ kind }) => kind !== 'expire'),
    createdAt: iso(order.createdAtMs),
    expiresAt: iso(order.expiresAtMs),
    recipientId: order.recipientId,
    accountName: recipient?.accountName ?? '',
    accountNumber: recipient?.accountNumber ?? '',
    institutionName: recipient?.institutionName ?? '',
    originAmount: order.originAmount,
    originAsset: order.originAsset,
    destinationAmount: order.destinationAmount,
    destinationAsset: order.destinationAsset,
    destinationCountry: order.destinationCountry,
    feeAmount: order.feeAmount,
    expectedAmount: order.expectedAmount,
    chain: depositChain(order),
    address: order.given?.address,
    tag: order.given?.tag,
    deposits: order.deposits.map(({ amount, asset, hash, atMs }) => ({
      amount,
      asset,
      hash,
      at: iso(atMs),
    })),
    refund: refund && { address: refund.address, tag: refund.tag, status: refund.status },
    history: order.history.map(({ status, atMs }) => ({ status, at: iso(atMs) })),
    planned: [...order.plan]
      .sort((a, b) => a.atMs - b.atMs)
      .map((step) => ({ what: whatComes(step), at: iso(step.atMs) })),
    scenarios: order.scenarios,
  };
}

/** `completed`, `refund completed`, `expire`: the step's own word, with the refund named. */
function whatComes(step: OrderRecord['plan'][number]): string {
  if (step.kind === 'refund') return `refund ${step.status}`;
  return step.kind === 'status' ? step.status : step.kind;
}
