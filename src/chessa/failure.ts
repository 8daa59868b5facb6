/**
 * Everything that can go wrong with a call to Chessa, by what it means for the caller. The set is
 * closed: a new kind must be given words in `src/text` before the program compiles.
 */
export type Failure = Rejected | Unavailable | Unknown | Misconfigured;

/** Chessa said no; nothing happened. */
export interface Rejected {
  readonly kind: 'rejected';
  readonly why:
    | 'not_found'
    | 'forbidden'
    | 'refund_not_allowed'
    | 'below_minimum'
    | 'above_maximum'
    | 'fields'
    | 'other';
  readonly status: number;
  /** The bound, where the answer named one. */
  readonly limit?: { readonly value: string; readonly currency: string };
  /** Per-field complaints by field key, in the provider's words: for the log, never for a person. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Surely nothing happened; asking again later is safe. */
export interface Unavailable {
  readonly kind: 'unavailable';
  readonly retryAfterMs?: number;
}

/** It may have happened: the answer was lost, or made no sense. */
export interface Unknown {
  readonly kind: 'unknown';
}

/** Our credentials are refused; no call will work until the operator acts. */
export interface Misconfigured {
  readonly kind: 'misconfigured';
}
