/** The state of the simulated provider, its passing time, and who is told of changes. */

import { damagedAddress, newAddress, newTransaction } from './addresses.ts';
import { createAlarm } from './alarm.ts';
import { createAuditBook, type OrderAudit } from './audit.ts';
import { type Clock, type SkewedClock, withSkew } from './clock.ts';
import { type RandomBytes, uuid } from './identity.ts';
import { depositChain, type LifecycleWorld, settle } from './lifecycle.ts';
import { offered } from './offer.ts';
import type { GivenAddress, OrderRecord, RecipientRecord } from './records.ts';
import type { Route } from './route.ts';
import { defaultSettings, type Settings } from './settings.ts';
import type { Account } from './views.ts';

/** The world that every part of the simulator shares. */
export interface World extends LifecycleWorld {
  /** Chessa's own clock: everybody's, unless it was put wrong. */
  readonly clock: SkewedClock;
  readonly random: RandomBytes;
  /** What can be reached now. */
  readonly routes: readonly Route[];
  readonly account: Account;
  readonly recipients: Map<string, RecipientRecord>;
  readonly orders: Map<string, OrderRecord>;
  configure(patch: Partial<Settings>): void;
  replaceRoutes(routes: readonly Route[]): void;
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
  /** The clock that everybody around Chessa goes by. */
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly routes: readonly Route[];
  readonly settings: Partial<Settings>;
}

/** Two orders of the documents share one address; this is where such addresses come from. */
type AddressBook = Map<string, GivenAddress>;

/** Makes an empty world. Its only timer wakes for the next planned step and keeps nothing alive. */
export function createWorld({ clock: everybodys, random, ...initial }: WorldDeps): World {
  const clock = withSkew(everybodys);
  let settings: Settings = { ...defaultSettings, ...initial.settings };
  let routes = initial.routes;
  const audits = createAuditBook();
  const shared: AddressBook = new Map();
  const listeners = new Set<(order: OrderRecord) => void>();
  const alarm = createAlarm(clock, settleDue);

  const world: World = {
    clock,
    random,
    get routes() {
      return routes.map((route) => offered(route, settings));
    },
    account: { partnerId: uuid(random), userId: uuid(random) },
    recipients: new Map(),
    orders: new Map(),
    get settings() {
      return settings;
    },
    configure(patch) {
      settings = { ...settings, ...patch };
    },
    replaceRoutes(replacement) {
      routes = replacement;
    },
    findOrder(id) {
      const order = world.orders.get(id);
      if (order && settle(order, clock.now(), world)) world.changed(order);
      return order;
    },
    auditOf: audits.of,
    giveAddress: (order) => chooseAddress(order, { settings, random, shared }),
    newDeposit: (order, amount, asset, atMs) => {
      const chain = depositChain(order);
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
    const order = world.findOrder(orderId);
    if (order) alarm.setFor(order);
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
