/** What comes of calls when the network and the provider misbehave; a real server answers. */
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Answer, clientOf, json, startProvider } from './scripted-provider.ts';

const order = { order: { id: 'order-1', status: 'created' } };
const newOrder = {
  recipientId: 'recipient-1',
  sendAsset: 'USDC',
  receiveCurrency: 'NGN',
  amount: { side: 'receive', value: '1500.50' },
  chain: 'Solana',
} as const;

const cutInHeaders: Answer = (response) => response.socket?.destroy();
const cutInBody: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"order":{"id":', () => response.socket?.destroy());
};
const never: Answer = () => undefined;
const bodyNeverEnds: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"order":');
};
const html: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end('<html><body>Welcome</body></html>');
};
const redirect: Answer = (response) => {
  response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' });
  response.end();
};
const huge: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(`{"order":{"id":"order-1","note":"${'x'.repeat(10_000_000)}"}}`);
};
const bomb: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  response.end(gzipSync(`{"order":{"id":"order-1","note":"${'x'.repeat(50_000_000)}"}}`));
};
const deep = json(`{"order":{"id":"order-1","note":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`);
const twoIds = json('{"order":{"id":"order-1","id":"order-2","status":"created"}}');

describe('answers that cannot be used (C05)', () => {
  const cases: [name: string, answer: Answer, attempts: number][] = [
    ['a cut before the headers', cutInHeaders, 3],
    ['a cut in the body', cutInBody, 3],
    ['a page of HTML', html, 1],
    ['an empty body', json(''), 1],
    ['half a JSON text', json('{"order":{"id":"order-1"'), 1],
    ['a redirect', redirect, 1],
    ['a body of 10 MB', huge, 1],
    ['a gzip bomb', bomb, 1],
    ['10,000 brackets', deep, 1],
    ['two ids under one key', twoIds, 1],
    ['an order without id', json({ order: { status: 'created' } }), 1],
    ['an id that leads out of its path', json({ order: { id: '..' } }), 1],
    ['status 500', json({ error: 'x', message: 'y', statusCode: 500 }, 500), 3],
    ['status 503', json('', 503), 3],
    ['status 408', json('', 408), 3],
  ];

  test.each(cases)('%s: a read is "unavailable"', async (_name, answer, attempts) => {
    const provider = await startProvider(answer);
    const read = await clientOf(provider.url).chessa.getOrder('order-1');
    expect(read).toEqual({ ok: false, failure: { kind: 'unavailable' } });
    expect(provider.asked).toHaveLength(attempts);
  });

  test.each(cases)('%s: a write is "unknown", and made once', async (_name, answer) => {
    const provider = await startProvider(answer);
    const write = await clientOf(provider.url).chessa.createOrder(newOrder);
    expect(write).toEqual({ ok: false, failure: { kind: 'unknown' } });
    expect(provider.asked).toHaveLength(1);
  });

  test.each([
    ['no answer at all', never],
    ['a body that never ends', bodyNeverEnds],
  ])('%s: the time limit ends it', async (_name, answer) => {
    const provider = await startProvider(answer);
    const { chessa } = clientOf(provider.url, { timeoutMs: 300 });
    expect(await chessa.createOrder(newOrder)).toEqual({ ok: false, failure: { kind: 'unknown' } });
    expect(await chessa.getOrder('order-1')).toEqual({
      ok: false,
      failure: { kind: 'unavailable' },
    });
    expect(provider.asked).toHaveLength(1 + 3);
  });
});

test('a refused connection means that nothing happened, also for a write (C03)', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const address = closed.address();
  await new Promise((resolve) => closed.close(resolve));
  const port = typeof address === 'object' ? address?.port : 0;
  const { chessa, waits } = clientOf(`http://127.0.0.1:${port}`);
  expect(await chessa.createOrder(newOrder)).toEqual({
    ok: false,
    failure: { kind: 'unavailable' },
  });
  expect(waits).toEqual([]);
  expect(await chessa.getOrder('order-1')).toMatchObject({ ok: false });
  expect(waits).toEqual([150, 300]);
});

test('a read goes on after failures, with random waits that grow (C01)', async () => {
  const provider = await startProvider(json('', 502), cutInHeaders, json(order));
  const { chessa, waits } = clientOf(provider.url, { random: () => 0.9 });
  expect(await chessa.getOrder('order-1')).toMatchObject({ ok: true, value: { id: 'order-1' } });
  expect(waits).toEqual([270, 540]);
});

test('a redirect is not followed, so credentials stay with the provider (T59)', async () => {
  const elsewhere = await startProvider(json(order));
  const provider = await startProvider((response) => {
    response.writeHead(307, { location: `${elsewhere.url}/v1/orders` });
    response.end();
  });
  await clientOf(provider.url).chessa.createOrder(newOrder);
  await clientOf(provider.url).chessa.getOrder('order-1');
  expect(elsewhere.asked).toEqual([]);
});

