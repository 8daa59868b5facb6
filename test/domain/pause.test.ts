import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../src/domain/corridor.ts';
import {
  findKey,
  institutionNames,
  nearKeys,
  type Pause,
  pausable,
  pauseOf,
  type Route,
  splitKey,
  withoutPaused,
} from '../../src/domain/pause.ts';

const bank = (code: string, name = code) => ({ code, name, type: 'bank', fields: [] });
const configuration: Configuration = {
  hash: 'h1',
  corridors: [
    {
      key: 'NG:NGN',
      country: { code: 'NG', name: 'Nigeria' },
      currency: 'NGN',
      ways: [
        { kind: 'bank', institutions: [bank('ng_access', 'Access Bank'), bank('058')] },
        { kind: 'mobile_money', institutions: [bank('ng_wallet')] },
      ],
    },
    {
      key: 'GH:GHS',
      country: { code: 'GH', name: 'Ghana' },
      currency: 'GHS',
      ways: [{ kind: 'bank', institutions: [bank('gh_one'), bank('058')] }],
    },
  ],
};
const assets = [
  { asset: 'USDC', chain: 'Solana' },
  { asset: 'USDC', chain: 'BNB Chain' },
  { asset: 'USDT', chain: 'Tron' },
];
const keys = pausable(configuration, assets);
const names = institutionNames(configuration);
const pause = (key: string): Pause => ({ key, sentence: `no ${key}`, byUserId: 1, atMs: 1 });
const narrowed = (...paused: string[]) => withoutPaused(configuration, paused.map(pause), assets);

describe('what can be paused', () => {
  it.each([
    ['everything', 'everything'],
    ['EVERYTHING', 'everything'],
    ['ng:ngn', 'corridor:NG:NGN'],
    ['corridor:NG:NGN', 'corridor:NG:NGN'],
    ['mobile_money', 'way:mobile_money'],
    ['MobileMoney', 'way:mobile_money'],
    ['NG:NGN:bank', 'way:NG:NGN:bank'],
    ['usdc', 'asset:USDC'],
    ['solana', 'network:Solana'],
    ['bnbchain', 'network:BNB_Chain'],
    ['USDC:bnb_chain', 'pay:USDC:BNB_Chain'],
    ['ng_access', 'institution:NG:NGN:ng_access'],
    ['NG:NGN:058', 'institution:NG:NGN:058'],
    ['gh_one', 'institution:GH:GHS:gh_one'],
  ])('%s means %s', (typed, key) => expect(findKey(typed, keys)).toBe(key));

  it.each(['', 'KE:KES', 'everythin', '058', 'US', ':', 'corridor:'])(
    '"%s" means nothing for sure',
    (typed) => expect(findKey(typed, keys)).toBeUndefined(),
  );

  it('names what is near', () => {
    expect(nearKeys('058', keys, names)).toEqual([
      'institution:NG:NGN:058',
      'institution:GH:GHS:058',
    ]);
    expect(nearKeys('', keys, names)).toEqual([]);
    expect(nearKeys('access', keys, names)).toEqual(['institution:NG:NGN:ng_access']);
  });

  it.each([
    ['NG:NGN We are away.', 'corridor:NG:NGN', 'We are away.'],
    ['everything', 'everything', ''],
    ['BNB Chain  It is slow.\nSorry.', 'network:BNB_Chain', 'It is slow.\nSorry.'],
    ['solana Solana is slow.', 'network:Solana', 'Solana is slow.'],
    ['access bank Access Bank is away.', 'institution:NG:NGN:ng_access', 'Access Bank is away.'],
    ['nobody knows this', undefined, 'knows this'],
    ['', undefined, ''],
  ])('%j begins with %s', (typed, key, rest) => {
    expect(splitKey(typed, keys, names)).toMatchObject({ ...(key && { key }), rest });
    expect(splitKey(typed, keys, names).key).toBe(key);
  });
});

describe('what is left', () => {
  it('is everything while nothing is paused', () => {
    expect(withoutPaused(configuration, [], assets)).toBe(configuration);
  });

  it('is nothing while everything is, or all that can be paid with', () => {
    expect(narrowed('everything').corridors).toEqual([]);
    expect(narrowed('asset:USDC', 'network:Tron').corridors).toEqual([]);
  });

  it('loses a corridor, a way, an institution, an asset or a network, and what becomes empty', () => {
    const kept = (...paused: string[]) =>
      narrowed(...paused).corridors.map(({ key, ways }) => [
        key,
        ways.flatMap(({ institutions }) => institutions.map(({ code }) => code)).join(),
      ]);
    expect(kept('corridor:NG:NGN')).toEqual([['GH:GHS', 'gh_one,058']]);
    expect(kept('way:bank')).toEqual([['NG:NGN', 'ng_wallet']]);
    expect(kept('way:GH:GHS:bank')).toEqual([['NG:NGN', 'ng_access,058,ng_wallet']]);
    expect(kept('institution:GH:GHS:058')).toEqual([
      ['NG:NGN', 'ng_access,058,ng_wallet'],
      ['GH:GHS', 'gh_one'],
    ]);
    expect(narrowed('pay:USDC:BNB_Chain').fundingAssets).toEqual([assets[0], assets[2]]);
  });

  it('has another hash while something is paused, and the same again for the same', () => {
    expect(narrowed('way:bank').hash).not.toBe('h1');
    expect(narrowed('way:bank').hash).toBe(narrowed('way:bank').hash);
    expect(narrowed('way:bank').hash).not.toBe(narrowed('asset:USDT').hash);
  });
});

it('every key of a configuration closes the routes that go by it, and no others', () => {
  const route: Route = {
    corridor: 'NG:NGN',
    way: 'bank',
    institution: 'ng_access',
    asset: 'USDC',
    chain: 'BNB Chain',
  };
  const closing = keys.filter((key) => pauseOf([pause(key)], route));
  expect(closing.sort()).toEqual(
    [
      'everything',
      'corridor:NG:NGN',
      'way:bank',
      'way:NG:NGN:bank',
      'institution:NG:NGN:ng_access',
      'asset:USDC',
      'network:BNB_Chain',
      'pay:USDC:BNB_Chain',
    ].sort(),
  );
});
