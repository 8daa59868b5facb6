/**
 * What the steps of a transfer work on, for tests: a real store in a folder of its own, a clock
 * that the test moves, and a provider whose answers the test writes down.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Chessa } from '../../src/chessa/client.ts';
import type { Failure } from '../../src/chessa/failure.ts';
import type { Order, OrderHistory, OrderRefund } from '../../src/domain/order.ts';
import { type Result, refused } from '../../src/domain/result.ts';
import type { NoticeKind, Transfer } from '../../src/domain/transfer.ts';
import { createLog } from '../../src/log.ts';
import type { Job, Queue } from '../../src/queue/queue.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { noonMs, transferWith } from './transfer.ts';

/** The provider's answers; a call that has none is a failing test. */
export interface Answers {
  getOrder?: () => Result<Order, Failure>;
  fundOrder?: () => Result<Order, Failure>;
  refundOrder?: () => Result<OrderRefund, Failure>;
  getHistory?: () => Result<OrderHistory, Failure>;
}

export interface Desk {
  readonly store: Store;
  readonly chessa: Chessa;
  readonly answers: Answers;
  /** Names of the provider's methods that were called, oldest first. */
  readonly calls: string[];
  /** Jobs that were scheduled. */
  readonly scheduled: Job[];
  readonly queue: Queue;
  /** Every log line so far. */
  readonly logged: string[];
  readonly log: ReturnType<typeof createLog>;
  readonly clock: { nowMs: number };
  /** What every part of `src/transfers` needs of time. */
  readonly pacing: {
    readonly now: () => number;
    readonly orderNow: () => number;
    readonly random: () => number;
    readonly pollScale: number;
  };
  /** Stores a transfer as {@link transferWith} makes it; what was stored. */
  put(over?: Partial<Transfer>): Promise<Transfer>;
  /** The transfer of this desk as it is stored now. */
  stored(): Promise<Transfer>;
  /** Kinds of the notices of this desk's transfer, oldest first. */
  notices(): Promise<NoticeKind[]>;
}

/** Where files are not on a disk, if there is such a place: for thousands of commits. */
export const quickFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Opens a desk at noon, in a folder of `parent`; it goes away with the test. */
export async function openDesk(parent = tmpdir()): Promise<Desk> {
  const dataDir = await mkdtemp(join(parent, 'chessa-remit-desk-'));
  const clock = { nowMs: noonMs };
  const now = () => clock.nowMs;
  const store = await openStore({ dataDir, now });
  onTestFinished(async () => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const logged: string[] = [];
  const log = createLog({
    level: 'info',
    destination: { write: (line: string) => logged.push(line) },
    secrets: [],
  });
  const scheduled: Job[] = [];
  const queue: Queue = {
    schedule: async (job) => void scheduled.push(job),
    start: () => undefined,
    counts: async () => ({}),
    stop: async () => undefined,
    close: async () => undefined,
  };
  const answers: Answers = {};
  const calls: string[] = [];
  const { id } = transferWith();
  return {
    store,
    chessa: scripted(answers, calls),
    answers,
    calls,
    scheduled,
    queue,
    logged,
    log,
    clock,
    pacing: { now, orderNow: now, random: () => 0, pollScale: 1 },
    async put(over = {}) {
      await store.transfers.create(transferWith(over));
      return stored(store, id);
    },
    stored: () => stored(store, id),
    async notices() {
      return (await store.notices.listByTransfer(id)).map(({ kind }) => kind);
    },
  };
}

async function stored(store: Store, id: string): Promise<Transfer> {
  const transfer = await store.transfers.find(id);
  if (!transfer) throw new Error('the transfer is not stored');
  return transfer;
}

function scripted(answers: Answers, calls: string[]): Chessa {
  function answer<K extends keyof Answers>(name: K): ReturnType<NonNullable<Answers[K]>> {
    calls.push(name);
    const script = answers[name];
    if (!script) throw new Error(`nobody wrote down what ${name} answers`);
    return script() as ReturnType<NonNullable<Answers[K]>>;
  }
  const never = async () => refused<Failure>({ kind: 'misconfigured' });
  return {
    getOrder: async () => answer('getOrder'),
    fundOrder: async () => answer('fundOrder'),
    refundOrder: async () => answer('refundOrder'),
    getHistory: async () => answer('getHistory'),
    configuration: never,
    createRecipient: never,
    checkAccount: never,
    createOrder: never,
    getRate: never,
    confirmSent: never,
    listOrders: never,
    listRecipients: never,
    listRecipientsOfUser: never,
    getRecipient: never,
    deactivateRecipient: never,
    getAccount: never,
    askSupport: never,
    clockOffsetMs: () => 0,
  };
}
