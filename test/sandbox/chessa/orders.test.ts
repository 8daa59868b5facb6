import { describe, expect, test } from 'vitest';
import { isAddressOf } from '../../../sandbox/chessa/addresses.ts';
import {
  type Client,
  type Json,
  newFundedOrder,
  newOrder,
  newRecipient,
  orderNow,
  part,
  startSandbox,
} from './support.ts';

async function quote(client: Client, more: Json) {
  return client.post('/v1/orders', {
    recipientId: await newRecipient(client),
    originAsset: 'USDC',
    destinationAsset: 'NGN',
    chain: 'Solana',
    ...more,
  });
}

describe('a quote', () => {
  test('has the documented fields and no others', async () => {
    const client = await startSandbox();
    const order = await newOrder(client);
    expect(Object.keys(order).sort()).toEqual(
      [
        ...['id', 'shortId', 'partnerId', 'userId', 'recipientId', 'status', 'createdAt'],
        ...['updatedAt', 'expiresAt', 'originAsset', 'destinationAsset', 'destinationCountry'],
        ...['originAmount', 'destinationAmount', 'feeAmount', 'feeUsd', 'feeCurrency'],
        ...['cryptoAddressChain', 'cryptoAddress', 'cryptoAddressId', 'cryptoAddressTag'],
        ...['cryptoDepositId', 'note', 'refundAddress', 'senderConfirmedAt'],
      ].sort(),
    );
    expect(order.shortId).toMatch(/^[A-Z0-9]{8}$/);
    expect(order.feeAmount).toBe('1.24378100');
    expect(order.feeCurrency).toBe('USDC');
  });

  test('asked for from the other side sends a little more', async () => {
    const client = await startSandbox();
    const { body } = await quote(client, { destinationAmount: 75_000.005 });
    const order = part(body, 'order');
    expect(order.destinationAmount).toBe('75000');
    expect(Number(order.originAmount)).toBeGreaterThan(49.8);
    expect(order.originAmount).toMatch(/^\d+\.\d{1,2}$/);
  });

  test.each([
    ['both amounts', { originAmount: 50, destinationAmount: 75_000 }],
    ['no amount', {}],
    ['an amount as text', { originAmount: '50' }],
    ['nothing', { originAmount: 0 }],
    ['less than nothing', { originAmount: -5 }],
    ['no chain', { originAmount: 50, chain: undefined }],
    ['one asset', { originAmount: 50, destinationAsset: undefined }],
    ['an unknown field', { originAmount: 50, reference: 'mine' }],
    ['an unknown asset', { originAmount: 50, originAsset: 'DOGE' }],
    ['a currency that is not the recipient’s', { originAmount: 50, destinationAsset: 'GHS' }],
  ])('refused: %s', async (_what, more) => {
    const client = await startSandbox();
    const { status, body } = await quote(client, more);
    expect(status).toBe(400);
    expect(body).toEqual({ error: 'bad_request', message: body.message, statusCode: 400 });
    expect(client.sandbox.state().counters.orders).toBe(0);
  });

  test('refused: a recipient that does not exist', async () => {
    const client = await startSandbox();
    const { status, body } = await quote(client, { originAmount: 50, recipientId: 'nobody' });
    expect([status, body.message]).toEqual([404, 'Recipient not found']);
  });

  test('refused: a body that is no JSON, or does not say so', async () => {
    const client = await startSandbox();
    const headers = { 'content-type': 'application/json' };
    const broken = await client.raw('/v1/orders', { method: 'POST', headers, body: '{"a":' });
    expect(broken.status).toBe(400);
    const plain = await client.raw('/v1/orders', { method: 'POST', body: '{}' });
    expect(plain.status).toBe(400);
  });

  test('below the minimum and above the maximum, both of what is received', async () => {
    const client = await startSandbox();
    const low = await quote(client, { originAmount: 1.5 });
    expect(low).toMatchObject({ status: 400, body: { error: 'bad_request' } });
    expect(low.body.message).toContain('below the minimum limit of 1500 NGN');
    const high = await quote(client, { destinationAmount: 5_000_001 });
    expect(high.body.message).toContain('above the maximum limit of 5000000 NGN');
    expect((await quote(client, { destinationAmount: 1_500 })).status).toBe(200);
    client.sandbox.configure({ belowMinimum: 'opaque' });
    expect((await quote(client, { originAmount: 1.5 })).status).toBe(500);
  });

  test('a rail can have tighter limits than its route', async () => {
    const client = await startSandbox();
    const recipientId = await newRecipient(client, {
      type: 'mobileMoney',
      country: 'KE',
      currency: 'KES',
      code: 'ke_mpesa',
      accountNumber: '+254712345678',
    });
    const { body } = await quote(client, {
      recipientId,
      destinationAsset: 'KES',
      destinationAmount: 250_001,
    });
    expect(body.message).toContain('above the maximum limit of 250000 KES');
  });

  test('the dollar coins are not at par, nor equal to each other', async () => {
    const client = await startSandbox({ settings: { fees: 'zero' } });
    const usdc = part((await quote(client, { originAmount: 100 })).body, 'order');
    const usdt = await quote(client, { originAmount: 100, originAsset: 'USDT' });
    expect(usdc.destinationAmount).toBe('153389.31');
    expect(part(usdt.body, 'order').destinationAmount).toBe('153036.45');
  });
});

