import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  damagedAddress,
  isAddressOf,
  newAddress,
  newTransaction,
} from '../../../sandbox/chessa/addresses.ts';

const chains = ['Solana', 'Tron', 'BNB Chain', 'Ethereum', 'Polygon', 'Base', 'Arbitrum'];

describe('published addresses are recognised', () => {
  test.each([
    ['Solana', '5u1gLZrAiyw6yAyYx3N6D916CUqEcoTkwvF54QwDGzRn'],
    ['Tron', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
    ['BNB Chain', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
    ['Ethereum', '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'],
  ])('%s', (chain, address) => {
    expect(isAddressOf(chain, address)).toBe(true);
  });

  test.each([
    ['Solana', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
    ['Tron', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u'],
    ['BNB Chain', '0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
    ['BNB Chain', '5u1gLZrAiyw6yAyYx3N6D916CUqEcoTkwvF54QwDGzRn'],
  ])('%s refuses %s', (chain, address) => {
    expect(isAddressOf(chain, address)).toBe(false);
  });
});

test.each(chains)('fresh addresses of %s are right, and damaged ones are not', (chain) => {
  for (let round = 0; round < 20; round += 1) {
    const address = newAddress(chain, randomBytes);
    const damaged = damagedAddress(chain, address);
    expect(isAddressOf(chain, address)).toBe(true);
    expect(damaged).toHaveLength(address.length);
    expect(isAddressOf(chain, damaged)).toBe(false);
  }
});

test('an EVM address is drawn again when it would carry no checksum', () => {
  const draws = [new Uint8Array(20), Uint8Array.from({ length: 20 }, (_, index) => index * 13)];
  const address = newAddress('Ethereum', () => draws.shift() ?? new Uint8Array(20));
  expect(address).toMatch(/[a-f].*[A-F]|[A-F].*[a-f]/);
});

test('fresh addresses differ', () => {
  const addresses = Array.from({ length: 50 }, () => newAddress('Solana', randomBytes));
  expect(new Set(addresses).size).toBe(50);
});

test('a transaction leads to the explorer of its chain', () => {
  const solana = newTransaction('Solana', randomBytes);
  expect(solana.explorerUrl).toBe(`https://solscan.io/tx/${solana.hash}`);
  expect(newTransaction('Tron', randomBytes).hash).toMatch(/^[0-9a-f]{64}$/);
  expect(newTransaction('BNB Chain', randomBytes).hash).toMatch(/^0x[0-9a-f]{64}$/);
});
