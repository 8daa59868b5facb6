import { expect, test } from 'vitest';
import { isAddressOf } from '../../../sandbox/chessa/addresses.ts';
import { accessAccount, newFundedOrder, orderNow, part, startSandbox } from './support.ts';

test('money to a Nigerian bank account, from configuration to delivery', async () => {
  const client = await startSandbox();
  const configuration = await client.get('/v1/configurations');
  expect(JSON.stringify(configuration.body)).toContain('"ng_access"');

  const check = await client.post('/v1/recipients/validate', {
    accountNumber: '0123456789',
    code: 'ng_access',
  });
  expect(check.body).toEqual({
    valid: true,
    accountName: 'ADA TEST OKAFOR',
    accountNumber: '0123456789',
    bankName: 'Access Bank',
    code: 'ng_access',
  });

  const recipient = part((await client.post('/v1/recipients', accessAccount)).body, 'recipient');
  const quote = await client.post('/v1/orders', {
    recipientId: recipient.id,
    originAsset: 'USDC',
    originAmount: 50,
    destinationAsset: 'NGN',
    chain: 'Solana',
  });
  const created = part(quote.body, 'order');
  expect(created).toMatchObject({
    status: 'created',
    originAmount: '50',
    cryptoAddress: null,
    cryptoAddressTag: null,
    cryptoAddressChain: 'Solana',
    createdAt: '2026-03-18T06:09:17.814Z',
    expiresAt: '2026-03-18T08:09:17.813Z',
  });

  const funding = await client.post('/v1/orders/funding', { orderId: created.id, chain: 'Solana' });
  const funded = part(funding.body, 'order');
  expect(funded).toMatchObject({
    status: 'waiting_for_funding',
    originAmount: '50.00000000',
    cryptoAddressTag: '',
    cryptoDepositId: null,
  });
  expect(isAddressOf('Solana', String(funded.cryptoAddress))).toBe(true);
  expect(funded).not.toHaveProperty('cryptoDeposit');

  client.sandbox.deposit(String(created.id));
  client.sandbox.clock.advance(7_633);
  const delivered = await orderNow(client, created.id);
  expect(delivered.status).toBe('completed');
  expect(part(delivered, 'cryptoDeposit')).toMatchObject({
    amount: '50.00000000',
    asset: 'USDC',
    chain: 'Solana',
    status: 'completed',
  });
  expect(part(delivered, 'recipient')).toMatchObject({
    accountName: 'ADA TEST OKAFOR',
    institutionName: 'Access Bank',
    isActive: true,
  });
});

test('each step has the time that was captured', async () => {
  const client = await startSandbox();
  const { id } = await newFundedOrder(client);
  client.sandbox.deposit(String(id));
  client.sandbox.clock.advance(60_000);
  const { body } = await client.get(`/v1/orders/${id}/status-history`);
  expect(body.currentStatus).toBe('completed');
  expect(body.history).toEqual([
    step('created', '17.823', 'Your order has been created'),
    step(
      'waiting_for_funding',
      '17.823',
      'Your order is ready to be funded. Please send funds to the provided address',
    ),
    step('waiting_for_confirmations', '17.823', 'Detected incoming payment'),
    step('funds_received', '18.522', 'Your payment was confirmed'),
    step('processing_payout', '19.165', 'We are processing your payout'),
    step('completed', '25.456', 'Order is complete, and funds have been delivered successfully'),
  ]);
});

function step(status: string, seconds: string, description: string) {
  return { checked: true, description, status, timestamp: `2026-03-18T06:09:${seconds}Z` };
}
