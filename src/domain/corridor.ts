/**
 * What the provider's configuration allows: where money can go, by which way, through which
 * institution, and what must be known about the recipient. Shaped for a dialogue, whatever
 * shape the configuration had (see docs of Chessa's configuration in `src/chessa/configuration`).
 */

import type { Field } from './field.ts';
import type { Decimal } from './money.ts';
import type { Pause } from './pause.ts';

/** Bounds on what the recipient gets, both inclusive; absent means none is known. */
export interface Limits {
  readonly min?: Decimal;
  readonly max?: Decimal;
  readonly currency: string;
}

/** A bank, a wallet operator: what `code` names when a recipient is created. */
export interface Institution {
  readonly code: string;
  readonly name: string;
  /** The provider's own word for the recipient's `type`, sent back as it came. */
  readonly type: string;
  readonly limits?: Limits;
  /** Limits that are told in another currency than the corridor's. */
  readonly otherLimits?: Limits;
  /** It pays out, but later than usual at the moment. */
  readonly delayed?: boolean;
  /** Decimals that an amount may have there; absent where nobody says. */
  readonly amountDecimals?: number;
  /** The national clearing code, where the configuration tells it beside the code. */
  readonly clearingCode?: string;
  /** What else must be asked, in order; the institution itself is not among them. */
  readonly fields: readonly Field[];
}

/** How money can arrive in one corridor. */
export interface Way {
  readonly kind: 'bank' | 'mobile_money' | 'other';
  /** The configuration's own name for it, where it has one. */
  readonly label?: string;
  readonly institutions: readonly Institution[];
}

/** One destination: a country and a currency. `key` is `NG:NGN`. */
export interface Corridor {
  readonly key: string;
  readonly country: { readonly code: string; readonly name: string };
  readonly currency: string;
  readonly limits?: Limits;
  readonly ways: readonly Way[];
}

/** Everything that can be sent to now. `hash` changes exactly when the content does. */
export interface Configuration {
  readonly hash: string;
  readonly corridors: readonly Corridor[];
  /** What people can pay with, where the configuration says; else the operator's setting. */
  readonly fundingAssets?: readonly { readonly asset: string; readonly chain: string }[];
  /** What staff have closed, and is missing above. */
  readonly pauses?: readonly Pause[];
}
