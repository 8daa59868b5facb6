/** Rates as Chessa told them within the last minute, so that asking often costs no calls. */
import type { Decimal } from '../domain/money.ts';
import type { Result } from '../domain/result.ts';
import type { Chessa } from './client.ts';
import type { Failure } from './failure.ts';

const rememberedMs = 60_000;

/** Makes a `getRate` that asks once a minute for each pair, also where there is no rate. */
export function createRememberedRates(deps: {
  readonly getRate: Chessa['getRate'];
  readonly now: () => number;
}): Chessa['getRate'] {
  const { getRate, now } = deps;
  const asked = new Map<string, { readonly atMs: number; readonly rate: RateAnswer }>();

  return (from, to) => {
    for (const [pair, { atMs }] of asked) if (now() - atMs >= rememberedMs) asked.delete(pair);
    const pair = `${from}/${to}`;
    const rate = asked.get(pair)?.rate ?? getRate(from, to);
    if (!asked.has(pair)) asked.set(pair, { atMs: now(), rate });
    return rate;
  };
}

type RateAnswer = Promise<Result<Decimal, Failure>>;
