/** Each example of the provider's own documents, through the real client. */
import { expect, test } from 'vitest';
import { clientOf, example, json, startProvider } from './scripted-provider.ts';

const orderId = '9ec76718-e141-442f-9ec0-2d6f42af91a4';
const hash =
  '29ukvrz17GupWTTCAR4F661KuouEJ1hes7syG6hZiykdon4DCEj2mEDAFpMg4tRh39SXSyujWMsiv4miKBzmPTJu';

test('the order of "Get Order by ID" is read in full', async () => {
  const provider = await startProvider(json(example('order-detail')));
  const { chessa, reports } = clientOf(provider.url);
  const answer = await chessa.getOrder(orderId);
  expect(answer).toEqual({
    ok: true,
    value: {
      id: orderId,
      shortId: 'CBWR3AFR',
      status: 'completed',
      rawStatus: 'completed',
      recipientId: '46f08b20-5e47-4898-b9e4-71df9f1b3234',
      send: { amount: '0.95', currency: 'USDC' },
      receive: { amount: '1500', currency: 'NGN' },
      country: 'NG',
      fee: { amount: '0', currency: 'USDC' },
      chain: 'Solana',
      address: '5u1gLZrAiyw6yAyYx3N6D916CUqEcoTkwvF54QwDGzRn',
      createdAtMs: Date.UTC(2025, 2, 18, 6, 9, 17, 823),
      updatedAtMs: Date.UTC(2025, 2, 18, 6, 10, 20, 146),
      expiresAtMs: Date.UTC(2025, 2, 18, 8, 9, 17, 822),
      deposits: [
        {
          id: '8e61243e-aaf7-49e4-a816-2660251acd15',
          amount: '0.95',
          asset: 'USDC',
          chain: 'Solana',
          hash,
          explorerUrl: `https://solscan.io/tx/${hash}`,
          status: 'completed',
          createdAtMs: Date.UTC(2025, 2, 18, 6, 10, 12, 323),
        },
      ],
      recipient: {
        id: '46f08b20-5e47-4898-b9e4-71df9f1b3234',
        accountName: 'Afolabi Peter',
        accountNumber: '9092813931',
        code: 'ng_9psb',
        institutionName: '9 Payment Service Bank',
        country: 'NG',
        currency: 'NGN',
      },
    },
  });
  expect(provider.asked).toMatchObject([
    {
      method: 'GET',
      path: `/v1/orders/${orderId}`,
      headers: { 'x-client-id': 'test-id', 'x-client-secret': 'test-secret' },
    },
  ]);
  expect(reports).toEqual([]);
});

test('the history of "Get Order Status History" is read in full', async () => {
  const provider = await startProvider(json(example('status-history')));
  const answer = await clientOf(provider.url).chessa.getHistory(orderId);
  const at = (minute: number, second: number, ms: number) =>
    Date.UTC(2025, 2, 18, 6, minute, second, ms);
  expect(provider.asked[0]?.path).toBe(`/v1/orders/${orderId}/status-history`);
  expect(answer).toEqual({
    ok: true,
    value: {
      current: 'completed',
      steps: [
        { status: 'created', rawStatus: 'created', atMs: at(9, 17, 832) },
        { status: 'waiting_for_funding', rawStatus: 'waiting_for_funding', atMs: at(9, 28, 996) },
        {
          status: 'waiting_for_confirmations',
          rawStatus: 'waiting_for_confirmations',
          atMs: at(10, 12, 517),
        },
        { status: 'funds_received', rawStatus: 'funds_received', atMs: at(10, 13, 216) },
        { status: 'processing_payout', rawStatus: 'processing_payout', atMs: at(10, 13, 859) },
        { status: 'completed', rawStatus: 'completed', atMs: at(10, 20, 150) },
      ],
    },
  });
});

test('the answer of "Request Refund" is read in full', async () => {
  const provider = await startProvider(json(example('refund')));
  const address = 'bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh';
  const answer = await clientOf(provider.url).chessa.refundOrder({ orderId: 'order123', address });
  expect(answer).toEqual({
    ok: true,
    value: {
      id: 'ref_123456789abcdef',
      status: 'pending',
      rawStatus: 'pending',
      address,
      amount: '0.05',
      asset: 'BTC',
    },
  });
  expect(provider.asked.map(({ method, path, body }) => [method, path, JSON.parse(body)])).toEqual([
    ['POST', '/v1/orders/refund', { orderId: 'order123', address, tag: '' }],
  ]);
});

test.each([
  ['forbidden', 403, 'forbidden'],
  ['order-not-found', 404, 'not_found'],
] as const)('the documented refusal %s of an order', async (name, status, why) => {
  const provider = await startProvider(json(example(name), status));
  const answer = await clientOf(provider.url).chessa.getOrder(orderId);
  expect(answer).toEqual({ ok: false, failure: { kind: 'rejected', status, why } });
  expect(provider.asked).toHaveLength(1);
});

test.each([
  ['invalid-refund-request', 400, 'refund_not_allowed'],
  ['order-not-found', 404, 'not_found'],
] as const)('the documented refusal %s of a refund', async (name, status, why) => {
  const provider = await startProvider(json(example(name), status));
  const refund = { orderId: 'order123', address: 'TEST', tag: '12345' };
  const answer = await clientOf(provider.url).chessa.refundOrder(refund);
  expect(answer).toEqual({ ok: false, failure: { kind: 'rejected', status, why } });
  expect(JSON.parse(provider.asked[0]?.body ?? '')).toEqual(refund);
});
