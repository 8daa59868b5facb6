/**
 * What is counted of transfers, so that figures cost no scan: each thing once a transfer, on the day
 * on which its quote was made. Pure; stores add it up with the commits.
 */
import { type Decimal, isPositive, multiplyDecimals, roundDown } from './money.ts';
import { bucketOf } from './time-bucket.ts';
import type { Stage, Transfer } from './transfer.ts';

/** One thing to count of a transfer. */
export interface Tally {
  /** One letter; of one transfer each letter counts once, whatever comes later. */
  readonly mark: string;
  /** Counted of this route alone, apart from what is counted of the day. */
  readonly route?: string;
  /** What is counted; of a route a bucket of `time-bucket`. */
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
 * `time.<stage>.<bucket>`, for what was accepted `institution.<NG:NGN:bank:ng_access>`, for what was
 * delivered `corridor.<NG:NGN>` and `asset.<USDC on Solana>` in millionths, and of its route how long
 * it took.
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
  const chosen = times.has('accepted') ? choiceOf(transfer) : [];
  return [quoted, ...reached, ...chosen, ...volumeOf(transfer), ...tookOf(transfer, times)];
}

function choiceOf({ payee, receive }: Transfer): Tally[] {
  const { countryCode, kind, institutionCode } = payee;
  if (!institutionCode) return [];
  const corridor = `${countryCode}:${receive.currency}`;
  return [{ mark: 'I', key: institutionKey(corridor, kind, institutionCode), by: 1 }];
}

/** The counter of how often an institution was chosen; a corridor is named `NG:NGN`. */
export function institutionKey(corridor: string, way: string, code: string): string {
  return `institution.${plainKey(corridor)}:${plainKey(way)}:${plainKey(code)}`;
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

/** What a person waits for: from the payment that was seen to the money that is there. */
function tookOf(transfer: Transfer, times: ReadonlyMap<Stage, number>): Tally[] {
  const [seenMs, thereMs] = [times.get('deposit_seen'), times.get('delivered')];
  if (seenMs === undefined || thereMs === undefined) return [];
  const route = routeOf(transfer);
  return [{ mark: 'T', route, key: String(bucketOf(thereMs - seenMs)), by: 1 }];
}

/**
 * The route of a transfer: `NG-NGN-bank-Solana`. The network is part of it, as its confirmations are
 * part of the time; of a person it says nothing.
 */
export function routeOf({
  payee,
  receive,
  chain,
}: {
  readonly payee: Pick<Transfer['payee'], 'countryCode' | 'kind'>;
  readonly receive: Pick<Transfer['receive'], 'currency'>;
  readonly chain: Transfer['chain'];
}): string {
  const parts = [payee.countryCode, receive.currency, payee.kind, chain];
  return parts.map((part) => part.replace(/[^A-Za-z0-9]/g, '_').slice(0, 20)).join('-');
}

function inMillionths(amount: Decimal): number {
  const whole = Number(multiplyDecimals(roundDown(amount, millionths), '1000000'));
  return isPositive(amount) && Number.isSafeInteger(whole) ? whole : 0;
}

/** Letters, digits and a few signs: nothing that a store gives a meaning to. */
function plainKey(text: string): string {
  return text.replace(/[^A-Za-z0-9: _-]/g, '_').slice(0, 40);
}
