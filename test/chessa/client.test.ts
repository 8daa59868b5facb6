/** What each call sends, and what its refusals mean. */
import { describe, expect, test } from 'vitest';
import { createReadConfiguration } from '../../src/chessa/read-configuration.ts';
import { type Answer, clientOf, json, startProvider } from './scripted-provider.ts';

const saved = { recipient: { id: 'recipient-1', accountName: 'ADA TEST OKAFOR' } };
const recipient = {
  type: 'bank',
  country: 'NG',
  currency: 'NGN',
  code: 'ng_9psb',
  fields: { accountNumber: '0123456789', accountName: 'ADA TEST OKAFOR' },
};

const noPath: Answer = (response, asked) =>
  json(
    { error: 'not_found', message: `Cannot ${asked.method} ${asked.path}`, statusCode: 404 },
    404,
  )(response, asked);

describe('orders', () => {
  const order = json({ order: { id: 'order-1', status: 'created' } }, 201);

  test.each([
    ['receive', '1500.5', '"destinationAmount":1500.5'],
    [
      'receive',
      '9007199254740993.000000000000000001',
      '"destinationAmount":9007199254740993.000000000000000001',
    ],
    ['send', '0.0000001', '"originAmount":0.0000001'],
  ] as const)(
    'the %s amount %s goes out as a number with every digit',
    async (side, value, sent) => {
      const provider = await startProvider(order);
      const answer = await clientOf(provider.url).chessa.createOrder({
        recipientId: 'recipient-1',
        sendAsset: 'USDC',
        receiveCurrency: 'NGN',
        amount: { side, value },
        chain: 'BNB Chain',
      });
      expect(answer).toMatchObject({ ok: true, value: { id: 'order-1' } });
      expect(provider.asked).toMatchObject([
        {
          method: 'POST',
          path: '/v1/orders',
          headers: { 'content-type': 'application/json' },
          body: `{"recipientId":"recipient-1","originAsset":"USDC","destinationAsset":"NGN",${sent},"chain":"BNB Chain"}`,
        },
      ]);
    },
  );

  test('funding always names the chain', async () => {
    const provider = await startProvider(order);
    await clientOf(provider.url).chessa.fundOrder('order-1', 'Solana');
    expect(provider.asked).toMatchObject([
      {
        method: 'POST',
        path: '/v1/orders/funding',
        body: '{"orderId":"order-1","chain":"Solana"}',
      },
    ]);
  });

  test('an id that would change the path is a bug, not a call', async () => {
    const { chessa } = clientOf('http://127.0.0.1:1');
    for (const id of ['', '..', '.']) expect(() => chessa.getOrder(id)).toThrow();
  });
});

describe('refusals of a quote', () => {
  const refusalOf = async (body: unknown, status = 400) => {
    const provider = await startProvider(json(body, status));
    const answer = await clientOf(provider.url).chessa.createOrder({
      recipientId: 'r',
      sendAsset: 'USDC',
      receiveCurrency: 'NGN',
      amount: { side: 'receive', value: '1' },
      chain: 'Solana',
    });
    return answer.ok ? answer.value : answer.failure;
  };
  const below = { kind: 'rejected', status: 400, why: 'below_minimum' };
  const above = { ...below, why: 'above_maximum' };

  test.each([
    [
      { message: 'Amount is below the minimum limit of 2 USD' },
      { ...below, limit: { value: '2', currency: 'USD' } },
    ],
    [
      { message: ['The minimum amount is NGN 1,500.50'] },
      { ...below, limit: { value: '1500.5', currency: 'NGN' } },
    ],
    [
      { message: 'Amount must be greater than 2 USD' },
      { ...below, limit: { value: '2', currency: 'USD' } },
    ],
    [
      { message: 'Amount must be between the minimum of 2 and the maximum of 9' },
      { ...below, why: 'other' },
    ],
    [{ error: 'amount_below_minimum', message: 'no' }, below],
    [{ error: { code: 'amount_too_small' } }, below],
    [
      { message: 'Amount exceeds the maximum limit of 10000 USD' },
      { ...above, limit: { value: '10000', currency: 'USD' } },
    ],
    [
      { message: 'Amount must be less than or equal to 10000 USD, the maximum' },
      { ...above, limit: { value: '10000', currency: 'USD' } },
    ],
    [{ message: 'Rate limit' }, { ...below, why: 'other' }],
    [{ message: 'Recipient is over the hill' }, { ...below, why: 'other' }],
    ['<html>Bad Request</html>', { ...below, why: 'other' }],
    [null, { ...below, why: 'other' }],
  ])('%j', async (body, failure) => {
    expect(await refusalOf(body)).toEqual(failure);
  });

  test.each([
    [
      { errors: [{ field: 'recipient.accountNumber', message: 'must be 10 digits' }] },
      { accountNumber: 'must be 10 digits' },
    ],
    [
      { errors: { accountNumber: ['must be 10 digits', 'again'] } },
      { accountNumber: 'must be 10 digits' },
    ],
    [{ details: [{ path: ['body', 'accountName'], msg: 'needed' }] }, { accountName: 'needed' }],
    [{ validation: { code: 'not available' } }, { code: 'not available' }],
    [
      { message: [{ property: 'code', constraints: { isIn: 'not available' } }] },
      { code: 'not available' },
    ],
    [{ error: { fields: { code: 'no' } } }, { code: 'no' }],
    [
      { error: 'bad_request', message: 'registrationNumber is required' },
      { registrationNumber: 'registrationNumber is required' },
    ],
    [
      { message: 'code ng_access is not available in NG' },
      { code: 'code ng_access is not available in NG' },
    ],
    [
      { message: ['address.city should not be empty', 'Nothing else'] },
      { city: 'address.city should not be empty' },
    ],
  ])('complaints about fields in %j', async (body, fields) => {
    expect(await refusalOf(body, 422)).toEqual({
      kind: 'rejected',
      status: 422,
      why: 'fields',
      fields,
    });
  });
});

