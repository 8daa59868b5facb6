import { bech32m } from '@scure/base';
import { Address } from '@scure/btc-signer';
import bs58check from 'bs58check';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBitcoin } from '../../../src/domain/address/bitcoin.ts';
import { base58Letters, bytes, oneCharacterChanged } from './arbitraries.ts';

const mainnet = Address();
const bech32Letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const legacy = fc
  .tuple(fc.constantFrom(0x00, 0x05), bytes(20))
  .map(([version, hash]) => bs58check.encode(Uint8Array.of(version, ...hash)));
const segwit = fc.oneof(
  bytes(20).map((hash) => mainnet.encode({ type: 'wpkh', hash })),
  bytes(32).map((hash) => mainnet.encode({ type: 'wsh', hash })),
);

function problem(text: string) {
  const checked = checkBitcoin(text);
  return checked.ok ? undefined : checked.failure.kind;
}

describe('a Bitcoin address', () => {
  /** Of BIP-173, BIP-350, BIP-86 and the genesis block. */
  it.each([
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
    'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr',
  ])('is %s', (address) => {
    expect(checkBitcoin(address)).toEqual({ ok: true, value: address });
  });

  it('may be all upper case when it is segwit, and is sent in lower case', () => {
    const lower = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
    expect(checkBitcoin(lower.toUpperCase())).toEqual({ ok: true, value: lower });
    expect(problem('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3T4')).toBe('checksum');
  });

  /** BIP-350: wrong encoding for the version, wrong lengths, foreign prefixes. */
  it.each([
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd', 'checksum'],
    ['BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL', 'checksum'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh', 'checksum'],
    ['bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4', 'alphabet'],
    ['bc1pw5dgrnzv', 'length'],
    ['BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P', 'length'],
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav', 'length'],
    ['tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx', 'alphabet'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', 'checksum'],
    ['mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn', 'checksum'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf', 'length'],
    ['bc1', 'length'],
    ['BC1SW50QGDZ25J', 'not_a_wallet'],
    ['bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs', 'not_a_wallet'],
    ['1111111111111111111114oLvT2', 'not_a_wallet'],
    ['1BitcoinEaterAddressDontSendf59kuE', 'not_a_wallet'],
  ])('is not %s: %s', (text, kind) => {
    expect(problem(text)).toBe(kind);
  });

  it('is any that the libraries write', () => {
    fc.assert(
      fc.property(fc.oneof(legacy, segwit), (address) => {
        expect(checkBitcoin(address)).toEqual({ ok: true, value: address });
        expect(() => mainnet.decode(address)).not.toThrow();
      }),
    );
  });

  it('is a taproot address exactly where its key is on the curve', () => {
    fc.assert(
      fc.property(bytes(32), (pubkey) => {
        const address = bech32m.encode('bc', [1, ...bech32m.toWords(pubkey)]);
        expect(problem(address)).toBe(isCurveX(pubkey) ? undefined : 'not_a_wallet');
      }),
    );
  });

  it('is refused with any one character changed', () => {
    const changed = fc.oneof(
      legacy.chain((address) => oneCharacterChanged(address, base58Letters)),
      segwit.chain((address) => oneCharacterChanged(address, `${bech32Letters}bio1`)),
    );
    fc.assert(
      fc.property(changed, (address) => {
        expect(checkBitcoin(address).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

/** Euler's criterion on y^2 = x^3 + 7 over the field of secp256k1 (SEC 2). */
function isCurveX(raw: Uint8Array): boolean {
  const prime = 2n ** 256n - 2n ** 32n - 977n;
  const x = BigInt(`0x${Buffer.from(raw).toString('hex')}`);
  let [base, exponent, power] = [(x ** 3n + 7n) % prime, (prime - 1n) / 2n, 1n];
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) power = (power * base) % prime;
    base = (base * base) % prime;
  }
  return x > 0n && x < prime && power === 1n;
}
