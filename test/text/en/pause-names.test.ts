import { expect, it } from 'vitest';
import { pauseName } from '../../../src/text/en/pause-names.ts';

it.each([
  ['everything', 'Everything'],
  ['corridor:NG:NGN', 'Nigeria, Nigerian Naira (NG · NGN)'],
  ['corridor:XX1:YY', 'XX1 · YY'],
  ['way:mobile_money', 'Mobile money everywhere'],
  ['way:NG:NGN:bank', 'Bank accounts in Nigeria, Nigerian Naira (NG · NGN)'],
  ['institution:NG:NGN:ng_access', 'ng access in Nigeria, Nigerian Naira (NG · NGN)'],
  ['asset:USDC', 'USDC on every network'],
  ['network:BNB_Chain', 'Whatever is paid on BNB Chain'],
  ['pay:USDC:Solana', 'USDC on Solana'],
  ['something:else', 'something:else'],
])('a pause of %s is called %s', (key, name) => {
  expect(pauseName({ key })).toBe(name);
});
