/** Random bytes and near misses of addresses, for the property tests. */
import fc from 'fast-check';

/** Replaces one character by another of the alphabet. */
export function oneCharacterChanged(address: string, alphabet: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat({ max: address.length - 1 }), fc.constantFrom(...alphabet))
    .filter(([at, letter]) => address[at] !== letter)
    .map(([at, letter]) => address.slice(0, at) + letter + address.slice(at + 1));
}

/** Twenty, thirty-two, ... random bytes. */
export function bytes(length: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength: length, maxLength: length });
}

/** The letters of base58. */
export const base58Letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
