/** The switches: every point on which the provider's documents leave more than one reading. */

/** Each switch names the readings there are; {@link defaultSettings} is the likeliest of each. */
export interface Settings {
  /** Which spelling of the path answers: `/v1/recipients`, `/v1/recipient`, or both. */
  readonly recipientPaths: 'both' | 'plural' | 'singular';
  /** Where the id of a created recipient stands in the answer. */
  readonly recipientId: 'recipient.id' | 'id' | 'recipientId';
  /** Rows of recipient lists: as documented (`bankCode`, `bank_account`), or as create answers. */
  readonly recipientListShape: 'documented' | 'created';
  /** Rows of the order list: as documented (`cryptoAmount`, …), or whole orders. */
  readonly orderListShape: 'documented' | 'detail';
  /** Whether the order list obeys `page` and `pageSize`, which no document names. */
  readonly pagination: 'obeyed' | 'ignored' | 'absent';
  /** Whether answers put the order under `order`, or are the order. */
  readonly orderEnvelope: 'order' | 'bare';
  /** The name under which an order tells its status; `beside`: beside `order`, not in it. */
  readonly statusKey: 'status' | 'state' | 'currentStatus' | 'beside';
  /** The tag of an address that has none: `""`, `null`, or no such field. */
  readonly tagShape: 'empty' | 'null' | 'absent';
  /** The answer to a refund request: flat with `refundId`, or under `refund` with `id`. */
  readonly refundShape: 'flat' | 'wrapped';
  /** Refusals: as documented, `message` as a list, `error` as an object, or bare words. */
  readonly errorShape: 'documented' | 'list' | 'object' | 'text';
  /** Amounts of funded orders: text of 8 decimals, JSON numbers, or text with an exponent. */
  readonly amountShape: 'documented' | 'number' | 'exponent';
  readonly validateShape: 'flat' | 'nested' | 'name';
  /** What a name enquiry says of an account that does not exist. */
  readonly unknownAccount: 'valid_false' | 'status_400' | 'status_404';
  readonly rateShape: 'nested' | 'flat' | 'price';
  readonly userShape: 'documented' | 'flat';
  /** What the body of `GET /v1/configurations` is wrapped in. */
  readonly configurationShape: 'payouts' | 'configurations' | 'data' | 'configuration' | 'array';
  /** Whether country and currency are objects or plain codes. */
  readonly placeShape: 'object' | 'code';
  /** Limits of routes: numbers, text, `null`, 0, or no such field. They hold all the same. */
  readonly limitsShape: 'numbers' | 'text' | 'null' | 'zero' | 'absent';
  /** Adds routes to the configuration that no client can read. */
  readonly brokenRoutes: boolean;
  /** Account numbers as their rules say, or two digits longer than that. */
  readonly numberRule: 'usual' | 'two_digits_more';
  /** The limits as they are, or ten times closer from both sides. */
  readonly limits: 'usual' | 'tight';
  /** Codes of institutions that are gone from the configuration and refused from now on. */
  readonly withdrawn: readonly string[];
  /** Whether the 0.5 % and the flat fee are part of `originAmount`, come on top, or are nothing. */
  readonly fees: 'inside' | 'outside' | 'zero';
  /** Share of what is delivered, as a decimal: `0.005`. */
  readonly feePercent: string;
  /** Flat part of the fee, in the asset that is sent. */
  readonly feeFlat: string;
  /** Whether orders show their fee, or say nothing of it. */
  readonly feeFields: 'shown' | 'absent';
  /** Below the minimum: the sentence that names the limit, or a bare 500. */
  readonly belowMinimum: 'named' | 'opaque';
  /** Chains that funding understands; every other name falls to Tron. */
  readonly chains: readonly string[];
  /** A chain that is missing or unknown at funding: a silent Tron address, or a 400. */
  readonly chainFallback: 'tron' | 'refused';
  /** Whether orders on one chain share one deposit address. */
  readonly addressReuse: boolean;
  /** Funding an order that has its address already. */
  readonly secondFunding: 'same_address' | 'fresh_address' | 'refused';
  /** A second refund request while the first is under way. */
  readonly secondRefund: 'refused' | 'same' | 'replaced';
  /** Whether an order shows a `refund` object, or its `refundAddress` alone. */
  readonly refundObject: boolean;
  /** Money after `expiresAt`: kept while the order stays expired, or paid out after all. */
  readonly lateDeposit: 'held' | 'paid';
  /** A second deposit that makes up for a short one: the order goes on, or stays held. */
  readonly topUp: 'proceeds' | 'held';
  /** `cryptoDeposit` of an order with several deposits. */
  readonly severalDeposits: 'array' | 'first' | 'last';
  /** Whether there is a status-history at all. */
  readonly historyKept: boolean;
  /** Whether status-history also lists steps not reached yet, unchecked and without a time. */
  readonly futureSteps: boolean;
  /** Which fields are at fault, beside the documented error body. */
  readonly fieldErrors: 'message' | 'list' | 'map';
  /** Whether a recipient gets the name that the enquiry found instead of the one sent. */
  readonly nameOverride: boolean;
  /** Whether create also answers `actualAccountName`. */
  readonly actualAccountName: boolean;
  /** Multiplies every delay between an order's steps; 1 is as captured. Expiry is not touched. */
  readonly stepPace: number;
  /** From funding to the deposit of an order whose scenario pays by itself, before `stepPace`. */
  readonly depositDelayMs: number;
}

/** What the documents show, or where they are silent, what integrators report. */
export const defaultSettings: Settings = {
  recipientPaths: 'both',
  recipientId: 'recipient.id',
  recipientListShape: 'documented',
  orderListShape: 'documented',
  pagination: 'obeyed',
  orderEnvelope: 'order',
  statusKey: 'status',
  tagShape: 'empty',
  refundShape: 'flat',
  errorShape: 'documented',
  amountShape: 'documented',
  validateShape: 'flat',
  unknownAccount: 'valid_false',
  rateShape: 'nested',
  userShape: 'documented',
  configurationShape: 'payouts',
  placeShape: 'object',
  limitsShape: 'numbers',
  brokenRoutes: false,
  numberRule: 'usual',
  limits: 'usual',
  withdrawn: [],
  fees: 'inside',
  feePercent: '0.005',
  feeFlat: '1',
  feeFields: 'shown',
  belowMinimum: 'named',
  chains: ['Solana', 'Tron', 'BNB Chain'],
  chainFallback: 'tron',
  addressReuse: false,
  secondFunding: 'same_address',
  secondRefund: 'refused',
  refundObject: true,
  lateDeposit: 'held',
  topUp: 'proceeds',
  severalDeposits: 'array',
  historyKept: true,
  futureSteps: false,
  fieldErrors: 'message',
  nameOverride: true,
  actualAccountName: false,
  stepPace: 1,
  depositDelayMs: 43_521,
};
