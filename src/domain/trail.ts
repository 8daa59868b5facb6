/**
 * Every state that a transfer was in, with when it came into it: what staff read as our side of its
 * history. Kept short, as every transfer has one: a letter a state and the seconds since the quote,
 * in base 36 (`q0 a1c w2`). Pure.
 */
import type { Transfer, TransferState } from './transfer.ts';

const letters: Readonly<Record<TransferState, string>> = {
  quoted: 'q',
  accepting: 'a',
  awaiting_deposit: 'w',
  confirming: 'c',
  received: 'r',
  paying_out: 'p',
  completed: 'd',
  held: 'h',
  failed: 'f',
  refunding: 'b',
  refunded: 'e',
  expired: 'x',
  cancelled: 'n',
  review: 'v',
};

const states = new Map(
  (Object.keys(letters) as TransferState[]).map((state) => [letters[state], state]),
);

/** The newest are kept. */
const mostSteps = 40;

/** The transfer with its present state at the end of its trail, where it is not there yet. */
export function withTrail(transfer: Transfer, nowMs: number): Transfer {
  const { trail = '', state, createdAtMs } = transfer;
  const steps = trail.split(' ').filter(Boolean);
  if (steps.at(-1)?.[0] === letters[state]) return transfer;
  const seconds = Math.max(0, Math.round((nowMs - createdAtMs) / 1_000));
  const all = [...steps, `${letters[state]}${seconds.toString(36)}`];
  return { ...transfer, trail: all.slice(-mostSteps).join(' ') };
}

/** Its states, oldest first; empty for one that was stored before there were trails. */
export function trailOf({
  trail = '',
  createdAtMs,
}: Transfer): { readonly state: TransferState; readonly atMs: number }[] {
  return trail.split(' ').flatMap((step) => {
    const state = states.get(step.slice(0, 1));
    const seconds = Number.parseInt(step.slice(1), 36);
    return state ? [{ state, atMs: createdAtMs + seconds * 1_000 }] : [];
  });
}

/** When it came into its present state, as well as its record tells. */
export function inStateSinceMs(transfer: Transfer): number {
  const last = trailOf(transfer).at(-1);
  if (last?.state === transfer.state) return last.atMs;
  return transfer.stages.at(-1)?.atMs ?? transfer.createdAtMs;
}
