/** International bank account numbers (ISO 13616), as people type them. */
import { isSEPACountry, ValidationErrorsIBAN, validateIBAN } from 'ibantools';
import { ok, type Result, refused } from './result.ts';

type IbanWhy = 'form' | 'length' | 'checksum';

/** Why text is no account number for this destination. */
export type IbanProblem =
  | { readonly kind: 'not_an_iban'; readonly why: IbanWhy }
  /** A good one, of an account in another country (ISO 3166 alpha-2). */
  | { readonly kind: 'iban_abroad'; readonly country: string };

/**
 * Reads an IBAN and returns it in its electronic form: upper case, without spaces. Country, length
 * and both checksums (ISO 7064 and, where there is one, the country's own) are looked at.
 *
 * @param country where the money goes; within SEPA an account may be in any country of it
 */
export function readIban(typed: string, country?: string): Result<string, IbanProblem> {
  const iban = typed.replace(/[\s\p{Pd}.]/gu, '').toUpperCase();
  if (iban.length > 34) return refused({ kind: 'not_an_iban', why: 'length' });
  const why = whyNot(iban, validateIBAN(iban).errorCodes);
  if (why) return refused({ kind: 'not_an_iban', why });
  const where = iban.slice(0, 2);
  const isThere = !country || where === country || (isSEPACountry(where) && isSEPACountry(country));
  return isThere ? ok(iban) : refused({ kind: 'iban_abroad', country: where });
}

/**
 * What is wrong, if anything. Where letters and digits stand within a country's number is not held
 * against it once its checksum is right: the library's forms of some countries are out of date.
 */
function whyNot(iban: string, codes: readonly ValidationErrorsIBAN[]): IbanWhy | undefined {
  const { NoIBANProvided, NoIBANCountry, WrongBBANLength, WrongBBANFormat } = ValidationErrorsIBAN;
  if (codes.includes(NoIBANProvided) || codes.includes(NoIBANCountry)) return 'form';
  if (codes.includes(WrongBBANLength)) return 'length';
  const isRight = codes.length === 0 || (codes.includes(WrongBBANFormat) && hasChecksum(iban));
  return isRight ? undefined : 'checksum';
}

/** ISO 7064, MOD 97-10, with letters as numbers from 10. */
function hasChecksum(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return false;
  const turned = iban.slice(4) + iban.slice(0, 4);
  const digits = [...turned].map((char) => Number.parseInt(char, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}
