import { expect, test } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { openRig } from '../support/rig.ts';
import { goOn, walkTo } from '../support/walk.ts';

const secret = 'webhook-secret-of-the-test';

async function openWebhookRig() {
  const port = await freePort();
  const PUBLIC_URL = `http://127.0.0.1:${port}`;
  const env = { BOT_MODE: 'webhook', PUBLIC_URL, WEBHOOK_SECRET: secret, PORT: String(port) };
  const rig = await openRig({ env });
  const call = async (method: string, params: object = {}) => {
    const path = `/bot${rig.telegram.token}/${method}`;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(params);
    const answer = await rig.telegram.app.request(path, { method: 'POST', headers, body });
    return (await answer.json()) as { result: Record<string, unknown> };
  };
  await expect.poll(async () => (await call('getWebhookInfo')).result.url).not.toBe('');
  return { ...rig, call, url: `${PUBLIC_URL}/telegram` };
}

test('a transfer goes through the webhook, with a restart between the questions', async () => {
  const rig = await openWebhookRig();
  const { result } = await rig.call('getWebhookInfo');
  expect(result).toMatchObject({
    url: rig.url,
    allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
  });
  const ada = rig.person();
  ada.start();
  await ada.waitFor('Send money');
  await walkTo(ada, 'amount');
  await rig.restart();
  await goOn(ada, 'amount', 'quote');
  await ada.press('Confirm');
  await ada.waitFor(/Copy|exactly/i);
  const order = rig.chessa.orders().find(({ status }) => status === 'waiting_for_funding');
  rig.chessa.applyScenario(order?.id ?? '', 'exact');
  await ada.waitFor(/₦50,000\.00 (has )?reached/, { timeoutMs: 30_000 });
  const stranger = await fetch(rig.url, { method: 'POST', body: '{"update_id":1}' });
  expect(stranger.status).toBe(401);
  await expect
    .poll(async () => (await rig.call('getWebhookInfo')).result.pending_update_count)
    .toBe(0);
}, 60_000);

test('what people write while the bot is away comes when it is back, once', async () => {
  const rig = await openWebhookRig();
  const ada = rig.person();
  ada.start();
  await ada.waitFor('Send money');
  await rig.stop();
  ada.say('/help');
  await expect
    .poll(async () => (await rig.call('getWebhookInfo')).result.last_error_message)
    .toBeDefined();
  await rig.restart();
  await ada.waitFor('/status');
  await expect
    .poll(async () => (await rig.call('getWebhookInfo')).result.pending_update_count)
    .toBe(0);
  expect(ada.texts().filter((text) => text.includes('/status'))).toHaveLength(1);
}, 30_000);
