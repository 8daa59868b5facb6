/**
 * What a step that may be refused returns. Expected refusals are values of type `F`;
 * only bugs are thrown.
 */
export type Result<T, F> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: F };

/** Wraps a value as the good outcome of a {@link Result}. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps a refusal as the bad outcome of a {@link Result}. */
export function refused<F>(failure: F): { readonly ok: false; readonly failure: F } {
  return { ok: false, failure };
}
