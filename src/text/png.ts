/** Pictures as PNG (www.w3.org/TR/png-3), packed aside so that nobody waits for it. */
import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const pack = promisify(deflate);
const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/**
 * Writes a PNG.
 *
 * @param pixels row by row from the top: of each its grey, or its red, green, blue and opacity
 */
export async function writePng(
  width: number,
  height: number,
  pixels: Uint8Array,
): Promise<Uint8Array> {
  const line = pixels.length / height;
  // Before each row stands how it is filtered; zero is not at all.
  const rows = Buffer.alloc((line + 1) * height);
  for (let y = 0; y < height; y += 1) {
    rows.set(pixels.subarray(y * line, (y + 1) * line), y * (line + 1) + 1);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits each; 0 says grey alone, 6 says colours and opacity.
  head.set([8, line === width ? 0 : 6], 8);
  const chunks = [chunk('IHDR', head), chunk('IDAT', await pack(rows)), chunk('IEND')];
  return new Uint8Array(Buffer.concat([signature, ...chunks]));
}

function chunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(4 + named.length + 4);
  whole.writeUInt32BE(data.length, 0);
  whole.set(named, 4);
  whole.writeUInt32BE(crc32(named), 4 + named.length);
  return whole;
}
