/** What a test or a panel can do to the simulator, beyond what clients can. */
import type { OrderAudit } from './audit.ts';
import { courses } from './courses.ts';
import type { Endpoint } from './endpoints.ts';
import type { FaultSpec, Faults } from './faults.ts';
import { isUnpaid, planDeposit, planEnding } from './lifecycle.ts';
import type { Upcoming } from './order-desk.ts';
import { type PanelOrder, panelOrder } from './panel-order.ts';
import type { RecordedRequest, Recorder } from './recorder.ts';
import type { Behaviour, OrderRecord } from './records.ts';
import type { Route } from './route.ts';
import { findScenario, type Scenario, scenarios } from './scenarios.ts';
import type { Settings } from './settings.ts';
import type { World } from './world.ts';

/** Thrown when control is asked for something impossible; the message is for people. */
export class ControlRefusal extends Error {
  readonly status: 400 | 404 | 409;

  constructor(status: 400 | 404 | 409, message: string) {
    super(message);
    this.status = status;
  }
}

/** Everything in one view. */
export interface SandboxState {
  readonly clock: { readonly now: string; readonly scale: number };
  readonly settings: Settings;
  readonly faults: readonly FaultSpec[];
  /** Names of the scenarios that wait, one list for each coming order. */
  readonly next: readonly (readonly string[])[];
  readonly counters: {
    readonly requests: number;
    readonly orders: number;
    readonly recipients: number;
    readonly fundings: number;
    readonly refunds: number;
  };
  /** By order id. */
  readonly audits: Readonly<Record<string, OrderAudit>>;
}

/** The typed twin of `/sandbox/...`. Methods throw {@link ControlRefusal}. */
export interface Control {
  readonly requests: readonly RecordedRequest[];
  settings(): Settings;
  readonly clock: {
    now(): number;
    readonly scale: number;
    setScale(scale: number): void;
    /** Sets the clock forward; everything that falls due on the way happens at once. */
    advance(ms: number): void;
  };
  configure(patch: Partial<Settings>): void;
  /** Destinations from now on: other rules, other limits, other institutions. */
  replaceRoutes(routes: readonly Route[]): void;
  /** Money reaches the order's address now; without an amount, exactly what is expected. */
  deposit(orderId: string, deposit?: { amount?: string; asset?: string }): PanelOrder;
  /** Makes an order go through a scenario, from now on. */
  applyScenario(orderId: string, name: string): PanelOrder;
  /** Makes the next created order go through scenarios; a fault scenario hits the next call. */
  next(names: string | readonly string[], options?: { count?: number; endpoint?: Endpoint }): void;
  fault(spec: FaultSpec): void;
  clearFaults(): void;
  scenarios(): readonly Scenario[];
  /** All orders, newest first. */
  orders(): readonly PanelOrder[];
  order(orderId: string): PanelOrder;
  audit(orderId: string): OrderAudit;
  state(): SandboxState;
  /** Forgets recipients, orders, requests, faults and scenarios to come. */
  reset(): void;
  /** Called with each order after each change. @returns how to stop it */
  subscribe(listener: (order: PanelOrder) => void): () => void;
}

/** What control works on. */
export interface ControlDeps {
  readonly world: World;
  readonly faults: Faults;
  readonly recorder: Recorder;
  readonly upcoming: Upcoming[];
}

/** Makes the controls. */
export function createControl(deps: ControlDeps): Control {
  const { world, faults, recorder, upcoming } = deps;
  return {
    ...orderControl(deps),
    requests: recorder.requests,
    settings: () => world.settings,
    clock: clockControl(world),
    configure: world.configure,
    replaceRoutes: world.replaceRoutes,
    next(names, options = {}) {
      const chosen = [names].flat().map(knownScenario);
      for (const { fault } of chosen) if (fault) faults.add({ ...fault, ...options });
      const forOrders = chosen.filter(({ fault }) => fault === undefined);
      if (forOrders.length === 0) return;
      for (let left = options.count ?? 1; left > 0; left -= 1) upcoming.push(merged(forOrders));
    },
    fault: faults.add,
    clearFaults: faults.clear,
    scenarios: () => scenarios,
    state: () => stateOf(deps),
    reset() {
      world.clear();
      faults.clear();
      recorder.clear();
      upcoming.length = 0;
    },
  };
}

function clockControl(world: World): Control['clock'] {
  return {
    now: world.clock.now,
    get scale() {
      return world.clock.scale;
    },
    setScale(scale) {
      world.clock.setScale(scale);
      world.tick();
    },
    advance(ms) {
      world.clock.advance(ms);
      world.tick();
    },
  };
}

type OrderControl = Pick<
  Control,
  'deposit' | 'applyScenario' | 'orders' | 'order' | 'audit' | 'subscribe'
>;

