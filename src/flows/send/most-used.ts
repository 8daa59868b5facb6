/**
 * Which banks and wallets people choose most, so that lists begin with them: counted of all accepted
 * transfers together, for each corridor, with nobody in it.
 */
import type { Option } from '../../domain/field.ts';
import { dayOf, institutionKey } from '../../domain/tally.ts';
import type { Store } from '../../store/store.ts';

/** How often each was chosen lately, by its counter. */
export type Uses = ReadonlyMap<string, number>;

export interface MostUsedDeps {
  readonly store: Pick<Store, 'stats'>;
  readonly now: () => number;
}

/** So many days back a choice counts, today's among them. */
const usedDays = 7;
/** Lists need not be newer. */
const keptMs = 10 * 60_000;

/** Makes the function that reads the counters, at most once in ten minutes for all who ask. */
export function createMostUsed({ store, now }: MostUsedDeps) {
  let kept: { readonly uses: Uses; readonly atMs: number } | undefined;

  return async function mostUsed(): Promise<Uses> {
    const nowMs = now();
    if (kept && Math.abs(nowMs - kept.atMs) < keptMs) return kept.uses;
    const today = dayOf(nowMs);
    const uses = new Map<string, number>();
    for (const { key, count } of await store.stats.list(today - usedDays + 1, today)) {
      if (key.startsWith('institution.')) uses.set(key, (uses.get(key) ?? 0) + Number(count));
    }
    kept = { uses, atMs: nowMs };
    return uses;
  };
}

const sorted = new WeakMap<
  readonly Option[],
  { readonly uses: Uses; readonly list: readonly Option[] }
>();

/** The institutions of a way with the most used first, and the others in their own order. */
export function byUse(
  options: readonly Option[],
  corridor: string,
  way: string,
  uses: Uses,
): readonly Option[] {
  const known = sorted.get(options);
  if (known?.uses === uses) return known.list;
  const usesOf = ({ value }: Option) => uses.get(institutionKey(corridor, way, value)) ?? 0;
  const list = options
    .map((option) => ({ option, count: usesOf(option) }))
    .sort((one, other) => other.count - one.count)
    .map(({ option }) => option);
  sorted.set(options, { uses, list });
  return list;
}
