import { describe, expect, test } from 'vitest';
import { accessAccount, type Client, newOrder, startSandbox } from './support.ts';

const quick = { signal: AbortSignal.timeout(20_000) };

async function funding(client: Client, orderId: unknown, init: RequestInit = {}) {
  return client.raw('/v1/orders/funding', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId, chain: 'Solana' }),
    ...init,
  });
}

async function withOrder(): Promise<{ client: Client; id: string }> {
  const client = await startSandbox();
  return { client, id: String((await newOrder(client)).id) };
}

describe('no answer', () => {
  test('cut after the act: the order is funded', async () => {
    const { client, id } = await withOrder();
    client.sandbox.fault({ kind: 'cut_after_act', endpoint: 'POST /v1/orders/funding' });
    await expect(funding(client, id, quick)).rejects.toThrow('fetch failed');
    expect(client.sandbox.audit(id).fundings).toBe(1);
    expect(client.sandbox.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: '/v1/orders/funding',
      endpoint: 'POST /v1/orders/funding',
      status: 'no_answer',
      fault: 'cut_after_act',
      effect: { kind: 'order_funded', orderId: id },
      body: { orderId: id, chain: 'Solana' },
    });
  });

  test('cut before the act: it is not', async () => {
    const { client, id } = await withOrder();
    client.sandbox.fault({ kind: 'cut_before_act' });
    await expect(funding(client, id, quick)).rejects.toThrow('fetch failed');
    expect(client.sandbox.audit(id).fundings).toBe(0);
    expect(client.sandbox.requests.at(-1)?.effect).toBeUndefined();
  });

  test('silent after the act: funded, and the caller gives up', async () => {
    const { client, id } = await withOrder();
    client.sandbox.fault({ kind: 'silent_after_act' });
    const giveUp = new AbortController();
    const call = funding(client, id, { signal: giveUp.signal });
    await expect.poll(() => client.sandbox.audit(id).fundings).toBe(1);
    giveUp.abort();
    await expect(call).rejects.toThrow('aborted');
    await expect.poll(() => client.sandbox.requests.at(-1)?.status).toBe('no_answer');
  });

  test('silent before the act: not funded; closing ends the wait', async () => {
    const { client, id } = await withOrder();
    client.sandbox.fault({ kind: 'silent_before_act' });
    const call = funding(client, id);
    call.catch(() => undefined);
    await expect.poll(() => client.sandbox.requests.at(-1)?.fault).toBe('silent_before_act');
    client.sandbox.close();
    await expect(call).rejects.toThrow('fetch failed');
    expect(client.sandbox.audit(id).fundings).toBe(0);
  });
});

describe('refusals of the server', () => {
  test.each([
    ['status_401', 401, 'unauthorized'],
    ['status_403', 403, 'forbidden'],
    ['status_404', 404, 'not_found'],
    ['status_429', 429, 'too_many_requests'],
    ['status_500', 500, 'internal_server_error'],
    ['status_502', 502, 'bad_gateway'],
    ['status_503', 503, 'service_unavailable'],
  ] as const)('%s comes before the act, in the envelope', async (kind, status, error) => {
    const { client, id } = await withOrder();
    client.sandbox.fault({ kind });
    const answer = await client.post('/v1/orders/funding', { orderId: id, chain: 'Solana' });
    expect(answer).toMatchObject({ status, body: { error, statusCode: status } });
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(client.sandbox.audit(id).fundings).toBe(0);
  });

  test('a 500 can come after the act', async () => {
    const { client, id } = await withOrder();
    client.sandbox.fault({ kind: 'status_500', acts: true });
    expect((await funding(client, id)).status).toBe(500);
    expect(client.sandbox.audit(id).fundings).toBe(1);
  });

  test('a 429 can say how long to wait', async () => {
    const client = await startSandbox();
    client.sandbox.fault({ kind: 'status_429', retryAfterSeconds: 7 });
    expect((await client.get('/v1/orders')).headers.get('retry-after')).toBe('7');
  });
});

