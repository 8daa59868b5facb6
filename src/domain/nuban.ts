/**
 * Nigeria's account numbers (NUBAN): ten digits, the last of which checks the others together with
 * the bank's code. Central Bank of Nigeria, "Revised Standards on NUBAN Scheme", March 2020.
 */

const weights = [3, 7, 3, 3, 7, 3, 3, 7, 3, 3, 7, 3, 3, 7, 3];

/** Codes of banks by the Central Bank's own names, for configurations that do not tell them. */
const codes: Readonly<Record<string, string>> = {
  'access bank': '044',
  citibank: '023',
  'ecobank nigeria': '050',
  'fidelity bank': '070',
  'first bank of nigeria': '011',
  'first city monument bank': '214',
  'guaranty trust bank': '058',
  'jaiz bank': '301',
  'keystone bank': '082',
  'polaris bank': '076',
  'providus bank': '101',
  'stanbic ibtc bank': '221',
  'standard chartered bank': '068',
  'sterling bank': '232',
  'suntrust bank': '100',
  'union bank of nigeria': '032',
  'united bank for africa': '033',
  'unity bank': '215',
  'wema bank': '035',
  'zenith bank': '057',
};

/** The bank's code as far as it is known: what the configuration says, else by the bank's name. */
export function nubanCode(name: string, told?: string): string | undefined {
  const known = told ?? codes[name.trim().toLowerCase()];
  return known !== undefined && /^\d{3}$|^\d{5,6}$/.test(known) ? known : undefined;
}

/**
 * Tells whether a number's last digit fits the bank. A hint and no rule: banks are known to have
 * good accounts that do not fit.
 *
 * @param code three digits for a deposit money bank, five or six for other institutions
 */
export function fitsNuban(accountNumber: string, code: string): boolean {
  if (!/^\d{10}$/.test(accountNumber)) return false;
  // Fifteen digits: 000 before a bank's three, 9 before an institution's five.
  const bank = code.length === 5 ? `9${code}` : code.padStart(6, '0');
  const digits = [...`${bank}${accountNumber.slice(0, 9)}`].map(Number);
  const sum = digits.reduce((total, digit, at) => total + digit * (weights[at] ?? 0), 0);
  return (10 - (sum % 10)) % 10 === Number(accountNumber.at(-1));
}
