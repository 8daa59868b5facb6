import { afterEach, expect, it } from 'vitest';
import { type Served, serve } from '../../../sandbox/serve.ts';
import { createPerson } from '../../../sandbox/telegram/person.ts';
import type { TelegramSandbox } from '../../../sandbox/telegram/telegram-sandbox.ts';
import { setUp, TOKEN } from './bot.ts';

const open: { server: Served; telegram: TelegramSandbox }[] = [];
afterEach(async () => {
  for (const { server, telegram } of open.splice(0)) {
    telegram.close();
    await server.close();
  }
});

async function onAPort() {
  const { telegram } = setUp();
  const server = await serve(telegram.app);
  open.push({ server, telegram });
  const send = async (text: string, chatId = 1001) => {
    const response = await fetch(`${server.url}/bot${TOKEN}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: chatId, text }),
    });
    return { status: response.status, body: await response.text() };
  };
  const shown = () => createPerson(telegram, { id: 1001 }).texts();
  return { telegram, server, send, shown };
}

it('answers 429 with the time to wait, as often as asked, and does nothing', async () => {
  const { telegram, send, shown } = await onAPort();
  const fault = { kind: 'refuse', status: 429, retryAfterSeconds: 7 } as const;
  telegram.faults.plan({ method: 'sendMessage', fault, times: 2 });
  for (const text of ['one', 'two']) {
    const { status, body } = await send(text);
    expect(status).toBe(429);
    expect(JSON.parse(body)).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    });
  }
  expect((await send('three')).status).toBe(200);
  expect(shown()).toEqual(['three']);
});

it('cuts the connection before acting', async () => {
  const { telegram, send, shown } = await onAPort();
  telegram.faults.plan({ method: 'sendMessage', fault: { kind: 'cut_before' } });
  await expect(send('lost')).rejects.toThrow('fetch failed');
  expect(shown()).toEqual([]);
  expect(telegram.record.sends(1001)).toEqual([]);
});

it('cuts the connection after acting', async () => {
  const { telegram, send, shown } = await onAPort();
  telegram.faults.plan({ method: '*', fault: { kind: 'cut_after' } });
  await expect(send('unknown')).rejects.toThrow('fetch failed');
  expect(shown()).toEqual(['unknown']);
  expect(telegram.record.sends(1001)).toHaveLength(1);
});

it('breaks off an answer in the middle', async () => {
  const { telegram, send, shown } = await onAPort();
  telegram.faults.plan({ method: 'sendMessage', fault: { kind: 'truncate' } });
  await expect(send('half')).rejects.toThrow('terminated');
  expect(shown()).toEqual(['half']);
});

it('acts and says 502 all the same', async () => {
  const { telegram, send, shown } = await onAPort();
  telegram.faults.plan({ method: 'sendMessage', fault: { kind: 'lie', status: 502 } });
  expect((await send('done')).status).toBe(502);
  expect(shown()).toEqual(['done']);
});

it('meets only the chat that is named', async () => {
  const { telegram, send } = await onAPort();
  telegram.people.create({ firstName: 'Ben' });
  telegram.people.start(1002);
  const fault = { kind: 'refuse', status: 500 } as const;
  telegram.faults.plan({ method: 'sendMessage', fault, chatId: 1002 });
  expect((await send('one', 1001)).status).toBe(200);
  expect((await send('two', 1002)).status).toBe(500);
});

it('lets go of a poll whose caller has gone away', async () => {
  const { telegram, server } = await onAPort();
  const leaving = new AbortController();
  const url = `${server.url}/bot${TOKEN}/getUpdates?timeout=30`;
  const gone = fetch(url, { signal: leaving.signal });
  await until(() => telegram.record.calls('getUpdates').length === 1);
  leaving.abort();
  await expect(gone).rejects.toThrow();
  await until(() => telegram.record.calls('getUpdates')[0]?.status === 200);
  telegram.people.send(1001, 1001, { text: 'still there' });
  const next = await fetch(url);
  expect(await next.text()).toContain('still there');
});

it('takes faults and holds from another process', async () => {
  const { telegram, server, send } = await onAPort();
  const lever = (path: string, body?: object) =>
    fetch(`${server.url}/sandbox/telegram/${path}`, {
      method: 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const plan = { method: 'sendMessage', fault: { kind: 'refuse', status: 403 } };
  expect((await lever('faults', plan)).status).toBe(200);
  expect((await send('x')).status).toBe(403);
  expect((await lever('faults', { method: 'sendMessage', fault: { kind: 'fire' } })).status).toBe(
    400,
  );
  await lever('updates/hold');
  expect(telegram.updates.isHeld()).toBe(true);
  const calls = await fetch(`${server.url}/sandbox/telegram/calls?method=sendMessage`);
  expect(await calls.json()).toMatchObject({ calls: [{ params: { text: 'x' }, status: 403 }] });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
