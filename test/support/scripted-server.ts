/** A small HTTP server whose answers a test writes down, one function for every request. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived: the Bot API method is the last part of the path. */
export interface Arrived {
  readonly method: string;
  readonly body: string;
  /** The caller's end of the connection. */
  readonly fromPort: number | undefined;
  /** Sends the beginning of an answer, for one that is cut. */
  readonly begin: (text: string) => void;
  /** The connection, to be cut in the middle. */
  readonly cut: () => void;
}

/** What to answer; `undefined` leaves the request open until the server closes. */
export interface Scripted {
  readonly status?: number;
  readonly body: unknown;
}

export type Script = (arrived: Arrived) => Scripted | undefined | Promise<Scripted | undefined>;

/** Starts a server on a free port of this machine; `arrived` lists every request so far. */
export async function startScriptedServer(script: Script) {
  const arrived: Arrived[] = [];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString('latin1');
    const method = request.url?.split('/').at(-1) ?? '';
    const one = {
      method,
      body,
      fromPort: request.socket.remotePort,
      begin: (text: string) => void response.writeHead(200).write(text),
      cut: () => request.socket.destroy(),
    };
    arrived.push(one);
    const scripted = await script(one);
    if (!scripted || response.destroyed) return;
    const text = typeof scripted.body === 'string' ? scripted.body : JSON.stringify(scripted.body);
    response.writeHead(scripted.status ?? 200, { 'content-type': 'application/json' }).end(text);
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arrived,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Telegram's answer to a call that went well. */
export function accepted(result: unknown): Scripted {
  return { body: { ok: true, result } };
}

/** Telegram's refusal of a call. */
export function refusal(code: number, description: string, parameters?: object): Scripted {
  const body = { ok: false, error_code: code, description, parameters };
  return { status: code, body };
}
