/** Every attempt waits for its turn, a repeated read included: the budget is never passed over. */
import { expect, test } from 'vitest';
import { clientOf, json, startProvider } from './scripted-provider.ts';

test('each attempt takes a turn before it is sent', async () => {
  const away = json('', 503);
  const { asked, url } = await startProvider(away, away, json({ rate: '1500' }));
  const turns: number[] = [];
  const turn = async () => {
    turns.push(asked.length);
    return 0;
  };
  const { chessa } = clientOf(url, { turn });
  await chessa.getRate('USDC', 'NGN');
  expect(asked).toHaveLength(3);
  expect(turns).toEqual([0, 1, 2]);
});

test('a pause for a provider that is down ends in time, though our clock is set back (X07)', async () => {
  const away = Array.from({ length: 24 }, () => json('', 503));
  const { asked, url } = await startProvider(...away, json({ rate: '1500' }));
  let steadyMs = 0;
  let wallMs = 3_600_000;
  const { chessa } = clientOf(url, { now: () => wallMs, steadyNow: () => steadyMs });
  for (let calls = 0; calls < 8; calls += 1) await chessa.getRate('USDC', 'NGN');
  expect(asked).toHaveLength(24);
  await chessa.getRate('USDC', 'NGN');
  expect(asked).toHaveLength(24);
  wallMs = 0;
  steadyMs += 5_000;
  await chessa.getRate('USDC', 'NGN');
  expect(asked).toHaveLength(25);
});

test('a look tells how pressing it is, whatever a person waits for goes first', async () => {
  const { url } = await startProvider(json('', 404), json('', 404), json('', 404));
  const ranks: (string | undefined)[] = [];
  const { chessa } = clientOf(url, {
    turn: async (rank) => {
      ranks.push(rank);
      return 0;
    },
  });
  await chessa.getOrder('an-order', 'late');
  await chessa.getHistory('an-order', 'in_motion');
  await chessa.getOrder('an-order');
  expect(ranks).toEqual(['late', 'in_motion', undefined]);
});

test('a call that moves money and waited too long for its turn is not sent; a quote is', async () => {
  const { asked, url } = await startProvider(json({ order: { id: 'an-order' } }));
  let nowMs = 0;
  let waitMs = 5_001;
  const turn = async () => {
    nowMs += waitMs;
    return 0;
  };
  const { chessa } = clientOf(url, { turn, now: () => nowMs });
  const unsent = { ok: false, failure: { kind: 'unavailable' } };
  expect(await chessa.fundOrder('an-order', 'Solana')).toEqual(unsent);
  expect(await chessa.refundOrder({ orderId: 'an-order', address: 'an-address' })).toEqual(unsent);
  expect(asked).toEqual([]);
  await chessa.createOrder({
    recipientId: 'a-recipient',
    sendAsset: 'USDC',
    receiveCurrency: 'NGN',
    amount: { side: 'send', value: '10' },
    chain: 'Solana',
  });
  waitMs = 5_000;
  await chessa.fundOrder('an-order', 'Solana');
  expect(asked.map(({ path }) => path)).toEqual(['/v1/orders', '/v1/orders/funding']);
});

test('a pause is waited for where it is short; a longer one ends the call unsent, and says how long (C12)', async () => {
  const { asked, url } = await startProvider(json({ rate: '1500' }));
  const pauses = [2_000, 0, 40_000, 40_000];
  const { chessa, waits } = clientOf(url, { turn: async () => pauses.shift() ?? 0 });
  expect((await chessa.getRate('USDC', 'NGN')).ok).toBe(true);
  expect(waits).toEqual([2_000]);
  const paused = { ok: false, failure: { kind: 'unavailable', retryAfterMs: 40_000 } };
  expect(await chessa.getRate('USDC', 'NGN')).toEqual(paused);
  expect(await chessa.fundOrder('an-order', 'Solana')).toEqual(paused);
  expect(asked).toHaveLength(1);
});

test('"too much" is told, with the pause that it asks for, for reads and writes (C12)', async () => {
  const plain = json('', 429);
  const { url } = await startProvider(json('', 429, { 'retry-after': '60' }), plain, plain);
  const slowed: number[] = [];
  const { chessa } = clientOf(url, { slow: async (pauseMs) => void slowed.push(pauseMs) });
  await chessa.getRate('USDC', 'NGN');
  await chessa.fundOrder('an-order', 'Solana');
  expect(slowed).toEqual([60_000, 0]);
});
