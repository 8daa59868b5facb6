/**
 * A receipt as a PDF document: one page as long as what stands on it, made of text that can be
 * searched and copied, with its fonts inside. Heavy: see `receipt-maker` for who may call it.
 */
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { drawable, type HasGlyph, inOrderOfSight } from './drawable.ts';
import type { ReceiptPage, ReceiptRow } from './receipt-page.ts';

/** Points, 72 to an inch: as wide as A5, which a phone shows without zooming. */
const width = 420;
const leastHeight = 595;
const margin = 36;
const inner = width - 2 * margin;
const labelWidth = 118;
const band = 78;

const ink = {
  dark: '#1b2430',
  grey: '#5d6875',
  line: '#dfe4ea',
  brand: '#12355b',
  link: '#1a5fb4',
};
const tones = { delivered: '#1b7f4b', returned: '#8a5a00' } as const;

const fontAt = (name: string) =>
  fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));

type Pdf = PDFKit.PDFDocument;
interface Words {
  readonly font?: 'regular' | 'bold';
  readonly size: number;
  readonly colour: string;
  readonly width?: number;
  readonly align?: 'left' | 'right';
  readonly link?: string;
}

/** Draws it. Nothing is read but the two fonts, and nothing depends on the moment or on chance. */
export async function receiptPdf(page: ReceiptPage): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    autoFirstPage: false,
    font: fontAt('DejaVuSans'),
    lang: page.language,
    displayTitle: true,
    info: {
      Title: `${page.title} ${page.reference}`,
      Author: page.payer,
      CreationDate: new Date(page.madeAtMs),
    },
  });
  pdf.registerFont('regular', fontAt('DejaVuSans'));
  pdf.registerFont('bold', fontAt('DejaVuSans-Bold'));
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    pdf.once('end', resolve);
    pdf.once('error', reject);
  });
  // Once to learn how long it becomes, once for good.
  const height = Math.max(leastHeight, write(pdf, page, false) + margin);
  pdf.addPage({ size: [width, height], margin: 0 });
  write(pdf, page, true);
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

/** Writes from the top down, or only measures. Returns where it ends. */
function write(pdf: Pdf, page: ReceiptPage, isDrawn: boolean): number {
  const put = (text: string, x: number, y: number, words: Words): number =>
    putWords(pdf, text, x, y, words, isDrawn);
  const tone = tones[page.ended.tone];
  if (isDrawn) {
    pdf.rect(0, 0, width, band).fill(ink.brand);
    pdf.rect(0, band, width, 4).fill(tone);
  }
  const white = { colour: '#ffffff', width: inner } as const;
  put(page.payer, margin, 20, { ...white, font: 'bold', size: 15 });
  put(page.title, margin, 44, { ...white, size: 10 });
  put(page.reference, margin, 44, { ...white, size: 10, align: 'right' });

  let y = band + 28;
  y = put(page.ended.words, margin, y, { font: 'bold', size: 11, colour: tone }) + 4;
  y = put(page.amount, margin, y, { font: 'bold', size: 26, colour: ink.dark }) + 4;
  for (const [index, line] of page.whom.entries()) {
    const isFirst = index === 0;
    const font = isFirst ? 'bold' : 'regular';
    y = put(line, margin, y, { font, size: isFirst ? 12 : 10, colour: ink.dark }) + 2;
  }
  for (const { heading, rows } of page.parts) {
    y += 16;
    if (isDrawn) pdf.rect(margin, y, inner, 0.8).fill(ink.line);
    y = put(heading, margin, y + 10, { font: 'bold', size: 9, colour: ink.grey }) + 5;
    for (const row of rows) y = putRow(put, row, y) + 5;
  }
  y += 14;
  if (isDrawn) pdf.rect(margin, y, inner, 0.8).fill(ink.line);
  y += 10;
  for (const line of page.footer) y = put(line, margin, y, { size: 8, colour: ink.grey }) + 3;
  return y;
}

type Put = (text: string, x: number, y: number, words: Words) => number;

function putRow(put: Put, { label, value, link }: ReceiptRow, y: number): number {
  const x = margin + labelWidth;
  const below = put(label, margin, y, { size: 9, colour: ink.grey, width: labelWidth - 10 });
  const words = { size: 9, colour: link ? ink.link : ink.dark, width: inner - labelWidth };
  return Math.max(below, put(value, x, y, link ? { ...words, link } : words));
}

/** Puts text into its column, with as many lines as it needs. Returns where it ends. */
function putWords(
  pdf: Pdf,
  text: string,
  x: number,
  y: number,
  words: Words,
  isDrawn: boolean,
): number {
  const { font = 'regular', size, colour, width: across = inner, link, align = 'left' } = words;
  pdf.font(font).fontSize(size);
  const safe = inOrderOfSight(drawable(text, glyphsOf(pdf)));
  const options = { width: across, lineGap: 1.5, align, ...(link && { link, underline: true }) };
  const below = y + pdf.heightOfString(safe, { width: across, lineGap: 1.5 });
  if (isDrawn) pdf.fillColor(colour).text(safe, x, y, options);
  return below;
}

/** Whether the font that is set has a sign; pdfkit's types leave its font out. */
function glyphsOf(pdf: Pdf): HasGlyph {
  const { _font } = pdf as unknown as {
    _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
  };
  return (codePoint) => _font.font.hasGlyphForCodePoint(codePoint);
}
