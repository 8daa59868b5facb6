import bs58check from 'bs58check';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTron } from '../../../src/domain/address/tron.ts';
import { base58Letters, bytes, oneCharacterChanged } from './arbitraries.ts';

const account = bytes(20).map((hash) => bs58check.encode(Uint8Array.of(0x41, ...hash)));

function problem(text: string) {
  const checked = checkTron(text);
  return checked.ok ? undefined : checked.failure.kind;
}

describe('a Tron address', () => {
  it.each(['TJRabPrwbZy45sbavfcjinPJC18kjpRTv8', 'TVrXFXRHZtJaEWAgr5h5LChCLFWe2WjaiB'])(
    'is %s',
    (address) => {
      expect(checkTron(address)).toEqual({ ok: true, value: address });
    },
  );

  it.each([
    'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
    'TEkxiTehnzSmSe2XqrBj4w32RUN966rdz8',
    'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb',
  ])('is nobody in %s', (address) => {
    expect(problem(address)).toBe('not_a_wallet');
  });

  it.each([
    ['TJRabPrwbZy45sbavfcjinPJC18kjpRTv9', 'checksum'],
    ['TJRabPrwbZy45sbavfcjinPJC18kjpRTv', 'length'],
    ['TJRabPrwbZy45sbavfcjinPJC18kjpRTv88', 'length'],
    ['tJRabPrwbZy45sbavfcjinPJC18kjpRTv8', 'checksum'],
    ['TJRabPrwbZy45sbavfcjinPJC18kjpRTv0', 'alphabet'],
    ['415cbdd86a2fa8dc4bddd8a8f69dba48572eec07fb', 'alphabet'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'checksum'],
    ['T', 'length'],
  ])('is not %s: %s', (text, kind) => {
    expect(problem(text)).toBe(kind);
  });

  it('is any account that bs58check writes, and no other version of it', () => {
    fc.assert(
      fc.property(account, bytes(21), (address, other) => {
        expect(address).toMatch(/^T.{33}$/);
        expect(checkTron(address)).toEqual({ ok: true, value: address });
        if (other[0] !== 0x41) expect(checkTron(bs58check.encode(other)).ok).toBe(false);
      }),
    );
  });

  it('is refused with any one character changed', () => {
    const changed = account.chain((address) => oneCharacterChanged(address, base58Letters));
    fc.assert(
      fc.property(changed, (address) => {
        expect(checkTron(address).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
