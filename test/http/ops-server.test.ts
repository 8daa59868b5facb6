import { expect, test } from 'vitest';
import { createOpsApp, startOpsServer } from '../../src/http/ops-server.ts';
import { createPrometheus } from '../../src/http/prometheus.ts';
import { readPage } from '../support/metrics.ts';

function start(more: { isAlive?: () => boolean; isReady?: () => Promise<boolean> } = {}) {
  const clock = { nowMs: 1_000_000 };
  const isAlive = more.isAlive ?? (() => true);
  const isReady = more.isReady ?? (async () => true);
  const now = () => clock.nowMs;
  const prometheus = createPrometheus(now);
  const app = createOpsApp({ isAlive, isReady, prometheus, now });
  const ask = async (path: string, method = 'GET') => {
    const answer = await app.request(path, { method });
    return `${answer.status} ${await answer.text()}`;
  };
  return { ask, clock, app, prometheus, metrics: prometheus.metrics };
}

test('a process that is well says so, and nothing else', async () => {
  const { ask } = start();
  expect(await ask('/healthz')).toBe('200 ok');
  expect(await ask('/readyz')).toBe('200 ok');
  expect(await ask('/')).toBe('404 ');
  expect(await ask('/readyz', 'POST')).toBe('404 ');
});

test('no progress and a store that does not answer are different things', async () => {
  const stuck = start({ isAlive: () => false });
  expect(await stuck.ask('/healthz')).toBe('503 no');
  expect(await stuck.ask('/readyz')).toBe('200 ok');
  const storeless = start({ isReady: () => Promise.reject(new Error('disk of ADA TEST OKAFOR')) });
  expect(await storeless.ask('/healthz')).toBe('200 ok');
  expect(await storeless.ask('/readyz')).toBe('503 no');
});

test('however often it is asked, the store is asked once a second (T71)', async () => {
  let asked = 0;
  const isReady = async () => {
    asked += 1;
    return asked === 1;
  };
  const { ask, clock } = start({ isReady });
  const answers = await Promise.all(Array.from({ length: 500 }, () => ask('/readyz')));
  expect(new Set(answers)).toEqual(new Set(['200 ok']));
  expect(asked).toBe(1);
  clock.nowMs += 1_000;
  expect(await ask('/readyz')).toBe('503 no');
  expect(asked).toBe(2);
});

test('ten thousand calls of a stranger take less than a second of the processor, and reach nothing (T71)', async () => {
  let [asked, measured] = [0, 0];
  const isReady = async () => {
    asked += 1;
    return true;
  };
  const { app, prometheus } = start({ isReady });
  prometheus.measureWith(async () => {
    measured += 1;
  });
  for (const path of ['/healthz', '/readyz', '/metrics', '/nothing']) {
    const before = process.cpuUsage();
    for (let n = 0; n < 10_000; n += 1) await app.request(path);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000, path).toBeLessThan(1_000);
  }
  expect([asked, measured]).toEqual([1, 1]);
}, 60_000);

test('metrics are a page that Prometheus reads, made once a second', async () => {
  const { app, metrics, clock } = start();
  const page = async () => readPage(await (await app.request('/metrics')).text());
  expect((await app.request('/metrics')).headers.get('content-type')).toContain('text/plain');
  const series = 'remit_updates_total{outcome="done"}';
  expect((await page()).get(series)).toBe(0);
  metrics.count('updates', { outcome: 'done' });
  metrics.set('outboxBehind', {}, 2.5);
  metrics.time('laneWaits', {}, 1_500);
  expect((await page()).get(series)).toBe(0);
  clock.nowMs += 1_000;
  const read = await page();
  expect([...read.keys()].filter((name) => name.startsWith('remit_webhook_ours'))).toEqual([]);
  expect(read.get(series)).toBe(1);
  expect(read.get('remit_outbox_behind_seconds')).toBe(2.5);
  expect(read.get('remit_lane_wait_seconds_sum')).toBe(1.5);
  expect(read.get('remit_lane_wait_seconds_bucket{le="1"}')).toBe(0);
  expect(read.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
});

test('it listens on a free port, refuses a taken one, and stops', async () => {
  const deps = {
    host: '127.0.0.1',
    isAlive: () => true,
    isReady: async () => true,
    prometheus: createPrometheus(() => 0),
    now: () => 0,
  };
  const server = await startOpsServer({ ...deps, port: 0 });
  const url = `http://127.0.0.1:${server.port}/healthz`;
  expect((await fetch(url)).status).toBe(200);
  await expect(startOpsServer({ ...deps, port: server.port })).rejects.toThrow(
    `OPS_PORT ${server.port} cannot be opened`,
  );
  await server.stop();
  await expect(fetch(url)).rejects.toThrow();
});
