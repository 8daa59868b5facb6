/** The web chat page: the files of `web/`, at the root of the sandbox's address. */
import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import type { SandboxEnv } from './bot-routes.ts';

const FOLDER = new URL('web/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
};

/** Makes the routes of the page: `/` and its files by their names. */
export function createChatPage(): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.get('/', () => pageFile('index.html'));
  app.get('/:file{[\\w-]+\\.[a-z]+}', (c) => pageFile(c.req.param('file')));
  return app;
}

async function pageFile(name: string): Promise<Response> {
  const type = TYPES[name.split('.').at(-1) ?? ''];
  const bytes = type === undefined ? undefined : await read(name);
  if (type === undefined || bytes === undefined) return new Response('Not found', { status: 404 });
  return new Response(bytes, { headers: { 'content-type': type, 'cache-control': 'no-cache' } });
}

async function read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return Uint8Array.from(await readFile(new URL(name, FOLDER)));
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT')
      return undefined;
    throw failure;
  }
}
