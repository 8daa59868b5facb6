/** Tron addresses: base58check of 0x41 and 20 bytes, so they begin with T. */
import { ok, type Result, refused } from '../result.ts';
import { decodeBase58check } from './base58check.ts';
import type { AddressProblem } from './problem.ts';

const mainnetVersion = 0x41;
/** The version byte makes every address 34 letters long. */
const textLength = 34;

/** The USDT and USDC contracts and the zero address (tronscan.org). */
const notWallets = new Set([
  'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
  'TEkxiTehnzSmSe2XqrBj4w32RUN966rdz8',
  'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb',
]);

/**
 * Checks a Tron wallet address (developers.tron.network, "Account"). The 41-hex form is refused:
 * wallets show and take the base58 form.
 */
export function checkTron(text: string): Result<string, AddressProblem> {
  const decoded = decodeBase58check(text);
  if (!decoded.ok) {
    const isCut = decoded.failure.kind === 'checksum' && text.length !== textLength;
    return isCut ? refused({ kind: 'length' }) : decoded;
  }
  if (decoded.value[0] !== mainnetVersion) return refused({ kind: 'checksum' });
  return notWallets.has(text) ? refused({ kind: 'not_a_wallet' }) : ok(text);
}