describe('funding', () => {
  test.each(['Solana', 'Tron', 'BNB Chain'])('gives an address of %s', async (chain) => {
    const client = await startSandbox();
    const order = await newFundedOrder(client, { chain });
    expect(order.cryptoAddressChain).toBe(chain);
    expect(isAddressOf(chain, String(order.cryptoAddress))).toBe(true);
  });

  test.each([
    ['no chain', undefined],
    ['a chain that it does not know', 'BNB Smart Chain (BEP20)'],
  ])('with %s silently gives a Tron address', async (_what, chain) => {
    const client = await startSandbox();
    const { id } = await newOrder(client);
    const { status, body } = await client.post('/v1/orders/funding', { orderId: id, chain });
    const order = part(body, 'order');
    expect(status).toBe(200);
    expect(order.cryptoAddressChain).toBe('Tron');
    expect(isAddressOf('Tron', String(order.cryptoAddress))).toBe(true);
  });

  test('can refuse such chains instead', async () => {
    const client = await startSandbox({ settings: { chainFallback: 'refused' } });
    const { id } = await newOrder(client);
    expect((await client.post('/v1/orders/funding', { orderId: id })).status).toBe(400);
  });

  test('twice answers the same address, and is counted', async () => {
    const client = await startSandbox();
    const first = await newFundedOrder(client);
    const again = await client.post('/v1/orders/funding', { orderId: first.id, chain: 'Solana' });
    expect(part(again.body, 'order').cryptoAddress).toBe(first.cryptoAddress);
    expect(client.sandbox.audit(String(first.id))).toMatchObject({
      fundings: 2,
      addresses: [first.cryptoAddress],
    });
  });

  test('twice can give another address, or be refused', async () => {
    const client = await startSandbox({ settings: { secondFunding: 'fresh_address' } });
    const first = await newFundedOrder(client);
    const again = await client.post('/v1/orders/funding', { orderId: first.id, chain: 'Solana' });
    const second = part(again.body, 'order').cryptoAddress;
    expect(second).not.toBe(first.cryptoAddress);
    expect(client.sandbox.audit(String(first.id)).addresses).toEqual([first.cryptoAddress, second]);
    client.sandbox.configure({ secondFunding: 'refused' });
    const body = { orderId: first.id, chain: 'Solana' };
    expect((await client.post('/v1/orders/funding', body)).status).toBe(400);
    expect(client.sandbox.audit(String(first.id)).fundings).toBe(2);
  });

  test('notes are taken and not shown, other fields are refused', async () => {
    const client = await startSandbox();
    const { id } = await newOrder(client);
    const body = { orderId: id, chain: 'Solana', notes: 'for school' };
    const refused = await client.post('/v1/orders/funding', { ...body, note: 'no' });
    expect(refused.body.message).toContain('property note should not exist');
    expect(part((await client.post('/v1/orders/funding', body)).body, 'order').note).toBeNull();
  });

  test('addresses can be shared between orders', async () => {
    const client = await startSandbox({ settings: { addressReuse: true } });
    const one = await newFundedOrder(client);
    const two = await newFundedOrder(client);
    expect(two.cryptoAddress).toBe(one.cryptoAddress);
    expect(two.cryptoAddressId).toBe(one.cryptoAddressId);
  });

  test('an expired order and one that does not exist are refused', async () => {
    const client = await startSandbox();
    const { id } = await newOrder(client);
    client.sandbox.clock.advance(2 * 3_600_000);
    expect((await orderNow(client, id)).status).toBe('expired');
    const late = await client.post('/v1/orders/funding', { orderId: id, chain: 'Solana' });
    expect(late).toMatchObject({ status: 400, body: { message: 'Order has expired' } });
    const none = await client.post('/v1/orders/funding', { orderId: 'none', chain: 'Solana' });
    expect(none.body).toEqual({
      error: 'not_found',
      message: 'Order not found',
      statusCode: 404,
    });
  });
});

