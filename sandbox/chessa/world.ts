/** The state of the simulated provider, its passing time, and who is told of changes. */
import TinyQueue from 'tinyqueue';
import { damagedAddress, newAddress, newTransaction } from './addresses.ts';
import type { Clock } from './clock.ts';
import { type RandomBytes, uuid } from './identity.ts';
import { type LifecycleWorld, nextStepAtMs, settle } from './lifecycle.ts';
import type { GivenAddress, OrderRecord, RecipientRecord } from './records.ts';
import type { Route } from './route.ts';
import { defaultSettings, type Settings } from './settings.ts';
import type { Account } from './views.ts';

/** What calls did to one order: the figures that a test judges a client by. */
export interface OrderAudit {
  /** Calls of funding that reached the order and were accepted, repeats included. */
  fundings: number;
  /** Different addresses that funding answered or later looks would show, oldest first. */
  readonly addresses: string[];
  /** Calls of refund that reached the order, refused ones included. */
  readonly refunds: {
    readonly address: string;
    readonly tag: string;
    readonly atMs: number;
    readonly accepted: boolean;
  }[];
  /** Looks at the order or its history. */
  reads: number;
}

/** The world that every part of the simulator shares. */
export interface World extends LifecycleWorld {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly routes: readonly Route[];
  readonly account: Account;
  readonly recipients: Map<string, RecipientRecord>;
  readonly orders: Map<string, OrderRecord>;
  configure(patch: Partial<Settings>): void;
  /** The order as it is now, or undefined. */
  findOrder(id: string): OrderRecord | undefined;
  auditOf(orderId: string): OrderAudit;
  giveAddress(order: OrderRecord): GivenAddress;
  /** To be called after every change of an order. */
  changed(order: OrderRecord): void;
  /** Takes every planned step that is due; to be called after the clock was moved. */
  tick(): void;
  subscribe(listener: (order: OrderRecord) => void): () => void;
  /** Forgets recipients and orders; settings, clock and subscribers stay. */
  clear(): void;
  close(): void;
}

/** What a world is made of. */
export interface WorldDeps {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly routes: readonly Route[];
  readonly settings: Partial<Settings>;
}

/** Two orders of the documents share one address; this is where such addresses come from. */
type AddressBook = Map<string, GivenAddress>;

/** Makes an empty world. Its only timer wakes for the next planned step and keeps nothing alive. */
export function createWorld({ clock, random, routes, settings: initial }: WorldDeps): World {
  let settings: Settings = { ...defaultSettings, ...initial };
  const audits = new Map<string, OrderAudit>();
  const shared: AddressBook = new Map();
  const listeners = new Set<(order: OrderRecord) => void>();
  const alarm = createAlarm(clock, settleDue);

  const world: World = {
    clock,
    random,
    routes,
    account: { partnerId: uuid(random), userId: uuid(random) },
    recipients: new Map(),
    orders: new Map(),
    get settings() {
      return settings;
    },
    configure(patch) {
      settings = { ...settings, ...patch };
    },
    findOrder(id) {
      const order = world.orders.get(id);
      if (order && settle(order, clock.now(), world)) world.changed(order);
      return order;
    },
    auditOf(orderId) {
      const audit = audits.get(orderId) ?? { fundings: 0, addresses: [], refunds: [], reads: 0 };
      audits.set(orderId, audit);
      return audit;
    },
    giveAddress: (order) => chooseAddress(order, { settings, random, shared }),
    newDeposit: (order, amount, asset, atMs) => {
      const chain = order.given?.chain ?? order.chain;
      return { id: uuid(random), amount, asset, chain, atMs, ...newTransaction(chain, random) };
    },
    readdress(order) {
      order.given = freshAddress(order.chain, random);
      world.auditOf(order.id).addresses.push(order.given.address);
    },
    newTransaction: (chain) => newTransaction(chain, random),
    delivered(order, atMs) {
      const recipient = world.recipients.get(order.recipientId);
      if (recipient) recipient.updatedAtMs = atMs + 70;
    },
    changed(order) {
      alarm.setFor(order);
      for (const listener of listeners) listener(order);
    },
    tick: () => alarm.ring(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      world.orders.clear();
      world.recipients.clear();
      audits.clear();
      shared.clear();
    },
    close() {
      alarm.close();
      listeners.clear();
    },
  };

  function settleDue(orderId: string): void {
    world.findOrder(orderId);
  }
  return world;
}

function chooseAddress(
  order: OrderRecord,
  { settings, random, shared }: { settings: Settings; random: RandomBytes; shared: AddressBook },
): GivenAddress {
  const wanted = order.behaviour.address;
  if (wanted === 'tron') return freshAddress('Tron', random);
  if (wanted === 'tron_hidden') return { ...freshAddress('Tron', random), chain: order.chain };

  const fresh = freshAddress(order.chain, random);
  if (wanted === 'damaged')
    return { ...fresh, address: damagedAddress(order.chain, fresh.address) };
  if (wanted === 'tagged') return { ...fresh, tag: String(100_000 + (random(2)[0] ?? 0)) };
  if (settings.addressReuse || wanted === 'reused') {
    const before = shared.get(order.chain);
    if (before) return before;
  }
  shared.set(order.chain, fresh);
  return fresh;
}

function freshAddress(chain: string, random: RandomBytes): GivenAddress {
  return { id: uuid(random), address: newAddress(chain, random), tag: '', chain };
}

interface Alarm {
  setFor(order: OrderRecord): void;
  ring(): void;
  close(): void;
}

const LONGEST_TIMER_MS = 60_000;

/** Wakes each order when its next step is due, with one timer for all of them. */
function createAlarm(clock: Clock, wake: (orderId: string) => void): Alarm {
  const due = new TinyQueue<{ atMs: number; orderId: string }>([], (a, b) => a.atMs - b.atMs);
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function arm(): void {
    clearTimeout(timer);
    const next = due.peek();
    if (!next || closed) return;
    const delayMs = Math.min(Math.ceil(clock.realMsUntil(next.atMs)), LONGEST_TIMER_MS);
    timer = setTimeout(ring, Math.max(1, delayMs));
    timer.unref();
  }

  function ring(): void {
    const nowMs = clock.now();
    for (let next = due.peek(); next && next.atMs <= nowMs; next = due.peek()) {
      due.pop();
      wake(next.orderId);
    }
    arm();
  }

  return {
    setFor(order) {
      const atMs = nextStepAtMs(order);
      if (atMs === undefined) return;
      due.push({ atMs, orderId: order.id });
      arm();
    },
    ring,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
