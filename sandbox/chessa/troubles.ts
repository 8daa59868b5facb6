/** What goes wrong at the moment beyond single orders, and the way back to normal. */
import type { Faults } from './faults.ts';
import type { Upcoming } from './order-desk.ts';
import type { OrderRecord } from './records.ts';
import type { Scenario } from './scenario.ts';
import type { Settings } from './settings.ts';
import { iso } from './time.ts';
import type { World } from './world.ts';

/** Something that holds until it has met its calls, its time is over, or all is back to normal. */
export interface Active {
  /** The scenario's name, or the kind of a fault that was made by hand. */
  readonly name: string;
  /** The one order that it is about, by its short id. */
  readonly order?: string;
  /** How many calls it still meets. */
  readonly calls?: number;
  /** The simulated time at which it ends by itself, ISO 8601. */
  readonly until?: string;
}

/** Troubles of the whole provider. */
export interface Troubles {
  /** Puts a scenario's settings or its wrong clock into effect. */
  begin(scenario: Scenario): void;
  active(): readonly Active[];
  /** Ends all of them: faults, scenarios to come, what answers hide or say wrongly, changes. */
  toNormal(): void;
}

/** @param deps what troubles are made with; `upcoming` is emptied in place */
export function createTroubles(deps: {
  readonly world: World;
  readonly faults: Faults;
  readonly upcoming: Upcoming[];
}): Troubles {
  const { world, faults, upcoming } = deps;
  const begun: Scenario[] = [];
  let before: Partial<Settings> = {};
  return {
    begin(scenario) {
      if (scenario.skewMs !== undefined) putClock(world, scenario.skewMs);
      before = { ...namedIn(scenario.settings, world.settings), ...before };
      world.configure(scenario.settings ?? {});
      const others = begun.filter((one) => !replaces(scenario, one));
      begun.splice(0, begun.length, ...others, scenario);
    },
    active: () => [
      ...begun.map(({ name }) => ({ name })),
      ...faults.pending().map((fault) => ({
        name: fault.scenario ?? fault.kind,
        ...orderNamed(world, fault.orderId),
        ...(fault.untilMs !== undefined && { until: iso(fault.untilMs) }),
        ...(!fault.lasting && fault.untilMs === undefined && { calls: fault.count ?? 1 }),
      })),
      ...[...world.orders.values()].filter(isDisguised).map(({ shortId, scenarios }) => ({
        name: scenarios.at(-1) ?? 'answers',
        order: shortId,
      })),
    ],
    toNormal() {
      faults.clear();
      upcoming.length = 0;
      begun.length = 0;
      world.configure(before);
      before = {};
      putClock(world, 0);
      for (const order of world.orders.values()) undisguise(world, order);
    },
  };
}

function putClock(world: World, skewMs: number): void {
  world.clock.setSkew(skewMs);
  world.tick();
}

/** Of the settings that a scenario names, what holds now. */
function namedIn(patch: Partial<Settings> | undefined, settings: Settings): Partial<Settings> {
  const names = Object.keys(patch ?? {});
  return Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name)));
}

/** The clock is wrong in one way at a time, and nothing is begun twice. */
function replaces(scenario: Scenario, earlier: Scenario): boolean {
  const bothClocks = scenario.skewMs !== undefined && earlier.skewMs !== undefined;
  return bothClocks || scenario.name === earlier.name;
}

function orderNamed(world: World, orderId: string | undefined): { readonly order?: string } {
  const shortId = orderId === undefined ? undefined : world.orders.get(orderId)?.shortId;
  return shortId === undefined ? {} : { order: shortId };
}

function isDisguised({ behaviour: { echo, hidden, history } }: OrderRecord): boolean {
  const wrong = echo !== undefined && echo !== 'nothing';
  const away = hidden !== undefined && hidden !== 'no';
  return wrong || away || history === 'gappy';
}

function undisguise(world: World, order: OrderRecord): void {
  if (!isDisguised(order)) return;
  const { echo: _echo, hidden: _hidden, history: _history, ...rest } = order.behaviour;
  order.behaviour = rest;
  world.changed(order);
}
