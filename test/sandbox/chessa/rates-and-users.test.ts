import { expect, test } from 'vitest';
import { credentials, startSandbox } from './support.ts';

test('a rate is a number, units of the second for one of the first', async () => {
  const client = await startSandbox();
  const { body } = await client.get('/v1/rates/USDT/USD');
  expect(body).toEqual({ rate: { from: 'USDT', to: 'USD', rate: 0.9975 } });
  const naira = await client.get('/v1/rates/USDC/NGN');
  expect(naira.body).toHaveProperty('rate.rate', expect.closeTo(1533.89, 1));
});

test('a rate can be flat, or a price, or unknown', async () => {
  const client = await startSandbox({ settings: { rateShape: 'flat' } });
  expect((await client.get('/v1/rates/USDT/USD')).body.rate).toBe(0.9975);
  client.sandbox.configure({ rateShape: 'price' });
  expect((await client.get('/v1/rates/USDT/USD')).body.price).toBe(0.9975);
  expect((await client.get('/v1/rates/USDT/XXX')).status).toBe(404);
});

test('who am I', async () => {
  const client = await startSandbox();
  expect((await client.get('/v1/users/me')).body).toHaveProperty('user.fullName');
  client.sandbox.configure({ userShape: 'flat' });
  expect((await client.get('/v1/users/me')).body).toHaveProperty('userId');
});

test('a word to support is answered 201 with a whole number for an id', async () => {
  const client = await startSandbox();
  const body = {
    type: 'order',
    comment: 'It has not arrived',
    metadata: { orderId: 'CBWR3AFR', hashUrl: 'https://solscan.io/tx/1' },
  };
  const answer = await client.post('/v1/users/support', body);
  expect(answer).toMatchObject({ status: 201, body: { feedback: { id: 1, ...body } } });
  const wrong = await client.post('/v1/users/support', { ...body, type: 'other' });
  expect(wrong.status).toBe(400);
});

test.each([
  ['none', { 'x-client-id': '', 'x-client-secret': '' }],
  ['a wrong secret', { ...credentials, 'x-client-secret': 'wrong' }],
  ['a wrong id', { ...credentials, 'x-client-id': 'wrong' }],
  ['another way', { 'x-client-id': '', 'x-client-secret': '', authorization: 'Bearer test' }],
])('credentials: %s is a 401 everywhere', async (_what, headers) => {
  const client = await startSandbox();
  for (const path of ['/v1/configurations', '/v1/rates/USDC/NGN', '/v1/orders', '/v1/nowhere']) {
    const response = await client.raw(path, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: 'unauthorized',
      message: 'Invalid client credentials',
      statusCode: 401,
    });
  }
});

test('a path that does not exist says so in the envelope', async () => {
  const client = await startSandbox();
  const { status, body } = await client.get('/v1/nowhere');
  expect(status).toBe(404);
  expect(body).toEqual({
    error: 'not_found',
    message: 'Cannot GET /v1/nowhere',
    statusCode: 404,
  });
});
