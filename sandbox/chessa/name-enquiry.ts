/** Whose account it is: names that are plainly test data, the same for the same account each time. */
import { sha256 } from '@noble/hashes/sha2.js';

/** What an enquiry finds. */
export type Enquiry =
  | { readonly kind: 'found'; readonly accountName: string }
  | { readonly kind: 'not_recognised' }
  | { readonly kind: 'cannot_check' };

const GIVEN = [
  'ADA', 'AMINA', 'BABA', 'CHIDI', 'DAYO', 'EFE', 'ESI', 'FATOU', 'GRACE', 'IFE', 'JUMA', 'KOFI',
  'KWAME', 'LULU', 'MUSA', 'NALA', 'NGOZI', 'OBI', 'PENDO', 'RUDO', 'SENA', 'TENDAI', 'WANJIRU', 'ZOLA',
]; // biome-ignore format: a list of words
const FAMILY = [
  'ABEBE', 'ADEYEMI', 'BANDA', 'DIALLO', 'EZE', 'KAMAU', 'LUNGU', 'MENSAH', 'MOYO', 'MWANGI',
  'NDLOVU', 'NJOROGE', 'OKAFOR', 'OKELLO', 'OWUSU', 'PHIRI', 'SARR', 'TEMBO', 'YUSUF', 'ZIMBA',
]; // biome-ignore format: a list of words

const KNOWN: Readonly<Record<string, string>> = { 'ng_access:0123456789': 'ADA TEST OKAFOR' };

/**
 * Looks an account up. A number of zeros alone belongs to nobody; one that ends in 999 cannot be
 * checked at the moment; every other number has an owner, named after the number and the institution.
 * @param accountNumber digits, without `+`
 */
export function enquire(code: string, accountNumber: string): Enquiry {
  if (/^0+$/.test(accountNumber)) return { kind: 'not_recognised' };
  if (accountNumber.endsWith('999')) return { kind: 'cannot_check' };
  const key = `${code}:${accountNumber}`;
  return { kind: 'found', accountName: KNOWN[key] ?? derivedName(key) };
}

function derivedName(key: string): string {
  const [first = 0, second = 0] = sha256(new TextEncoder().encode(key));
  return `${GIVEN[first % GIVEN.length]} TEST ${FAMILY[second % FAMILY.length]}`;
}
