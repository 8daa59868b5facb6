/** What the simulator keeps: recipients, orders, deposits, refunds. Times are simulated. */

/** A stored recipient; the fields beyond the common ones are as they were sent. */
export interface RecipientRecord {
  readonly id: string;
  readonly userId: string;
  readonly type: string;
  readonly country: string;
  readonly currency: string;
  readonly code: string;
  readonly institutionName: string;
  readonly bankCode: string | undefined;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly extra: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
  updatedAtMs: number;
  active: boolean;
}

/** Money that reached a deposit address. */
export interface DepositRecord {
  readonly id: string;
  readonly amount: string;
  readonly asset: string;
  readonly chain: string;
  readonly hash: string;
  readonly explorerUrl: string;
  readonly atMs: number;
}

/** Money on its way back. */
export interface RefundRecord {
  readonly id: string;
  readonly address: string;
  readonly tag: string;
  readonly amount: string;
  readonly asset: string;
  readonly createdAtMs: number;
  status: 'pending' | 'processing' | 'completed' | 'failed';
  updatedAtMs: number;
  transaction?: { readonly hash: string; readonly explorerUrl: string };
}

/** An address as it was given to an order. */
export interface GivenAddress {
  readonly id: string;
  readonly address: string;
  readonly tag: string;
  /** The chain that the answer names. */
  readonly chain: string;
}

/** One reached step. */
export interface HistoryStep {
  readonly status: string;
  readonly atMs: number;
}

/** Something that will happen to an order by itself. */
export type PlannedStep = { readonly atMs: number } & (
  | { readonly kind: 'status'; readonly status: string }
  | { readonly kind: 'deposit'; readonly amount: string; readonly asset: string }
  | { readonly kind: 'expire' }
  | { readonly kind: 'readdress' }
  | { readonly kind: 'refund'; readonly status: 'processing' | 'completed' | 'failed' }
);

/** How an order departs from the ordinary; an empty object is the happy path. */
export interface Behaviour {
  readonly course?: string;
  readonly refund?: 'completes' | 'fails' | 'hangs';
  readonly address?: 'tron' | 'tron_hidden' | 'damaged' | 'changes' | 'reused' | 'tagged';
  /** What answers about it say wrongly, spell differently, or leave out; `nothing`: all is right. */
  readonly echo?:
    | 'asset'
    | 'recipient'
    | 'amount'
    | 'destination'
    | 'order'
    | 'renamed'
    | 'empty'
    | 'nothing';
  readonly history?: 'gappy' | 'whole';
  readonly hidden?: 'not_found' | 'forbidden' | 'no';
  /** Deposits that come by themselves once the order is funded. */
  readonly deposits?: readonly AutomaticDeposit[];
  /** Set when the order should end by itself after it was funded. */
  readonly ending?: 'expired' | 'cancelled';
}

/** A deposit in terms of what the order expects. */
export interface AutomaticDeposit {
  /** Share of the expected amount, as a decimal. */
  readonly share: string;
  /** After the ordinary moment of the first deposit. */
  readonly afterMs?: number;
  /** Comes a minute after `expiresAt` instead. */
  readonly late?: boolean;
  readonly asset?: string;
}

/** An order and everything that was or will be done to it. */
export interface OrderRecord {
  readonly id: string;
  readonly shortId: string;
  readonly userId: string;
  readonly recipientId: string;
  readonly createdAtMs: number;
  readonly originAsset: string;
  readonly originAmount: string;
  readonly destinationAsset: string;
  readonly destinationAmount: string;
  readonly destinationCountry: string;
  readonly feeAmount: string;
  readonly feeUsd: string;
  readonly expectedAmount: string;
  expiresAtMs: number;
  updatedAtMs: number;
  status: string;
  chain: string;
  given: GivenAddress | undefined;
  refund: RefundRecord | undefined;
  senderConfirmedAtMs: number | undefined;
  behaviour: Behaviour;
  readonly scenarios: string[];
  readonly history: HistoryStep[];
  readonly plan: PlannedStep[];
  readonly deposits: DepositRecord[];
}
