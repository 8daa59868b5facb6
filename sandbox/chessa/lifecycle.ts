/** What happens to an order as time passes: planned steps are taken when they are due. */
import { Big } from 'big.js';
import { courses } from './courses.ts';
import type {
  AutomaticDeposit,
  Behaviour,
  DepositRecord,
  OrderRecord,
  PlannedStep,
} from './records.ts';
import type { Settings } from './settings.ts';

/** What the lifecycle needs from the world around it. */
export interface LifecycleWorld {
  readonly settings: Settings;
  newDeposit(order: OrderRecord, amount: string, asset: string, atMs: number): DepositRecord;
  /** Gives the order another address than the one it has. */
  readdress(order: OrderRecord): void;
  newTransaction(chain: string): { readonly hash: string; readonly explorerUrl: string };
  /** Called when an order was delivered, for the recipient's own `updatedAt`. */
  delivered(order: OrderRecord, atMs: number): void;
}

/** In the captured order `updatedAt` is this much before the matching history entry. */
const UPDATED_BEFORE_HISTORY_MS = 4;
const ENDING_AFTER_FUNDING_MS = 10_000;
const LATE_AFTER_EXPIRY_MS = 60_000;
const ADDRESS_CHANGE_AFTER_FUNDING_MS = 20_000;

/** Takes every step that is due, in order of time. @returns whether anything changed */
export function settle(order: OrderRecord, nowMs: number, world: LifecycleWorld): boolean {
  let changed = false;
  for (let step = takeDue(order, nowMs); step; step = takeDue(order, nowMs)) {
    changed = take(order, step, world) || changed;
  }
  return changed;
}

/** When the next planned step is due, if one is. */
export function nextStepAtMs(order: OrderRecord): number | undefined {
  if (order.plan.length === 0) return undefined;
  return Math.min(...order.plan.map((step) => step.atMs));
}

/** Puts an order into a status from a moment on, and into its history. */
export function enter(order: OrderRecord, status: string, atMs: number): void {
  order.status = status;
  order.updatedAtMs = atMs - UPDATED_BEFORE_HISTORY_MS;
  order.history.push({ status, atMs });
}

/** Plans what the order's behaviour brings after funding: deposits, an ending, a new address. */
export function planAfterFunding(order: OrderRecord, nowMs: number, settings: Settings): void {
  const { behaviour } = order;
  for (const deposit of behaviour.deposits ?? []) {
    const usualMs = nowMs + settings.depositDelayMs * settings.stepPace;
    planDeposit(order, deposit, usualMs, settings);
  }
  if (behaviour.ending) {
    const atMs = nowMs + ENDING_AFTER_FUNDING_MS * settings.stepPace;
    planEnding(order, behaviour.ending, atMs);
  }
  if (behaviour.address === 'changes') {
    const atMs = nowMs + ADDRESS_CHANGE_AFTER_FUNDING_MS * settings.stepPace;
    order.plan.push({ kind: 'readdress', atMs });
  }
}

/** Plans that an order ends by itself. An expiry moves `expiresAt` with it. */
export function planEnding(
  order: OrderRecord,
  ending: NonNullable<Behaviour['ending']>,
  atMs: number,
): void {
  if (ending === 'cancelled') {
    order.plan.push({ kind: 'status', status: ending, atMs });
    return;
  }
  order.expiresAtMs = atMs;
  order.plan.push({ kind: 'expire', atMs });
}

/** Plans one deposit, told as a share of what the order expects. */
export function planDeposit(
  order: OrderRecord,
  deposit: AutomaticDeposit,
  usualMs: number,
  settings: Settings,
): void {
  const baseMs = deposit.late ? order.expiresAtMs + LATE_AFTER_EXPIRY_MS : usualMs;
  const amount = new Big(order.expectedAmount).times(deposit.share).round(6, Big.roundDown);
  order.plan.push({
    kind: 'deposit',
    atMs: baseMs + (deposit.afterMs ?? 0) * settings.stepPace,
    amount: amount.toFixed(),
    asset: deposit.asset ?? order.originAsset,
  });
}

/** The chain on which the order's address is, whatever was asked for. */
export function depositChain(order: OrderRecord): string {
  return order.given?.chain ?? order.chain;
}

/** Whether no money has come and none of the final words was said. */
export function isUnpaid(order: OrderRecord): boolean {
  return order.status === 'created' || order.status === 'waiting_for_funding';
}

function takeDue(order: OrderRecord, nowMs: number): PlannedStep | undefined {
  const atMs = nextStepAtMs(order);
  if (atMs === undefined || atMs > nowMs) return undefined;
  const index = order.plan.findIndex((step) => step.atMs === atMs);
  return order.plan.splice(index, 1)[0];
}

function take(order: OrderRecord, step: PlannedStep, world: LifecycleWorld): boolean {
  switch (step.kind) {
    case 'status':
      enter(order, step.status, step.atMs);
      if (step.status === 'completed') world.delivered(order, step.atMs);
      return true;
    case 'expire':
      if (!isUnpaid(order)) return false;
      enter(order, 'expired', step.atMs);
      return true;
    case 'readdress':
      world.readdress(order);
      order.updatedAtMs = step.atMs;
      return true;
    case 'deposit':
      receive(order, world.newDeposit(order, step.amount, step.asset, step.atMs), world.settings);
      return true;
    case 'refund':
      return advanceRefund(order, step.status, step.atMs, world);
  }
}

function receive(order: OrderRecord, deposit: DepositRecord, settings: Settings): void {
  const wasUnpaid = isUnpaid(order);
  const wasShort = order.status === 'underpaid';
  const wasExpired = order.status === 'expired';
  order.deposits.push(deposit);
  order.updatedAtMs = deposit.atMs;
  const enough = receivedAmount(order).gte(order.expectedAmount);

  if (wasUnpaid) start(order, enough ? courseOf(order) : 'stops_short', deposit.atMs, settings);
  else if (wasShort && enough && settings.topUp === 'proceeds')
    start(order, courseOf(order), deposit.atMs, settings);
  else if (wasExpired && settings.lateDeposit === 'paid')
    start(order, enough ? courseOf(order) : 'stops_short', deposit.atMs, settings);
}

/** What came in the asset that was asked for. */
function receivedAmount(order: OrderRecord): Big {
  return order.deposits
    .filter((deposit) => deposit.asset === order.originAsset)
    .reduce((sum, deposit) => sum.plus(deposit.amount), new Big(0));
}

function courseOf(order: OrderRecord): string {
  return order.behaviour.course ?? 'completes';
}

function start(order: OrderRecord, course: string, atMs: number, settings: Settings): void {
  const steps = courses[course];
  if (!steps) throw new Error(`no course named ${course}`);
  for (const [status, afterMs] of steps) {
    order.plan.push({ kind: 'status', status, atMs: atMs + afterMs * settings.stepPace });
  }
}

function advanceRefund(
  order: OrderRecord,
  status: 'processing' | 'completed' | 'failed',
  atMs: number,
  world: LifecycleWorld,
): boolean {
  const { refund } = order;
  if (!refund) return false;
  refund.status = status;
  refund.updatedAtMs = atMs;
  order.updatedAtMs = atMs;
  if (status === 'completed') {
    refund.transaction = world.newTransaction(depositChain(order));
    enter(order, 'refunded', atMs);
  }
  return true;
}
