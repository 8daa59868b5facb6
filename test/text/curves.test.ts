/** The picture of curves, read back as pixels would be: by its size and by what changes it. */
import { expect, it } from 'vitest';
import { curvesPicture } from '../../src/text/curves.ts';

const colour = '#2f6fde';

it('is a PNG of 900 by 360 pixels that changes with its values', async () => {
  const rising = Buffer.from(await curvesPicture([{ values: [0, 1, 2], colour }]));
  const falling = Buffer.from(await curvesPicture([{ values: [2, 1, 0], colour }]));
  expect(rising.subarray(1, 4).toString()).toBe('PNG');
  expect([rising.readUInt32BE(16), rising.readUInt32BE(20)]).toEqual([900, 360]);
  expect(rising.equals(falling)).toBe(false);
});

it('is drawn of nothing but zeros, and of one day', async () => {
  for (const values of [[0, 0, 0], [5]]) {
    const picture = Buffer.from(await curvesPicture([{ values, colour }]));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
  }
});
