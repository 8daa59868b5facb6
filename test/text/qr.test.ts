import { inflateSync } from 'node:zlib';
import qrcode from 'qrcode';
import { expect, test } from 'vitest';
import { qrPicture } from '../../src/text/qr.ts';
import { depositAddress } from './samples.ts';

/** Reads a PNG of grey pixels, a byte each, without interlacing: all that the picture needs. */
function readPng(bytes: Uint8Array) {
  const png = Buffer.from(bytes);
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(png.subarray(at + 8, at + 8 + length));
    }
    at += 12 + length;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const pixels = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (width + 1)] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const left = x >= 1 ? (pixels[y * width + x - 1] ?? 0) : 0;
      const up = y > 0 ? (pixels[(y - 1) * width + x] ?? 0) : 0;
      const corner = x >= 1 && y > 0 ? (pixels[(y - 1) * width + x - 1] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      pixels[y * width + x] = ((raw[y * (width + 1) + 1 + x] ?? 0) + guess) & 255;
    }
  }
  return { width, height, isDark: (x: number, y: number) => pixels[y * width + x] === 0 };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const gaps = [left, up, corner].map((value) => Math.abs(guess - value));
  return [left, up, corner][gaps.indexOf(Math.min(...gaps))] ?? 0;
}

test('the picture holds the text, dark on light, with four light modules around it', async () => {
  const { width, height, isDark } = readPng(await qrPicture(depositAddress));
  const { modules } = qrcode.create(depositAddress, { errorCorrectionLevel: 'M', maskPattern: 3 });
  const across = modules.size + 8;
  expect(height).toBe(width);
  expect(width).toBeGreaterThanOrEqual(600);
  for (let rowAt = 0; rowAt < across; rowAt += 1) {
    for (let columnAt = 0; columnAt < across; columnAt += 1) {
      const inside = [rowAt, columnAt].every((at) => at >= 4 && at < across - 4);
      const expected = inside && modules.get(rowAt - 4, columnAt - 4) === 1;
      const middle = (at: number) => Math.floor(((at + 0.5) * width) / across);
      expect(isDark(middle(columnAt), middle(rowAt))).toBe(expected);
    }
  }
});

test('an empty text makes no picture', async () => {
  await expect(qrPicture('')).rejects.toThrow();
});
