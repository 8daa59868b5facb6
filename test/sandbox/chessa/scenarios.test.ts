import { describe, expect, test } from 'vitest';
import { isAddressOf } from '../../../sandbox/chessa/addresses.ts';
import { scenarios } from '../../../sandbox/chessa/scenarios.ts';
import { type Client, newFundedOrder, newOrder, orderNow, part, startSandbox } from './support.ts';

const MINUTE_MS = 60_000;

async function paidBy(name: string): Promise<{ client: Client; id: string }> {
  const client = await startSandbox();
  const id = String((await newFundedOrder(client)).id);
  client.sandbox.applyScenario(id, name);
  return { client, id };
}

/** The statuses of the history once so much time has passed. */
async function courseOf(name: string, afterMs: number): Promise<string[]> {
  const { client, id } = await paidBy(name);
  client.sandbox.clock.advance(afterMs);
  return client.sandbox
    .order(id)
    .history.map(({ status }) => status)
    .slice(2);
}

describe('money comes', () => {
  test('short: the order is held as underpaid', async () => {
    const { client, id } = await paidBy('short');
    client.sandbox.clock.advance(MINUTE_MS);
    const order = await orderNow(client, id);
    expect(order.status).toBe('underpaid');
    expect(part(order, 'cryptoDeposit').amount).toBe('30.00000000');
  });

  test('topped up: it goes on, or stays held', async () => {
    const { client, id } = await paidBy('topped_up');
    client.sandbox.clock.advance(2 * MINUTE_MS);
    expect((await orderNow(client, id)).status).toBe('completed');

    const other = await startSandbox({ settings: { topUp: 'held' } });
    const held = String((await newFundedOrder(other)).id);
    other.sandbox.applyScenario(held, 'topped_up');
    other.sandbox.clock.advance(2 * MINUTE_MS);
    expect((await orderNow(other, held)).status).toBe('underpaid');
  });

  test('over: delivered all the same, the deposit says how much', async () => {
    const { client, id } = await paidBy('over');
    client.sandbox.clock.advance(MINUTE_MS);
    const order = await orderNow(client, id);
    expect(order.status).toBe('completed');
    expect(part(order, 'cryptoDeposit').amount).toBe('60.00000000');
  });

  test('twice: both are shown, as a list or one of them', async () => {
    const { client, id } = await paidBy('second_deposit');
    client.sandbox.clock.advance(MINUTE_MS);
    expect((await orderNow(client, id)).cryptoDeposit).toHaveLength(2);
    const [first, second] = client.sandbox.order(id).deposits;
    client.sandbox.configure({ severalDeposits: 'first' });
    expect(part(await orderNow(client, id), 'cryptoDeposit').hash).toBe(first?.hash);
    client.sandbox.configure({ severalDeposits: 'last' });
    expect(part(await orderNow(client, id), 'cryptoDeposit').hash).toBe(second?.hash);
  });

  test('late: the order stays expired with a deposit, or is paid after all', async () => {
    for (const [lateDeposit, status] of [
      ['held', 'expired'],
      ['paid', 'completed'],
    ] as const) {
      const client = await startSandbox({ settings: { lateDeposit } });
      const id = String((await newFundedOrder(client)).id);
      client.sandbox.applyScenario(id, 'late');
      client.sandbox.clock.advance(2 * 60 * MINUTE_MS);
      expect(await orderNow(client, id)).toMatchObject({ status: 'expired', cryptoDeposit: null });
      client.sandbox.clock.advance(2 * MINUTE_MS);
      const order = await orderNow(client, id);
      expect(order.status).toBe(status);
      expect(part(order, 'cryptoDeposit').amount).toBe('50.00000000');
    }
  });

  test('late at once: expired now, paid five seconds later', async () => {
    const { client, id } = await paidBy('late_now');
    const expired = await orderNow(client, id);
    expect(expired).toMatchObject({ status: 'expired', expiresAt: '2026-03-18T06:09:17.823Z' });
    client.sandbox.clock.advance(5_000);
    expect((await orderNow(client, id)).cryptoDeposit).not.toBeNull();
  });

  test('in another asset: it does not count', async () => {
    const { client, id } = await paidBy('wrong_asset');
    client.sandbox.clock.advance(MINUTE_MS);
    const order = await orderNow(client, id);
    expect(order.status).toBe('underpaid');
    expect(part(order, 'cryptoDeposit').asset).toBe('ETH');
  });

  test('never: the order expires two hours after it was made', async () => {
    const client = await startSandbox();
    const { id, expiresAt } = await newFundedOrder(client);
    client.sandbox.clock.advance(Date.parse(String(expiresAt)) - client.sandbox.clock.now() - 1);
    expect((await orderNow(client, id)).status).toBe('waiting_for_funding');
    client.sandbox.clock.advance(1);
    expect((await orderNow(client, id)).status).toBe('expired');
  });

  test('what is delivered does not expire', async () => {
    const { client, id } = await paidBy('exact');
    client.sandbox.clock.advance(24 * 60 * MINUTE_MS);
    expect((await orderNow(client, id)).status).toBe('completed');
  });
});

