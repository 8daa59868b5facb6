/** The web chat's files over HTTP, with headers that let nothing from elsewhere into the page. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Hono } from 'hono';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; " +
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Serves `web/`: the page at `/`, its style sheets, modules and drawings beside it. Only files that
 * are in the folder when this is called; everything else is left to the routes that come after.
 */
export function createWebPage(): Hono {
  const folder = new URL('./web/', import.meta.url);
  const app = new Hono();
  for (const name of readdirSync(folder)) {
    const contentType = contentTypes[extname(name)];
    if (contentType === undefined) continue;
    const path = name === 'index.html' ? '/' : `/${name}`;
    const file = new URL(name, folder);
    app.get(
      path,
      () =>
        new Response(new Uint8Array(readFileSync(file)), {
          headers: { ...headers, 'content-type': contentType },
        }),
    );
  }
  return app;
}
