/**
 * One thing that must be known about a recipient, with the rules an answer must meet. The rules
 * come from outside: patterns run on a linear-time engine (RE2), and the provider stays the judge.
 */

/** One value that may be chosen. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A field as a dialogue asks it. `key` is the provider's name for it (`accountNumber`). */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'digits' | 'phone' | 'email' | 'date' | 'choice';
  readonly required: boolean;
  readonly hint?: string;
  readonly example?: string;
  readonly pattern?: { readonly source: string; readonly flags: string };
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly options?: readonly Option[];
  /** Sent as it is, never asked. */
  readonly constant?: string;
}

/** Why an answer does not do; `text` turns it into a sentence. */
export type FieldProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too_short'; readonly length: number; readonly min: number }
  | { readonly kind: 'too_long'; readonly length: number; readonly max: number }
  | { readonly kind: 'wrong_length'; readonly length: number; readonly expected: number }
  | { readonly kind: 'not_digits' }
  | { readonly kind: 'not_a_phone' }
  | { readonly kind: 'not_an_email' }
  | { readonly kind: 'not_a_date' }
  | { readonly kind: 'not_an_option' }
  | { readonly kind: 'pattern'; readonly example?: string };
