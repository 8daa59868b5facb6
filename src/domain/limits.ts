/** Limits that hold together: of a route, a method and an institution. Pure. */
import type { Limits } from './corridor.ts';
import { compareDecimals, type Decimal } from './money.ts';

/** The tightest of several limits in one currency; those in others do not count. */
export function tightestLimits(
  all: readonly (Limits | undefined)[],
  currency: string,
): Limits | undefined {
  const same = all.filter((limits): limits is Limits => limits?.currency === currency);
  if (same.length === 0) return undefined;
  const min = same.map((limits) => limits.min).reduce((a, b) => pick(a, b, 1));
  const max = same.map((limits) => limits.max).reduce((a, b) => pick(a, b, -1));
  return { min, max, currency };
}

/** The larger (1) or smaller (-1) of two bounds, of which either may be missing. */
function pick(a: Decimal | undefined, b: Decimal | undefined, wanted: 1 | -1): Decimal | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareDecimals(a, b) === wanted ? a : b;
}
