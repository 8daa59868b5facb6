/** Figures of some days, made of counters. Pure. */
import { addDecimals, type Decimal, multiplyDecimals } from './money.ts';
import type { Steps } from './paced.ts';
import type { DayCount } from './tally.ts';
import { type BucketCount, medianOf } from './time-bucket.ts';
import type { Stage } from './transfer.ts';
import { type WalkStep, walkSteps } from './walk.ts';

/** What `/stats` tells. Transfers count on the day of their quote, questions on that of their first. */
export interface Stats {
  /** The questions before a quote: in how many drafts each was asked, and answered. */
  readonly walk: readonly {
    readonly step: WalkStep;
    readonly asked: number;
    readonly answered: number;
  }[];
  readonly quoted: number;
  /** How many came to each stage. */
  readonly reached: Partial<Record<Stage, number>>;
  /** The median time from the stage before, in milliseconds. */
  readonly medianMs: Partial<Record<Stage, number>>;
  /** Delivered money by `NG:NGN`, the most first. */
  readonly corridors: readonly Volume[];
  /** Money sent for it by `USDC on Solana`. */
  readonly assets: readonly Volume[];
  /** Oldest first, one for each day. */
  readonly days: readonly { readonly day: number; quoted: number; delivered: number }[];
}

export interface Volume {
  readonly name: string;
  readonly amount: Decimal;
}

const addedAtOnce = 200;

/** Adds counters up. `fromDay` and `toDay` are both part of it. */
export function* statsSteps(
  counts: readonly DayCount[],
  fromDay: number,
  toDay: number,
): Steps<Stats> {
  const totals = new Map<string, Decimal>();
  const days = Array.from({ length: toDay - fromDay + 1 }, (_, n) => {
    return { day: fromDay + n, quoted: 0, delivered: 0 };
  });
  for (const [index, { day, key, count }] of counts.entries()) {
    if (index % addedAtOnce === 0) yield;
    totals.set(key, addDecimals(totals.get(key) ?? '0', count));
    const at = days[day - fromDay];
    if (at && key === 'quoted') at.quoted = Number(count);
    if (at && key === 'stage.delivered') at.delivered = Number(count);
  }
  const under = (prefix: string) =>
    [...totals].flatMap(([key, count]): [string, Decimal][] =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), count]] : [],
    );
  const volumes = (prefix: string): Volume[] =>
    under(prefix)
      .map(([name, count]) => ({ name, amount: multiplyDecimals(count, '0.000001') }))
      .sort((one, other) => Number(other.amount) - Number(one.amount));
  const total = (key: string) => Number(totals.get(key) ?? 0);
  return {
    walk: walkSteps.map((step) => {
      return { step, asked: total(`asked.${step}`), answered: total(`answered.${step}`) };
    }),
    quoted: total('quoted'),
    reached: Object.fromEntries(under('stage.').map(([stage, count]) => [stage, Number(count)])),
    medianMs: medians(under('time.')),
    corridors: volumes('corridor.'),
    assets: volumes('asset.'),
    days,
  };
}

function medians(counts: readonly (readonly [string, Decimal])[]): Stats['medianMs'] {
  const byStage = new Map<string, BucketCount[]>();
  for (const [name, count] of counts) {
    const [stage = '', bucket] = name.split('.');
    const buckets = byStage.get(stage) ?? [];
    byStage.set(stage, [...buckets, { bucket: Number(bucket), count: Number(count) }]);
  }
  return Object.fromEntries([...byStage].map(([stage, buckets]) => [stage, medianOf(buckets).ms]));
}
