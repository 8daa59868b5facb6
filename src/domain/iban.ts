/** International bank account numbers (ISO 13616), as people type them. */
import { isSEPACountry, ValidationErrorsIBAN, validateIBAN } from 'ibantools';
import { ok, type Result, refused } from './result.ts';

/** Why text is no account number for this destination. */
export type IbanProblem =
  | { readonly kind: 'not_an_iban'; readonly why: 'form' | 'length' | 'checksum' }
  /** A good one, of an account in another country (ISO 3166 alpha-2). */
  | { readonly kind: 'iban_abroad'; readonly country: string };

/**
 * Reads an IBAN and returns it in its electronic form: upper case, without spaces. Country, length,
 * form and both checksums (ISO 7064 and, where there is one, the country's own) are looked at.
 *
 * @param country where the money goes; within SEPA an account may be in any country of it
 */
export function readIban(typed: string, country?: string): Result<string, IbanProblem> {
  const iban = typed.replace(/[\s\p{Pd}.]/gu, '').toUpperCase();
  if (iban.length > 34) return refused({ kind: 'not_an_iban', why: 'length' });
  const { valid, errorCodes } = validateIBAN(iban);
  if (!valid) return refused({ kind: 'not_an_iban', why: whyNot(errorCodes) });
  const where = iban.slice(0, 2);
  const isThere = !country || where === country || (isSEPACountry(where) && isSEPACountry(country));
  return isThere ? ok(iban) : refused({ kind: 'iban_abroad', country: where });
}

function whyNot(codes: readonly ValidationErrorsIBAN[]): 'form' | 'length' | 'checksum' {
  if (codes.includes(ValidationErrorsIBAN.NoIBANCountry)) return 'form';
  if (codes.includes(ValidationErrorsIBAN.WrongBBANLength)) return 'length';
  return codes.includes(ValidationErrorsIBAN.WrongBBANFormat) ? 'form' : 'checksum';
}
