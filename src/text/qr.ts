/** A QR code as a picture, drawn here; nothing about a payment leaves this machine for it. */
import qrcode from 'qrcode';
import { writePng } from './png.ts';

const modulesAround = 4;
/** Every reader takes every mask. To try all eight for the best holds everybody up for 10 ms. */
const maskPattern = 3;
const width = 640;
/** Bytes of a row: red, green, blue and opacity of each pixel. */
const line = width * 4;

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
  const moduleAt = (pixel: number) => Math.floor((pixel * across) / width) - modulesAround;
  const isDark = (row: number, column: number) =>
    [row, column].every((at) => at >= 0 && at < modules.size) && modules.get(row, column) === 1;
  const pixels = new Uint8Array(line * width).fill(255);
  for (let y = 0; y < width; y += 1) {
    if (y > 0 && moduleAt(y) === moduleAt(y - 1)) {
      pixels.copyWithin(y * line, (y - 1) * line, y * line);
      continue;
    }
    for (let x = 0; x < width; x += 1) {
      const at = y * line + x * 4;
      if (isDark(moduleAt(y), moduleAt(x))) pixels.fill(0, at, at + 3);
    }
  }
  return writePng(width, width, pixels);
}
