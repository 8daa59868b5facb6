import { Hono } from 'hono';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createChessaSandbox } from '../../../sandbox/chessa/chessa-sandbox.ts';
import { serve } from '../../../sandbox/serve.ts';
import {
  type Client,
  clientOf,
  newFundedOrder,
  newOrder,
  newRecipient,
  orderNow,
  startSandbox,
} from './support.ts';

/** Reads events until there are so many. */
async function readEvents(client: Client, count: number, act: () => void): Promise<string[]> {
  const hangUp = new AbortController();
  const response = await client.raw('/sandbox/events', { signal: hangUp.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (text.split('\n\n').length <= count) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    if (text === '') act();
    text += chunk.value;
  }
  hangUp.abort();
  return text.trim().split('\n\n');
}

describe('over HTTP', () => {
  test('a deposit, a scenario and the orders of a panel', async () => {
    const client = await startSandbox();
    const { id } = await newFundedOrder(client);
    const open = await client.get('/sandbox/orders');
    expect(open.body).toMatchObject({
      orders: [
        {
          id,
          status: 'waiting_for_funding',
          accountName: 'ADA TEST OKAFOR',
          institutionName: 'Access Bank',
          expectedAmount: '50',
          deposits: [],
          planned: [{ what: 'expire' }],
        },
      ],
    });
    await client.post(`/sandbox/orders/${id}/scenario`, { name: 'hangs' });
    const paid = await client.post(`/sandbox/orders/${id}/deposit`, { amount: '5.5' });
    expect(paid.body).toMatchObject({ order: { deposits: [{ amount: '50' }, { amount: '5.5' }] } });
    expect((await client.get(`/sandbox/orders/${id}`)).body).toHaveProperty('order.scenarios', [
      'hangs',
    ]);
  });

  test('orders that are over are listed on request', async () => {
    const client = await startSandbox();
    const { id } = await newFundedOrder(client);
    await client.post(`/sandbox/orders/${id}/deposit`);
    await client.post('/sandbox/clock', { advanceMs: 3 * 3_600_000 });
    expect((await client.get('/sandbox/orders')).body.orders).toEqual([]);
    expect((await client.get('/sandbox/orders?all')).body).toHaveProperty(
      'orders.0.status',
      'completed',
    );
  });

  test('faults, scenarios to come, settings, the clock, and the state of it all', async () => {
    const client = await startSandbox();
    await client.post('/sandbox/faults', { kind: 'slow', delayMs: 1, count: 3 });
    await client.post('/sandbox/next', { name: ['short', 'tron_fallback'] });
    await client.post('/sandbox/settings', { recipientPaths: 'plural', stepPace: 0.1 });
    await client.post('/sandbox/clock', { scale: 5, advanceMs: 60_000 });
    expect((await client.get('/sandbox/state')).body).toMatchObject({
      clock: { now: '2026-03-18T06:10:17.823Z', scale: 5 },
      faults: [{ kind: 'slow', count: 3 }],
      next: [['short', 'tron_fallback']],
      settings: { recipientPaths: 'plural', stepPace: 0.1, fees: 'inside' },
      counters: { requests: 0, orders: 0 },
    });
    await client.raw('/sandbox/faults', { method: 'DELETE' });
    expect(client.sandbox.state().faults).toEqual([]);
  });

  test('the catalogue is enough to draw buttons', async () => {
    const client = await startSandbox();
    const { body } = await client.get('/sandbox/scenarios');
    expect(body).toHaveProperty('scenarios.0', {
      name: 'exact',
      group: 'payment',
      sentence: 'The exact amount arrives and is delivered.',
      moment: 'any',
      shows: [],
    });
    expect(body.endpoints).toContain('POST /v1/orders/funding');
  });

  test.each([
    ['/sandbox/next', { name: 'nonsense' }, 400],
    ['/sandbox/faults', { kind: 'nonsense' }, 400],
    ['/sandbox/settings', { fees: 'nonsense' }, 400],
    ['/sandbox/settings', { nonsense: true }, 400],
    ['/sandbox/clock', { scale: 0 }, 400],
    ['/sandbox/clock', { advanceMs: -1 }, 400],
    ['/sandbox/orders/none/deposit', {}, 404],
    ['/sandbox/orders/none/scenario', { name: 'exact' }, 404],
  ])('%s with %j is refused in words', async (path, body, status) => {
    const client = await startSandbox();
    const answer = await client.post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toEqual(expect.any(String));
  });

  test('an order without an address cannot be paid', async () => {
    const client = await startSandbox();
    const { id } = await newOrder(client);
    expect((await client.post(`/sandbox/orders/${id}/deposit`)).status).toBe(409);
  });

  test('each change of an order is an event', async () => {
    const client = await startSandbox();
    const { id } = await newFundedOrder(client);
    const events = await readEvents(client, 3, () => {
      client.sandbox.deposit(String(id));
      client.sandbox.clock.advance(700);
    });
    expect(events[0]).toContain('event: ready');
    expect(events[1]).toContain('"status":"waiting_for_confirmations"');
    expect(events[2]).toContain('"status":"funds_received"');
  });
});

test('requests are kept with their answers, and credentials are not', async () => {
  const client = await startSandbox();
  const recipientId = await newRecipient(client);
  await client.get('/v1/orders?page=1');
  await client.raw('/v1/orders', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: 'nonsense',
  });
  expect(client.sandbox.requests).toMatchObject([
    {
      id: 1,
      method: 'POST',
      endpoint: 'POST /v1/recipients',
      status: 200,
      body: { code: 'ng_access' },
      effect: { kind: 'recipient_created', recipientId },
    },
    { id: 2, method: 'GET', path: '/v1/orders', query: { page: '1' }, status: 200 },
    { id: 3, endpoint: 'POST /v1/orders', status: 400, body: 'nonsense' },
  ]);
  const { body } = await client.get('/sandbox/requests');
  expect(JSON.stringify(body)).not.toContain('test-secret');
});

