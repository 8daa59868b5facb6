/** Deposit addresses, transaction hashes and explorer links that pass every check of their chain. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { base58, createBase58check } from '@scure/base';
import type { RandomBytes } from './identity.ts';

/** How a chain writes its addresses. */
type Family = 'solana' | 'tron' | 'evm';

const FAMILIES: Readonly<Record<string, { family: Family; explorer: string }>> = {
  Solana: { family: 'solana', explorer: 'https://solscan.io/tx/' },
  Tron: { family: 'tron', explorer: 'https://tronscan.org/#/transaction/' },
  'BNB Chain': { family: 'evm', explorer: 'https://bscscan.com/tx/' },
  Ethereum: { family: 'evm', explorer: 'https://etherscan.io/tx/' },
  Polygon: { family: 'evm', explorer: 'https://polygonscan.com/tx/' },
  Base: { family: 'evm', explorer: 'https://basescan.org/tx/' },
  Arbitrum: { family: 'evm', explorer: 'https://arbiscan.io/tx/' },
};

const base58check = createBase58check(sha256);
const TRON_VERSION = 0x41;

/**
 * A fresh address of a chain: a real ed25519 public key for Solana, Base58Check with version 0x41
 * for Tron, EIP-55 capitals for EVM chains. Nobody holds its key.
 */
export function newAddress(chain: string, random: RandomBytes): string {
  switch (familyOf(chain)) {
    case 'solana':
      return base58.encode(ed25519.getPublicKey(random(32)));
    case 'tron':
      return base58check.encode(Uint8Array.from([TRON_VERSION, ...random(20)]));
    case 'evm':
      return newEvmAddress(random);
  }
}

/** The same address, damaged so that it looks alike but fails the chain's own check. */
export function damagedAddress(chain: string, address: string): string {
  const replaceAt = (index: number, by: string) =>
    address.slice(0, index) + by + address.slice(index + 1);
  const family = familyOf(chain);
  const alphabet = family === 'evm' ? '0123456789abcdef' : 'ABCDEFGHJKLMNPQRSTUVWXYZ';
  for (let index = address.length - 3; index > 4; index -= 1) {
    const damaged = [...alphabet]
      .map((letter) => replaceAt(index, letter))
      .find((candidate) => candidate !== address && !isAddressOf(chain, candidate));
    if (damaged) return damaged;
  }
  throw new Error(`no damaged form of an address of ${chain}`);
}

/** Whether text is an address of a chain, checksum included (all-lower-case EVM has none). */
export function isAddressOf(chain: string, text: string): boolean {
  try {
    switch (familyOf(chain)) {
      case 'solana':
        return isSolanaKey(text);
      case 'tron':
        return isTronPayload(base58check.decode(text));
      case 'evm':
        return isEvmAddress(text);
    }
  } catch {
    return false;
  }
}

/** A transaction hash as the chain writes it, and its page in an explorer. */
export function newTransaction(
  chain: string,
  random: RandomBytes,
): { readonly hash: string; readonly explorerUrl: string } {
  const { family, explorer } = entryOf(chain);
  const prefix = family === 'evm' ? '0x' : '';
  const hash = family === 'solana' ? base58.encode(random(64)) : prefix + hex(random(32));
  return { hash, explorerUrl: explorer + hash };
}

const EVM_DRAWS = 20;

/** Drawn again while its letters are all of one case, since such text carries no checksum. */
function newEvmAddress(random: RandomBytes): string {
  let address = withEip55Capitals(hex(random(20)));
  for (let draw = 1; draw < EVM_DRAWS && !hasBothCases(address.slice(2)); draw += 1) {
    address = withEip55Capitals(hex(random(20)));
  }
  return address;
}

function hasBothCases(digits: string): boolean {
  return /[a-f]/.test(digits) && /[A-F]/.test(digits);
}

function entryOf(chain: string): { readonly family: Family; readonly explorer: string } {
  const entry = FAMILIES[chain];
  if (!entry) throw new Error(`no addresses for chain ${chain}`);
  return entry;
}

function familyOf(chain: string): Family {
  return entryOf(chain).family;
}

function isSolanaKey(text: string): boolean {
  const bytes = base58.decode(text);
  if (bytes.length !== 32) return false;
  ed25519.Point.fromBytes(bytes);
  return true;
}

function isTronPayload(bytes: Uint8Array): boolean {
  return bytes.length === 21 && bytes[0] === TRON_VERSION;
}

function isEvmAddress(text: string): boolean {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return false;
  const digits = text.slice(2);
  if (digits === digits.toLowerCase() || digits === digits.toUpperCase()) return true;
  return withEip55Capitals(digits.toLowerCase()) === text;
}

/** EIP-55: a letter is upper case where the hash of the lower-case text has a high nibble. */
function withEip55Capitals(lowerHex: string): string {
  const hash = hex(keccak_256(new TextEncoder().encode(lowerHex)));
  const digits = [...lowerHex].map((digit, index) =>
    Number.parseInt(hash[index] ?? '0', 16) >= 8 ? digit.toUpperCase() : digit,
  );
  return `0x${digits.join('')}`;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
