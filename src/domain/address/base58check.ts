/** Base58 with a version byte and a double SHA-256 checksum, as Bitcoin and Tron write addresses. */
import { sha256 } from '@noble/hashes/sha2.js';
import { base58 } from '@scure/base';
import { ok, type Result, refused } from '../result.ts';
import type { AddressProblem } from './problem.ts';

/** Decodes to the version byte and 20 bytes of hash (25 bytes with the checksum). */
export function decodeBase58check(text: string): Result<Uint8Array, AddressProblem> {
  if (!/^[1-9A-HJ-NP-Za-km-z]*$/.test(text)) return refused({ kind: 'alphabet' });
  if (text.length < 25 || text.length > 35) return refused({ kind: 'length' });
  const bytes = base58.decode(text);
  if (bytes.length !== 25) return refused({ kind: 'length' });
  const sum = sha256(sha256(bytes.subarray(0, 21)));
  const same = bytes.subarray(21).every((byte, index) => byte === sum[index]);
  return same ? ok(bytes.subarray(0, 21)) : refused({ kind: 'checksum' });
}
