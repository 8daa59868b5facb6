import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAmount, toDecimal } from '../../src/domain/money.ts';
import { splitAmount } from '../../src/flows/send/typed-amount.ts';
import { currencyName, formatDuration, formatMoney } from '../../src/text/en/formats.ts';
import {
  effectiveRate,
  exactAmount,
  flag,
  maskAccount,
  readableFee,
} from '../../src/text/format.ts';
import * as french from '../../src/text/fr/formats.ts';

describe('formatMoney', () => {
  test.each([
    ['50000', 'NGN', '₦50,000.00'],
    ['50000.00000000', 'NGN', '₦50,000.00'],
    ['50000', 'XOF', 'F CFA 50,000'],
    ['100', 'KES', 'KES 100.00'],
    ['3.1', 'USD', '$3.10'],
    ['3.1', 'CAD', 'CA$3.10'],
    ['32.47', 'USDC', '32.47 USDC'],
    ['32.47000000', 'USDC', '32.47 USDC'],
    ['0.00000001', 'BTC', '0.00000001 BTC'],
    ['1000000', 'USDT', '1000000 USDT'],
  ])('%s %s reads %s', (amount, currency, read) => {
    expect(formatMoney({ amount, currency })).toBe(read);
  });

  test('never rounds away what is there', () => {
    expect(formatMoney({ amount: '50000.005', currency: 'NGN' })).toBe('₦50,000.005');
    expect(formatMoney({ amount: '0.5', currency: 'XOF' })).toBe('F CFA 0.5');
  });

  test('is exact where a binary float is not', () => {
    expect(formatMoney({ amount: '9007199254740993.07', currency: 'NGN' })).toBe(
      '₦9,007,199,254,740,993.07',
    );
    expect(formatMoney({ amount: '9007199254740993.00000007', currency: 'USDC' })).toBe(
      '9007199254740993.00000007 USDC',
    );
  });

  test('holds exactly the digits of the amount, for any decimal', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.bigInt({ min: 0n, max: 10n ** 8n }))
      .map(([whole, part]) => `${whole}.${part}`);
    fc.assert(
      fc.property(decimal, fc.constantFrom('NGN', 'USDC', 'XOF', 'GHS'), (amount, currency) => {
        const bare = formatMoney({ amount, currency }).replace(/[^\d.]/g, '');
        const trim = (text: string) => text.replace(/\.?0*$/, '');
        expect(bare.includes('.') ? trim(bare) : bare).toBe(amount.replace(/\.?0+$/, ''));
      }),
    );
  });

  test('shows what is no number without believing it', () => {
    expect(formatMoney({ amount: 'NaN', currency: 'NGN' })).toBe('NaN NGN');
    expect(formatMoney({ amount: '1e9', currency: 'USDC' })).toBe('1e9 USDC');
  });
});

test('what is copied is the bare number', () => {
  expect(exactAmount({ amount: '32.47000000', currency: 'USDC' })).toBe('32.47');
  expect(exactAmount({ amount: '1000', currency: 'USDC' })).toBe('1000');
});

test('a rate is what one unit brings in all, cut and never raised', () => {
  const receive = { amount: '50000', currency: 'NGN' };
  expect(effectiveRate(receive, { amount: '32.47', currency: 'USDC' })).toEqual({
    amount: '1539.88',
    currency: 'NGN',
  });
  expect(effectiveRate(receive, { amount: '0', currency: 'USDC' })).toBeUndefined();
});

test.each([
  ['0123456789', '••••6789'],
  ['+233 54 444 4444', '••••4444'],
  ['123456', '••••56'],
  ['', '••••'],
])('an account number %s is masked as %s', (accountNumber, masked) => {
  expect(maskAccount(accountNumber)).toBe(masked);
});

test.each([
  [1, '1 minute'],
  [90_000, '2 minutes'],
  [2 * 3_600_000, 'about 2 hours'],
  [3 * 86_400_000, 'about 3 days'],
])('%d ms reads %s', (durationMs, read) => {
  expect(formatDuration(durationMs)).toBe(read);
});

test('flags and names come from codes', () => {
  expect(flag('NG')).toBe('🇳🇬');
  expect(flag('nigeria')).toBe('');
  expect(currencyName('NGN')).toBe('Nigerian Naira');
  expect(currencyName('USDC')).toBe('');
  expect(currencyName('QQQ')).toBe('');
});

test.each([
  ['1.163206', '33.76', '1.17', true],
  ['0.32', '32.47', '0.32', false],
  ['1.1', '40', '1.1', false],
  ['0.001', '40', '0.01', true],
  ['0.00001234', '0.00052341', '0.00001234', false],
  ['0.000012345', '0.0005', '0.0001', true],
])('a fee of %s in %s is read as %s', (amount, of, read, isAbout) => {
  const fee = { amount, currency: 'USDC' };
  expect(readableFee(fee, { amount: of, currency: 'USDC' })).toEqual({
    fee: { amount: read, currency: 'USDC' },
    isAbout,
  });
});

describe('French', () => {
  test.each([
    ['50000', 'NGN', '50\u202f000,00\u00a0₦'],
    ['50000', 'XOF', '50\u202f000\u00a0F\u202fCFA'],
    ['100', 'KES', '100,00\u00a0KES'],
    ['1234567.5', 'USD', '1\u202f234\u202f567,50\u00a0$US'],
    ['32.47', 'USDC', '32.47\u00a0USDC'],
    ['1000000', 'USDT', '1000000\u00a0USDT'],
    ['NaN', 'NGN', 'NaN\u00a0NGN'],
  ])('%s %s reads %s, and never breaks between number and unit', (amount, currency, read) => {
    expect(french.formatMoney({ amount, currency })).toBe(read);
  });

  test('what is shown can be typed, and means the same', () => {
    const naira = fc.bigInt({ min: 1n, max: 10n ** 14n }).map((kobo) => {
      return `${kobo / 100n}.${String(kobo % 100n).padStart(2, '0')}`;
    });
    fc.assert(
      fc.property(naira, (value) => {
        const amount = toDecimal(value) ?? '';
        const shown = french.formatMoney({ amount, currency: 'NGN' });
        const { digits, unit } = splitAmount(shown);
        expect(unit).toBe('₦');
        expect(parseAmount(digits)).toEqual({ ok: true, value: amount });
      }),
    );
  });

  test('what is sent has the digits that are copied', () => {
    const send = { amount: '1234.50000000', currency: 'USDC' };
    expect(french.formatMoney(send)).toBe(`${exactAmount(send)}\u00a0USDC`);
  });

  test.each([
    [1, '1 minute'],
    [90_000, '2 minutes'],
    [2 * 3_600_000, 'environ 2 heures'],
    [3 * 86_400_000, 'environ 3 jours'],
  ])('%d ms reads %s', (durationMs, read) => {
    expect(french.formatDuration(durationMs)).toBe(read);
  });

  test('names and moments', () => {
    expect(french.countryName('CI')).toBe('Côte d’Ivoire');
    expect(french.currencyName('XOF')).toBe('franc CFA (BCEAO)');
    expect(french.when(Date.UTC(2026, 2, 4, 14, 5)).text).toBe('4 mars, 14:05 UTC');
    expect(french.plural(0, 'chiffre')).toBe('0 chiffre');
  });
});
