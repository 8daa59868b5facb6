/** Bounds on amounts as the configuration writes them. */
import type { Limits } from '../domain/corridor.ts';
import { compareDecimals, type Decimal, isPositive, toDecimal } from '../domain/money.ts';
import { findText, type Keys, keysOf } from './configuration-keys.ts';
import { code } from './wire-values.ts';

const minKeys = ['min', 'minamount', 'minimum'] as const;
const maxKeys = ['max', 'maxamount', 'maximum'] as const;

/**
 * The limits of a route, method or option: from its `limits`, else its own `minAmount` and
 * `maxAmount`. What is no number, or not above zero, is no limit; so are two that contradict each
 * other. The currency is the destination's unless the limits name their own.
 */
export function readLimits(keys: Keys, currency: string): Limits | undefined {
  const limits = keysOf(keys.get('limits') ?? keys.get('limit'));
  const min = bound(limits ? findText(limits, ...minKeys) : findText(keys, 'minamount'));
  const max = bound(limits ? findText(limits, ...maxKeys) : findText(keys, 'maxamount'));
  if (min === undefined && max === undefined) return undefined;
  if (min !== undefined && max !== undefined && compareDecimals(min, max) > 0) return undefined;
  const own = code.parse(limits?.get('currency') ?? limits?.get('currencycode'))?.toUpperCase();
  return { min, max, currency: own ?? currency };
}

/** The tightest of several limits; those in another currency than the first count for nothing. */
export function tightest(...all: readonly (Limits | undefined)[]): Limits | undefined {
  const [first, ...others] = all.filter((limits) => limits !== undefined);
  if (!first) return undefined;
  const same = [first, ...others.filter(({ currency }) => currency === first.currency)];
  const min = same.map((limits) => limits.min).reduce((a, b) => pick(a, b, 1));
  const max = same.map((limits) => limits.max).reduce((a, b) => pick(a, b, -1));
  return { min, max, currency: first.currency };
}

/** The larger (1) or smaller (-1) of two bounds, of which either may be missing. */
function pick(a: Decimal | undefined, b: Decimal | undefined, wanted: 1 | -1): Decimal | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareDecimals(a, b) === wanted ? a : b;
}

function bound(text: string | undefined): Decimal | undefined {
  const value =
    text === undefined ? undefined : toDecimal(text.replace(/(?<=\d),(?=\d{3}\b)/g, ''));
  return value !== undefined && isPositive(value) ? value : undefined;
}