describe('recipients', () => {
  test('empty values are not sent, dotted keys are objects in objects', async () => {
    const provider = await startProvider(json(saved, 201));
    const fields = {
      ...recipient.fields,
      email: '',
      phoneNumber: ' ',
      'address.city': 'Lagos',
      'address.street': 'Test 1',
      type: 'no',
    };
    const answer = await clientOf(provider.url).chessa.createRecipient({ ...recipient, fields });
    expect(answer).toMatchObject({
      ok: true,
      value: { id: 'recipient-1', accountName: 'ADA TEST OKAFOR' },
    });
    expect(JSON.parse(provider.asked[0]?.body ?? '')).toEqual({
      type: 'bank',
      country: 'NG',
      currency: 'NGN',
      code: 'ng_9psb',
      accountNumber: '0123456789',
      accountName: 'ADA TEST OKAFOR',
      address: { city: 'Lagos', street: 'Test 1' },
    });
  });

  test.each([
    ['its own words', noPath],
    ['a plain sentence', json({ error: 'Not Found', message: 'Not Found', statusCode: 404 }, 404)],
    ['a page', json('<html>404</html>', 404)],
    ['nothing', json('', 404)],
  ])(
    'where the plural path is missing, told by %s, the singular is called and remembered',
    async (_how, missing) => {
      const provider = await startProvider((response, asked) =>
        (asked.path === '/v1/recipient' ? json({ recipientId: 'recipient-1' }) : missing)(
          response,
          asked,
        ),
      );
      const { chessa } = clientOf(provider.url);
      expect(await chessa.createRecipient(recipient)).toMatchObject({
        ok: true,
        value: { id: 'recipient-1' },
      });
      expect(await chessa.createRecipient(recipient)).toMatchObject({ ok: true });
      expect(provider.asked.map(({ path }) => path)).toEqual([
        '/v1/recipients',
        '/v1/recipient',
        '/v1/recipient',
      ]);
    },
  );

  test('a 404 for a thing is an answer of the right path', async () => {
    const provider = await startProvider(
      json({ error: 'not_found', message: 'Institution not found' }, 404),
    );
    const answer = await clientOf(provider.url).chessa.createRecipient(recipient);
    expect(answer).toMatchObject({ failure: { kind: 'rejected', why: 'not_found' } });
    expect(provider.asked).toHaveLength(1);
  });

  test('without either path the refusal is told, and both are tried again', async () => {
    const provider = await startProvider(noPath);
    const { chessa } = clientOf(provider.url);
    for (let call = 0; call < 2; call += 1) {
      expect(await chessa.createRecipient(recipient)).toMatchObject({
        failure: { kind: 'rejected', why: 'not_found' },
      });
    }
    expect(provider.asked.map(({ path }) => path)).toEqual([
      '/v1/recipients',
      '/v1/recipient',
      '/v1/recipients',
      '/v1/recipient',
    ]);
  });

  test('after a lost answer the other path is not called', async () => {
    const provider = await startProvider(json('', 500));
    expect(await clientOf(provider.url).chessa.createRecipient(recipient)).toEqual({
      ok: false,
      failure: { kind: 'unknown' },
    });
    expect(provider.asked).toHaveLength(1);
  });

  test('an answer without an id is "unknown", so that none is made twice', async () => {
    const provider = await startProvider(json({ recipient: {} }));
    const { chessa, reports } = clientOf(provider.url);
    expect(await chessa.createRecipient(recipient)).toEqual({
      ok: false,
      failure: { kind: 'unknown' },
    });
    await chessa.createRecipient(recipient);
    expect(reports).toEqual([['unreadable_answer', { kind: 'write', path: 'recipients' }]]);
  });
});

