/** Curves as a picture, drawn here: no figure of ours leaves this machine for it. */

/** One curve: a value for each day, oldest first, and its colour as `#rrggbb`. */
export interface Curve {
  readonly values: readonly number[];
  readonly colour: string;
}

const [width, height, margin] = [900, 360, 24];
const gridLines = 4;

/**
 * Draws curves over one another on one scale that begins at nothing. There are no words in it, so
 * no font is needed: they belong under it.
 *
 * @param curves at least two values each
 * @returns a PNG, 900 by 360 pixels
 */
export async function curvesPicture(curves: readonly Curve[]): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const most = Math.max(1, ...curves.flatMap(({ values }) => values));
  const lines = curves.map(({ values, colour }) => {
    const points = values.map((value, at) => pointOf(at, values.length, value / most)).join(' ');
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="4" stroke-linejoin="round"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="#ffffff"/>${grid()}${lines.join('')}</svg>`;
  return new Uint8Array(new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
}

function pointOf(at: number, of: number, share: number): string {
  const x = margin + ((width - 2 * margin) * at) / Math.max(1, of - 1);
  const y = height - margin - (height - 2 * margin) * share;
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

function grid(): string {
  const lines = Array.from({ length: gridLines + 1 }, (_, n) => {
    const y = margin + ((height - 2 * margin) * n) / gridLines;
    return `<line x1="${margin}" x2="${width - margin}" y1="${y}" y2="${y}" stroke="#dddddd"/>`;
  });
  return lines.join('');
}
