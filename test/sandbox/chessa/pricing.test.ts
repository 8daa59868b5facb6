import { expect, test } from 'vitest';
import { padded, plain, priceOrder, type Terms } from '../../../sandbox/chessa/pricing.ts';

const measured: Terms = {
  assetUsd: '1',
  perUsd: '1',
  payoutStep: '0.05',
  fees: 'inside',
  feePercent: '0.005',
  feeFlat: '1',
};

test.each([
  ['2', '2', '3.01'],
  ['4', '4', '5.02'],
  ['4.765', '4.75', '5.79'],
])('asking for %s delivers %s for %s, as an integrator measured', (amount, delivered, sent) => {
  const price = priceOrder({ side: 'destination', amount }, measured);
  expect(price).toMatchObject({ destinationAmount: delivered, originAmount: sent });
});

test('sending 50 keeps the fee inside', () => {
  const price = priceOrder({ side: 'origin', amount: '50' }, measured);
  expect(price).toMatchObject({ originAmount: '50', expectedAmount: '50', feeAmount: '1.243781' });
  expect(price.destinationAmount).toBe('48.75');
});

test('a fee outside comes on top of what has to arrive', () => {
  const price = priceOrder({ side: 'origin', amount: '50' }, { ...measured, fees: 'outside' });
  expect(price).toMatchObject({
    originAmount: '50',
    destinationAmount: '50',
    feeAmount: '1.25',
    expectedAmount: '51.25',
  });
});

test('no fee is zero, as in the documents', () => {
  const price = priceOrder({ side: 'origin', amount: '50' }, { ...measured, fees: 'zero' });
  expect(price).toMatchObject({ feeAmount: '0', feeUsd: '0', destinationAmount: '50' });
});

test('an amount that the fee eats delivers nothing', () => {
  const price = priceOrder({ side: 'origin', amount: '0.5' }, measured);
  expect(price.destinationAmount).toBe('0');
});

test('the dollar coin is not at par', () => {
  const price = priceOrder(
    { side: 'origin', amount: '100' },
    { ...measured, assetUsd: '0.9975', payoutStep: '0.01', fees: 'zero' },
  );
  expect(price.destinationAmount).toBe('99.75');
});

test('decimals are written without exponents', () => {
  expect(plain(0.0000001)).toBe('0.0000001');
  expect(padded('0.95')).toBe('0.95000000');
});
