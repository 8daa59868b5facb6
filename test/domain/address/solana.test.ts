import { generateKeyPairSync } from 'node:crypto';
import { getAddressDecoder, isAddress, isOffCurveAddress } from '@solana/addresses';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSolana } from '../../../src/domain/address/solana.ts';
import { base58Letters, bytes } from './arbitraries.ts';

const decoder = getAddressDecoder();

function problem(text: string) {
  const checked = checkSolana(text);
  return checked.ok ? undefined : checked.failure.kind;
}

describe('a Solana address', () => {
  it('is the public key of any new key pair', () => {
    for (let count = 0; count < 50; count += 1) {
      const { publicKey } = generateKeyPairSync('ed25519');
      const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
      const address = decoder.decode(raw);
      expect(checkSolana(address)).toEqual({ ok: true, value: address });
    }
  });

  it('is on the curve exactly where Solana’s own library says so', () => {
    fc.assert(
      fc.property(bytes(32), (raw) => {
        const address = decoder.decode(raw);
        expect(problem(address)).toBe(isOffCurveAddress(address) ? 'not_a_wallet' : undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('has the length that Solana’s own library wants', () => {
    const text = fc.string({
      unit: fc.constantFrom(...base58Letters),
      minLength: 28,
      maxLength: 48,
    });
    fc.assert(
      fc.property(text, (candidate) => {
        const isKey = problem(candidate) !== 'length';
        expect(isKey).toBe(isAddress(candidate));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['the USDC mint', 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v'],
    ['the USDT mint', 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB'],
    ['wrapped SOL', 'So11111111111111111111111111111111111111112'],
    ['the system program', '11111111111111111111111111111111'],
    ['the token program', 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA'],
    ['the second token program', 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb'],
    ['the associated token program', 'ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL'],
    ['the burn address', '1nc1nerator11111111111111111111111111111111'],
    ['a token account', '5XVDAMB6zGcCrKxjvV7vmdE4CcosDgVgHUZpP5sV7LqF'],
  ])('is nobody in %s', (_, address) => {
    expect(problem(address)).toBe('not_a_wallet');
  });

  it.each([
    ['7Np41oeYqPefeNQEHSv1UDhYrehxin3NStELsSKC', 'length'],
    ['7Np41oeYqPefeNQEHSv1UDhYrehxin3NStELsSKCT4K22', 'length'],
    ['7Np41oeYqPefeNQEHSv1UDhYrehxin3NStELsSKCT4K0', 'alphabet'],
    ['7Np41oeYqPefeNQEHSv1UDhYrehxin3NStELsSKCT4Kl', 'alphabet'],
    ['z'.repeat(44), 'length'],
    ['', 'length'],
  ])('is not %s: %s', (text, kind) => {
    expect(problem(text)).toBe(kind);
  });
});
