/** Bounds on amounts as the configuration writes them. */
import type { Limits } from '../domain/corridor.ts';
import { tightestLimits } from '../domain/limits.ts';
import { compareDecimals, type Decimal, isPositive, toDecimal } from '../domain/money.ts';
import { findText, type Keys, keysOf } from './configuration-keys.ts';
import { asList, code } from './wire-values.ts';

const minKeys = ['min', 'minamount', 'minimum'] as const;
const maxKeys = ['max', 'maxamount', 'maximum'] as const;

/**
 * The limits of a route, method or option: from its `limits`, else its own `minAmount` and
 * `maxAmount`. What is no number, or not above zero, is no limit; so are two that contradict each
 * other. The currency is the destination's unless the limits name their own.
 */
export function readLimits(keys: Keys, currency: string): Limits | undefined {
  const limits = limitsAmong(keys.get('limits') ?? keys.get('limit'), currency);
  const min = bound(limits ? findText(limits, ...minKeys) : findText(keys, 'minamount'));
  const max = bound(limits ? findText(limits, ...maxKeys) : findText(keys, 'maxamount'));
  if (min === undefined && max === undefined) return undefined;
  if (min !== undefined && max !== undefined && compareDecimals(min, max) > 0) return undefined;
  return { min, max, currency: (limits && currencyIn(limits)) ?? currency };
}

/** A list of limits is one for each currency: the destination's counts, else the first. */
function limitsAmong(given: unknown, currency: string): Keys | undefined {
  const each = asList(given).flatMap((one) => keysOf(one) ?? []);
  return each.find((one) => currencyIn(one) === currency) ?? each[0];
}

function currencyIn(limits: Keys): string | undefined {
  return code.parse(limits.get('currency') ?? limits.get('currencycode'))?.toUpperCase();
}

/** Limits in the destination's currency, and beside them those in another one. */
export interface BothLimits {
  readonly limits?: Limits;
  readonly otherLimits?: Limits;
}

/** The tightest of several limits. Of those in other currencies the first named one counts. */
export function tightest(all: readonly (Limits | undefined)[], currency: string): BothLimits {
  const known = all.filter((limits) => limits !== undefined);
  const other = known.find((limits) => limits.currency !== currency)?.currency;
  const limits = tightestLimits(known, currency);
  const otherLimits = other === undefined ? undefined : tightestLimits(known, other);
  return { ...(limits && { limits }), ...(otherLimits && { otherLimits }) };
}

function bound(text: string | undefined): Decimal | undefined {
  const value =
    text === undefined ? undefined : toDecimal(text.replace(/(?<=\d),(?=\d{3}\b)/g, ''));
  return value !== undefined && isPositive(value) ? value : undefined;
}
