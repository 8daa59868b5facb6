/** Somebody whom a person has sent to before, so that the next transfer asks only how much. */
import type { Payee } from './transfer.ts';

/** One of a person's own recipients. What they answered is kept; the configuration judges it anew. */
export interface KnownRecipient {
  /** Ours and random: it stands in buttons and says nothing about anybody. */
  readonly id: string;
  readonly payee: Payee;
  /** What the money arrives in. */
  readonly currency: string;
  /** Every other answer, by the provider's key. */
  readonly fields: Readonly<Record<string, string>>;
  /** When whose account it is was last looked up, or last agreed to by hand. */
  readonly checkedAtMs: number;
  /** When a transfer to them was last accepted. */
  readonly usedAtMs: number;
}

/** Tells whether two recipients are the same account, whatever else was answered about it. */
export function isSameAccount(
  one: Pick<KnownRecipient, 'payee' | 'currency'>,
  other: Pick<KnownRecipient, 'payee' | 'currency'>,
): boolean {
  return (
    one.currency === other.currency &&
    one.payee.countryCode === other.payee.countryCode &&
    one.payee.institutionCode === other.payee.institutionCode &&
    one.payee.accountNumber === other.payee.accountNumber
  );
}
