/**
 * What is counted: the catalogue of every metric, and the port through which parts report. A label
 * has one of a few words written here and nothing else, so that no person, address, amount or id
 * can get into one.
 */

import { transferStates } from './domain/transfer.ts';

/** Where parts report to. Reporting is cheap, never fails, and waits for nothing. */
export interface Metrics {
  /** Counts `by` (1) more. */
  count<N extends NameOf<'counter'>>(name: N, labels: LabelsOf<N>, by?: number): void;
  /** Notes how something stands now. */
  set<N extends NameOf<'gauge'>>(name: N, labels: LabelsOf<N>, value: number): void;
  /** Notes how long something took, in milliseconds; below nothing counts as nothing. */
  time<N extends NameOf<'timing'>>(name: N, labels: LabelsOf<N>, ms: number): void;
}

/** Keeps nothing: for parts that nobody watches. */
export const noMetrics: Metrics = {
  count: () => undefined,
  set: () => undefined,
  time: () => undefined,
};

/** One metric; `labels` lists every value that each label can have. */
export interface Definition {
  readonly kind: 'counter' | 'gauge' | 'timing';
  /** As Prometheus knows it. */
  readonly name: string;
  readonly help: string;
  readonly labels: Readonly<Record<string, readonly string[]>>;
}

const chessaCalls = [
  'configuration',
  'createRecipient',
  'checkAccount',
  'createOrder',
  'fundOrder',
  'getOrder',
  'getHistory',
  'refundOrder',
  'getRate',
  'listOrders',
] as const;

/** Every metric by the name that the code uses. Beside them are Node's own: event loop, memory. */
export const catalogue = {
  updatesReceived: {
    kind: 'counter',
    name: 'remit_updates_received_total',
    help: 'Updates from Telegram that were stored; "again" had been stored before',
    labels: { kind: ['fresh', 'again'] },
  },
  updates: {
    kind: 'counter',
    name: 'remit_updates_total',
    help: 'Runs of updates by how they ended; "failed" ones are run again, "parked" ones never',
    labels: { outcome: ['done', 'failed', 'parked', 'too_long', 'broke', 'blocked'] },
  },
  updateRuns: {
    kind: 'timing',
    name: 'remit_update_seconds',
    help: 'How long the run of an update took, in its lane',
    labels: {},
  },
  laneWaits: {
    kind: 'timing',
    name: 'remit_lane_wait_seconds',
    help: 'From the arrival of an update to its run: what people wait before anything happens',
    labels: {},
  },
  webhook: {
    kind: 'counter',
    name: 'remit_webhook_requests_total',
    help: 'Requests to the webhook by what was answered',
    labels: { outcome: ['stored', 'not_stored', 'stranger', 'refused'] },
  },
  progressPages: {
    kind: 'counter',
    name: 'remit_progress_pages_total',
    help: 'Requests for the page of a shared transfer by what was shown; "unknown" links lead nowhere',
    labels: { outcome: ['shown', 'unknown', 'busy', 'unavailable'] },
  },
  webhookOurs: {
    kind: 'gauge',
    name: 'remit_webhook_ours',
    help: '1 while Telegram sends updates to us, 0 when they go elsewhere (webhook mode only)',
    labels: {},
  },
  updatesHeldByTelegram: {
    kind: 'gauge',
    name: 'remit_updates_held_by_telegram',
    help: 'Updates that Telegram has not been able to deliver yet (webhook mode only)',
    labels: {},
  },
  looks: {
    kind: 'counter',
    name: 'remit_looks_total',
    help: 'Looks at transfers by the state in which they were; "bug" is a fault of ours',
    labels: { state: transferStates, outcome: ['done', 'bug'] },
  },
  lookLateness: {
    kind: 'timing',
    name: 'remit_look_lateness_seconds',
    help: 'How much later than planned a look began',
    labels: {},
  },
  looksBehind: {
    kind: 'gauge',
    name: 'remit_looks_behind_seconds',
    help: 'How long the look that is due longest has been due, as the last sweep saw it',
    labels: {},
  },
  jobs: {
    kind: 'gauge',
    name: 'remit_queue_jobs',
    help: 'Jobs of the queue by state, as BullMQ names them, of all processes together',
    labels: { state: ['waiting', 'prioritized', 'active', 'delayed', 'completed', 'failed'] },
  },
  jobsTakenOver: {
    kind: 'counter',
    name: 'remit_queue_stalled_total',
    help: 'Jobs that were found in the hands of a process that is gone, and run again',
    labels: {},
  },
  storeRefusals: {
    kind: 'counter',
    name: 'remit_store_refusals_total',
    help: 'Verbs of the store that did not happen; "emptied" is other data than before, or none',
    labels: { why: ['away', 'full', 'emptied'] },
  },
  listRows: {
    kind: 'counter',
    name: 'remit_list_rows_total',
    help: 'Rows of the list of orders about open transfers of ours: "moved" ones were looked at',
    labels: { is: ['moved', 'still', 'unsure'] },
  },
  transfers: {
    kind: 'gauge',
    name: 'remit_transfers',
    help: 'How many transfers are in a state, as the last sweep saw it; the same in every process',
    labels: { state: transferStates },
  },
  sends: {
    kind: 'counter',
    name: 'remit_sends_total',
    help: 'Card edits and pushes by outcome; "retry" ones are tried again',
    labels: {
      what: ['card', 'push'],
      outcome: ['accepted', 'retry', 'unreachable', 'refused', 'unknown', 'lost', 'overtaken'],
    },
  },
  outboxBehind: {
    kind: 'gauge',
    name: 'remit_outbox_behind_seconds',
    help: 'How long ago the outbox was last found empty: the most that anything waits in it',
    labels: {},
  },
  calls: {
    kind: 'counter',
    name: 'remit_chessa_calls_total',
    help: 'Calls to Chessa by outcome: "ok" or the kind of failure',
    labels: {
      call: chessaCalls,
      outcome: ['ok', 'rejected', 'unavailable', 'unknown', 'misconfigured'],
    },
  },
  callTimes: {
    kind: 'timing',
    name: 'remit_chessa_call_seconds',
    help: 'How long a call to Chessa took, its repetitions and its turn in the budget included',
    labels: { call: chessaCalls },
  },
  turns: {
    kind: 'counter',
    name: 'remit_budget_turns_total',
    help: 'Calls let through by a budget of calls a second',
    labels: { budget: ['chessa', 'telegram_push'] },
  },
  turnWaits: {
    kind: 'timing',
    name: 'remit_budget_wait_seconds',
    help: 'How long a call waited for its turn in the budget',
    labels: { budget: ['chessa', 'telegram_push'] },
  },
  budgetSizes: {
    kind: 'gauge',
    name: 'remit_budget_per_second',
    help: 'Calls a second that a budget lets through, over all processes together',
    labels: { budget: ['chessa', 'telegram_push'] },
  },
  records: {
    kind: 'counter',
    name: 'remit_log_records_total',
    help: 'Records in the log by level',
    labels: { level: ['warn', 'error'] },
  },
} as const satisfies Readonly<Record<string, Definition>>;

type Catalogue = typeof catalogue;

/** The metrics of one kind, as the code names them. */
export type NameOf<K extends Definition['kind']> = {
  [N in keyof Catalogue]: Catalogue[N]['kind'] extends K ? N : never;
}[keyof Catalogue];

/** One of the listed values for each label of a metric. */
export type LabelsOf<N extends keyof Catalogue> = {
  readonly [L in keyof Catalogue[N]['labels']]: Catalogue[N]['labels'][L] extends readonly (infer V extends
    string)[]
    ? V
    : never;
};