describe('account checks', () => {
  const account = { accountNumber: '0123456789', code: 'ng_9psb' };
  const check = async (...answers: Answer[]) => {
    const provider = await startProvider(...answers);
    const outcome = await clientOf(provider.url).chessa.checkAccount(account);
    return { outcome, asked: provider.asked };
  };

  test('number and code go out, the name comes back', async () => {
    const { outcome, asked } = await check(json({ valid: true, accountName: 'ADA TEST OKAFOR' }));
    expect(outcome).toEqual({ ok: true, value: { kind: 'found', accountName: 'ADA TEST OKAFOR' } });
    expect(asked).toMatchObject([
      { method: 'POST', path: '/v1/recipients/validate', body: JSON.stringify(account) },
    ]);
  });

  test.each([400, 404, 422])('%i means that nobody knows the account', async (status) => {
    const { outcome } = await check(json({ error: 'x' }, status));
    expect(outcome).toEqual({ ok: true, value: { kind: 'not_recognised' } });
  });

  test('a check that is not offered says nothing about the account', async () => {
    const { outcome, asked } = await check(noPath);
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'rejected' } });
    expect(asked.map(({ path }) => path)).toEqual([
      '/v1/recipients/validate',
      '/v1/recipient/validate',
    ]);
  });

  test.each([
    [403, 'rejected'],
    [401, 'misconfigured'],
    [429, 'unavailable'],
    [500, 'unavailable'],
  ])('%i means that it could not be checked', async (status, kind) => {
    const { outcome } = await check(json({ error: 'x' }, status));
    expect(outcome).toMatchObject({ ok: false, failure: { kind } });
  });

  test('it changes nothing, so it is tried again', async () => {
    const { outcome } = await check(json('', 503), json({ valid: true }));
    expect(outcome).toEqual({ ok: true, value: { kind: 'valid_without_name' } });
  });
});

test('the rate of a pair', async () => {
  const provider = await startProvider(json('{"rate":{"rate":0.99750000000000005}}'), json({}));
  const { chessa } = clientOf(provider.url);
  expect(await chessa.getRate('USDT', 'USD')).toEqual({ ok: true, value: '0.99750000000000005' });
  expect(await chessa.getRate('USDT', 'USD')).toEqual({
    ok: false,
    failure: { kind: 'unavailable' },
  });
  expect(provider.asked[0]).toMatchObject({
    path: '/v1/rates/USDT/USD',
    headers: { 'x-client-id': 'test-id' },
  });
});

test('the configuration may be larger than other answers', async () => {
  const banks = Array.from({ length: 2_000 }, (_, index) => ({
    id: `ng_${index}`,
    name: `Test Bank of the Region Number ${index}, with a name that is long, ${'so long '.repeat(10)}`,
  }));
  const body = {
    payouts: [{ country: 'NG', currency: 'NGN', methods: [{ id: 'bank', type: 'bank', banks }] }],
  };
  const provider = await startProvider(json(body));
  const answer = await clientOf(provider.url).chessa.configuration();
  expect(answer).toEqual({ ok: true, value: JSON.stringify(body) });
  expect(provider.asked[0]?.path).toBe('/v1/configurations');
  const read = await createReadConfiguration(() => undefined)(JSON.stringify(body));
  expect(read.ok && read.value.corridors[0]?.ways[0]?.institutions).toHaveLength(2_000);
});
