/**
 * Lives of transfers in a simulated time: the real quote, funding, tracking and pacing on a real
 * file, with a stand-in for Chessa whose clock jumps from one event to the next, so that seven days
 * pass in a moment. A call takes a fifth of a second by that clock.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChessaSandbox } from '../sandbox/chessa/chessa-sandbox.ts';
import { createChessa } from '../src/chessa/client.ts';
import type { Transfer } from '../src/domain/transfer.ts';
import { createLog } from '../src/log.ts';
import type { Queue } from '../src/queue/queue.ts';
import { openStore } from '../src/store/open.ts';
import { createAccept } from '../src/transfers/accept.ts';
import { amend } from '../src/transfers/amend.ts';
import { createBringForward } from '../src/transfers/bring-forward.ts';
import { createFund } from '../src/transfers/fund.ts';
import { createQuote } from '../src/transfers/quote.ts';
import { createTrack } from '../src/transfers/track.ts';

/** What a person does, in milliseconds since the address was there. */
export interface Story {
  readonly paidAfterMs?: number;
  readonly saidAfterMs?: number;
}

/** What became of a transfer. Times by Chessa's clock. */
export interface Life {
  readonly addressAtMs: number;
  /** From the deposit at Chessa to the moment in which the push is owed and goes out. */
  readonly toPushMs: number | undefined;
  /** Delivered, or expired; absent when it was not lived to the end. */
  readonly endAtMs: number | undefined;
  /** Calls to Chessa until then, from the name check on. */
  readonly calls: number;
  /** Calls after it. */
  readonly lateCalls: number;
}

/** How long one call takes by the simulated clock. */
export const callMs = 200;

/**
 * Lives so many transfers one after another, each until its push or until nothing is looked for
 * any more. `stepPace` stretches the payout of Chessa's documented history (7.6 s).
 */
export async function liveEach(
  times: number,
  story: () => Story,
  until: 'push' | 'end',
  stepPace = 1,
): Promise<readonly Life[]> {
  const bench = await openBench(stepPace);
  const lives: Life[] = [];
  try {
    for (let index = 0; index < times; index += 1) {
      lives.push(await live(bench, 1_000 + index, story(), until));
    }
  } finally {
    await bench.close();
  }
  return lives;
}

type Bench = Awaited<ReturnType<typeof openBench>>;

async function live(
  bench: Bench,
  userId: number,
  story: Story,
  until: 'push' | 'end',
): Promise<Life> {
  const callsBefore = bench.calls();
  let transfer = await bench.accept(userId);
  while (!transfer.payTo) transfer = await bench.look(transfer);
  const addressAtMs = bench.now();
  const events = [
    { name: 'say' as const, afterMs: story.saidAfterMs ?? Number.POSITIVE_INFINITY },
    { name: 'pay' as const, afterMs: story.paidAfterMs ?? Number.POSITIVE_INFINITY },
  ].sort((one, other) => one.afterMs - other.afterMs);
  let paidAtMs: number | undefined;
  let pushAtMs: number | undefined;
  let end: { atMs: number; calls: number } | undefined;
  while (transfer.dueAtMs !== undefined && !(until === 'push' && pushAtMs)) {
    const event = events[0];
    if (event && addressAtMs + event.afterMs <= transfer.dueAtMs) {
      events.shift();
      bench.goTo(addressAtMs + event.afterMs);
      if (event.name === 'pay') paidAtMs = bench.pay(transfer);
      else transfer = await bench.saySent(transfer);
      continue;
    }
    transfer = await bench.look(transfer);
    if (await bench.isPushed(transfer)) pushAtMs ??= bench.now();
    if (transfer.state === 'completed' || transfer.state === 'expired') {
      end ??= { atMs: bench.now(), calls: bench.calls() - callsBefore };
    }
  }
  const calls = bench.calls() - callsBefore;
  return {
    addressAtMs,
    toPushMs: paidAtMs === undefined || !pushAtMs ? undefined : pushAtMs - paidAtMs,
    endAtMs: end?.atMs,
    calls: end?.calls ?? calls,
    lateCalls: calls - (end?.calls ?? calls),
  };
}

