/** What control can do to single orders: money that arrives, and scenarios from now on. */

import type { Control, ControlDeps } from './control.ts';
import { ControlRefusal } from './control-refusal.ts';
import { courses } from './courses.ts';
import { isUnpaid, planDeposit, planEnding } from './lifecycle.ts';
import { panelOrder } from './panel-order.ts';
import type { Behaviour, OrderRecord } from './records.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** The part of control that is about orders. */
export type OrderControl = Pick<
  Control,
  'deposit' | 'applyScenario' | 'orders' | 'order' | 'audit' | 'subscribe'
>;

/** @param begin starts a scenario that is not about an order's own course, and tells whether it did */
export function createOrderControl(
  { world }: ControlDeps,
  begin: (name: string, orderId: string) => Scenario | undefined,
): OrderControl {
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
      const scenario = begin(name, orderId);
      if (scenario) applyToOrder(world, existing(orderId), scenario);
      return panel(existing(orderId));
    },
    orders: () => [...world.orders.keys()].map(existing).reverse().map(panel),
    order: (orderId) => panel(existing(orderId)),
    audit: (orderId) => world.auditOf(existing(orderId).id),
    subscribe: (listener) => world.subscribe((order) => listener(panel(order))),
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