describe('looking', () => {
  test('an order has the documented keys', async () => {
    const client = await startSandbox();
    const { id } = await newFundedOrder(client);
    const waiting = await orderNow(client, id);
    expect(waiting).toMatchObject({ cryptoDeposit: null, cryptoPayout: null, refund: null });
    client.sandbox.deposit(String(id));
    const order = await orderNow(client, id);
    expect(Object.keys(part(order, 'cryptoDeposit')).sort()).toEqual(
      [
        ...['id', 'orderId', 'amount', 'asset', 'chain', 'hash', 'explorerUrl', 'tag', 'status'],
        ...['createdAt', 'updatedAt'],
      ].sort(),
    );
    expect(order.cryptoDepositId).toBe(part(order, 'cryptoDeposit').id);
    expect(part(order, 'recipient')).toMatchObject({
      additional: null,
      city: '',
      street: '',
      postalCode: '',
      email: null,
      code: 'ng_access',
      type: 'bank',
    });
  });

  test('status moves with the clock, and a slow poller misses steps', async () => {
    const client = await startSandbox();
    const { id } = await newFundedOrder(client);
    client.sandbox.deposit(String(id));
    const seen = [(await orderNow(client, id)).status];
    for (const ms of [698, 1, 643, 6_290, 1]) {
      client.sandbox.clock.advance(ms);
      seen.push((await orderNow(client, id)).status);
    }
    expect(seen).toEqual([
      'waiting_for_confirmations',
      'waiting_for_confirmations',
      'funds_received',
      'processing_payout',
      'processing_payout',
      'completed',
    ]);
    expect(client.sandbox.audit(String(id)).reads).toBe(6);
  });

  test('steps ahead can be listed unchecked', async () => {
    const client = await startSandbox({ settings: { futureSteps: true } });
    const { id } = await newFundedOrder(client);
    const { body } = await client.get(`/v1/orders/${id}/status-history`);
    expect(body.history).toHaveLength(6);
    expect(body).toHaveProperty('history.5', {
      checked: false,
      description: 'Order is complete, and funds have been delivered successfully',
      status: 'completed',
      timestamp: null,
    });
  });

  test('pages of the list', async () => {
    const client = await startSandbox();
    const ids: unknown[] = [];
    for (let index = 0; index < 12; index += 1) {
      client.sandbox.clock.advance(1_000);
      ids.unshift((await newOrder(client)).id);
    }
    const idsOf = (body: Json) =>
      Array.isArray(body.orders) ? body.orders.map((row) => row.id) : undefined;
    const first = await client.get('/v1/orders');
    expect(first.body.pagination).toEqual({ page: 1, pageSize: 10, pages: 2, total: 12 });
    expect(idsOf(first.body)).toEqual(ids.slice(0, 10));
    const second = await client.get('/v1/orders?page=2&pageSize=5');
    expect(idsOf(second.body)).toEqual(ids.slice(5, 10));
    client.sandbox.configure({ pagination: 'ignored' });
    expect((await client.get('/v1/orders?page=2')).body).toHaveProperty('pagination.page', 1);
    client.sandbox.configure({ pagination: 'absent' });
    expect((await client.get('/v1/orders')).body).not.toHaveProperty('pagination');
  });

  test('rows are their own shape, or whole orders', async () => {
    const client = await startSandbox();
    const { id } = await newFundedOrder(client);
    client.sandbox.deposit(String(id));
    const { body } = await client.get('/v1/orders');
    expect(body).toMatchObject({
      orders: [
        {
          id,
          status: 'processing',
          cryptoAmount: '50',
          cryptoAsset: 'USDC',
          fiatCurrency: 'NGN',
          completedAt: null,
        },
      ],
    });
    expect(body).not.toHaveProperty('orders.0.shortId');
    client.sandbox.configure({ orderListShape: 'detail' });
    expect((await client.get('/v1/orders')).body).toHaveProperty(
      'orders.0.status',
      'waiting_for_confirmations',
    );
  });

  test('confirm-sent is noted and changes no status', async () => {
    const client = await startSandbox();
    const { id } = await newFundedOrder(client);
    const { body } = await client.post(`/v1/orders/${id}/confirm-sent`, { notes: 'done' });
    expect(body).toMatchObject({ id, status: 'sent', notes: 'done' });
    const order = await orderNow(client, id);
    expect(order.status).toBe('waiting_for_funding');
    expect(order.senderConfirmedAt).toBe('2026-03-18T06:09:17.823Z');
  });
});

test.each([
  ['number', 50, 50],
  ['exponent', '5e+1', '5e+1'],
] as const)('amounts can be told as %s', async (amountShape, amount, deposited) => {
  const client = await startSandbox({ settings: { amountShape } });
  const funded = await newFundedOrder(client);
  expect(funded.originAmount).toBe(amount);
  client.sandbox.deposit(String(funded.id));
  const order = await orderNow(client, funded.id);
  expect(part(order, 'cryptoDeposit').amount).toBe(deposited);
});

