/**
 * One exchange with the provider: one request out, at most one bounded answer in. No retries and
 * no judgement; what it means is decided by `outcome`.
 */
import { type $Fetch, createFetch } from 'ofetch';
import { neverLeft } from '../domain/never-left.ts';
import { inSlices, type Steps } from '../domain/paced.ts';

/** What went out. `url` is complete, `body` is JSON text. */
export interface ExchangeRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the attempt, its body included. */
  readonly timeoutMs: number;
  /** Counted after decompression; a longer body is not read to its end. */
  readonly maxBodyBytes: number;
}

/** What came of it. */
export type Exchanged =
  /** `text` is absent when the body was longer than allowed. */
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Headers;
      readonly text?: string;
    }
  /** The request never left: no address, no connection, no trust in the certificate. */
  | { readonly kind: 'not_sent' }
  /** The request may have left; no whole answer came back. */
  | { readonly kind: 'lost' };

/** Makes the function that does one exchange. Redirects are answers, never followed. */
export function createExchange(fetch: typeof globalThis.fetch) {
  const client = createFetch({ fetch });
  return (request: ExchangeRequest): Promise<Exchanged> => exchange(client, request);
}

async function exchange(client: $Fetch, request: ExchangeRequest): Promise<Exchanged> {
  // Taken back when the answer is here: a timeout signal would be kept until its time.
  const attempt = new AbortController();
  const timer = setTimeout(() => attempt.abort(), request.timeoutMs).unref();
  try {
    const response = await client.raw(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      responseType: 'stream',
      ignoreResponseError: true,
      retry: false,
      signal: attempt.signal,
    });
    const text = await boundedText(response._data, request.maxBodyBytes);
    return { kind: 'answered', status: response.status, headers: response.headers, text };
  } catch (problem) {
    return { kind: neverLeft(problem) ? 'not_sent' : 'lost' };
  } finally {
    clearTimeout(timer);
  }
}

const utf8 = new TextDecoder();

/** The body as text, or `undefined` as soon as it is longer than `maxBytes`. */
async function boundedText(
  body: ReadableStream<Uint8Array> | undefined,
  maxBytes: number,
): Promise<string | undefined> {
  if (!body) return '';
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return chunks.length === 1 ? utf8.decode(chunks[0]) : inSlices(textSteps(chunks));
    chunks.push(value);
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      // Its failure would only say that the connection, which is unwanted now, has gone.
      reader.cancel().catch(() => undefined);
      return undefined;
    }
  }
}

/** Most answers are one chunk. Of several, a character may lie across two. */
function* textSteps(chunks: readonly Uint8Array[]): Steps<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    yield;
  }
  return text + decoder.decode();
}
