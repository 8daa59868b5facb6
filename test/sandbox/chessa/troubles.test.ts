/** What befalls the whole provider for a while, and the way back to normal. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { createChessaSandbox } from '../../../sandbox/chessa/chessa-sandbox.ts';
import { defaultSettings } from '../../../sandbox/chessa/settings.ts';
import { settingsSchema } from '../../../sandbox/chessa/settings-schema.ts';
import { settingsWords } from '../../../sandbox/chessa/settings-words.ts';
import { newFundedOrder, part, startSandbox } from './support.ts';

const HOUR_MS = 3_600_000;

test('an outage meets every call until all is put back to normal', async () => {
  const client = await startSandbox();
  await client.post('/sandbox/next', { name: 'reads_break' });
  for (let call = 0; call < 3; call += 1) {
    expect((await client.get('/v1/users/me')).status).toBe(503);
  }
  expect((await newFundedOrder(client)).cryptoAddress).toEqual(expect.any(String));
  expect(client.sandbox.state().active).toEqual([{ name: 'reads_break' }]);
  expect((await client.post('/sandbox/normal')).body).toEqual({ active: [] });
  expect((await client.get('/v1/users/me')).status).toBe(200);
});

test('an hour away ends with the hour, and says until when', async () => {
  const client = await startSandbox();
  client.sandbox.next('away_for_an_hour');
  const until = new Date(client.sandbox.clock.now() + HOUR_MS).toISOString();
  expect(client.sandbox.state().active).toEqual([{ name: 'away_for_an_hour', until }]);
  client.sandbox.clock.advance(HOUR_MS - 1);
  expect((await client.post('/v1/orders', {})).status).toBe(503);
  client.sandbox.clock.advance(1);
  expect((await client.get('/v1/users/me')).status).toBe(200);
  expect(client.sandbox.state().active).toEqual([]);
});

test.each([
  ['clock_ahead', HOUR_MS],
  ['clock_behind', -HOUR_MS],
])('%s: its dates and times are off, everybody else’s are not', async (name, skewMs) => {
  const client = await startSandbox();
  const before = client.sandbox.clock.now();
  client.sandbox.next(name);
  const { headers } = await client.get('/v1/users/me');
  expect(Date.parse(headers.get('date') ?? '') - before).toBeCloseTo(skewMs, -4);
  const order = await newFundedOrder(client);
  expect(Date.parse(String(order.createdAt)) - before).toBeCloseTo(skewMs, -3);
  expect(client.sandbox.state().clock).toMatchObject({
    now: new Date(before).toISOString(),
    skewMs,
  });
  client.sandbox.toNormal();
  expect(client.sandbox.state().clock.skewMs).toBe(0);
});

test('what is on offer changes, and is as before when all is normal again', async () => {
  const client = await startSandbox({ settings: { withdrawn: ['ng_gtb'] } });
  const usual = await configuration();
  for (const name of ['bank_gone', 'number_rule_changes', 'limits_tighten']) {
    client.sandbox.next(name);
    client.sandbox.next(name);
  }
  const changed = await configuration();
  expect(changed).not.toContain('"ng_access"');
  expect(changed).toContain('"minLength":12,"maxLength":12');
  expect(changed).toContain('"limits":{"min":15000,"max":500000}');
  expect(client.sandbox.state().active).toHaveLength(3);
  client.sandbox.toNormal();
  expect(await configuration()).toBe(usual);
  expect(client.sandbox.settings().withdrawn).toEqual(['ng_gtb']);

  async function configuration(): Promise<string> {
    return (await client.raw('/v1/configurations')).text();
  }
});

test('rules that changed are the ones by which recipients are judged', async () => {
  const client = await startSandbox();
  client.sandbox.next('number_rule_changes');
  const recipient = { type: 'bank', country: 'NG', currency: 'NGN', code: 'ng_access' };
  const create = async (accountNumber: string) =>
    (await client.post('/v1/recipients', { ...recipient, accountNumber })).status;
  expect(await create('0123456789')).toBe(400);
  expect(await create('012345678900')).toBe(200);
});

test('an order that answers hide or spell wrongly is itself again', async () => {
  const client = await startSandbox();
  const id = String((await newFundedOrder(client)).id);
  const look = async () => client.get(`/v1/orders/${id}`);
  client.sandbox.applyScenario(id, 'renamed_field');
  expect(part((await look()).body, 'order')).toMatchObject({
    currentStatus: 'waiting_for_funding',
  });
  client.sandbox.applyScenario(id, 'empty_fields');
  expect(part((await look()).body, 'order')).toMatchObject({ status: null, expiresAt: null });
  client.sandbox.applyScenario(id, 'order_not_found');
  expect((await look()).status).toBe(404);
  const [active] = client.sandbox.state().active;
  expect(active).toEqual({ name: 'order_not_found', order: client.sandbox.order(id).shortId });
  client.sandbox.applyScenario(id, 'right_again');
  expect(client.sandbox.state().active).toEqual([]);
  client.sandbox.applyScenario(id, 'order_forbidden');
  client.sandbox.toNormal();
  expect(part((await look()).body, 'order')).toMatchObject({ status: 'waiting_for_funding' });
});

test('every switch has words, and every value that can be set is one of them', () => {
  const { properties = {} } = z.toJSONSchema(settingsSchema);
  expect(settingsWords.map(({ name }) => name).sort()).toEqual(Object.keys(properties).sort());
  expect(Object.keys(properties).sort()).toEqual(Object.keys(defaultSettings).sort());
  for (const { name, choices } of settingsWords) {
    expect(properties[name], name).toMatchObject(choices ? { enum: Object.keys(choices) } : {});
  }
});

test('switches are told with their words, and what is usual', async () => {
  const sandbox = createChessaSandbox({ clientId: 'a', clientSecret: 'b' });
  sandbox.configure({ fees: 'outside' });
  const response = await sandbox.app.request('/sandbox/settings');
  expect(await response.json()).toMatchObject({
    settings: { fees: 'outside' },
    usual: { fees: 'inside' },
  });
  sandbox.close();
});