test('answers are dated by the simulated clock', async () => {
  const client = await startSandbox();
  client.sandbox.clock.advance(24 * 3_600_000);
  const { headers } = await client.get('/v1/orders');
  expect(headers.get('date')).toBe('Thu, 19 Mar 2026 06:09:17 GMT');
});

test('steps are taken on time without being asked', async () => {
  const client = await startSandbox({ now: Date.now, settings: { stepPace: 0.001 } });
  const { id } = await newFundedOrder(client);
  const seen: string[] = [];
  client.sandbox.subscribe(({ status }) => seen.push(status));
  client.sandbox.deposit(String(id));
  await expect.poll(() => seen.at(-1)).toBe('completed');
});

test('a fast clock brings the end of an order sooner', async () => {
  const client = await startSandbox({ now: Date.now, scale: 10_000 });
  const { id } = await newOrder(client);
  const seen: string[] = [];
  client.sandbox.subscribe((order) => seen.push(`${order.id} ${order.status}`));
  await expect.poll(() => seen, { timeout: 5_000 }).toContain(`${id} expired`);
});

test('those who stopped listening hear nothing more', async () => {
  const client = await startSandbox();
  const { id } = await newFundedOrder(client);
  const seen: string[] = [];
  const stop = client.sandbox.subscribe(({ status }) => seen.push(status));
  client.sandbox.deposit(String(id));
  stop();
  client.sandbox.clock.advance(60_000);
  expect(seen).toEqual(['waiting_for_confirmations']);
});

test('a reset forgets what was done, not how it is set', async () => {
  const client = await startSandbox();
  const { id } = await newFundedOrder(client);
  client.sandbox.configure({ fees: 'zero' });
  client.sandbox.fault({ kind: 'status_500', count: 9 });
  await client.post('/sandbox/reset');
  expect(client.sandbox.state()).toMatchObject({
    faults: [],
    settings: { fees: 'zero' },
    counters: { requests: 0, orders: 0, recipients: 0, fundings: 0, refunds: 0 },
  });
  expect((await client.get(`/v1/orders/${id}`)).status).toBe(404);
});

test('it works under a prefix', async () => {
  const sandbox = createChessaSandbox({ clientId: 'test-id', clientSecret: 'test-secret' });
  const { url, close } = await serve(new Hono().route('/chessa', sandbox.app));
  onTestFinished(async () => {
    sandbox.close();
    await close();
  });
  const client = clientOf(sandbox, `${url}/chessa`);
  const { id } = await newFundedOrder(client);
  await client.post(`/sandbox/orders/${id}/deposit`);
  expect((await orderNow(client, id)).status).toBe('waiting_for_confirmations');
  expect((await client.get('/v1/nowhere')).body).toMatchObject({
    message: 'Cannot GET /v1/nowhere',
  });
  sandbox.fault({ kind: 'cut_before_act', orderId: String(id) });
  await expect(client.get(`/v1/orders/${id}`)).rejects.toThrow('fetch failed');
  expect(sandbox.requests.at(-1)).toMatchObject({ endpoint: 'GET /v1/orders/{orderId}' });
});

test('the same random bytes make the same ids', async () => {
  const ids = await Promise.all(
    [1, 2].map(async () => {
      const client = await startSandbox({ random: (length) => new Uint8Array(length).fill(7) });
      return newRecipient(client);
    }),
  );
  expect(ids[0]).toBe(ids[1]);
});
