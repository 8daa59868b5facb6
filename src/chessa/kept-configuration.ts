/** The configuration's text as it is kept over restarts: small, and with the time it was read. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** A text and when the provider gave it, in epoch milliseconds. */
export interface DatedText {
  readonly text: string;
  readonly readAtMs: number;
}

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Larger ones are not kept: writing them would hold everybody up, and no real one is. */
const maxKeptLength = 2_000_000;
const maxTextBytes = 5 * 1024 * 1024;

/** What to keep; `undefined` for a text that does not get small. */
export async function writeKept({ text, readAtMs }: DatedText): Promise<string | undefined> {
  const packed = (await pack(text)).toString('base64');
  return packed.length > maxKeptLength ? undefined : `${readAtMs}\n${packed}`;
}

/** Reads what {@link writeKept} wrote; anything else is as good as nothing. */
export async function readKept(kept: string | undefined): Promise<DatedText | undefined> {
  const [, readAtMs, packed = ''] = /^(\d{10,16})\n([A-Za-z0-9+/=]+)$/.exec(kept ?? '') ?? [];
  if (readAtMs === undefined) return undefined;
  try {
    const bytes = await unpack(Buffer.from(packed, 'base64'), { maxOutputLength: maxTextBytes });
    return { text: bytes.toString(), readAtMs: Number(readAtMs) };
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem) return undefined;
    throw problem;
  }
}
