/** Reads a document as a program that shows one does: its words, and what it looks like. */
import { inflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';

/** What a document shows. */
export interface ReadPdf {
  readonly pages: number;
  /** The words of all pages, a line each, as searching and copying find them. */
  readonly text: string;
  /** The links that a tap follows. */
  readonly links: readonly string[];
  /** The first page on white, a byte each for blue, green, red and opacity. */
  readonly picture: {
    readonly width: number;
    readonly height: number;
    readonly pixels: Uint8Array;
  };
}

/** Opens it; rejects where it is no document. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const pages = [...document.pages()];
    const text = pages.map((page) => page.getText()).join('\n');
    const [first] = pages;
    if (!first) throw new Error('a document without a page');
    const drawn = await first.render({ scale: 2, render: async ({ data }) => data });
    const picture = { width: drawn.width, height: drawn.height, pixels: drawn.data };
    return { pages: pages.length, text: text.replace(/\r/g, ''), links: linksIn(bytes), picture };
  } finally {
    library.destroy();
  }
}

function linksIn(bytes: Uint8Array): string[] {
  const raw = Buffer.from(bytes).toString('latin1');
  return [...raw.matchAll(/\/URI \(([^)]*)\)/g)].map(([, link = '']) => link);
}

/** Everything in it, packed streams too: what is nowhere in this is not in the document. */
export function unpacked(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes);
  const parts = [raw.toString('latin1')];
  for (let at = raw.indexOf('stream\n'); at >= 0; at = raw.indexOf('stream\n', at + 1)) {
    try {
      parts.push(inflateSync(raw.subarray(at + 7), { finishFlush: 2 }).toString('latin1'));
    } catch {
      // Not every stream is packed.
    }
  }
  return parts.join('\n');
}
