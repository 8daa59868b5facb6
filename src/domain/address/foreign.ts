/** Addresses of chains that this program does not pay on, told by their looks alone. */

const looks: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Litecoin', /^(?:[LM][1-9A-HJ-NP-Za-km-z]{26,33}|ltc1[02-9ac-hj-np-z]{38,})$/],
  ['Dogecoin', /^D[1-9A-HJ-NP-Za-km-z]{33}$/],
  ['XRP', /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/],
  ['Stellar', /^[GM][A-Z2-7]{55}(?:[A-Z2-7]{13})?$/],
  ['TON', /^[EU]Q[\w-]{46}$/],
  ['Cardano', /^addr1[02-9ac-hj-np-z]{50,}$/],
  ['Bitcoin test network', /^(?:[mn2][1-9A-HJ-NP-Za-km-z]{25,34}|tb1[02-9ac-hj-np-z]{38,})$/],
];

/**
 * Names the chain that text looks like an address of, so that a person who pasted the wrong one
 * reads which it is. Only for text that is no address of a chain we check.
 */
export function findForeignChain(text: string): string | undefined {
  return looks.find(([, pattern]) => pattern.test(text))?.[0];
}