const start = ['waiting_for_confirmations', 'funds_received', 'processing_payout'];

test.each([
  ['exact', [...start, 'completed']],
  ['payout_fails', [...start, 'failed']],
  ['payout_fails_capitalised', [...start, 'Failed']],
  ['completed_after_failed', [...start, 'failed', 'completed']],
  ['failed_after_completed', [...start, 'completed', 'failed']],
  ['refunds_itself', [...start, 'failed', 'refunded']],
  ['status_backwards', [...start, ...start, 'completed']],
  ['hangs', start],
  ['leaps', ['completed']],
  ['confirms_slowly', [...start, 'completed']],
  [
    'unknown_status',
    [
      'waiting_for_confirmations',
      'funds_received',
      'compliance_review',
      'processing_payout',
      'completed',
    ],
  ],
  ['odd_spelling', ['Waiting For Confirmations', 'FUNDS_RECEIVED', 'processing', 'settled']],
  ['cancelled', ['cancelled']],
  ['expires', ['expired']],
])('%s takes its course', async (name, expected) => {
  expect(await courseOf(name, 30 * MINUTE_MS)).toEqual(expected);
});

test('a payout that is slow takes an hour', async () => {
  expect(await courseOf('pays_slowly', 59 * MINUTE_MS)).toEqual(start);
  expect(await courseOf('pays_slowly', 61 * MINUTE_MS)).toEqual([...start, 'completed']);
});

test('a history with a hole and a repetition', async () => {
  const { client, id } = await paidBy('history_gaps');
  client.sandbox.clock.advance(MINUTE_MS);
  const { body } = await client.get(`/v1/orders/${id}/status-history`);
  const told = Array.isArray(body.history) ? body.history.map(({ status }) => status) : [];
  expect(told).toEqual([
    'created',
    'waiting_for_funding',
    'funds_received',
    'processing_payout',
    'completed',
    'completed',
  ]);
});

test('a payout can be made to fail while it is under way', async () => {
  const { client, id } = await paidBy('exact');
  client.sandbox.clock.advance(2_000);
  client.sandbox.applyScenario(id, 'payout_fails');
  client.sandbox.clock.advance(30_000);
  const order = client.sandbox.order(id);
  expect(order.history.map(({ status }) => status).slice(2)).toEqual([...start, 'failed']);
  expect(order.deposits).toHaveLength(1);
});

test.each([
  ['refund_completes', 'refunded', 'completed'],
  ['refund_fails', 'failed', 'failed'],
  ['refund_hangs', 'failed', 'processing'],
])('%s', async (name, status, refundStatus) => {
  const { client, id } = await paidBy(name);
  client.sandbox.clock.advance(MINUTE_MS);
  const address = '5u1gLZrAiyw6yAyYx3N6D916CUqEcoTkwvF54QwDGzRn';
  await client.post('/v1/orders/refund', { orderId: id, address, tag: '' });
  client.sandbox.clock.advance(60 * MINUTE_MS);
  expect(await orderNow(client, id)).toMatchObject({ status, refund: { status: refundStatus } });
});

test('a refund that failed can be asked for again', async () => {
  const { client, id } = await paidBy('refund_fails');
  client.sandbox.clock.advance(MINUTE_MS);
  const address = '5u1gLZrAiyw6yAyYx3N6D916CUqEcoTkwvF54QwDGzRn';
  const ask = () => client.post('/v1/orders/refund', { orderId: id, address, tag: '' });
  await ask();
  client.sandbox.clock.advance(2 * MINUTE_MS);
  expect((await ask()).status).toBe(200);
});

describe('addresses that are not to be shown', () => {
  async function fundedWith(name: string) {
    const client = await startSandbox();
    client.sandbox.next(name);
    return { client, order: await newFundedOrder(client) };
  }

  test('Tron, whatever was asked', async () => {
    const { order } = await fundedWith('tron_fallback');
    expect(order.cryptoAddressChain).toBe('Tron');
    expect(isAddressOf('Tron', String(order.cryptoAddress))).toBe(true);
  });

  test('Tron under another name', async () => {
    const { order } = await fundedWith('tron_fallback_hidden');
    expect(order.cryptoAddressChain).toBe('Solana');
    expect(isAddressOf('Tron', String(order.cryptoAddress))).toBe(true);
  });

  test('one that fails its own check', async () => {
    const { order } = await fundedWith('bad_checksum');
    expect(isAddressOf('Solana', String(order.cryptoAddress))).toBe(false);
  });

  test('one that changes later', async () => {
    const { client, order } = await fundedWith('address_changes');
    client.sandbox.clock.advance(19_999);
    expect((await orderNow(client, order.id)).cryptoAddress).toBe(order.cryptoAddress);
    client.sandbox.clock.advance(1);
    const later = (await orderNow(client, order.id)).cryptoAddress;
    expect(later).not.toBe(order.cryptoAddress);
    expect(client.sandbox.audit(String(order.id))).toMatchObject({
      fundings: 1,
      addresses: [order.cryptoAddress, later],
    });
  });

  test('one that another order has', async () => {
    const client = await startSandbox();
    const before = await newFundedOrder(client);
    client.sandbox.next('address_reused');
    expect((await newFundedOrder(client)).cryptoAddress).toBe(before.cryptoAddress);
    expect((await newFundedOrder(client)).cryptoAddress).not.toBe(before.cryptoAddress);
  });

  test('one with a tag', async () => {
    const { client, order } = await fundedWith('address_tagged');
    expect(order.cryptoAddressTag).toMatch(/^\d{6}$/);
    expect((await orderNow(client, order.id)).cryptoAddressTag).toBe(order.cryptoAddressTag);
  });

  test('too late once the order has its address', async () => {
    const client = await startSandbox();
    const { id } = await newFundedOrder(client);
    expect(() => client.sandbox.applyScenario(String(id), 'tron_fallback')).toThrow('already');
  });
});

