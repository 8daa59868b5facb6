/** Puts routes on a port of this machine, and takes them away again. */
import { serve } from '@hono/node-server';

/** A server that listens. */
export interface Server {
  readonly port: number;
  /** Takes no new request, lets those in hand end, and resolves when all are gone. */
  stop(): Promise<void>;
}

export interface ListenOptions {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** What the settings are called, for the sentence when the port cannot be opened. */
  readonly settings: { readonly host: string; readonly port: string };
}

/** No request that we expect takes nearly as long; a slow sender must not hold a connection. */
const requestTimeout = 15_000;
const patienceMs = 2_000;

/** Listens; rejects with a sentence for operators when it cannot. */
export function listen({ fetch, host, port, settings }: ListenOptions): Promise<Server> {
  const serverOptions = { requestTimeout, headersTimeout: requestTimeout };
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: host, port, serverOptions }, (address) => {
      server.off('error', fail);
      resolve({ port: address.port, stop });
    });
    server.once('error', fail);

    function fail(cause: Error): void {
      const place = `${settings.host} ${host} and ${settings.port} ${port}`;
      reject(new Error(`${place} cannot be opened. Choose a port that nothing uses.`, { cause }));
    }

    function stop(): Promise<void> {
      return new Promise((done) => {
        const cut = setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections();
        }, patienceMs);
        server.close(() => {
          clearTimeout(cut);
          done();
        });
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      });
    }
  });
}
