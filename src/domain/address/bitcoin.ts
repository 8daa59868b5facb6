/** Bitcoin mainnet addresses: base58check (BIP-13 and before), bech32 (BIP-173), bech32m (BIP-350). */
import { schnorr } from '@noble/curves/secp256k1.js';
import { bech32, bech32m } from '@scure/base';
import { ok, type Result, refused } from '../result.ts';
import { decodeBase58check } from './base58check.ts';
import type { AddressProblem } from './problem.ts';

const payToKeyHash = 0x00;
const payToScriptHash = 0x05;

/** Addresses that burn what they get: an all-zero hash, and the best-known text without a key. */
const notWallets = new Set(['1111111111111111111114oLvT2', '1BitcoinEaterAddressDontSendf59kuE']);

/** Checks a Bitcoin address; the canonical form of a segwit address is lower case. */
export function checkBitcoin(text: string): Result<string, AddressProblem> {
  return /^bc1/i.test(text) ? checkSegwit(text) : checkLegacy(text);
}

function checkLegacy(text: string): Result<string, AddressProblem> {
  const decoded = decodeBase58check(text);
  if (!decoded.ok) return decoded;
  const version = decoded.value[0];
  if (version !== payToKeyHash && version !== payToScriptHash) return refused({ kind: 'checksum' });
  return notWallets.has(text) ? refused({ kind: 'not_a_wallet' }) : ok(text);
}

/**
 * Version 0 is bech32 with 20 or 32 bytes, version 1 (taproot, BIP-341) is bech32m with a point
 * of the curve. Anyone may spend from later versions today, so they are no place to send to.
 */
function checkSegwit(text: string): Result<string, AddressProblem> {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return refused({ kind: 'checksum' });
  if (!/^bc1[02-9ac-hj-np-z]*$/.test(lower)) return refused({ kind: 'alphabet' });
  if (lower.length < 14 || lower.length > 90) return refused({ kind: 'length' });
  const version = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.indexOf(lower.charAt(3));
  const coder = version === 0 ? bech32 : bech32m;
  const decoded = coder.decodeUnsafe(lower, 90);
  if (!decoded) return refused({ kind: 'checksum' });
  const program = coder.fromWordsUnsafe(decoded.words.slice(1));
  if (!program) return refused({ kind: 'checksum' });
  if (version > 1) return refused({ kind: 'not_a_wallet' });
  const lengths = version === 0 ? [20, 32] : [32];
  if (!lengths.includes(program.length)) return refused({ kind: 'length' });
  if (version === 1 && !isCurveX(program)) return refused({ kind: 'not_a_wallet' });
  return ok(lower);
}

function isCurveX(bytes: Uint8Array): boolean {
  try {
    schnorr.utils.lift_x(schnorr.Point.Fp.fromBytes(bytes));
    return true;
  } catch {
    return false;
  }
}
