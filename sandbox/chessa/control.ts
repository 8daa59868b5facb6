/** What a test or a panel can do to the simulator, beyond what clients can. */
import type { OrderAudit } from './audit.ts';
import type { Clock } from './clock.ts';
import { ControlRefusal } from './control-refusal.ts';
import type { Endpoint } from './endpoints.ts';
import type { FaultSpec, Faults } from './faults.ts';
import { createOrderControl } from './order-control.ts';
import type { Upcoming } from './order-desk.ts';
import type { PanelOrder } from './panel-order.ts';
import type { RecordedRequest, Recorder } from './recorder.ts';
import type { Behaviour } from './records.ts';
import type { Route } from './route.ts';
import type { Scenario } from './scenario.ts';
import { findScenario, scenarios } from './scenarios.ts';
import type { Settings } from './settings.ts';
import { type Active, createTroubles, type Troubles } from './troubles.ts';
import type { World } from './world.ts';

/** Everything in one view. */
export interface SandboxState {
  /** `now` is everybody's time; Chessa's own is off by `skewMs`. */
  readonly clock: { readonly now: string; readonly scale: number; readonly skewMs: number };
  readonly settings: Settings;
  /** What goes wrong at the moment, until it ends by itself or all is put back to normal. */
  readonly active: readonly Active[];
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
  /** Everybody's clock: Chessa's own can be put wrong beside it by a scenario. */
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
  /** Makes the next created order go through scenarios; one that is not about orders begins now. */
  next(names: string | readonly string[], options?: { count?: number; endpoint?: Endpoint }): void;
  fault(spec: FaultSpec): void;
  clearFaults(): void;
  /** Ends whatever goes wrong: see {@link Troubles.toNormal}. Orders stay where they are. */
  toNormal(): void;
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
  readonly clock: Clock;
  readonly faults: Faults;
  readonly recorder: Recorder;
  readonly upcoming: Upcoming[];
}

/** Makes the controls. */
export function createControl(deps: ControlDeps): Control {
  const { world, clock, faults, recorder, upcoming } = deps;
  const troubles = createTroubles(deps);

  /** Returns the scenario where it is one that an order goes through. */
  function begin(name: string, about: Partial<FaultSpec> = {}): Scenario | undefined {
    const scenario = knownScenario(name);
    const { fault, settings, skewMs } = scenario;
    if (fault) faults.add({ ...fault, ...about, scenario: name });
    else if (settings || skewMs !== undefined) troubles.begin(scenario);
    else return scenario;
    return undefined;
  }

  return {
    ...createOrderControl(deps, (name, orderId) => begin(name, { orderId })),
    requests: recorder.requests,
    settings: () => world.settings,
    clock: clockControl(world, clock),
    configure: world.configure,
    replaceRoutes: world.replaceRoutes,
    next(names, options = {}) {
      const forOrders = [names].flat().flatMap((name) => begin(name, options) ?? []);
      if (forOrders.length === 0) return;
      for (let left = options.count ?? 1; left > 0; left -= 1) upcoming.push(merged(forOrders));
    },
    fault: faults.add,
    clearFaults: faults.clear,
    toNormal: troubles.toNormal,
    scenarios: () => scenarios,
    state: () => stateOf(deps, troubles),
    reset() {
      troubles.toNormal();
      world.clear();
      recorder.clear();
    },
  };
}

function clockControl(world: World, clock: Clock): Control['clock'] {
  return {
    now: clock.now,
    get scale() {
      return clock.scale;
    },
    setScale(scale) {
      clock.setScale(scale);
      world.tick();
    },
    advance(ms) {
      clock.advance(ms);
      world.tick();
    },
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

function stateOf(
  { world, clock, faults, recorder, upcoming }: ControlDeps,
  troubles: Troubles,
): SandboxState {
  const audits = Object.fromEntries([...world.orders.keys()].map((id) => [id, world.auditOf(id)]));
  const all = Object.values(audits);
  return {
    clock: {
      now: new Date(clock.now()).toISOString(),
      scale: clock.scale,
      skewMs: world.clock.skewMs,
    },
    settings: world.settings,
    active: troubles.active(),
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
