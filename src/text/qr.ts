/** A QR code as a picture, drawn here; nothing about a payment leaves this machine for it. */
import qrcode from 'qrcode';
import { writePng } from './png.ts';

const modulesAround = 4;
/** Every reader takes every mask. To try all eight for the best holds everybody up for 10 ms. */
const maskPattern = 3;
const width = 640;
const [black, white] = [0, 255];

/**
 * Draws a QR code: black on white with the quiet zone that ISO/IEC 18004 asks for (four modules),
 * so that it can be read on a dark background too.
 *
 * @param text an address or a payment link
 * @returns a PNG, 640 pixels wide. Rejects where the text is empty or too long for a QR code.
 */
export async function qrPicture(text: string): Promise<Uint8Array> {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M', maskPattern });
  const across = modules.size + 2 * modulesAround;
  const firstPixel = (module: number) => Math.ceil(((module + modulesAround) * width) / across);
  const pixels = new Uint8Array(width * width).fill(white);
  for (let row = 0; row < modules.size; row += 1) {
    const from = firstPixel(row) * width;
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) !== 1) continue;
      pixels.fill(black, from + firstPixel(column), from + firstPixel(column + 1));
    }
    for (let y = from + width; y < firstPixel(row + 1) * width; y += width) {
      pixels.copyWithin(y, from, from + width);
    }
  }
  return writePng(width, width, pixels);
}
