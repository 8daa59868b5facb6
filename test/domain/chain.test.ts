import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressesIn,
  type ChainName,
  chains,
  checkAddress,
  checkTag,
  cleanAddress,
  findChain,
  inGroups,
  sameAddress,
} from '../../src/domain/chain.ts';

const wallets = {
  Solana: '7Np41oeYqPefeNQEHSv1UDhYrehxin3NStELsSKCT4K2',
  Tron: 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8',
  'BNB Chain': '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  Ethereum: '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  Polygon: '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
  Base: '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
  Arbitrum: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  Bitcoin: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
} satisfies Record<ChainName, string>;

const names = chains.map(({ name }) => name);

function problem(chain: ChainName, text: string) {
  const checked = checkAddress(chain, text);
  return checked.ok ? undefined : checked.failure;
}

describe('finding a chain', () => {
  it('knows every chain by name, title and alias, whatever the case', () => {
    for (const { name, title, aliases } of chains) {
      for (const said of [name, title, ...aliases]) {
        const found = [said, said.toLowerCase(), ` ${said.toUpperCase()} `].map(findChain);
        expect(found.map((chain) => chain?.name)).toEqual([name, name, name]);
      }
    }
  });

  it.each([
    ['BEP20', 'BNB Chain'],
    ['bsc', 'BNB Chain'],
    ['TRC20', 'Tron'],
    ['SOL', 'Solana'],
    ['erc-20', 'Ethereum'],
    ['btc', 'Bitcoin'],
  ])('takes %s for %s', (said, name) => {
    expect(findChain(said)?.name).toBe(name);
  });

  it('does not guess', () => {
    for (const said of ['', 'Solan', 'Tronn', 'BNB Chain 2', 'toString']) {
      expect(findChain(said)).toBeUndefined();
    }
  });

  it('gives no name to two chains', () => {
    const said = chains.flatMap(({ name, title, aliases }) => [
      ...new Set([name, title, ...aliases]),
    ]);
    expect(new Set(said.map((one) => one.toLowerCase())).size).toBe(said.length);
  });
});