async function openBench(stepPace: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-bench-'));
  const credentials = { clientId: 'bench', clientSecret: 'secret-of-the-bench' };
  const startMs = Date.now();
  const sandbox = createChessaSandbox({
    ...credentials,
    now: () => startMs,
    settings: { stepPace },
  });
  const { now } = sandbox.clock;
  const store = await openStore({ dataDir, now });
  let calls = 0;
  const chessa = createChessa({
    baseUrl: 'http://127.0.0.1:2',
    ...credentials,
    async fetch(input, init) {
      calls += 1;
      sandbox.clock.advance(callMs);
      return sandbox.app.request(String(input).slice('http://127.0.0.1:2'.length), init);
    },
    now,
    sleep: async (ms) => sandbox.clock.advance(ms),
    random: Math.random,
    report: () => undefined,
  });
  const log = createLog({ level: 'error', destination: process.stderr, secrets: [] });
  const queue: Queue = {
    // The store knows what is due; whoever lives a transfer goes by that.
    schedule: async () => undefined,
    start: () => undefined,
    counts: async () => ({}),
    stop: async () => undefined,
    close: async () => undefined,
  };
  const pacing = { now, orderNow: now, random: Math.random, pollScale: 1 };
  const deps = { chessa, store, log, queue, ...pacing };
  const newId = () => randomBytes(12).toString('hex');
  const quote = createQuote({ ...deps, newId, quoteMinutes: 10 });
  const { accept } = createAccept({ ...deps, mostOpen: () => undefined });
  const fund = createFund(deps);
  const never = async () => {
    throw new Error('nothing is refunded here, and no quote is left');
  };
  const steps = { fund: fund.step, refund: never, recall: never };
  const track = createTrack({ ...deps, ...steps, changed: () => undefined });
  const bringForward = createBringForward({ ...deps, steadyNow: now });

  const find = async (id: string): Promise<Transfer> => {
    const found = await store.transfers.find(id);
    if (!found) throw new Error('a transfer is gone');
    return found;
  };
  const goTo = (atMs: number) => sandbox.clock.advance(Math.max(0, Math.ceil(atMs - now())));
  return {
    now,
    goTo,
    calls: () => calls,
    /** Checks the name, asks for a quote and accepts it, as a dialogue does. */
    async accept(userId: number): Promise<Transfer> {
      await chessa.checkAccount({ accountNumber: '0123456789', code: 'ng_access' });
      const quoted = await quote({ userId, ...asked });
      if (quoted.kind !== 'quoted') throw new Error(`no quote: ${JSON.stringify(quoted)}`);
      const { id: transferId, quoteHash: hash } = quoted.transfer;
      await accept({ transferId, userId, hash, messageId: 1 });
      return find(transferId);
    },
    /** Takes the next look, when it is due. */
    async look({ id, dueAtMs = now() }: Transfer): Promise<Transfer> {
      goTo(dueAtMs);
      await track(id);
      return find(id);
    },
    /** Money reaches the address; the time of that. */
    pay({ orderId }: Transfer): number {
      sandbox.deposit(orderId);
      return now();
    },
    /** The tap on "I have sent it". */
    async saySent(transfer: Transfer): Promise<Transfer> {
      const saidSentAtMs = now();
      const newest = await amend(store, transfer, (before) => ({ ...before, saidSentAtMs }));
      await chessa.confirmSent(newest.orderId);
      await bringForward(newest);
      return find(newest.id);
    },
    async isPushed({ id, state }: Transfer): Promise<boolean> {
      if (state === 'awaiting_deposit') return false;
      const notices = await store.notices.listByTransfer(id);
      return notices.some(({ kind }) => kind === 'deposit_seen' || kind === 'delivered');
    },
    async close() {
      sandbox.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What every transfer here is about. */
const asked = {
  payee: {
    kind: 'bank',
    accountName: 'ADA TEST OKAFOR',
    nameChecked: true,
    accountNumber: '0123456789',
    institutionCode: 'ng_access',
    institutionName: 'Access Bank',
    countryCode: 'NG',
    countryName: 'Nigeria',
  },
  recipient: {
    type: 'bank',
    country: 'NG',
    currency: 'NGN',
    code: 'ng_access',
    fields: { accountNumber: '0123456789', accountName: 'ADA TEST OKAFOR' },
  },
  amount: { side: 'receive', value: '50000' },
  pay: { asset: 'USDC', chain: 'Solana' },
} as const;
