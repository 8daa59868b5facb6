/** Curves as a picture, drawn here: no figure of ours leaves this machine for it. */
import { fileURLToPath } from 'node:url';
import { writePng } from './png.ts';

/** One curve: a value for each day, oldest first, its colour as `#rrggbb`, and its name. */
export interface Curve {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: string;
}

/** What is drawn. `days` names each value of every curve, oldest first: `27 Nov`. */
export interface CurvesPicture {
  readonly title: string;
  readonly days: readonly string[];
  readonly curves: readonly Curve[];
}

const [width, height] = [1_000, 560];
const plot = { left: 90, right: 900, top: 130, bottom: 490 } as const;
const mostDayLabels = 8;
/** Beyond so many days a dot each is only noise. */
const mostDots = 31;

/**
 * Draws curves over one another on one scale that begins at nothing: a title, a legend with the sum
 * of each curve, whole numbers beside the lines, dates below, and the newest value at its point.
 *
 * @returns a PNG, 1,000 by 560 pixels
 */
export async function curvesPicture(picture: CurvesPicture): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const fontFiles = [
    import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ].map((url) => fileURLToPath(url));
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'DejaVu Sans' };
  const { pixels } = await renderAsync(svgOf(picture), { font });
  return writePng(width, height, pixels);
}

/** The picture as SVG; exported so that what stands in it can be read. */
export function svgOf({ title, days, curves }: CurvesPicture): string {
  const scale = scaleFor(Math.max(0, ...curves.flatMap(({ values }) => values)));
  const at = (index: number, value: number): [x: number, y: number] => [
    plot.left + ((plot.right - plot.left) * (index + 0.5)) / Math.max(1, days.length),
    plot.bottom - ((plot.bottom - plot.top) * value) / scale.top,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans">
<rect width="${width}" height="${height}" fill="#ffffff"/>
${words(title, 40, 50, { size: 26, weight: 'bold' })}
${legend(curves)}
${numbers(scale)}
${dates(days, (index) => at(index, 0)[0])}
${curves.map((curve) => line(curve, at)).join('\n')}
${newest(curves, at)}
</svg>`;
}

/** Whole numbers, at most six lines: 1, 2 or 5 times a power of ten apart. */
function scaleFor(most: number): { readonly step: number; readonly top: number } {
  const rough = Math.max(1, most) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10;
  const step = Math.max(1, factor * power);
  return { step, top: step * Math.max(1, Math.ceil(most / step)) };
}

function numbers({ step, top }: { readonly step: number; readonly top: number }): string {
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, n) => {
    const y = plot.bottom - ((plot.bottom - plot.top) * n * step) / top;
    const stroke = n === 0 ? '#555555' : '#dddddd';
    const label = words(grouped(n * step), plot.left - 14, y + 7, { anchor: 'end' });
    return `<line x1="${plot.left}" x2="${plot.right}" y1="${y}" y2="${y}" stroke="${stroke}"/>${label}`;
  });
  return lines.join('');
}

/** At most eight dates, today's always among them. */
function dates(days: readonly string[], xOf: (index: number) => number): string {
  const every = Math.ceil(days.length / mostDayLabels);
  return days
    .map((day, index) => ({ day, index }))
    .filter(({ index }) => (days.length - 1 - index) % every === 0)
    .map(({ day, index }) => words(day, xOf(index), plot.bottom + 34, { anchor: 'middle' }))
    .join('');
}

function legend(curves: readonly Curve[]): string {
  const each = curves.map(({ name, values, colour }, index) => {
    const x = 40 + index * 300;
    const sum = grouped(values.reduce((all, value) => all + value, 0));
    return `<rect x="${x}" y="74" width="28" height="14" rx="4" fill="${colour}"/>${words(`${name}: ${sum}`, x + 40, 88, { size: 20 })}`;
  });
  return each.join('');
}

function line({ values, colour }: Curve, at: PointAt): string {
  const points = values.map((value, index) => at(index, value));
  const path = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const dots =
    points.length > mostDots
      ? ''
      : points
          .map(([x, y]) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="5"/>`)
          .join('');
  return `<g fill="${colour}"><polyline points="${path}" fill="none" stroke="${colour}" stroke-width="4" stroke-linejoin="round"/>${dots}</g>`;
}

/** The newest value of each curve beside its end, moved apart where they would meet. */
function newest(curves: readonly Curve[], at: PointAt): string {
  const ends = curves
    .map(({ values, colour }) => {
      const value = values.at(-1) ?? 0;
      return { y: at(0, value)[1], colour, text: grouped(value) };
    })
    .sort((one, other) => one.y - other.y);
  let freeFrom = plot.top;
  return ends
    .map(({ y, colour, text }) => {
      const middle = Math.max(y, freeFrom);
      freeFrom = middle + 24;
      return words(text, plot.right + 10, middle + 7, { size: 20, weight: 'bold', colour });
    })
    .join('');
}

type PointAt = (index: number, value: number) => [x: number, y: number];

interface Style {
  readonly size?: number;
  readonly weight?: 'bold';
  readonly anchor?: 'middle' | 'end';
  readonly colour?: string;
}

function words(text: string, x: number, y: number, style: Style = {}): string {
  const { size = 18, weight = 'normal', anchor = 'start', colour = '#333333' } = style;
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${colour}">${safe}</text>`;
}

function grouped(value: number): string {
  return value.toLocaleString('en');
}
