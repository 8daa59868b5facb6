/** Sentences of `/rate`. */
import type { Corridor } from '../domain/corridor.ts';
import type { Decimal } from '../domain/money.ts';
import type { Screen } from './screen.ts';

/** One page of the destinations. */
export interface Destinations {
  readonly corridors: readonly Corridor[];
  /** 0-based, and of how many. */
  readonly page: number;
  readonly pages: number;
  /** What was typed to narrow them, and matched none. */
  readonly unmatched?: string;
}

/** What one unit of each asset is worth there today. */
export interface RatesThere {
  readonly corridor: Corridor;
  readonly rates: readonly { readonly asset: string; readonly rate: Decimal }[];
}

export interface RateMessages {
  /** Rates are asked for one destination: which? */
  which(about: Destinations): Screen;
  /** Estimates, marked so; says so too where there is none. */
  there(about: RatesThere): Screen;
}
