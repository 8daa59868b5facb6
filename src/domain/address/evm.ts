/** Addresses of Ethereum and the chains built like it: 0x and 40 hex digits, checksum by case. */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { ok, type Result, refused } from '../result.ts';
import { evmTokenContracts } from '../tokens.ts';
import type { AddressProblem } from './problem.ts';

const deadAddress = '0x000000000000000000000000000000000000dead';

/**
 * Checks an EVM wallet address and returns its EIP-55 form. One case throughout has no checksum
 * and is accepted; mixed case must match. Refuses the zero address and its neighbours (built-in
 * contracts), the burn address, and the USDC and USDT contracts of every chain we know.
 */
export function checkEvm(text: string): Result<string, AddressProblem> {
  if (!/^0x[0-9a-fA-F]*$/.test(text)) return refused({ kind: 'alphabet' });
  if (text.length !== 42) return refused({ kind: 'length' });
  const lower = text.toLowerCase();
  const canonical = withChecksum(lower);
  if (!isOneCase(text) && text !== canonical) return refused({ kind: 'checksum' });
  const isBuiltIn = BigInt(lower) < 0x10000n;
  if (isBuiltIn || lower === deadAddress || evmTokenContracts.has(lower)) {
    return refused({ kind: 'not_a_wallet' });
  }
  return ok(canonical);
}

/** Whether the letters of an address carry no checksum, so that a wrong one cannot be noticed. */
export function isOneCase(address: string): boolean {
  const digits = address.slice(2);
  return digits === digits.toLowerCase() || digits === digits.toUpperCase();
}

/** EIP-55: a letter is upper case where the hash of the lower-case hex has a digit of 8 or more. */
function withChecksum(lower: string): string {
  const digits = lower.slice(2);
  const hash = bytesToHex(keccak_256(utf8ToBytes(digits)));
  const cased = [...digits].map((digit, index) =>
    Number.parseInt(hash.charAt(index), 16) >= 8 ? digit.toUpperCase() : digit,
  );
  return `0x${cased.join('')}`;
}
