/** Figures of one run: what is typical, and how far they lie apart. */

/** In the unit of the values. */
export interface Spread {
  readonly count: number;
  readonly least: number;
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
  readonly worst: number;
}

/** The spread of some values; throws when there are none, as a figure of nothing is a lie. */
export function spread(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return {
    count: sorted.length,
    least: at(0),
    median: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    worst: at(1),
  };
}
