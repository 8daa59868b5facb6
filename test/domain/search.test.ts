import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchOptions } from '../../src/domain/search.ts';

const banks = [
  'Access Bank',
  'Access Bank (Diamond)',
  'Ecobank Nigeria',
  'First Bank of Nigeria',
  'First City Monument Bank',
  'Guaranty Trust Bank',
  'Kuda',
  'OPay',
  'Société Générale',
  'Stanbic IBTC Bank',
  'Sterling Bank',
  'Union Bank of Nigeria',
  'United Bank for Africa',
  'Zenith Bank',
].map((label, index) => ({ value: `0${index}`, label }));

function found(typed: string) {
  return matchOptions(banks, typed).map(({ label }) => label);
}

describe('searching a list by typing', () => {
  it.each([
    ['gt', 'Guaranty Trust Bank'],
    ['gtb', 'Guaranty Trust Bank'],
    ['GTBank', 'Guaranty Trust Bank'],
    ['guaranty', 'Guaranty Trust Bank'],
    ['acess', 'Access Bank'],
    ['access bank', 'Access Bank'],
    ['diamond', 'Access Bank (Diamond)'],
    ['uba', 'United Bank for Africa'],
    ['fcmb', 'First City Monument Bank'],
    ['unitedbankafrica', 'United Bank for Africa'],
    ['fbn', 'First Bank of Nigeria'],
    ['societe gen', 'Société Générale'],
    ['SOCIÉTÉ', 'Société Générale'],
    ['zenit', 'Zenith Bank'],
    ['zennith', 'Zenith Bank'],
    ['steling', 'Sterling Bank'],
    ['unoin bank', 'Union Bank of Nigeria'],
    ['ibtc', 'Stanbic IBTC Bank'],
    ['o pay', 'OPay'],
    ['o-pay', 'OPay'],
    ['kudo', 'Kuda'],
    ['05', 'Guaranty Trust Bank'],
  ])('%s finds %s first', (typed, label) => {
    expect(found(typed)[0]).toBe(label);
  });

  it('finds one alone where only one is meant', () => {
    for (const typed of ['gt', 'zenit', 'steling', 'kuda', 'diamond']) {
      expect(found(typed)).toHaveLength(1);
    }
  });

  it('puts beginnings before middles', () => {
    expect(found('bank')).toEqual([
      ...banks.map(({ label }) => label).filter((label) => / Bank/.test(label)),
      'Ecobank Nigeria',
    ]);
    const more = [...banks, { value: 'x', label: 'Bank of Africa' }];
    expect(matchOptions(more, 'bank')[0]?.label).toBe('Bank of Africa');
    expect(found('first')).toEqual(['First Bank of Nigeria', 'First City Monument Bank']);
  });

  it('allows typos only where nothing fits, and none in short words', () => {
    expect(found('union')).toEqual(['Union Bank of Nigeria']);
    expect(found('gx')).toEqual([]);
    expect(found('oqay')).toEqual(['OPay']);
    expect(found('completely else')).toEqual([]);
  });

  it('finds nothing for text without letters or digits, everything for none', () => {
    expect(found('🏦')).toEqual([]);
    expect(found('...')).toEqual([]);
    expect(found(' ')).toHaveLength(banks.length);
  });

  it('gives at most fifty', () => {
    const many = Array.from({ length: 80 }, (_, index) => ({
      value: `${index}`,
      label: `Bank ${index}`,
    }));
    expect(matchOptions(many, 'bank')).toHaveLength(50);
    expect(matchOptions(many, '')).toHaveLength(50);
  });

  it('finds every entry by its whole label and by each of its words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...banks), fc.boolean(), ({ value, label }, upper) => {
        const typed = upper ? label.toUpperCase() : label.toLowerCase();
        expect(matchOptions(banks, typed)[0]?.value).toBe(value);
        for (const word of label.split(/[^\p{L}]+/u).filter(Boolean)) {
          expect(matchOptions(banks, word).map((one) => one.value)).toContain(value);
        }
      }),
    );
  });

  it('never throws or hangs, and returns only what is in the list', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5000 }),
      fc.string({ unit: fc.constantFrom('a', ' ', 'of '), maxLength: 2000 }),
    );
    const list = fc.array(fc.record({ value: text, label: text }), { maxLength: 5 });
    fc.assert(
      fc.property(list, text, (options, typed) => {
        for (const option of matchOptions(options, typed)) expect(options).toContain(option);
      }),
    );
  });
});

it('another name finds the same, once, and does not show', () => {
  const options = [
    { value: 'DE', label: 'Allemagne', also: ['Germany'] },
    { value: 'GH', label: 'Ghana', also: ['Ghana'] },
    { value: 'GM', label: 'Gambie', also: ['Gambia', 'The Gambia'] },
  ];
  const labels = (typed: string) => matchOptions(options, typed).map(({ label }) => label);
  expect(labels('germany')).toEqual(['Allemagne']);
  expect(labels('allem')).toEqual(['Allemagne']);
  expect(labels('g')).toEqual(['Ghana', 'Gambie', 'Allemagne']);
  expect(labels('the gambia')).toEqual(['Gambie']);
});
