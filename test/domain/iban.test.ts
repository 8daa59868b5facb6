import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIban } from '../../src/domain/iban.ts';

const read = (typed: string, country?: string) => {
  const iban = readIban(typed, country);
  return iban.ok ? iban.value : iban.failure;
};

/** Examples of the IBAN registry. */
const examples = [
  'SN08SN0100152000048500003035',
  'FR1420041010050500013M02606',
  'DE89370400440532013000',
  'CI93CI0080111301134291200589',
  'MU17BOMM0101101030300200000MUR',
  'TN5910006035183598478831',
];

describe('an IBAN', () => {
  it.each(examples)('%s is one, however it is typed', (iban) => {
    expect(read(iban)).toBe(iban);
    expect(read(` ${iban.toLowerCase().replace(/(.{4})/g, '$1 ')}`)).toBe(iban);
    expect(read(iban.replace(/(.{4})/g, '$1-'), iban.slice(0, 2))).toBe(iban);
  });

  it.each([
    ['SN08SN0100152000048500003036', 'checksum'],
    ['SN08SN010015200004850000303', 'length'],
    ['SN08SN01001520000485000030350', 'length'],
    ['SN08990100152000048500003035', 'checksum'],
    ['XX08SN0100152000048500003035', 'form'],
    ['0123456789', 'form'],
    ['DE89370400440532013000'.repeat(9), 'length'],
    ['', 'form'],
  ])('%s is none: %s', (typed, why) => {
    expect(read(typed)).toEqual({ kind: 'not_an_iban', why });
  });

  it('belongs to the country where the money goes, or both to SEPA', () => {
    expect(read('FR1420041010050500013M02606', 'SN')).toEqual({
      kind: 'iban_abroad',
      country: 'FR',
    });
    expect(read('FR1420041010050500013M02606', 'DE')).toBe('FR1420041010050500013M02606');
  });

  it('notices every single wrong digit', () => {
    const change = fc.tuple(
      fc.constantFrom(...examples),
      fc.nat(40),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(change, ([iban, place, by]) => {
        const at = 2 + (place % (iban.length - 2));
        const digit = iban[at] ?? '';
        if (!/\d/.test(digit)) return;
        const other = (Number(digit) + by) % 10;
        expect(readIban(iban.slice(0, at) + other + iban.slice(at + 1)).ok).toBe(false);
      }),
    );
  });
});
