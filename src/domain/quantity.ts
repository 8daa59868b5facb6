/** Numbers that are answers: household members, incomes, shares. Exact, as amounts are. */
import {
  type AmountProblem,
  compareDecimals,
  type Decimal,
  isOnStep,
  parseAmount,
} from './money.ts';
import { ok, type Result, refused } from './result.ts';

/** What a number must be. Bounds are inclusive; steps are counted from `min`, else from zero. */
export interface QuantityRules {
  readonly min?: Decimal;
  readonly max?: Decimal;
  readonly step?: Decimal;
  readonly decimals?: number;
}

/** Why a number does not do. */
export type QuantityProblem =
  | { readonly kind: 'not_a_number' }
  | { readonly kind: 'ambiguous'; readonly readings: readonly Decimal[] }
  | { readonly kind: 'too_many_decimals'; readonly max: number }
  | { readonly kind: 'below'; readonly min: Decimal }
  | { readonly kind: 'above'; readonly max: Decimal }
  | { readonly kind: 'off_step'; readonly step: Decimal; readonly from: Decimal };

/** Reads a typed number by the rule of {@link parseAmount}; zero is a number here. */
export function readQuantity(
  typed: string,
  { decimals }: QuantityRules,
): Result<Decimal, QuantityProblem> {
  const parsed = parseAmount(typed, decimals);
  if (parsed.ok || parsed.failure.kind === 'zero') return ok(parsed.ok ? parsed.value : '0');
  return refused(asQuantityProblem(parsed.failure));
}

/** What a number breaks of its rules, if anything. */
export function quantityProblem(
  value: Decimal,
  { min, max, step }: QuantityRules,
): QuantityProblem | undefined {
  if (min !== undefined && compareDecimals(value, min) < 0) return { kind: 'below', min };
  if (max !== undefined && compareDecimals(value, max) > 0) return { kind: 'above', max };
  const from = min ?? '0';
  const isOff = step !== undefined && !isOnStep(value, step, from);
  return isOff ? { kind: 'off_step', step, from } : undefined;
}

function asQuantityProblem(problem: AmountProblem): QuantityProblem {
  return problem.kind === 'ambiguous' || problem.kind === 'too_many_decimals'
    ? problem
    : { kind: 'not_a_number' };
}
