import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { expect, test } from 'vitest';
import { serve } from '../../sandbox/serve.ts';

function appThatTalks(): Hono {
  const app = new Hono();
  app.get('/', (context) => context.text('here'));
  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      await stream.writeSSE({ data: 'first' });
      await new Promise<void>((resolve) => stream.onAbort(resolve));
    }),
  );
  return app;
}

test('serves on a free port', async () => {
  const served = await serve(appThatTalks());
  expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(served.url)).text()).toBe('here');
  await served.close();
  await expect(fetch(served.url)).rejects.toThrow('fetch failed');
});

test('closing ends streams that are open', async () => {
  const served = await serve(appThatTalks());
  const response = await fetch(`${served.url}/events`);
  const reader = response.body?.getReader();
  await reader?.read();
  const rest = expect(reader?.read()).rejects.toThrow();
  await served.close();
  await rest;
});

test('a port that is taken is refused', async () => {
  const served = await serve(appThatTalks());
  const port = Number(new URL(served.url).port);
  await expect(serve(appThatTalks(), port)).rejects.toThrow('EADDRINUSE');
  await served.close();
});