describe('a refund', () => {
  const address = '5u1gLZrAiyw6yAyYx3N6D916CUqEcoTkwvF54QwDGzRn';

  async function failedOrder(client: Client): Promise<string> {
    const id = String((await newFundedOrder(client)).id);
    client.sandbox.applyScenario(id, 'payout_fails');
    client.sandbox.clock.advance(10_000);
    return id;
  }

  test('is pending, then done, and the order is refunded', async () => {
    const client = await startSandbox();
    const orderId = await failedOrder(client);
    expect((await orderNow(client, orderId)).status).toBe('failed');
    const { status, body } = await client.post('/v1/orders/refund', { orderId, address, tag: '' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      orderId,
      status: 'pending',
      refundAddress: address,
      cryptoAmount: '50',
      cryptoAsset: 'USDC',
      createdAt: '2026-03-18T06:09:27.823Z',
      estimatedCompletionTime: '2026-03-18T08:09:27.823Z',
    });
    expect(await orderNow(client, orderId)).toMatchObject({
      refundAddress: address,
      refund: { status: 'pending', address },
    });
    client.sandbox.clock.advance(5_000);
    expect(await orderNow(client, orderId)).toMatchObject({ refund: { status: 'processing' } });
    client.sandbox.clock.advance(55_000);
    const done = await orderNow(client, orderId);
    expect(done).toMatchObject({ status: 'refunded', refund: { status: 'completed' } });
    expect(part(done, 'refund').hash).toMatch(/^\w+$/);
    expect(client.sandbox.audit(orderId).refunds).toEqual([
      { address, tag: '', atMs: Date.UTC(2026, 2, 18, 6, 9, 27, 823), accepted: true },
    ]);
  });

  test('of an order that is done is refused word for word', async () => {
    const client = await startSandbox();
    const orderId = String((await newFundedOrder(client)).id);
    client.sandbox.deposit(orderId);
    client.sandbox.clock.advance(10_000);
    const { status, body } = await client.post('/v1/orders/refund', { orderId, address, tag: '' });
    expect(status).toBe(400);
    expect(body).toEqual({
      error: 'invalid_refund_request',
      message: 'Cannot refund an order that is already completed or refunded',
      statusCode: 400,
    });
    expect(client.sandbox.audit(orderId).refunds).toMatchObject([{ accepted: false }]);
  });

  test('is refused without a deposit, in motion, and to an address of another chain', async () => {
    const client = await startSandbox();
    const waiting = String((await newFundedOrder(client)).id);
    const refund = (orderId: string, to = address) =>
      client.post('/v1/orders/refund', { orderId, address: to, tag: '' });
    expect((await refund(waiting)).body.error).toBe('invalid_refund_request');
    client.sandbox.deposit(waiting);
    expect((await refund(waiting)).body.message).toContain('being processed');
    const failed = await failedOrder(client);
    const elsewhere = await refund(failed, 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t');
    expect(elsewhere.body.message).toBe('Refund address is not valid for Solana');
    expect((await refund('none')).status).toBe(404);
  });

  test('goes back on the chain that the address was on', async () => {
    const client = await startSandbox();
    client.sandbox.next(['tron_fallback', 'payout_fails']);
    const { id: orderId } = await newFundedOrder(client);
    client.sandbox.clock.advance(60_000);
    const refund = (to: string) => client.post('/v1/orders/refund', { orderId, address: to });
    expect((await refund(address)).body.message).toBe('Refund address is not valid for Tron');
    expect((await refund('TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t')).status).toBe(200);
    expect(await orderNow(client, orderId)).toMatchObject({ refund: { chain: 'Tron' } });
  });

  test('asked for again is refused, answered alike, or replaced', async () => {
    const client = await startSandbox();
    const orderId = await failedOrder(client);
    const other = '4fYNw3dojWmQ4dXtSGE9epjRGy9pFSx62YypT7avPYvA';
    const first = await client.post('/v1/orders/refund', { orderId, address, tag: '' });
    const again = () => client.post('/v1/orders/refund', { orderId, address: other, tag: '' });
    expect((await again()).status).toBe(400);
    client.sandbox.configure({ secondRefund: 'same' });
    expect((await again()).body).toMatchObject({
      refundId: first.body.refundId,
      refundAddress: address,
    });
    client.sandbox.configure({ secondRefund: 'replaced' });
    expect((await again()).body.refundAddress).toBe(other);
    expect(client.sandbox.audit(orderId).refunds.map((call) => call.address)).toEqual([
      address,
      other,
      other,
      other,
    ]);
  });

  test('can be seen by its address alone', async () => {
    const client = await startSandbox({ settings: { refundObject: false } });
    const orderId = await failedOrder(client);
    await client.post('/v1/orders/refund', { orderId, address });
    expect(await orderNow(client, orderId)).toMatchObject({ refundAddress: address, refund: null });
  });
});
