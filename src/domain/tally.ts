/**
 * What is counted of transfers, so that figures cost no scan: each thing once a transfer, on the day
 * on which its quote was made. Pure; stores add it up with the commits.
 */
import { type Decimal, isPositive, multiplyDecimals, roundDown } from './money.ts';
import type { Stage, Transfer } from './transfer.ts';

/** One thing to count of a transfer. */
export interface Tally {
  /** One letter; of one transfer each letter counts once, whatever comes later. */
  readonly mark: string;
  readonly key: string;
  /** A whole number, below 2^53. */
  readonly by: number;
}

/** One counter of one day. */
export interface DayCount {
  /** Days since 1970 in UTC. */
  readonly day: number;
  readonly key: string;
  /** A whole number. */
  readonly count: Decimal;
}

const dayMs = 86_400_000;

/** The day (UTC, days since 1970) of a moment. */
export function dayOf(atMs: number): number {
  return Math.floor(atMs / dayMs);
}

/** Of each stage: its letter, and where it has one that of the time since the stage before. */
const stages: Readonly<
  Record<Stage, { readonly mark: string; readonly since?: readonly [mark: string, before: Stage] }>
> = {
  accepted: { mark: 'a' },
  deposit_seen: { mark: 'd', since: ['D', 'accepted'] },
  confirmed: { mark: 'c', since: ['C', 'deposit_seen'] },
  paying_out: { mark: 'p', since: ['P', 'confirmed'] },
  delivered: { mark: 'v', since: ['V', 'paying_out'] },
  failed: { mark: 'f' },
  refund_asked: { mark: 'k' },
  refunded: { mark: 'r', since: ['R', 'refund_asked'] },
  expired: { mark: 'x' },
  cancelled: { mark: 'n' },
};

/** Money is counted in millionths, cut below: exact for every asset of ours, whole numbers. */
const millionths = 6;

/**
 * All that can be counted of a transfer as it is now: `quoted`, `stage.<stage>`,
 * `time.<stage>.<bucket>`, and for what was delivered `corridor.<NG:NGN>` and
 * `asset.<USDC on Solana>` in millionths.
 */
export function talliesOf(transfer: Transfer): readonly Tally[] {
  const times = new Map(transfer.stages.map(({ stage, atMs }) => [stage, atMs]));
  const reached = [...times].flatMap(([stage, atMs]): Tally[] => {
    const { mark, since } = stages[stage];
    const beforeMs = since && times.get(since[1]);
    const took = since &&
      beforeMs !== undefined && {
        mark: since[0],
        key: `time.${stage}.${bucketOf(atMs - beforeMs)}`,
        by: 1,
      };
    return [{ mark, key: `stage.${stage}`, by: 1 }, ...(took ? [took] : [])];
  });
  const quoted = { mark: 'q', key: 'quoted', by: 1 };
  return [quoted, ...reached, ...volumeOf(transfer)];
}

function volumeOf({ state, payee, receive, send, chain }: Transfer): Tally[] {
  if (state !== 'completed') return [];
  const corridor = plainKey(`${payee.countryCode}:${receive.currency}`);
  const asset = plainKey(`${send.currency} on ${chain}`);
  return [
    { mark: 'M', key: `corridor.${corridor}`, by: inMillionths(receive.amount) },
    { mark: 'N', key: `asset.${asset}`, by: inMillionths(send.amount) },
  ];
}

function inMillionths(amount: Decimal): number {
  const whole = Number(multiplyDecimals(roundDown(amount, millionths), '1000000'));
  return isPositive(amount) && Number.isSafeInteger(whole) ? whole : 0;
}

/** Letters, digits and a few signs: nothing that a store gives a meaning to. */
function plainKey(text: string): string {
  return text.replace(/[^A-Za-z0-9: _-]/g, '_').slice(0, 40);
}

/** A length of time as a whole number: eight for each doubling, so that a median is within 5 %. */
const bucketsADoubling = 8;

function bucketOf(ms: number): number {
  return Math.round(Math.log2(1 + Math.max(0, ms) / 1_000) * bucketsADoubling);
}

/** The middle of a bucket, in milliseconds. */
export function bucketMs(bucket: number): number {
  return (2 ** (bucket / bucketsADoubling) - 1) * 1_000;
}
