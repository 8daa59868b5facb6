/**
 * Which questions of one `/send` were asked and answered, so that figures can tell where people
 * leave before there is a quote. Each counts once a draft; no answer is part of it. Pure.
 */

/** The questions, in the order in which most people meet them. */
export const walkSteps = [
  'recipient',
  'country',
  'currency',
  'way',
  'institution',
  'account',
  'name',
  'details',
  'amount',
  'pay',
] as const;

/** `account`: the number that is paid to. `details`: everything else that an institution asks. */
export type WalkStep = (typeof walkSteps)[number];

/** What was counted of one draft, all of it on the day (UTC, days since 1970) on which it began. */
export interface Walk {
  readonly nonce: string;
  readonly day: number;
  readonly asked: readonly WalkStep[];
  readonly answered: readonly WalkStep[];
}

/** What happened now. */
export interface WalkNews {
  readonly asked?: WalkStep;
  readonly answered?: WalkStep;
}

/**
 * The walk with what is new of it, and the counters to raise: `asked.<step>`, `answered.<step>`.
 * `undefined` when nothing is new. Another draft begins another walk.
 */
export function walkOn(
  before: Walk | undefined,
  { nonce, day }: Pick<Walk, 'nonce' | 'day'>,
  news: WalkNews,
): { readonly walk: Walk; readonly keys: readonly string[] } | undefined {
  const walk = before?.nonce === nonce ? before : { nonce, day, asked: [], answered: [] };
  const fresh = <K extends keyof WalkNews>(what: K) => {
    const step = news[what];
    return step !== undefined && !walk[what].includes(step) ? [step] : [];
  };
  // What was answered was asked, also when a crash kept that from being counted.
  const answered = fresh('answered');
  const asked = [
    ...answered.filter((step) => !walk.asked.includes(step) && step !== news.asked),
    ...fresh('asked'),
  ];
  if (asked.length + answered.length === 0) return undefined;
  return {
    walk: {
      ...walk,
      asked: [...walk.asked, ...asked],
      answered: [...walk.answered, ...answered],
    },
    keys: [...asked.map((step) => `asked.${step}`), ...answered.map((step) => `answered.${step}`)],
  };
}
