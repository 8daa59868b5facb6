/** A QR code as a picture, drawn here; nothing about a payment leaves this machine for it. */

const modulesAround = 4;
const smallestWidth = 640;

/**
 * Draws a QR code: black on white with the quiet zone that ISO/IEC 18004 asks for (four modules),
 * so that it can be read on a dark background too.
 *
 * @param text an address or a payment link
 * @returns a PNG, 640 pixels wide. Rejects where the text is empty or too long for a QR code.
 */
export async function qrPicture(text: string): Promise<Uint8Array> {
  const { default: qrcode } = await import('qrcode');
  const picture = await qrcode.toBuffer(text, {
    type: 'png',
    errorCorrectionLevel: 'M',
    margin: modulesAround,
    width: smallestWidth,
    color: { dark: '#000000ff', light: '#ffffffff' },
  });
  return new Uint8Array(picture);
}