describe('answers that are about something else', () => {
  test.each([
    ['echo_asset', { originAsset: 'USDT' }],
    ['echo_recipient', { recipientId: '00000000-0000-4000-8000-000000000000' }],
    ['echo_amount', { originAmount: '51.00000000' }],
    ['echo_order', { id: '00000000-0000-4000-8000-000000000001' }],
  ])('%s, from funding on and in every look', async (name, wrong) => {
    const client = await startSandbox();
    client.sandbox.next(name);
    const { id, ...created } = await newOrder(client);
    expect({ id, ...created }).not.toMatchObject(wrong);
    const funding = await client.post('/v1/orders/funding', { orderId: id, chain: 'Solana' });
    expect(part(funding.body, 'order')).toMatchObject(wrong);
    expect(await orderNow(client, id)).toMatchObject(wrong);
  });

  test('less than was quoted', async () => {
    const client = await startSandbox();
    client.sandbox.next('echo_destination');
    const quoted = await newOrder(client);
    const { body } = await client.post('/v1/orders/funding', {
      orderId: quoted.id,
      chain: 'Solana',
    });
    const promised = Number(quoted.destinationAmount);
    expect(Number(part(body, 'order').destinationAmount)).toBeCloseTo(promised * 0.9, 1);
  });

  test('an order that is gone, or nobody’s business', async () => {
    const { client, id } = await paidBy('order_not_found');
    expect((await client.get(`/v1/orders/${id}`)).body).toEqual({
      error: 'not_found',
      message: 'Order not found',
      statusCode: 404,
    });
    const other = await paidBy('order_forbidden');
    expect((await other.client.get(`/v1/orders/${other.id}/status-history`)).body).toEqual({
      error: 'forbidden',
      message: 'You do not have permission to access this order',
      statusCode: 403,
    });
  });
});

describe('orders to come', () => {
  test('each takes its own scenarios, in turn, and pays by itself', async () => {
    const client = await startSandbox();
    client.sandbox.next('payout_fails');
    client.sandbox.next(['short', 'address_tagged']);
    const failing = await newFundedOrder(client);
    const short = await newFundedOrder(client);
    const usual = await newFundedOrder(client);
    expect(short.cryptoAddressTag).not.toBe('');
    client.sandbox.clock.advance(2 * MINUTE_MS);
    const statuses = await Promise.all(
      [failing, short, usual].map(async ({ id }) => (await orderNow(client, id)).status),
    );
    expect(statuses).toEqual(['failed', 'underpaid', 'waiting_for_funding']);
  });

  test('a scenario can be for several', async () => {
    const client = await startSandbox({ settings: { stepPace: 0 } });
    client.sandbox.next('exact', { count: 2 });
    for (const expected of ['completed', 'completed', 'waiting_for_funding']) {
      const { id } = await newFundedOrder(client);
      client.sandbox.clock.advance(1);
      expect((await orderNow(client, id)).status).toBe(expected);
    }
  });

  test('an expiry to come moves the order’s own time with it', async () => {
    const client = await startSandbox();
    client.sandbox.next('late_now');
    const { id } = await newFundedOrder(client);
    client.sandbox.clock.advance(10_000);
    const order = await orderNow(client, id);
    expect(order).toMatchObject({ status: 'expired', expiresAt: '2026-03-18T06:09:27.823Z' });
    client.sandbox.clock.advance(MINUTE_MS);
    expect((await orderNow(client, id)).cryptoDeposit).not.toBeNull();
  });
});

test('every scenario has a name of its own and a sentence for people', () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  for (const { sentence } of scenarios) expect(sentence).toMatch(/^[A-Z].{10,80}\.$/);
});

test('every scenario can be pressed on a waiting order, or says why not', async () => {
  const client = await startSandbox();
  for (const { name, moment } of scenarios) {
    const id = String((await newFundedOrder(client)).id);
    const press = () => client.sandbox.applyScenario(id, name);
    if (moment === 'any') expect(press).not.toThrow();
    else expect(press).toThrow('address already');
    client.sandbox.toNormal();
  }
  expect(client.sandbox.state().active).toEqual([]);
});
