import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsNuban, nubanCode } from '../../src/domain/nuban.ts';

describe('a Nigerian account number', () => {
  it('fits by the worked example of the Central Bank: 000001457 at bank 011 ends in 9', () => {
    expect(fitsNuban('0000014579', '011')).toBe(true);
    expect(fitsNuban('0000014578', '011')).toBe(false);
  });

  it('has exactly one last digit that fits, at a bank and at any other institution', () => {
    const digits = fc.stringMatching(/^\d{9}$/);
    const code = fc.oneof(fc.stringMatching(/^\d{3}$/), fc.stringMatching(/^\d{5,6}$/));
    fc.assert(
      fc.property(digits, code, (serial, bank) => {
        const fitting = [...'0123456789'].filter((last) => fitsNuban(serial + last, bank));
        expect(fitting).toHaveLength(1);
      }),
    );
  });

  it('fits nowhere unless it has ten digits', () => {
    for (const text of ['', '000001457', '00000145799', '000001457x']) {
      expect(fitsNuban(text, '011')).toBe(false);
    }
  });

  it('is judged by the code that the configuration tells, else by the bank’s name, else not', () => {
    expect(nubanCode('Access Bank', '058')).toBe('058');
    expect(nubanCode(' Access Bank')).toBe('044');
    expect(nubanCode('Access Bank', 'ACCESS')).toBeUndefined();
    expect(nubanCode('A Bank That Nobody Knows')).toBeUndefined();
  });
});
