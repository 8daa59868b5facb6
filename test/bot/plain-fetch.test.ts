import { expect, test } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { type PlainRequest, plainFetch } from '../../src/bot/plain-fetch.ts';
import { neverLeft } from '../../src/domain/never-left.ts';
import { startScriptedServer } from '../support/scripted-server.ts';

function requestWith(body = '{}', signal = new AbortController().signal): PlainRequest {
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', headers, body, redirect: 'error', signal };
}

test('an answer comes whole: its status, its headers, its text', async () => {
  const long = 'Ọlá '.repeat(50_000);
  await using server = await startScriptedServer(() => ({ status: 409, body: { long } }));
  const answer = await plainFetch(`${server.url}/bot1:x/getUpdates`, requestWith('{"offset":5}'));
  expect(answer.status).toBe(409);
  expect(answer.headers.get('Content-Type')).toBe('application/json');
  expect(answer.headers.get('date')).toMatch(/GMT$/);
  expect(answer.headers.get('age')).toBeNull();
  expect(JSON.parse(await answer.text())).toEqual({ long });
  expect(server.arrived.map(({ method, body }) => [method, body])).toEqual([
    ['getUpdates', '{"offset":5}'],
  ]);
});

test('one call after the other goes over the same connection', async () => {
  await using server = await startScriptedServer(() => ({ body: 'true' }));
  for (let n = 0; n < 5; n += 1) await plainFetch(server.url, requestWith());
  expect(server.arrived).toHaveLength(5);
  expect(new Set(server.arrived.map(({ fromPort }) => fromPort)).size).toBe(1);
});

test('a signal ends a call that waits, and one that has not begun', async () => {
  await using server = await startScriptedServer(() => undefined);
  const limit = new AbortController();
  const waiting = plainFetch(server.url, requestWith('{}', limit.signal));
  await expect.poll(() => server.arrived.length).toBe(1);
  limit.abort();
  await expect(waiting).rejects.toThrow(/abort/);
  await expect(plainFetch(server.url, requestWith('{}', limit.signal))).rejects.toThrow(/abort/);
  expect(server.arrived).toHaveLength(1);
});

test('a cut line, an answer that leads elsewhere and a closed port are failures', async () => {
  await using cutting = await startScriptedServer(({ cut }) => void cut());
  await expect(plainFetch(cutting.url, requestWith())).rejects.toThrow(/hang up|ECONNRESET/);
  await using moved = await startScriptedServer(() => ({ status: 302, body: 'x' }));
  await expect(plainFetch(moved.url, requestWith())).rejects.toThrow('leads elsewhere');
  const closed = plainFetch(`http://127.0.0.1:${await freePort()}`, requestWith());
  await expect(closed).rejects.toSatisfy(neverLeft);
});

test('an answer that is cut in its middle is no answer', async () => {
  await using server = await startScriptedServer(({ begin, cut }) => {
    begin('{"ok":true,"result":[');
    setTimeout(cut, 20);
    return undefined;
  });
  await expect(plainFetch(server.url, requestWith())).rejects.toThrow();
  expect(server.arrived).toHaveLength(1);
});