describe('bodies', () => {
  test('half an answer, though it acted', async () => {
    const { client, id } = await withOrder();
    client.sandbox.fault({ kind: 'truncated' });
    const response = await funding(client, id);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toMatch(/^\{"order":\{"id"/);
    expect(() => JSON.parse(text)).toThrow();
    expect(client.sandbox.audit(id).fundings).toBe(1);
  });

  test('nothing', async () => {
    const { client, id } = await withOrder();
    client.sandbox.fault({ kind: 'empty' });
    expect(await (await funding(client, id)).text()).toBe('');
    expect(client.sandbox.audit(id).fundings).toBe(1);
  });

  test('a web page', async () => {
    const client = await startSandbox();
    client.sandbox.fault({ kind: 'html' });
    const response = await client.raw('/v1/orders');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toMatch(/^<!doctype html>/);
  });

  test('a redirect', async () => {
    const client = await startSandbox();
    client.sandbox.fault({ kind: 'redirect' });
    expect((await client.raw('/v1/orders')).status).toBe(302);
  });

  test('ten megabytes, and fifty that come small', async () => {
    const client = await startSandbox();
    client.sandbox.fault({ kind: 'huge' });
    expect((await (await client.raw('/v1/orders')).text()).length).toBeGreaterThan(10_000_000);
    client.sandbox.fault({ kind: 'gzip_bomb' });
    expect((await (await client.raw('/v1/orders')).text()).length).toBe(50_000_000);
  });

  test('one that never ends', async () => {
    const client = await startSandbox();
    client.sandbox.fault({ kind: 'dripping' });
    const reader = (await client.raw('/v1/orders')).body?.getReader();
    for (let chunk = 0; chunk < 3; chunk += 1) {
      expect((await reader?.read())?.done).toBe(false);
    }
    await reader?.cancel();
  });

  test('one that is slow, and right', async () => {
    const { client, id } = await withOrder();
    client.sandbox.fault({ kind: 'slow', delayMs: 60 });
    const before = performance.now();
    expect((await funding(client, id)).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(50);
  });
});

describe('which calls', () => {
  test('so many of one endpoint', async () => {
    const client = await startSandbox();
    client.sandbox.fault({ kind: 'status_500', endpoint: 'POST /v1/recipients', count: 2 });
    const statuses: number[] = [];
    for (let call = 0; call < 3; call += 1) {
      expect((await client.get('/v1/recipients')).status).toBe(200);
      statuses.push((await client.post('/v1/recipients', accessAccount)).status);
    }
    expect(statuses).toEqual([500, 500, 200]);
    expect(client.sandbox.state().faults).toEqual([]);
  });

  test('the singular path is the same endpoint', async () => {
    const client = await startSandbox();
    client.sandbox.fault({ kind: 'status_500', endpoint: 'POST /v1/recipients' });
    expect((await client.post('/v1/recipient', accessAccount)).status).toBe(500);
  });

  test('those about one order, in the path or in the body', async () => {
    const { client, id } = await withOrder();
    const other = String((await newOrder(client)).id);
    client.sandbox.fault({ kind: 'status_500', orderId: id, count: 2 });
    expect((await client.get(`/v1/orders/${other}`)).status).toBe(200);
    expect((await funding(client, other)).status).toBe(200);
    expect((await client.get(`/v1/orders/${id}/status-history`)).status).toBe(500);
    expect((await funding(client, id)).status).toBe(500);
    expect((await funding(client, id)).status).toBe(200);
  });

  test('by the name of a scenario, for the next call or for an order', async () => {
    const { client, id } = await withOrder();
    client.sandbox.next('status_429', { endpoint: 'GET /v1/users/me' });
    expect((await client.get('/v1/orders')).status).toBe(200);
    expect((await client.get('/v1/users/me')).headers.get('retry-after')).toBe('3');
    client.sandbox.applyScenario(id, 'status_503');
    expect((await client.get('/v1/orders')).status).toBe(200);
    expect((await client.get(`/v1/orders/${id}`)).status).toBe(503);
  });

  test('none once they are cleared', async () => {
    const client = await startSandbox();
    client.sandbox.fault({ kind: 'status_500', count: 100 });
    client.sandbox.clearFaults();
    expect((await client.get('/v1/orders')).status).toBe(200);
  });
});
