import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDates } from '../../src/domain/date.ts';

describe('a typed date', () => {
  it.each([
    ['1990-12-25', '1990-12-25'],
    ['1990/2/3', '1990-02-03'],
    ['25/12/1990', '1990-12-25'],
    ['12/25/1990', '1990-12-25'],
    ['25.12.1990', '1990-12-25'],
    ['25-12-1990', '1990-12-25'],
    ['25 12 1990', '1990-12-25'],
    ['4/4/1990', '1990-04-04'],
    ['29/02/2000', '2000-02-29'],
    ['٢٥/١٢/١٩٩٠', '1990-12-25'],
  ])('%s is %s', (typed, date) => {
    expect(readDates(typed)).toEqual([date]);
  });

  it.each([
    '29/02/1900',
    '31/04/1990',
    '1990-13-01',
    '1990-02-30',
    '32/13/1990',
    '25/12/90',
    '25/12-1990',
    '25121990',
    '1899-12-31',
    '9999-01-01',
    'yesterday',
    '',
  ])('%s is none', (typed) => {
    expect(readDates(typed)).toEqual([]);
  });

  it('is any day of the calendar, written year first', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31') });
    fc.assert(
      fc.property(day, (date) => {
        fc.pre(!Number.isNaN(date.getTime()));
        const iso = date.toISOString().slice(0, 10);
        expect(readDates(iso)).toEqual([iso]);
      }),
    );
  });

  it('has both readings where day and month could be either, day first', () => {
    expect(readDates('03/04/1990')).toEqual(['1990-04-03', '1990-03-04']);
    const part = fc.integer({ min: 1, max: 28 });
    fc.assert(
      fc.property(part, part, (first, second) => {
        const inYear = [first, second].filter((month) => month <= 12).length;
        const expected = first === second ? Math.min(inYear, 1) : inYear;
        expect(readDates(`${first}/${second}/2001`)).toHaveLength(expected);
      }),
    );
  });
});
