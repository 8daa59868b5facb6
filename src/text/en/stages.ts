/** The list of stages on a card: reached, under way, still to come, with their times. */
import {
  isPayable,
  isRefundable,
  type Stage,
  type Transfer,
  type TransferState,
} from '../../domain/transfer.ts';
import { type FormattedString, fmt, type Line, lines, when } from '../rich.ts';
import { institutionOf } from './words.ts';

const path = ['accepted', 'deposit_seen', 'confirmed', 'paying_out', 'delivered'] as const;
type PathStage = (typeof path)[number];

/** How many stages of the path a state implies; the provider's history may skip some. */
const implied: Partial<Record<TransferState, number>> = {
  awaiting_deposit: 1,
  expired: 1,
  held: 2,
  confirming: 2,
  received: 3,
  paying_out: 4,
  completed: 5,
};

/** States in which the next stage of the path is under way. */
const moving: readonly TransferState[] = [
  'accepting',
  'awaiting_deposit',
  'confirming',
  'received',
  'paying_out',
];

/** The stage list of a transfer, one line each. */
export function stageList(transfer: Transfer, nowMs: number): FormattedString {
  const reached = reachedOnPath(transfer);
  const isClosed = transfer.state === 'awaiting_deposit' && !isPayable(transfer, nowMs);
  const isMoving = moving.includes(transfer.state) && !isClosed;
  const shown = isMoving || transfer.state === 'completed' ? path : path.slice(0, reached);
  const main = shown.map((stage, index) => {
    if (index < reached) return line('●', done(stage), timeOf(transfer, stage), nowMs);
    if (index === reached && isMoving) return `◐ ${underWay(stage, transfer)}`;
    return `○ ${toCome(stage)}`;
  });
  return lines(...main, ...aside(transfer, nowMs));
}

function reachedOnPath(transfer: Transfer): number {
  const known = path.findLastIndex((stage) => timeOf(transfer, stage) !== undefined) + 1;
  const least = Math.max(implied[transfer.state] ?? 0, transfer.deposits.length > 0 ? 2 : 0);
  const most = transfer.state === 'completed' ? path.length : path.length - 1;
  return Math.min(most, Math.max(known, least));
}

/** What happened beside the path: a stop, a refund. */
function aside(transfer: Transfer, nowMs: number): Line[] {
  const at = (stage: Stage) => timeOf(transfer, stage);
  const { state } = transfer;
  const failed = state === 'failed' || at('failed') !== undefined;
  const refundAsked = transfer.refund !== undefined || at('refund_asked') !== undefined;
  return [
    state === 'held' ? `◐ ${isRefundable(transfer) ? 'Waits for you' : 'Waits'}` : undefined,
    failed && state !== 'completed' ? line('●', 'Not paid out', at('failed'), nowMs) : undefined,
    state === 'expired' ? line('●', 'Address closed', at('expired'), nowMs) : undefined,
    refundAsked ? line('●', 'Money asked back', at('refund_asked'), nowMs) : undefined,
    state === 'refunding' ? '◐ On its way back to you' : undefined,
    state === 'refunded' ? line('●', 'Sent back to you', at('refunded'), nowMs) : undefined,
    state === 'review' ? '◐ A person is looking at it' : undefined,
  ];
}

function timeOf(transfer: Transfer, stage: Stage): number | undefined {
  return transfer.stages.find((entry) => entry.stage === stage)?.atMs;
}

function line(mark: string, words: string, atMs: number | undefined, nowMs: number): Line {
  return atMs === undefined ? `${mark} ${words}` : fmt`${mark} ${words} ${when(atMs, nowMs)}`;
}

function done(stage: PathStage): string {
  const words: Record<PathStage, string> = {
    accepted: 'Quote accepted',
    deposit_seen: 'Payment seen',
    confirmed: 'Payment confirmed',
    paying_out: 'Payout started',
    delivered: 'Delivered',
  };
  return words[stage];
}

function underWay(stage: PathStage, transfer: Transfer): string {
  const words: Record<PathStage, string> = {
    accepted: `Getting your address on ${transfer.chain}`,
    deposit_seen: 'Waiting for your payment',
    confirmed: `Being confirmed on ${transfer.chain}`,
    paying_out: 'Payout being prepared',
    delivered: `On its way to ${institutionOf(transfer)}`,
  };
  return words[stage];
}

function toCome(stage: PathStage): string {
  const words: Record<PathStage, string> = {
    accepted: 'Quote accepted',
    deposit_seen: 'Payment seen',
    confirmed: 'Payment confirmed',
    paying_out: 'On its way',
    delivered: 'Delivered',
  };
  return words[stage];
}
