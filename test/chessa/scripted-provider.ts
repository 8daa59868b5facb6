/** A real HTTP server that answers as a test tells it, and remembers what it was asked. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type ChessaOptions, createChessa } from '../../src/chessa/client.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers one request; the last answer of a list is given again and again. */
export type Answer = (response: ServerResponse, asked: Asked) => void;

/** Starts the server for one test. */
export async function startProvider(...answers: readonly Answer[]) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body,
      };
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push(one);
      answer?.(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, url: `http://127.0.0.1:${port}`, server };
}

/** A client of that server whose waits take no time and are written down. */
export function clientOf(url: string, options: Partial<ChessaOptions> = {}) {
  const waits: number[] = [];
  const reports: [event: string, about: Readonly<Record<string, string>>][] = [];
  const chessa = createChessa({
    baseUrl: url,
    clientId: 'test-id',
    clientSecret: 'test-secret',
    fetch: globalThis.fetch,
    now: () => Date.now(),
    sleep: async (ms) => {
      waits.push(ms);
    },
    random: () => 0.5,
    report: (event, about) => reports.push([event, about]),
    ...options,
  });
  return { chessa, waits, reports };
}

/** Answers JSON; text is sent as it is. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** A document's example by its file name. */
export function example(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`examples/${name}.json`, import.meta.url), 'utf8'));
}
