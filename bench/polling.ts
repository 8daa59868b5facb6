/**
 * How soon a deposit is noticed, and how many calls a transfer costs, beside the naive way, which
 * looks at every open order every ten seconds. Hours are simulated: see `simulated-life.ts`.
 */
import { callMs, type Life, liveEach, type Story } from './simulated-life.ts';
import { type Spread, spread } from './spread.ts';

/** Milliseconds from a deposit at Chessa to the push. */
export interface NoticeFigures {
  readonly paid: string;
  readonly ours: Spread;
  readonly naive: Spread;
  readonly bars: { readonly medianMs?: number; readonly worstMs: number };
}

/** Calls to Chessa for one transfer; the naive way has no late watch of its own and needs one. */
export interface CallFigures {
  readonly transfer: string;
  readonly ours: Spread;
  readonly naive: Spread;
  readonly bar?: number;
}

const second = 1_000;
const minute = 60 * second;
const dayMs = 24 * 60 * minute;
/** How long what was delivered is looked at. */
const afterwardsMs = 3 * dayMs;
const lateWatchMs = 7 * dayMs;
/** The naive way: every open order every ten seconds. */
const naiveEveryMs = 10 * second;
/** The payout of Chessa's documented history takes 7.6 s; this one takes two minutes. */
const slowPayout = 120_000 / 7_633;

const between = (fromMs: number, toMs: number) => fromMs + Math.random() * (toMs - fromMs);

/** Lets so many transfers of each kind be paid at random moments. */
export async function measureNotice(each: number): Promise<readonly NoticeFigures[]> {
  const soon = { medianMs: 10 * second, worstMs: 20 * second };
  const groups: [string, NoticeFigures['bars'], () => Story][] = [
    ['in the first five minutes', soon, () => ({ paidAfterMs: between(0, 5 * minute) })],
    ['within ten minutes of "I have sent it"', soon, afterSaying],
    ['in the first hour', { worstMs: 65 * second }, () => paidWithin(5, 60)],
    ['in the second hour', { worstMs: 130 * second }, () => paidWithin(60, 119)],
  ];
  const figures: NoticeFigures[] = [];
  for (const [paid, bars, story] of groups) {
    const lives = await liveEach(each, story, 'push');
    const ours = spread(lives.flatMap(({ toPushMs }) => toPushMs ?? []));
    const naive = spread(lives.map(() => between(0, naiveEveryMs) + callMs));
    figures.push({ paid, ours, naive, bars });
  }
  return figures;
}

function paidWithin(fromMinute: number, toMinute: number): Story {
  return { paidAfterMs: between(fromMinute * minute, toMinute * minute) };
}

function afterSaying(): Story {
  const saidAfterMs = between(5 * minute, 108 * minute);
  return { saidAfterMs, paidAfterMs: saidAfterMs + between(0, 10 * minute) };
}

/** Counts the calls of so many transfers of each kind, from the name check to the last look. */
export async function measureCalls(each: number): Promise<readonly CallFigures[]> {
  const early = (): Story => {
    const paidAfterMs = between(0, 10 * minute);
    const saidAfterMs = Math.max(0, paidAfterMs - between(0, 2 * minute));
    return { paidAfterMs, ...(Math.random() < 0.5 && { saidAfterMs }) };
  };
  const paid = await liveEach(each, early, 'end');
  const slow = await liveEach(each, early, 'end', slowPayout);
  const unpaid = await liveEach(each, () => ({}), 'end');
  const whole = (transfer: string, lives: readonly Life[]): CallFigures => ({
    transfer: `paid within ten minutes, ${transfer}, until nothing is looked for`,
    ours: spread(lives.map(({ calls, lateCalls }) => calls + lateCalls)),
    naive: spread(lives.map((life) => naiveCalls(life) + Math.ceil(afterwardsMs / naiveEveryMs))),
    bar: 45,
  });
  return [
    whole('delivered as documented', paid),
    whole('with a payout of two minutes', slow),
    {
      transfer: 'of these, delivered and watched for three days',
      ours: spread(paid.map(({ lateCalls }) => lateCalls)),
      naive: spread(paid.map(() => Math.ceil(afterwardsMs / naiveEveryMs))),
    },
    {
      transfer: 'never paid',
      ours: spread(unpaid.map(({ calls }) => calls)),
      naive: spread(unpaid.map(naiveCalls)),
      bar: 125,
    },
    {
      transfer: 'never paid, its late watch of seven days',
      ours: spread(unpaid.map(({ lateCalls }) => lateCalls)),
      naive: spread(unpaid.map(() => Math.ceil(lateWatchMs / naiveEveryMs))),
      bar: 75,
    },
  ];
}

/** Name check, recipient, quote and funding cost one call each there too. */
function naiveCalls({ addressAtMs, endAtMs }: Life): number {
  if (endAtMs === undefined) throw new Error('a transfer did not end');
  return 4 + Math.ceil((endAtMs - addressAtMs) / naiveEveryMs);
}
