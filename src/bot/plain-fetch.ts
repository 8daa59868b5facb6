/**
 * A `fetch` for the one call that is made over and over, `getUpdates`: the whole text of an answer,
 * and nothing else. The built-in one builds a request, streams and an answer by the web's standard,
 * which is most of what a poll costs; a person who floods makes the bot poll hundreds of times a
 * second. Everything else goes by the built-in one.
 */
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** What a call to Telegram asks of a `fetch`. */
export interface PlainRequest {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** Telegram never sends us elsewhere; an answer that does is a failure. */
  readonly redirect: 'error';
  readonly signal: AbortSignal;
}

/** What a call to Telegram reads of an answer. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** The part of `fetch` that calls to Telegram need; the built-in one is one too. */
export type PlainFetch = (url: string, request: PlainRequest) => Promise<PlainAnswer>;

/**
 * Makes the call through Node's own client and its kept connections. Resolves when the answer is
 * there to its end, whatever its status; rejects with the connection's own error, when the signal
 * ends it, and for an answer that leads elsewhere.
 */
export const plainFetch: PlainFetch = (url, { method, headers, body, signal }) =>
  new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? requestHttps : requestHttp;
    const length = String(Buffer.byteLength(body));
    const options = { method, headers: { ...headers, 'content-length': length }, signal };
    request(url, options, (answer) => readAnswer(answer).then(resolve, reject))
      .on('error', reject)
      .end(body);
  });

async function readAnswer(answer: IncomingMessage): Promise<PlainAnswer> {
  const { statusCode: status = 0, headers } = answer;
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part);
  if (status >= 300 && status < 400) throw new Error('the answer leads elsewhere');
  const text = Buffer.concat(parts).toString('utf8');
  return {
    status,
    headers: { get: (name) => headers[name.toLowerCase()]?.toString() ?? null },
    text: async () => text,
  };
}
