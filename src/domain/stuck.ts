/** When a transfer counts as stuck, so that staff see it. Pure. */
import type { Transfer } from './transfer.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Needs somebody at once, also while our clock is far behind Chessa's, as before its first answer. */
const atOnceMs = -24 * hourMs;

/** How long a stage may take before somebody should look. */
const allowedMs: Partial<Record<Transfer['state'], number>> = {
  accepting: 15 * minuteMs,
  confirming: hourMs,
  received: hourMs,
  paying_out: 4 * hourMs,
  refunding: 24 * hourMs,
  held: atOnceMs,
  failed: atOnceMs,
  review: atOnceMs,
};

/**
 * The moment (epoch ms) from which a transfer counts as stuck, or `undefined` while it cannot: in
 * review or held, failed without a refund address, or in motion longer than its stage allows.
 */
export function stuckFromMs(transfer: Transfer): number | undefined {
  const allowed = allowedMs[transfer.state];
  if (allowed === undefined) return undefined;
  return (transfer.stages.at(-1)?.atMs ?? transfer.createdAtMs) + allowed;
}
