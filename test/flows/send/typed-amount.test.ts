/** The unit beside a typed amount. */
import { expect, it } from 'vitest';
import { splitAmount, unitOf } from '../../../src/flows/send/typed-amount.ts';

const read = (text: string, currency: string) => {
  const { digits, unit } = splitAmount(text);
  return [digits, unitOf(unit, currency, [currency, 'USDC'])];
};

it.each([
  ['50000 F', 'XOF', '50000'],
  ['50 000 F CFA', 'XOF', '50 000'],
  ['50000FCFA', 'XOF', '50000'],
  ['50\u202f000\u00a0F\u202fCFA', 'XOF', '50\u202f000'],
  ['cfa 50000', 'XAF', '50000'],
  ['50 000,50 ₦', 'NGN', '50 000,50'],
  ['₦50,000.50', 'NGN', '50,000.50'],
])('%s is of %s', (text, currency, digits) => {
  expect(read(text, currency)).toEqual([digits, currency]);
});

it.each(['5000 F', '5000 FCFA', '5000 F CFA'])('%s is nothing where naira arrive', (text) => {
  expect(read(text, 'NGN')[1]).toBeUndefined();
});
