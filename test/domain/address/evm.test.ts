import { getAddress } from '@ethersproject/address';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEvm } from '../../../src/domain/address/evm.ts';
import { bytes, oneCharacterChanged } from './arbitraries.ts';

const lowerHex = bytes(20).map((raw) => `0x${Buffer.from(raw).toString('hex')}`);

function problem(text: string) {
  const checked = checkEvm(text);
  return checked.ok ? undefined : checked.failure.kind;
}

describe('an EVM address', () => {
  /** The examples of EIP-55. */
  const examples = [
    '0x52908400098527886E0F7030069857D2E4169EE7',
    '0xde709f2102306220921060314715629080e2fb77',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
    '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
    '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
  ];

  it.each(examples)('has the canonical form %s in either single case (T31)', (address) => {
    const upper = `0x${address.slice(2).toUpperCase()}`;
    for (const typed of [address, address.toLowerCase(), upper]) {
      expect(checkEvm(typed)).toEqual({ ok: true, value: address });
    }
  });

  it('must have the right checksum when its case is mixed (T31)', () => {
    expect(problem('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD')).toBe('checksum');
    expect(problem('0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed')).toBe('checksum');
  });

  it.each([
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe', 'length'],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedd', 'length'],
    ['0x', 'length'],
    [`0x${'a'.repeat(64)}`, 'length'],
    ['5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'alphabet'],
    ['0X5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'alphabet'],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg', 'alphabet'],
    ['vitalik.eth', 'alphabet'],
  ])('is not %s: %s', (text, kind) => {
    expect(problem(text)).toBe(kind);
  });

  it.each([
    `0x${'0'.repeat(40)}`,
    `0x${'0'.repeat(39)}1`,
    '0x000000000000000000000000000000000000dEaD',
    '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48',
    '0xdac17f958d2ee523a2206206994597c13d831ec7',
    '0x8AC76a51cc950d9822D68b83fE1Ad97B32Cd580d',
    '0x2791Bca1f2de4661ED88A30C99A7a9449Aa84174',
  ])('is nobody in %s', (text) => {
    expect(problem(text)).toBe('not_a_wallet');
  });

  it('has the form that ethers gives it', () => {
    fc.assert(
      fc.property(lowerHex, (address) => {
        expect(checkEvm(address)).toEqual({ ok: true, value: getAddress(address) });
      }),
    );
  });

  it('is refused where ethers refuses it, whatever the case of its letters', () => {
    const cased = fc
      .tuple(lowerHex, bytes(40))
      .map(([address, coin]) =>
        [...address]
          .map((c, i) => (i > 1 && (coin[i - 2] ?? 0) > 127 ? c.toUpperCase() : c))
          .join(''),
      );
    fc.assert(
      fc.property(cased, (address) => {
        expect(checkEvm(address).ok).toBe(isKnownToEthers(address));
      }),
    );
  });

  it('is refused with one letter in the other case', () => {
    const checksummed = lowerHex.map(getAddress).filter((address) => isMixed(address));
    const flipped = checksummed.chain((address) =>
      fc
        .integer({ min: 2, max: 41 })
        .filter((at) => /[a-f]/i.test(address.charAt(at)))
        .map((at) => address.slice(0, at) + flip(address.charAt(at)) + address.slice(at + 1)),
    );
    fc.assert(
      fc.property(flipped, (address) => {
        if (isMixed(address)) expect(problem(address)).toBe('checksum');
      }),
    );
  });

  it('is refused with almost any one character changed', () => {
    const original = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
    fc.assert(
      fc.property(oneCharacterChanged(original, '0123456789abcdefABCDEFgxOl'), (changed) => {
        expect(checkEvm(changed).ok).toBe(isKnownToEthers(changed));
      }),
    );
  });
});

function isKnownToEthers(address: string): boolean {
  try {
    getAddress(address);
    return true;
  } catch {
    return false;
  }
}

function isMixed(address: string): boolean {
  const digits = address.slice(2);
  return digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
}

function flip(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}