function orderControl({ world, faults }: ControlDeps): OrderControl {
  const panel = (order: OrderRecord) => panelOrder(order, world);

  function existing(orderId: string): OrderRecord {
    const order = world.findOrder(orderId);
    if (!order) throw new ControlRefusal(404, `There is no order ${orderId}.`);
    return order;
  }

  return {
    deposit(orderId, deposit) {
      const order = existing(orderId);
      if (!order.given) throw new ControlRefusal(409, 'The order has no deposit address yet.');
      const amount = deposit?.amount ?? order.expectedAmount;
      const asset = deposit?.asset ?? order.originAsset;
      order.plan.push({ kind: 'deposit', amount, asset, atMs: world.clock.now() });
      return panel(existing(orderId));
    },
    applyScenario(orderId, name) {
      const scenario = knownScenario(name);
      if (scenario.fault) faults.add({ ...scenario.fault, orderId });
      else applyToOrder(world, existing(orderId), scenario);
      return panel(existing(orderId));
    },
    orders: () => [...world.orders.keys()].map(existing).reverse().map(panel),
    order: (orderId) => panel(existing(orderId)),
    audit: (orderId) => world.auditOf(existing(orderId).id),
    subscribe: (listener) => world.subscribe((order) => listener(panel(order))),
  };
}

function knownScenario(name: string): Scenario {
  const scenario = findScenario(name);
  if (!scenario) throw new ControlRefusal(400, `There is no scenario ${name}.`);
  return scenario;
}

function merged(chosen: readonly Scenario[]): Upcoming {
  const behaviour: Behaviour = Object.assign({}, ...chosen.map((scenario) => scenario.behaviour));
  const expiring = chosen.some(({ expiresNow }) => expiresNow);
  return {
    behaviour: expiring ? { ...behaviour, ending: 'expired' } : behaviour,
    scenarios: chosen.map(({ name }) => name),
  };
}

/** An order without an address keeps the scenario for its funding; else it starts now. */
function applyToOrder(world: World, order: OrderRecord, scenario: Scenario): void {
  const funded = order.given !== undefined;
  if (funded && scenario.moment === 'before_funding')
    throw new ControlRefusal(409, 'The order has its address already; use this before funding.');
  const nowMs = world.clock.now();
  const behaviour = scenario.behaviour ?? {};
  order.scenarios.push(scenario.name);
  order.behaviour = { ...order.behaviour, ...behaviour };
  if (scenario.expiresNow) planEnding(order, 'expired', nowMs);
  if (funded) startNow(world, order, behaviour, nowMs);
  world.changed(order);
}

function startNow(world: World, order: OrderRecord, behaviour: Behaviour, nowMs: number): void {
  const moneyIsMoving = !isUnpaid(order) && order.plan.some((step) => step.kind === 'status');
  if (moneyIsMoving && behaviour.course) {
    switchCourse(world, order, behaviour.course, nowMs);
    return;
  }
  const canBePaid = isUnpaid(order) || order.status === 'expired' || order.status === 'underpaid';
  if (canBePaid || !behaviour.course) {
    for (const deposit of behaviour.deposits ?? [])
      planDeposit(order, deposit, nowMs, world.settings);
  }
  if (behaviour.ending) planEnding(order, behaviour.ending, nowMs);
  if (behaviour.address === 'changes') order.plan.push({ kind: 'readdress', atMs: nowMs });
}

/** Replaces what is still planned by the rest of another course. */
function switchCourse(world: World, order: OrderRecord, course: string, nowMs: number): void {
  const kept = order.plan.filter((step) => step.kind !== 'status');
  order.plan.splice(0, order.plan.length, ...kept);
  const steps = courses[course] ?? [];
  const position = steps.findIndex(([status]) => status === order.status);
  const reachedMs = steps[position]?.[1] ?? 0;
  for (const [status, afterMs] of steps.slice(position + 1)) {
    const atMs = nowMs + (afterMs - reachedMs) * world.settings.stepPace;
    order.plan.push({ kind: 'status', status, atMs });
  }
}

function stateOf({ world, faults, recorder, upcoming }: ControlDeps): SandboxState {
  const audits = Object.fromEntries([...world.orders.keys()].map((id) => [id, world.auditOf(id)]));
  const all = Object.values(audits);
  return {
    clock: { now: new Date(world.clock.now()).toISOString(), scale: world.clock.scale },
    settings: world.settings,
    faults: faults.pending(),
    next: upcoming.map((entry) => entry.scenarios),
    counters: {
      requests: recorder.requests.length,
      orders: world.orders.size,
      recipients: world.recipients.size,
      fundings: all.reduce((sum, audit) => sum + audit.fundings, 0),
      refunds: all.reduce((sum, audit) => sum + audit.refunds.length, 0),
    },
    audits,
  };
}
