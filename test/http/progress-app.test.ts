/** The page of a shared transfer at its door: what it costs, what it says when it cannot look. */
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { shared, unshared } from '../../src/domain/share.ts';
import type { Transfer } from '../../src/domain/transfer.ts';
import { listen } from '../../src/http/listen.ts';
import { createProgressApp } from '../../src/http/progress-app.ts';
import { createPublicApp } from '../../src/http/public-app.ts';
import { noMetrics } from '../../src/metrics.ts';
import { StoreAway } from '../../src/store/store.ts';
import { messagesForAny } from '../../src/text/messages-for.ts';
import { createShare } from '../../src/transfers/share.ts';
import { openDesk } from '../support/desk.ts';

/** The door on a real port over a real store, with every read of a transfer counted. */
async function open(over: Partial<Transfer> = {}) {
  const desk = await openDesk();
  const transfer = await desk.put({ state: 'paying_out', ...over });
  const state = { steadyMs: 0, mayLook: true, reads: 0, counted: [] as string[] };
  const trouble: { thrown?: Error } = {};
  const port = await freePort();
  const share = createShare({
    store: {
      ...desk.store,
      transfers: {
        ...desk.store.transfers,
        async find(id) {
          state.reads += 1;
          if (trouble.thrown) throw trouble.thrown;
          return desk.store.transfers.find(id);
        },
      },
    },
    publicUrl: `http://127.0.0.1:${port}`,
    orderNow: desk.pacing.orderNow,
    steadyNow: () => state.steadyMs,
  });
  const page = createProgressApp({
    share,
    messagesForAny,
    mayLook: async () => state.mayLook,
    sleep: async () => undefined,
    log: desk.log,
    metrics: { ...noMetrics, count: (_, labels) => void state.counted.push(...values(labels)) },
  });
  const { fetch: answer } = createPublicApp([page]);
  const settings = { host: 'HOST', port: 'PORT' };
  const server = await listen({ fetch: answer, host: '127.0.0.1', port, settings });
  onTestFinished(() => server.stop());
  const link = await share.begin(transfer);
  state.reads = 0;
  return { ...desk, transfer, state, trouble, share, link, answer };
}

const values = (labels: object): string[] => Object.values(labels).map(String);

async function look(link: string, headers: Record<string, string> = {}) {
  const response = await fetch(link, { headers });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

test('a crowd before one page is one read in two seconds (T85)', async () => {
  const { link, state } = await open();
  await Promise.all(Array.from({ length: 40 }, () => look(link)));
  expect(state.reads).toBe(1);
  state.steadyMs = 1_999;
  await look(link);
  expect(state.reads).toBe(1);
  state.steadyMs = 2_000;
  await look(link);
  expect(state.reads).toBe(2);
});

test('made-up links cost no read, and take nothing from those that are genuine (T85)', async () => {
  const { link, state } = await open();
  let asked = 0;
  Object.defineProperty(state, 'mayLook', { get: () => ++asked > 0 });
  for (let n = 0; n < 200; n += 1) {
    const token = Buffer.from(`made up ${n} `.repeat(5)).toString('base64url').slice(0, 71);
    expect((await look(`${link.replace(/[^/]+$/, '')}${token}`)).status).toBe(404);
  }
  expect([asked, state.reads]).toEqual([0, 0]);
  expect((await look(link)).status).toBe(200);
  expect([asked, state.reads]).toEqual([1, 1]);
  expect(new Set(state.counted)).toEqual(new Set(['unknown', 'shown']));
});

test('a request costs little more of the processor than one for a place that is not there (T85)', async () => {
  const { link, answer } = await open();
  const costOf = async (url: string) => {
    const before = process.cpuUsage();
    for (let n = 0; n < 3_000; n += 1) await answer(new Request(url));
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const { origin } = new URL(link);
  const urls = [`${origin}/nothing`, `${origin}/t/${'Q'.repeat(71)}`, link];
  for (const url of urls) await costOf(url);
  const [nothing = 0, madeUp = 0, genuine = 0] = [
    await costOf(urls[0] ?? ''),
    await costOf(urls[1] ?? ''),
    await costOf(urls[2] ?? ''),
  ];
  expect(madeUp / nothing).toBeLessThan(25);
  expect(genuine / nothing).toBeLessThan(40);
}, 60_000);

test('beyond the limit, and while the store is away, the page asks for patience and comes again', async () => {
  const { link, state, trouble, logged } = await open();
  const expectLater = async (outcome: string) => {
    const { status, headers, html } = await look(link);
    expect([status, headers.get('refresh'), headers.get('retry-after')]).toEqual([503, '30', '30']);
    expect(html).toContain('One moment, please');
    expect(html).not.toMatch(/₦|Access|6789/);
    expect(state.counted.at(-1)).toBe(outcome);
  };
  state.mayLook = false;
  await expectLater('busy');
  expect(state.reads).toBe(0);
  state.mayLook = true;
  trouble.thrown = new StoreAway('away', 'Redis does not answer.');
  await expectLater('unavailable');
  expect(logged).toEqual([]);
  trouble.thrown = new Error(`a fault about ${link}`);
  await expectLater('unavailable');
  expect(logged.join()).toContain('a shared page was not shown');
  expect(logged.join()).not.toContain(link.slice(-40));
  delete trouble.thrown;
  expect((await look(link)).status).toBe(200);
});

test('what is stopped in the store, lost or replaced is nowhere to be seen (T83)', async () => {
  const { link, share, state, store, stored } = await open();
  const again = async () => {
    state.steadyMs += 2_000;
    return (await look(link)).status;
  };
  expect(await again()).toBe(200);
  await store.transfers.commit(unshared(await stored()) ?? (await stored()));
  expect(await again()).toBe(404);
  await store.transfers.commit(shared(await stored()) ?? (await stored()));
  expect(await again()).toBe(404);
  expect((await look(await share.begin(await stored()))).status).toBe(200);
  const { share: _, ...never } = await stored();
  await store.transfers.commit(never);
  expect(await again()).toBe(404);
});

test('a name from outside is text and nothing else (T84)', async () => {
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const { payee } = (await open()).transfer;
  const named = { ...payee, institutionName: evil, accountName: `${evil} & Co` };
  const { link } = await open({ payee: named });
  const { html } = await look(link);
  expect(html.match(/<script>/g)).toHaveLength(1);
  expect(html).not.toMatch(/<img/);
  expect(html).toContain('&lt;script&gt;alert(1)');
});

test('whatever a browser says of its languages, it reads one that is spoken here', async () => {
  const { link } = await open();
  for (const accepted of ['yo, en;q=0.5', '*', ';;;q=x,,', 'x'.repeat(4_000), 'en-GB']) {
    const { status, headers } = await look(link, { 'accept-language': accepted });
    expect([status, headers.get('content-language')]).toEqual([200, 'en']);
  }
});
