import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../src/http/listen.ts';
import { createWebhookApp } from '../../src/http/webhook.ts';
import { createLog } from '../../src/log.ts';

const secret = 'a-secret-of-the-test-0000001';
const update = { update_id: 7, message: { message_id: 1, date: 1, text: 'hi' } };

/** The door on a real port, with everything that got through it. */
async function open() {
  const received: object[] = [];
  const state = { isOpen: true, isFull: false };
  const lines: string[] = [];
  const { fetch: answer } = createWebhookApp({
    secret,
    isOpen: () => state.isOpen,
    async receive(batch) {
      if (state.isFull) throw new Error('disk full');
      received.push(...batch);
    },
    log: createLog({ level: 'debug', destination: { write: (l) => lines.push(l) }, secrets: [] }),
  });
  const server = await listen({
    fetch: answer,
    host: '127.0.0.1',
    port: 0,
    settings: { host: 'HOST', port: 'PORT' },
  });
  onTestFinished(() => server.stop());
  const url = `http://127.0.0.1:${server.port}/telegram`;
  async function bring(
    body: string,
    { brought = secret, type = 'application/json' }: { brought?: string; type?: string } = {},
  ) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type, 'x-telegram-bot-api-secret-token': brought },
      body,
    });
    return `${response.status} ${await response.text()}`;
  }
  return { ...server, url, bring, received, state, lines };
}

test('an update with the secret is answered once it is stored', async () => {
  const door = await open();
  expect(await door.bring(JSON.stringify(update))).toBe('200 ');
  expect(
    await door.bring(JSON.stringify(update), { type: 'application/json; charset=utf-8' }),
  ).toBe('200 ');
  expect(door.received).toEqual([update, update]);
});

test('without the secret, or with another in its last letter, nothing is told and nothing read (T09)', async () => {
  const door = await open();
  const body = JSON.stringify(update);
  for (const brought of ['', 'x', `${secret.slice(0, -1)}2`, `${secret}1`, secret.toUpperCase()]) {
    expect(await door.bring(body, { brought })).toBe('401 ');
  }
  expect((await fetch(door.url, { method: 'POST', body })).status).toBe(401);
  expect((await fetch(door.url)).status).toBe(404);
  expect(door.received).toEqual([]);
});

test('a stranger who announces much and sends nothing has the answer at once', async () => {
  const door = await open();
  const socket = connect(door.port, '127.0.0.1');
  socket.write(
    `POST /telegram HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: 200000000\r\n\r\n`,
  );
  const [answer] = await new Promise<[Buffer]>((resolve) => {
    socket.once('data', (data) => resolve([data]));
  });
  expect(answer.toString()).toMatch(/^HTTP\/1.1 401/);
  socket.destroy();
});

test('a body that is too long is refused, announced or not (T10)', async () => {
  const door = await open();
  const long = JSON.stringify({ ...update, more: 'x'.repeat(300_000) });
  expect(await door.bring(long)).toBe('413 ');
  const parts = new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('x'.repeat(64 * 1024)));
    },
  });
  const endless = await fetch(door.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: parts,
    duplex: 'half',
  }).then(
    ({ status }) => status,
    () => 'cut',
  );
  expect([413, 'cut']).toContain(endless);
  expect(await door.bring(JSON.stringify(update))).toBe('200 ');
  expect(door.received).toHaveLength(1);
});

test('what no update can be is refused (T10)', async () => {
  const door = await open();
  const deep = `{"update_id":7,"message":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  const quoted = JSON.stringify({ ...update, message: { text: '[{"\\'.repeat(10_000) } });
  expect(await door.bring(deep)).toBe('400 ');
  expect(await door.bring('['.repeat(250_000))).toBe('400 ');
  expect(await door.bring('"\\"'.repeat(80_000))).toBe('400 ');
  for (const body of ['', 'null', '7', '[]', '{}', '{"update_id":"7"}', '{"update_id":-1}', '{']) {
    expect(await door.bring(body)).toBe('400 ');
  }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
    expect(await door.bring(JSON.stringify(update), { type })).toBe('415 ');
  }
  expect(door.received).toEqual([]);
  expect(await door.bring(quoted)).toBe('200 ');
});

test('what is not stored is not confirmed (K01)', async () => {
  const door = await open();
  door.state.isFull = true;
  expect(await door.bring(JSON.stringify(update))).toBe('503 ');
  expect(door.lines.join()).toContain('could not be stored');
  door.state.isFull = false;
  door.state.isOpen = false;
  expect(await door.bring(JSON.stringify(update))).toBe('503 ');
  door.state.isOpen = true;
  expect(await door.bring(JSON.stringify(update))).toBe('200 ');
  expect(door.received).toHaveLength(1);
});
