/** Bounds on what the recipient gets, for the answers of a draft. Pure. */
import type { Configuration, Limits } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import { tightestLimits } from '../../domain/limits.ts';
import { compareDecimals, type Decimal } from '../../domain/money.ts';
import { chosen } from './steps.ts';

/** The limits that hold for a draft: the tightest of corridor and institution. */
export function limitsOf(draft: SendDraft, configuration: Configuration): Limits | undefined {
  const { corridor, institution } = chosen(draft, configuration);
  if (!corridor) return undefined;
  return tightestLimits([corridor.limits, institution?.limits], corridor.currency);
}

/** Limits that are told in another currency than the recipient's, if any. */
export function otherLimitsOf(draft: SendDraft, configuration: Configuration): Limits | undefined {
  const { corridor, institution } = chosen(draft, configuration);
  const told = [institution?.otherLimits, corridor?.limits];
  return told.find((limits) => limits !== undefined && limits.currency !== corridor?.currency);
}

/** The limits that an amount in this unit can be held against. */
export function limitsIn(
  unit: string,
  draft: SendDraft,
  configuration: Configuration,
): Limits | undefined {
  const both = [limitsOf(draft, configuration), otherLimitsOf(draft, configuration)];
  return both.find((limits) => limits?.currency === unit);
}

/** Tells whether an amount is outside its limits; both bounds are inside. */
export function isOutside(amount: Decimal, limits: Limits): boolean {
  const below = limits.min !== undefined && compareDecimals(amount, limits.min) < 0;
  const above = limits.max !== undefined && compareDecimals(amount, limits.max) > 0;
  return below || above;
}
