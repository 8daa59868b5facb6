/** Puts a Hono app on a real port, and takes it away again completely. */
import { serve as listen } from '@hono/node-server';

/** Anything that answers requests; a `Hono` app is one. */
export interface Servable {
  fetch(request: Request, env: object): Response | Promise<Response>;
}

/** A running server: its address without a trailing slash, and how to end it. */
export interface Served {
  readonly url: string;
  /** Stops listening and cuts every connection, event streams and idle ones included. */
  close(): Promise<void>;
}

/**
 * Serves an app on 127.0.0.1.
 * @param app a Hono app, or anything with its `fetch`
 * @param port the port to listen on; 0 picks a free one
 * @returns once it listens; fails when the port is taken
 */
export function serve(app: Servable, port = 0): Promise<Served> {
  return new Promise((resolve, reject) => {
    const server = listen(
      { fetch: (request, env) => app.fetch(request, env), port, hostname: '127.0.0.1' },
      (address) => {
        server.off('error', reject);
        resolve({ url: `http://127.0.0.1:${address.port}`, close });
      },
    );
    server.once('error', reject);

    function close(): Promise<void> {
      return new Promise((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    }
  });
}