describe('an address of any chain', () => {
  it('accepts a wallet of each chain', () => {
    for (const name of names) {
      expect(checkAddress(name, wallets[name])).toEqual({ ok: true, value: wallets[name] });
    }
  });

  it('names the chain of an address of another family (T29)', () => {
    expect(problem('Solana', wallets.Tron)).toEqual({ kind: 'other_chain', looksLike: 'Tron' });
    expect(problem('Tron', wallets.Solana)).toEqual({ kind: 'other_chain', looksLike: 'Solana' });
    expect(problem('Base', wallets.Bitcoin)).toEqual({ kind: 'other_chain', looksLike: 'Bitcoin' });
    const evm = { kind: 'other_chain', looksLike: 'Ethereum or BNB Chain' };
    expect(problem('Bitcoin', wallets.Ethereum)).toEqual(evm);
    for (const chain of names) {
      for (const other of names) {
        const [a, b] = [findChain(chain), findChain(other)];
        if (a?.family === b?.family) continue;
        expect(problem(chain, wallets[other])?.kind).toBe('other_chain');
      }
    }
  });

  it.each([
    ['LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1', 'Litecoin'],
    ['DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L', 'Dogecoin'],
    ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', 'XRP'],
    ['GA5ZSEJYB37JRC5AVCIA5MOP4RHTM335X2KGX3IHOJAPP5RE34K4KZVN', 'Stellar'],
    ['EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N', 'TON'],
    ['tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx', 'Bitcoin test network'],
    ['mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn', 'Bitcoin test network'],
  ])('names %s as of a chain that we do not pay on', (address, looksLike) => {
    for (const name of names) {
      expect(problem(name, address)).toEqual({ kind: 'other_chain', looksLike });
    }
  });

  it('refuses tokens and programs of every chain, also on another chain', () => {
    for (const { name, tokens } of chains) {
      for (const { contract } of tokens) expect(problem(name, contract)?.kind).toBe('not_a_wallet');
    }
    expect(problem('Tron', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t')?.kind).toBe('not_a_wallet');
    const bnbUsdt = '0x55d398326f99059fF775485246999027B3197955';
    expect(problem('Polygon', bnbUsdt)?.kind).toBe('not_a_wallet');
    expect(problem('Solana', bnbUsdt)?.kind).toBe('other_chain');
  });

  it('has nothing for empty text', () => {
    for (const text of ['', '  ', '\u200b\u200e'])
      expect(problem('Tron', text)?.kind).toBe('empty');
  });

  it('drops what cannot be seen and reads full-width letters as plain ones (T30)', () => {
    const dressed = ` \u202e${wallets.Tron.slice(0, 5)}\u200b${wallets.Tron.slice(5)}\ufeff\n`;
    expect(checkAddress('Tron', dressed)).toEqual({ ok: true, value: wallets.Tron });
    const wide = [...wallets.Tron].map((letter) =>
      String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0),
    );
    expect(checkAddress('Tron', wide.join(''))).toEqual({ ok: true, value: wallets.Tron });
    expect(cleanAddress(dressed)).toBe(wallets.Tron);
  });

  it('refuses look-alike letters and words around the address (T30)', () => {
    for (const name of names) {
      const address = wallets[name];
      const looks = address.replace(/[aceopxABCEHKMOPTX]/, (letter) =>
        String.fromCodePoint((lookAlikes[letter] ?? 'ж').codePointAt(0) ?? 0),
      );
      expect(looks).not.toBe(address);
      const tries = [looks, `my address ${address}`, `${address} thanks`, `${address}.`];
      for (const text of [...tries, `${address}\n${address}`, inGroups(address)]) {
        expect(problem(name, text)?.kind).toBe('alphabet');
      }
    }
  });

  it('finds the addresses in a sentence, each once, and none that is spoiled', () => {
    for (const name of names) {
      const address = wallets[name];
      const sentence = `my address (${name}): “${address}”, again ${address}. Thanks`;
      expect(addressesIn(name, sentence)).toEqual([address]);
      const looks = address.replace(/[aceopxABCEHKMOPTX]/, (letter) => lookAlikes[letter] ?? 'ж');
      const spoiled = [looks, `x${address}`, `${address}х`, `${address}-1`, inGroups(address), ''];
      for (const text of spoiled) expect(addressesIn(name, `to ${text} please`)).toEqual([]);
      for (const other of names.filter((one) => wallets[one] !== address)) {
        const isOther = checkAddress(other, address).ok === false;
        if (isOther) expect(addressesIn(other, sentence)).toEqual([]);
      }
    }
  });

  it('never throws, whatever is pasted', () => {
    const name = fc.constantFrom(...names);
    const letters = fc.constantFrom(...'0xT1bc3qpzO0Il9AaZz \u200b');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.string({ unit: letters, maxLength: 100 }),
      fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF') }).map((hex) => `0x${hex}`),
      fc
        .tuple(fc.constantFrom(...Object.values(wallets)), fc.string())
        .map((pair) => pair.join('')),
    );
    fc.assert(
      fc.property(name, text, (chain, pasted) => {
        const checked = checkAddress(chain, pasted);
        if (checked.ok) expect(checkAddress(chain, checked.value)).toEqual(checked);
        expect(sameAddress(chain, pasted, pasted)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('comparing addresses', () => {
  it('goes by canonical form', () => {
    const evm = wallets['BNB Chain'];
    expect(sameAddress('BNB Chain', evm, evm.toLowerCase())).toBe(true);
    expect(sameAddress('Bitcoin', wallets.Bitcoin, wallets.Bitcoin.toUpperCase())).toBe(true);
    expect(sameAddress('Solana', wallets.Solana, ` ${wallets.Solana}\u200b`)).toBe(true);
  });

  it('tells different ones apart', () => {
    expect(sameAddress('Solana', wallets.Solana, wallets.Solana.toLowerCase())).toBe(false);
    expect(sameAddress('Base', wallets.Base, wallets.Ethereum)).toBe(false);
    expect(sameAddress('Tron', 'junk', 'Junk')).toBe(false);
    expect(sameAddress('Tron', wallets.Tron, '')).toBe(false);
  });
});

describe('tags (T19)', () => {
  it('takes none where the chain knows none', () => {
    for (const name of names) {
      for (const tag of [undefined, '', '  ', '\u200b']) {
        expect(checkTag(name, tag)).toEqual({ ok: true, value: undefined });
      }
      expect(checkTag(name, '12345')).toEqual({ ok: false, failure: { kind: 'not_used' } });
    }
  });
});

describe('an address in groups', () => {
  it('has four letters a group and loses none', () => {
    expect(inGroups(wallets.Tron)).toBe('TJRa bPrw bZy4 5sba vfcj inPJ C18k jpRT v8');
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(wallets)), (address) => {
        expect(inGroups(address).replaceAll(' ', '')).toBe(address);
      }),
    );
    expect(inGroups('')).toBe('');
  });
});

/** Cyrillic and Greek letters that look like Latin ones. */
const lookAlikes: Record<string, string> = {
  a: 'а',
  c: 'с',
  e: 'е',
  o: 'о',
  p: 'р',
  x: 'х',
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Ε',
  H: 'Н',
  K: 'Κ',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
};
