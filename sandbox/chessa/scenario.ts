/** What a scenario is: one thing that can be made to happen, with a sentence for people. */
import type { FaultSpec } from './faults.ts';
import type { Behaviour } from './records.ts';
import type { Settings } from './settings.ts';

/**
 * Where a panel puts a scenario. `line` spoils single calls, `outage` every call until all is put
 * back to normal, `change` alters what is on offer until then; the others are about one order.
 */
export type ScenarioGroup =
  | 'payment'
  | 'payout'
  | 'refund'
  | 'address'
  | 'answer'
  | 'line'
  | 'outage'
  | 'change';

/** Something that an order, a call or the whole provider can be made to go through. */
export interface Scenario {
  readonly name: string;
  readonly group: ScenarioGroup;
  /** For people: what happens. */
  readonly sentence: string;
  /** The lines of `docs/safety.md` that it lets one see, `C01`. */
  readonly shows?: readonly string[];
  /** `before_funding`: has no effect on an order that has its address already. */
  readonly moment: 'before_funding' | 'any';
  readonly behaviour?: Behaviour;
  /** The order expires at once, before anything else of the scenario. */
  readonly expiresNow?: boolean;
  /** A fault for the calls to come instead. */
  readonly fault?: Omit<FaultSpec, 'orderId' | 'scenario'>;
  /** Settings that hold until all is put back to normal. */
  readonly settings?: Partial<Settings>;
  /** How far Chessa's clock is off from then on, in milliseconds; ahead when above 0. */
  readonly skewMs?: number;
}
