/**
 * How soon to look at a transfer again: quick where a person waits, cheap where nothing moves.
 * A transfer paid within ten minutes costs at most 45 calls until it is out of sight, if it is
 * paid out as quickly as usual, and one never paid 125. Pure.
 */
import { statesInMotion, type Transfer } from '../domain/transfer.ts';
import type { Rank } from '../queue/budget.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Steps of a pace: until an age, look at least this often. Past the last one, never again. */
type Pace = readonly { readonly untilAgeMs: number; readonly everyMs: number }[];

const waiting: Pace = [
  { untilAgeMs: 5 * minute, everyMs: 18 * second },
  { untilAgeMs: hour, everyMs: 64 * second },
  { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 128 * second },
];
/** Most steps follow one another within seconds; the later ones need only be on the card in 8 s. */
const inMotion: Pace = [
  { untilAgeMs: 20 * second, everyMs: 5 * second },
  { untilAgeMs: 3 * minute, everyMs: 7 * second },
  { untilAgeMs: 15 * minute, everyMs: 15 * second },
  { untilAgeMs: 2 * hour, everyMs: minute },
  { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 5 * minute },
];
/** A block of Bitcoin takes ten minutes, sometimes an hour. */
const inBlocks: Pace = [
  { untilAgeMs: 2 * hour, everyMs: 30 * second },
  { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 5 * minute },
];
const stopped: Pace = [
  { untilAgeMs: 10 * minute, everyMs: minute },
  { untilAgeMs: day, everyMs: 10 * minute },
  { untilAgeMs: 30 * day, everyMs: 2 * hour },
  // Money is in it: it is never out of sight.
  { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: day },
];
const late: Pace = [
  { untilAgeMs: hour, everyMs: 6 * minute },
  { untilAgeMs: 12 * hour, everyMs: 36 * minute },
  { untilAgeMs: 7 * day, everyMs: 4.5 * hour },
];
/** Somebody may pay twice, by mistake or by a slow exchange; a bank may send back for days. */
const afterwards: Pace = [
  { untilAgeMs: 15 * minute, everyMs: 20 * minute },
  { untilAgeMs: hour, everyMs: 45 * minute },
  { untilAgeMs: day, everyMs: 22 * hour },
  { untilAgeMs: 3 * day, everyMs: 40 * hour },
];
/** Told twice, ten minutes apart, it is no slip of the provider's. */
const inDoubt: Pace = [{ untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 12 * minute }];
const inReview: Pace = [
  { untilAgeMs: day, everyMs: 10 * minute },
  { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 2 * hour },
];

/** For how long "I have sent it" keeps the looks quick. */
const saidSentMs = 10 * minute;

/**
 * Milliseconds until the next look, or `undefined` when nothing can change any more. `nowMs` is
 * by Chessa's clock, like the transfer's times. `random` (0 to 1) takes up to a sixth off, so that
 * many transfers do not look together.
 */
export function nextLookInMs(
  transfer: Transfer,
  nowMs: number,
  random: () => number,
  scale = 1,
): number | undefined {
  const plan = planFor(transfer, nowMs);
  if (!plan) return undefined;
  const ageMs = nowMs - plan.sinceMs;
  const step = plan.pace.find(({ untilAgeMs }) => ageMs < untilAgeMs);
  const inMs = step && step.everyMs * scale * (1 - random() / 6);
  return inMs && Math.min(inMs, untilEndMs(transfer, nowMs));
}

/**
 * The address closes at Chessa's own end, so that is when to look, and not minutes later: how many
 * milliseconds away that is, without end where none is awaited. `nowMs` is by Chessa's clock.
 */
export function untilEndMs({ state, orderExpiresAtMs }: Transfer, nowMs: number): number {
  const isOpen = state === 'awaiting_deposit' && nowMs <= orderExpiresAtMs;
  return isOpen ? orderExpiresAtMs - nowMs + 1 : Number.POSITIVE_INFINITY;
}

/** What decides when to look next. */
export interface Pacing {
  /** Our clock: due times. */
  readonly now: () => number;
  /** Our clock set right by Chessa's: the times of orders and quotes. */
  readonly orderNow: () => number;
  readonly random: () => number;
  /** Multiplies every interval. */
  readonly pollScale: number;
}

/** The time of the next look by our clock, or `undefined` when nothing can change any more. */
export function nextLookAtMs(transfer: Transfer, pacing: Pacing): number | undefined {
  const { now, orderNow, random, pollScale } = pacing;
  const inMs = nextLookInMs(transfer, orderNow(), random, pollScale);
  return inMs === undefined ? undefined : now() + inMs;
}

/** How pressing a look is when not all can be made: money that moves before money that may come. */
export function rankOf({ state }: Pick<Transfer, 'state'>): Rank {
  if (statesInMotion.includes(state)) return 'in_motion';
  return state === 'quoted' || state === 'awaiting_deposit' ? 'waiting' : 'late';
}

function planFor(transfer: Transfer, nowMs: number): { pace: Pace; sinceMs: number } | undefined {
  const sinceMs = transfer.stages.at(-1)?.atMs ?? transfer.createdAtMs;
  switch (transfer.state) {
    case 'awaiting_deposit': {
      const { saidSentAtMs: saidMs, givenUpAtMs, closedAtMs } = transfer;
      if (closedAtMs !== undefined) return { pace: stopped, sinceMs: closedAtMs };
      if (givenUpAtMs !== undefined) return { pace: late, sinceMs: givenUpAtMs };
      const eager = saidMs !== undefined && nowMs - saidMs < saidSentMs;
      return { pace: waiting, sinceMs: eager ? nowMs : sinceMs };
    }
    case 'confirming':
    case 'refunding':
      return { pace: transfer.chain === 'Bitcoin' ? inBlocks : inMotion, sinceMs };
    case 'accepting':
    case 'received':
    case 'paying_out':
      return { pace: inMotion, sinceMs };
    case 'held':
    case 'failed':
      return { pace: stopped, sinceMs };
    case 'expired': {
      // An end that is told too late, or is no time at all, must not end the watch with it.
      const seen = transfer.stages.find(({ stage }) => stage === 'expired');
      const endMs = transfer.orderExpiresAtMs;
      return { pace: late, sinceMs: Math.max(endMs, seen?.atMs ?? endMs) };
    }
    case 'review':
      return { pace: inReview, sinceMs };
    case 'completed': {
      const { doubtedSinceMs } = transfer;
      if (doubtedSinceMs !== undefined) return { pace: inDoubt, sinceMs: doubtedSinceMs };
      return { pace: afterwards, sinceMs };
    }
    case 'refunded':
      return { pace: afterwards, sinceMs };
    // Nobody was shown an address of these.
    case 'quoted':
    case 'cancelled':
      return undefined;
  }
}
