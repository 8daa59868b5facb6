/** Solana addresses: the base58 of an ed25519 public key. They carry no checksum. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { base58 } from '@scure/base';
import { ok, type Result, refused } from '../result.ts';
import type { AddressProblem } from './problem.ts';

/**
 * Addresses that decode to a point of the curve, or look it, and yet nobody holds a key for:
 * programs, system accounts and mints (solana.com/docs/core/programs; the mints are Circle's and
 * Tether's, see `tokens.ts`).
 */
const notWallets = new Set([
  '11111111111111111111111111111111',
  'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA',
  'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb',
  'ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL',
  'So11111111111111111111111111111111111111112',
  'Stake11111111111111111111111111111111111111',
  'Vote111111111111111111111111111111111111111',
  'Config1111111111111111111111111111111111111',
  'ComputeBudget111111111111111111111111111111',
  'AddressLookupTab1e1111111111111111111111111',
  'BPFLoaderUpgradeab1e11111111111111111111111',
  'BPFLoader2111111111111111111111111111111111',
  'NativeLoader1111111111111111111111111111111',
  'Ed25519SigVerify111111111111111111111111111',
  'KeccakSecp256k11111111111111111111111111111',
  'Sysvar1111111111111111111111111111111111111',
  'SysvarRent111111111111111111111111111111111',
  'SysvarC1ock11111111111111111111111111111111',
  'Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo',
  'MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr',
  'metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s',
  '1nc1nerator11111111111111111111111111111111',
  'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
  'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB',
]);

/**
 * Checks a Solana wallet address. Off the curve it is a program's or a token account, which
 * Solana Pay forbids as a recipient (docs.solanapay.com/spec): `not_a_wallet`.
 */
export function checkSolana(text: string): Result<string, AddressProblem> {
  if (!/^[1-9A-HJ-NP-Za-km-z]*$/.test(text)) return refused({ kind: 'alphabet' });
  if (text.length < 32 || text.length > 44) return refused({ kind: 'length' });
  const key = base58.decode(text);
  if (key.length !== 32) return refused({ kind: 'length' });
  if (notWallets.has(text) || !isOnCurve(key)) return refused({ kind: 'not_a_wallet' });
  return ok(text);
}

function isOnCurve(key: Uint8Array): boolean {
  try {
    ed25519.Point.fromBytes(key);
    return true;
  } catch {
    return false;
  }
}
