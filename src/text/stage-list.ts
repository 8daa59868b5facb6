/** The list of stages on a card: reached, under way, still to come, with their times. */
import {
  isPayable,
  isRefundable,
  type Stage,
  type Transfer,
  type TransferState,
} from '../domain/transfer.ts';
import type { Formats } from './formats.ts';
import { type FormattedString, fmt, type Line, lines } from './rich.ts';

/** They follow one another. */
export const path = ['accepted', 'deposit_seen', 'confirmed', 'paying_out', 'delivered'] as const;

/** The stages of a transfer that goes well, in order. */
export type PathStage = (typeof path)[number];

/** What a language calls them. */
export interface StageWords {
  /** Reached. */
  readonly done: Readonly<Record<PathStage, string>>;
  underWay(stage: PathStage, transfer: Transfer): string;
  readonly toCome: Readonly<Record<PathStage, string>>;
  /** What happened beside the path. */
  readonly waitsForYou: string;
  readonly waits: string;
  readonly notPaidOut: string;
  readonly addressClosed: string;
  readonly moneyAskedBack: string;
  readonly onItsWayBack: string;
  readonly sentBack: string;
  readonly personLooks: string;
}

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

/** Makes the stage list of a language: one line a stage. */
export function createStageList(words: StageWords, when: Formats['when']) {
  return function stageList(transfer: Transfer, nowMs: number): FormattedString {
    const reached = reachedOnPath(transfer);
    const isClosed = transfer.state === 'awaiting_deposit' && !isPayable(transfer, nowMs);
    const isMoving = moving.includes(transfer.state) && !isClosed;
    const shown = isMoving || transfer.state === 'completed' ? path : path.slice(0, reached);
    const main = shown.map((stage, index) => {
      if (index < reached) return reachedLine(words.done[stage], timeOf(transfer, stage), nowMs);
      if (index === reached && isMoving) return `◐ ${words.underWay(stage, transfer)}`;
      return `○ ${words.toCome[stage]}`;
    });
    return lines(...main, ...aside(transfer, nowMs));
  };

  /** What happened beside the path: a stop, a refund. */
  function aside(transfer: Transfer, nowMs: number): Line[] {
    const reached = (said: string, stage: Stage) =>
      reachedLine(said, timeOf(transfer, stage), nowMs);
    const { state } = transfer;
    const has = (stage: Stage) => timeOf(transfer, stage) !== undefined;
    const failed = (state === 'failed' || has('failed')) && state !== 'completed';
    const refundAsked = transfer.refund !== undefined || has('refund_asked');
    const waits = isRefundable(transfer) ? words.waitsForYou : words.waits;
    return [
      state === 'held' ? `◐ ${waits}` : undefined,
      failed ? reached(words.notPaidOut, 'failed') : undefined,
      state === 'expired' ? reached(words.addressClosed, 'expired') : undefined,
      refundAsked ? reached(words.moneyAskedBack, 'refund_asked') : undefined,
      state === 'refunding' ? `◐ ${words.onItsWayBack}` : undefined,
      state === 'refunded' || has('refunded') ? reached(words.sentBack, 'refunded') : undefined,
      state === 'review' ? `◐ ${words.personLooks}` : undefined,
    ];
  }

  function reachedLine(said: string, atMs: number | undefined, nowMs: number): Line {
    return atMs === undefined ? `● ${said}` : fmt`● ${said} ${when(atMs, nowMs)}`;
  }
}

/** How many stages of the path a transfer has behind it. */
export function reachedOnPath(transfer: Transfer): number {
  const known = path.findLastIndex((stage) => timeOf(transfer, stage) !== undefined) + 1;
  const least = Math.max(implied[transfer.state] ?? 0, transfer.deposits.length > 0 ? 2 : 0);
  const isThere = transfer.state === 'completed' || transfer.review?.end === 'delivered';
  const most = isThere ? path.length : path.length - 1;
  return Math.min(most, Math.max(known, least));
}

/** When it reached a stage, as far as that is known. */
export function timeOf(transfer: Transfer, stage: Stage): number | undefined {
  return transfer.stages.find((entry) => entry.stage === stage)?.atMs;
}