describe('429 (C12)', () => {
  test('a read waits as long as it is told', async () => {
    const provider = await startProvider(json('', 429, { 'retry-after': '2' }), json(order));
    const { chessa, waits } = clientOf(provider.url);
    expect(await chessa.getOrder('order-1')).toMatchObject({ ok: true });
    expect(waits).toEqual([2000]);
  });

  test('a wait beyond the budget is left to the caller', async () => {
    const provider = await startProvider(json('', 429, { 'retry-after': '600' }));
    const { chessa, waits } = clientOf(provider.url);
    expect(await chessa.getOrder('order-1')).toEqual({
      ok: false,
      failure: { kind: 'unavailable', retryAfterMs: 600_000 },
    });
    expect(waits).toEqual([]);
  });

  test('a date counts from the answer’s own clock; an hour is the most', async () => {
    const at = (ms: number) => new Date(ms).toUTCString();
    const start = Date.UTC(2001, 0, 1);
    const provider = await startProvider(
      json('', 429, { date: at(start), 'retry-after': at(start + 3000) }),
      json('', 429, { 'retry-after': '9999999' }),
    );
    const { chessa, waits } = clientOf(provider.url);
    expect(await chessa.getOrder('order-1')).toEqual({
      ok: false,
      failure: { kind: 'unavailable', retryAfterMs: 3_600_000 },
    });
    expect(waits).toEqual([3000]);
  });

  test('without Retry-After a read tries again and a write does not; neither happened', async () => {
    const provider = await startProvider(json('', 429));
    const { chessa } = clientOf(provider.url);
    const failure = { kind: 'unavailable' };
    expect(await chessa.createOrder(newOrder)).toEqual({ ok: false, failure });
    expect(provider.asked).toHaveLength(1);
    expect(await chessa.getOrder('order-1')).toEqual({ ok: false, failure });
    expect(provider.asked).toHaveLength(4);
  });
});

describe('credentials', () => {
  test('a secret that no header can carry is refused at once and not repeated', () => {
    const make = () => clientOf('http://127.0.0.1:1', { clientSecret: 'hush\nhush' });
    expect(make).toThrow('no header can carry');
    expect(make).not.toThrow('hush');
  });

  test('401 is a matter of the operator everywhere', async () => {
    const provider = await startProvider(json({ error: 'unauthorized' }, 401));
    const { chessa } = clientOf(provider.url);
    const refusal = { ok: false, failure: { kind: 'misconfigured' } };
    expect(await chessa.getOrder('order-1')).toEqual(refusal);
    expect(await chessa.createOrder(newOrder)).toEqual(refusal);
    expect(await chessa.checkAccount({ accountNumber: '1', code: 'c' })).toEqual(refusal);
    expect(provider.asked).toHaveLength(3);
  });

  test('403 is so on the configuration; on an order it is about the order', async () => {
    const provider = await startProvider(json({ error: 'forbidden' }, 403));
    const { chessa } = clientOf(provider.url);
    expect(await chessa.configuration()).toMatchObject({ failure: { kind: 'misconfigured' } });
    expect(await chessa.fundOrder('order-1', 'Tron')).toEqual({
      ok: false,
      failure: { kind: 'rejected', why: 'forbidden', status: 403 },
    });
  });
});

test.each(['', '/', '/v1', '/v1/', '/proxy/chessa/v1//'])(
  'a base address ending in "%s"',
  async (end) => {
    const provider = await startProvider(json(order));
    await clientOf(provider.url + end).chessa.getOrder('a?b/c');
    const prefix = end.startsWith('/proxy') ? '/proxy/chessa' : '';
    expect(provider.asked[0]?.path).toBe(`${prefix}/v1/orders/a%3Fb%2Fc`);
  },
);

test('the clock offset comes from the newest Date header, never from a cache (C21)', async () => {
  const nowMs = Date.UTC(2026, 0, 1);
  const at = (ms: number) => ({ date: new Date(nowMs + ms).toUTCString() });
  const provider = await startProvider(
    json(order, 200, at(3_600_000)),
    json(order, 200, { ...at(-50_000_000), age: '100' }),
    json('', 404, at(-5000)),
  );
  const { chessa } = clientOf(provider.url, { now: () => nowMs });
  expect(chessa.clockOffsetMs()).toBeUndefined();
  await chessa.getOrder('order-1');
  expect(chessa.clockOffsetMs()).toBe(3_600_000);
  await chessa.getOrder('order-1');
  expect(chessa.clockOffsetMs()).toBe(3_600_000);
  await chessa.getOrder('order-1');
  expect(chessa.clockOffsetMs()).toBe(-5000);
});

test('while the provider is down, reads leave it alone for a while; writes still go (C01)', async () => {
  let nowMs = 0;
  let down = true;
  const provider = await startProvider((response, asked) =>
    (down ? json('', 503) : json(order))(response, asked),
  );
  const { chessa } = clientOf(provider.url, { now: () => nowMs });
  for (let call = 0; call < 8; call += 1) await chessa.getOrder('order-1');
  expect(provider.asked).toHaveLength(24);
  expect(await chessa.getOrder('order-1')).toEqual({
    ok: false,
    failure: { kind: 'unavailable', retryAfterMs: 5000 },
  });
  expect(provider.asked).toHaveLength(24);
  down = false;
  expect(await chessa.createOrder(newOrder)).toMatchObject({ ok: true });
  nowMs += 5000;
  expect(await chessa.getOrder('order-1')).toMatchObject({ ok: true });
  expect(await chessa.getOrder('order-1')).toMatchObject({ ok: true });
});
