/** Figures of some days, as staff read them. */
import type { Stats, Volume } from '../../domain/stats.ts';
import type { Stage } from '../../domain/transfer.ts';
import type { WalkStep } from '../../domain/walk.ts';
import { screen } from '../pieces.ts';
import { bold, plain, table } from '../rich.ts';
import type { StaffMessages } from '../staff-messages.ts';
import { aligned, type Fact, span, staffTap } from './staff-words.ts';

const mostVolumes = 10;
/** Days that stand as one sign in a curve. */
const mostSigns = 31;

export const staffStats: Pick<StaffMessages, 'stats' | 'statsCurves' | 'statsUsage'> = {
  stats: (figures) =>
    screen(
      [
        bold(
          figures.days.length === 1
            ? 'Figures of today'
            : `Figures of the last ${figures.days.length} days`,
        ),
        bold('Questions before a quote, and where people left'),
        table(walkRows(figures) || 'nobody was asked anything'),
        bold('Quotes, and what became of them'),
        table(aligned(steps(figures))),
        bold('Median time of a stage'),
        table(aligned(times(figures)) || 'none yet'),
        bold('Delivered, by corridor'),
        table(aligned(figures.corridors.slice(0, mostVolumes).map(volume)) || 'nothing yet'),
        bold('Paid for it, by asset'),
        table(aligned(figures.assets.slice(0, mostVolumes).map(volume)) || 'nothing yet'),
        bold('Day by day'),
        table(
          aligned([
            ['quotes', curve(figures.days.map(({ quoted }) => quoted))],
            ['delivered', curve(figures.days.map(({ delivered }) => delivered))],
          ]),
        ),
        'A transfer counts on the day of its quote, a question on the day of the first one (UTC).',
      ],
      [7, 30, 90].map((days) => staffTap(`${days} days`, 'stats', String(days))),
    ),
  statsCurves: ({ days }) => ({
    title: `Quotes of the last ${days.length} days, and what was delivered`,
    quotes: 'Quotes',
    delivered: 'Delivered of them',
    days: days.map(({ day }) => dayName.format(day * dayMs)),
  }),
  statsUsage: () => 'Write /stats and how many days, 1 to 90: /stats 7.',
};

const dayMs = 86_400_000;
const dayName = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

const stepNames: Readonly<Record<WalkStep, string>> = {
  recipient: 'to whom',
  country: 'country',
  currency: 'currency',
  way: 'bank or mobile',
  institution: 'which bank',
  account: 'account number',
  name: 'name',
  details: 'other details',
  amount: 'amount',
  pay: 'pay with',
};

/** One line a question that was asked: in how many drafts, and how many were left there. */
function walkRows({ walk }: Stats): string {
  const rows = walk
    .filter(({ asked }) => asked > 0)
    .map(({ step, asked, answered }) => {
      const left = Math.max(0, asked - answered);
      return [stepNames[step], String(asked), String(left), share(left, asked)];
    });
  if (rows.length === 0) return '';
  const all = [['question', 'asked', 'left', ''], ...rows];
  const widths = [0, 1, 2, 3].map((n) => Math.max(...all.map((cells) => cells[n]?.length ?? 0)));
  return all
    .map((cells) =>
      cells
        .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Each step with how many of the step before came so far. */
function steps({ quoted, reached }: Stats): Fact[] {
  const of = (stage: Stage) => reached[stage] ?? 0;
  const chain: [string, number][] = [
    ['quotes', quoted],
    ['confirmed', of('accepted')],
    ['paid', of('deposit_seen')],
    ['delivered', of('delivered')],
  ];
  const lines = chain.map(([name, count], index): Fact => {
    const before = chain[index - 1]?.[1];
    return [name, before === undefined ? String(count) : row(count, share(count, before))];
  });
  return [
    ...lines,
    ['completion', share(of('delivered'), quoted, ' of quotes') || undefined],
    ['not paid out', String(of('failed'))],
    ['refunded', row(of('refunded'), share(of('refunded'), of('deposit_seen'), ' of paid'))],
    ['ended unpaid', String(of('expired'))],
  ];
}

function row(count: number, ofBefore: string): string {
  return ofBefore ? `${count}, ${ofBefore}` : String(count);
}

function share(count: number, of: number, what = ''): string {
  return of === 0 ? '' : `${Math.round((100 * count) / of)} %${what}`;
}

const timed: readonly (readonly [Stage, string])[] = [
  ['deposit_seen', 'confirmed to paid'],
  ['confirmed', 'payment to confirmation'],
  ['paying_out', 'confirmation to payout'],
  ['delivered', 'payout to delivery'],
  ['refunded', 'refund asked to refunded'],
];

function times({ medianMs }: Stats): Fact[] {
  return timed.map(([stage, name]): Fact => {
    const ms = medianMs[stage];
    return [name, ms === undefined ? undefined : span(ms)];
  });
}

function volume({ name, amount }: Volume): Fact {
  return [plain(name, 24), amount.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')];
}

const signs = [...'▁▂▃▄▅▆▇█'];

/** The newest days as a curve of signs, with the highest day behind it. */
function curve(counts: readonly number[]): string {
  const newest = counts.slice(-mostSigns);
  const most = Math.max(1, ...newest);
  const drawn = newest.map((count) => signs[Math.round((count / most) * (signs.length - 1))]);
  return `${drawn.join('')} most ${Math.max(0, ...newest)}`;
}
