/** The stages of a transfer and when they were reached, from what a look tells. Pure. */
import type { Order, OrderHistory, OrderStatus } from '../domain/order.ts';
import type { Stage, StageTime, Transfer, TransferState } from '../domain/transfer.ts';

/** One look: the order, and its history where it was read. */
export interface Look {
  readonly order: Order;
  readonly history?: OrderHistory;
}

const stageOfStatus: Partial<Record<OrderStatus, Stage>> = {
  waiting_for_funding: 'accepted',
  waiting_for_confirmations: 'deposit_seen',
  funds_received: 'confirmed',
  processing_payout: 'paying_out',
  completed: 'delivered',
  failed: 'failed',
  refunded: 'refunded',
};

const stageOfState: Partial<Record<TransferState, Stage>> = {
  confirming: 'deposit_seen',
  received: 'confirmed',
  paying_out: 'paying_out',
  completed: 'delivered',
  failed: 'failed',
  refunding: 'refund_asked',
  refunded: 'refunded',
  expired: 'expired',
};

/**
 * The stages of a transfer that is now in `state`. Each keeps the first time known for it; the
 * provider's history fills those that no look saw.
 */
export function withStages(
  transfer: Transfer,
  state: TransferState,
  { order, history }: Look,
  nowMs: number,
): readonly StageTime[] {
  const times = new Map<Stage, number>();
  for (const step of history?.steps ?? []) {
    const stage = stageOfStatus[step.status];
    if (stage && !times.has(stage)) times.set(stage, step.atMs);
  }
  for (const { stage, atMs } of transfer.stages) if (!times.has(stage)) times.set(stage, atMs);
  const reached = stageOfState[state];
  if (reached && !times.has(reached)) {
    const isTold = stageOfStatus[order.status] === reached;
    times.set(reached, (isTold && changedAtMs(transfer, order, nowMs)) || nowMs);
  }
  const stages = [...times].map(([stage, atMs]) => ({ stage, atMs }));
  return stages.sort((one, other) => one.atMs - other.atMs);
}

/** An order that has just moved was changed last by that; a time that cannot be is not believed. */
function changedAtMs({ stages }: Transfer, { updatedAtMs }: Order, nowMs: number) {
  const lastMs = stages.at(-1)?.atMs ?? 0;
  const isBelievable = updatedAtMs !== undefined && updatedAtMs >= lastMs && updatedAtMs < nowMs;
  return isBelievable ? updatedAtMs : undefined;
}

const passed: Partial<Record<TransferState, readonly Stage[]>> = {
  received: ['deposit_seen'],
  paying_out: ['deposit_seen', 'confirmed'],
  completed: ['deposit_seen', 'confirmed', 'paying_out'],
  failed: ['deposit_seen', 'confirmed', 'paying_out'],
  held: ['deposit_seen'],
  refunded: ['deposit_seen'],
};

/** Whether a transfer went through stages whose times only the provider's history can tell. */
export function lacksStages({ state, stages }: Transfer): boolean {
  const known = new Set(stages.map(({ stage }) => stage));
  return (passed[state] ?? []).some((stage) => !known.has(stage));
}
