/** The picture of curves: what stands in it, and that it becomes pixels. */
import { expect, it } from 'vitest';
import { type CurvesPicture, curvesPicture, svgOf } from '../../src/text/curves.ts';

const week = ['21 Nov', '22 Nov', '23 Nov', '24 Nov', '25 Nov', '26 Nov', '27 Nov'];

function picture(values: readonly number[], days: readonly string[] = week): CurvesPicture {
  const one = { name: 'Quotes', values, colour: '#2f6fde' };
  const other = { name: 'Delivered <of> them', values: values.map(() => 0), colour: '#1f9d55' };
  return { title: 'Quotes & more', days, curves: [one, other] };
}

/** Every word and number that is drawn, in order. */
function wordsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text);
}

it('has a title, a legend with sums, numbers, dates, and the newest values', () => {
  const svg = svgOf(picture([1, 3, 900, 40, 1_200, 60, 7]));
  expect(wordsOf(svg)).toEqual([
    'Quotes &amp; more',
    'Quotes: 2,211',
    'Delivered &lt;of> them: 0',
    ...['0', '500', '1,000', '1,500'],
    ...week,
    ...['7', '0'],
  ]);
});

it('has a scale of whole numbers that holds every value, and at most eight dates with today', () => {
  for (const most of [0, 1, 2, 3, 7, 11, 99, 101, 12_345]) {
    const days = Array.from({ length: 90 }, (_, n) => `day ${n}`);
    const drawn = wordsOf(svgOf(picture([...Array(89).fill(0), most], days)));
    const dates = drawn.filter((text) => text.startsWith('day'));
    expect(dates.length).toBeLessThanOrEqual(8);
    expect(dates.at(-1)).toBe('day 89');
    const scale = drawn.slice(3, drawn.indexOf(dates[0] ?? '')).map((one) => one.replace(',', ''));
    expect(scale.length).toBeLessThanOrEqual(6 + 1);
    expect(scale.every((one) => /^\d+$/.test(one))).toBe(true);
    expect(Number(scale.at(-1))).toBeGreaterThanOrEqual(Math.max(1, most));
  }
});

it('becomes a PNG whose words are drawn, of nothing but zeros and of one day too', async () => {
  const sizeOf = async (about: CurvesPicture) => {
    const png = Buffer.from(await curvesPicture(about));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_000, 560]);
    return png.length;
  };
  await sizeOf(picture([0, 0, 0, 0, 0, 0, 0]));
  await sizeOf(picture([5], ['27 Nov']));
  const silent = { ...picture([1, 2, 3, 4, 5, 6, 7]), title: '' };
  expect(await sizeOf({ ...silent, title: 'Quotes' })).toBeGreaterThan(await sizeOf(silent));
});
