/**
 * Looks a second: the tracker with its client and its storage, beside a bare client that makes the
 * same calls and keeps nothing. The bar's bare client is ofetch, the client of this product, used
 * plainly: a timeout, and the answer as JSON. Beside it stands `fetch` itself, without a timeout.
 * Chessa is a process of its own, so that only the callers count.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ofetch } from 'ofetch';
import { createChessa } from '../src/chessa/client.ts';
import type { Transfer } from '../src/domain/transfer.ts';
import { createLog } from '../src/log.ts';
import { openStore } from '../src/store/open.ts';
import { createTrack } from '../src/transfers/track.ts';
import { solanaAddress, transferWith } from '../test/support/transfer.ts';
import { inTurns, type RateFigures } from './in-turns.ts';

const credentials = { clientId: 'bench', clientSecret: 'secret-of-the-bench' };
const headers = {
  accept: 'application/json',
  'x-client-id': credentials.clientId,
  'x-client-secret': credentials.clientSecret,
};
/** Many short rounds: what else the machine does then meets both sides alike. */
const looksARound = 200;
const warmUps = 8;
const atOnce = 16;

/** Looks a second at transfers that wait for their deposit. */
export interface LookFigures {
  /** The whole look beside the bare client. */
  readonly whole: RateFigures;
  /** Our client alone beside the bare client. */
  readonly client: RateFigures;
  /** The whole look beside `fetch`. */
  readonly besideFetch: RateFigures;
}

/** Measures them on the embedded store, or on the Redis that is given. */
export async function measureLooks(rounds: number, redisUrl?: string): Promise<LookFigures> {
  const server = await openOrderServer();
  const desk = await openLookDesk(server.url, redisUrl);
  const bare = () => each(desk.orderIds, (orderId) => callBare(server.url, orderId));
  const plain = () => each(desk.orderIds, (orderId) => callPlainly(server.url, orderId));
  const whole = () => desk.lookAtAll((look) => each(desk.ids, look));
  const client = () => each(desk.orderIds, desk.read);
  try {
    for (let round = 0; round < warmUps; round += 1) {
      for (const work of [bare, plain, whole, client]) await work();
    }
    return {
      whole: await inTurns(rounds, { ours: whole, bare }),
      client: await inTurns(rounds, { ours: client, bare }),
      besideFetch: await inTurns(rounds, { ours: whole, bare: plain }),
    };
  } finally {
    await desk.close();
    await server.close();
  }
}

interface Read {
  readonly order?: { readonly id?: string };
}

async function callBare(baseUrl: string, orderId: string): Promise<void> {
  const read = await ofetch<Read>(`${baseUrl}/v1/orders/${orderId}`, { headers, timeout: 15_000 });
  if (read.order?.id !== orderId) throw new Error('a call found nothing');
}

async function callPlainly(baseUrl: string, orderId: string): Promise<void> {
  const response = await fetch(`${baseUrl}/v1/orders/${orderId}`, { headers });
  const read: Read = JSON.parse(await response.text());
  if (read.order?.id !== orderId) throw new Error('a call found nothing');
}

/** Transfers that wait for their deposit, and the real look at each. */
async function openLookDesk(baseUrl: string, redisUrl?: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-bench-'));
  let nowMs = Date.now();
  let calls = 0;
  const now = () => nowMs;
  const kept = redisUrl ? { redisUrl, dataKeys: [randomBytes(32)] } : {};
  const store = await openStore({ dataDir, now, ...kept });
  const transfers = Array.from({ length: looksARound }, (_, index) => waiting(index, nowMs));
  for (const transfer of transfers) await store.transfers.create(transfer);
  const chessa = createChessa({
    baseUrl,
    ...credentials,
    fetch(input, init) {
      calls += 1;
      return fetch(input, init);
    },
    now,
    sleep: async () => undefined,
    random: Math.random,
    report: () => undefined,
  });
  const never = async () => {
    throw new Error('only looks are measured');
  };
  const track = createTrack({
    chessa,
    store,
    log: createLog({ level: 'error', destination: process.stderr, secrets: [] }),
    now,
    orderNow: now,
    random: Math.random,
    pollScale: 0.001,
    fund: never,
    refund: never,
    recall: never,
    changed: () => undefined,
  });
  return {
    ids: transfers.map(({ id }) => id),
    orderIds: transfers.map(({ orderId }) => orderId),
    async read(orderId: string): Promise<void> {
      const read = await chessa.getOrder(orderId);
      if (!read.ok || read.value.id !== orderId) throw new Error('a call found nothing');
    },
    /** Makes all of them due, and lets them be looked at. */
    async lookAtAll(work: (look: (id: string) => Promise<void>) => Promise<number>) {
      nowMs += 1_000;
      const callsBefore = calls;
      const looks = await work(async (id) => {
        const wake = await track(id);
        if (!wake || wake.atMs <= nowMs) throw new Error('a look came to nothing');
      });
      if (calls - callsBefore !== looks) throw new Error('not every look asked Chessa');
      return looks;
    },
    async close(): Promise<void> {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** So many at once, one after another. */
async function each(ids: readonly string[], call: (id: string) => Promise<void>): Promise<number> {
  const left = [...ids];
  const work = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) await call(id);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return ids.length;
}

function waiting(index: number, nowMs: number): Transfer {
  return transferWith({
    id: index.toString(16).padStart(24, '0'),
    version: 1,
    userId: 1_000 + index,
    createdAtMs: nowMs,
    orderId: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    shortId: `TEST${index}`,
    confirmBeforeMs: nowMs + 600_000,
    orderExpiresAtMs: nowMs + 7_200_000,
    stages: [{ stage: 'accepted', atMs: nowMs }],
    dueAtMs: nowMs,
  });
}

/** Answers every order as one that waits, in the documented shape. */
async function openOrderServer() {
  const order = {
    status: 'waiting_for_funding',
    originAmount: '32.47000000',
    originAsset: 'USDC',
    destinationAmount: '50000.00000000',
    destinationAsset: 'NGN',
    destinationCountry: 'NG',
    cryptoAddress: solanaAddress,
    cryptoAddressChain: 'Solana',
    cryptoAddressTag: '',
    cryptoDeposit: null,
    cryptoPayout: null,
    feeAmount: '0.41000000',
    feeCurrency: 'USDC',
    createdAt: new Date().toISOString(),
    recipientId: '00000000-0000-4000-8000-0000000000aa',
    refund: null,
  };
  const program = `require('node:http').createServer((request, response) => {
    const id = request.url.split('/').at(-1);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ order: { id, ...${JSON.stringify(order)} } }));
  }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(child.stdout, 'data');
  return {
    url: `http://127.0.0.1:${String(port).trim()}`,
    async close(): Promise<void> {
      const ended = once(child, 'close');
      child.kill();
      await ended;
    },
  };
}
