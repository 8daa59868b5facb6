/** Everything that can be made to happen, each with a sentence for people. One is one button. */
import type { FaultKind, FaultSpec } from './faults.ts';
import type { Behaviour } from './records.ts';

/** Where a panel puts a scenario. */
export type ScenarioGroup = 'payment' | 'payout' | 'refund' | 'address' | 'answer' | 'line';

/** Something that an order, or a call, can be made to go through. */
export interface Scenario {
  readonly name: string;
  readonly group: ScenarioGroup;
  /** For people: what happens. */
  readonly sentence: string;
  /** `before_funding`: has no effect on an order that has its address already. */
  readonly moment: 'before_funding' | 'any';
  readonly behaviour?: Behaviour;
  /** The order expires at once, before anything else of the scenario. */
  readonly expiresNow?: boolean;
  /** A fault for the next call instead. */
  readonly fault?: Omit<FaultSpec, 'orderId'>;
}

/** The scenario of that name, if there is one. */
export function findScenario(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}

const whole = { share: '1' };
const afterAMoment = 3_000;

function order(
  group: ScenarioGroup,
  name: string,
  sentence: string,
  behaviour: Behaviour,
  moment: Scenario['moment'] = 'any',
): Scenario {
  return { name, group, sentence, behaviour, moment };
}

function line(
  name: string,
  sentence: string,
  kind: FaultKind,
  more?: Partial<FaultSpec>,
): Scenario {
  return { name, group: 'line', sentence, moment: 'any', fault: { kind, ...more } };
}

/** The whole catalogue, in the order of a panel. */
export const scenarios: readonly Scenario[] = [
  order('payment', 'exact', 'The exact amount arrives and is delivered.', {
    deposits: [whole],
    course: 'completes',
  }),
  order('payment', 'short', 'Less than the amount arrives; the order is held.', {
    deposits: [{ share: '0.6' }],
  }),
  order('payment', 'over', 'More than the amount arrives.', { deposits: [{ share: '1.2' }] }),
  order('payment', 'second_deposit', 'The amount arrives twice, three seconds apart.', {
    deposits: [whole, { share: '1', afterMs: afterAMoment }],
  }),
  order('payment', 'topped_up', 'Too little arrives, and the rest a minute later.', {
    deposits: [{ share: '0.6' }, { share: '0.4', afterMs: 60_000 }],
  }),
  order('payment', 'late', 'The amount arrives a minute after the order expired.', {
    deposits: [{ share: '1', late: true }],
  }),
  {
    ...order('payment', 'late_now', 'The order expires now; the money comes five seconds later.', {
      deposits: [{ share: '1', afterMs: 5_000 }],
    }),
    expiresNow: true,
  },
  { ...order('payment', 'expires', 'The order expires now; nobody pays.', {}), expiresNow: true },
  order('payment', 'wrong_asset', 'Money arrives in another asset.', {
    deposits: [{ share: '1', asset: 'ETH' }],
  }),
  order('payment', 'confirms_slowly', 'The payment takes ten minutes to be confirmed.', {
    deposits: [whole],
    course: 'confirms_slowly',
  }),

  order('payout', 'payout_fails', 'The money arrives, but the payout fails.', {
    deposits: [whole],
    course: 'fails',
  }),
  order('payout', 'payout_fails_capitalised', 'The payout fails, spelled "Failed".', {
    deposits: [whole],
    course: 'fails_capitalised',
  }),
  order('payout', 'completed_after_failed', 'The payout fails, then succeeds a minute later.', {
    deposits: [whole],
    course: 'fails_then_completes',
  }),
  order('payout', 'pays_slowly', 'The payout takes an hour.', {
    deposits: [whole],
    course: 'pays_slowly',
  }),
  order('payout', 'hangs', 'The payout is under way and never ends.', {
    deposits: [whole],
    course: 'hangs',
  }),
  order('payout', 'leaps', 'From waiting to delivered in one step.', {
    deposits: [whole],
    course: 'leaps',
  }),
  order('payout', 'cancelled', 'Chessa cancels the order.', { ending: 'cancelled' }),

  order('refund', 'refund_completes', 'The payout fails; a refund that is asked for arrives.', {
    deposits: [whole],
    course: 'fails',
    refund: 'completes',
  }),
  order('refund', 'refund_fails', 'The payout fails, and so does the refund.', {
    deposits: [whole],
    course: 'fails',
    refund: 'fails',
  }),
  order('refund', 'refund_hangs', 'The payout fails; the refund never ends.', {
    deposits: [whole],
    course: 'fails',
    refund: 'hangs',
  }),
  order('refund', 'refunds_itself', 'The payout fails, and the money goes back unasked.', {
    deposits: [whole],
    course: 'refunds_itself',
  }),

  order(
    'address',
    'tron_fallback',
    'Funding answers with a Tron address, whatever was asked.',
    { address: 'tron' },
    'before_funding',
  ),
  order(
    'address',
    'tron_fallback_hidden',
    'Funding names the right chain, but the address is one of Tron.',
    { address: 'tron_hidden' },
    'before_funding',
  ),
  order(
    'address',
    'bad_checksum',
    'Funding answers with an address that fails its own check.',
    { address: 'damaged' },
    'before_funding',
  ),
  order('address', 'address_changes', 'The address changes after it was given.', {
    address: 'changes',
  }),
  order(
    'address',
    'address_reused',
    'Funding answers with the address of an earlier order.',
    { address: 'reused' },
    'before_funding',
  ),
  order(
    'address',
    'address_tagged',
    'The address comes with a tag that must be sent along.',
    { address: 'tagged' },
    'before_funding',
  ),

  order('answer', 'echo_asset', 'The order answers with another asset.', { echo: 'asset' }),
  order('answer', 'echo_recipient', 'The order answers with another recipient.', {
    echo: 'recipient',
  }),
  order('answer', 'echo_amount', 'The order asks for another amount.', { echo: 'amount' }),
  order('answer', 'echo_destination', 'The order delivers less than was quoted.', {
    echo: 'destination',
  }),
  order('answer', 'echo_order', 'The answer is about another order.', { echo: 'order' }),
  order('answer', 'order_not_found', 'Chessa does not know the order any more.', {
    hidden: 'not_found',
  }),
  order('answer', 'order_forbidden', 'Chessa will not show the order any more.', {
    hidden: 'forbidden',
  }),
  order('answer', 'unknown_status', 'The order is in a state that nobody documented.', {
    deposits: [whole],
    course: 'says_something_unknown',
  }),
  order('answer', 'odd_spelling', 'States are spelled in other words and capitals.', {
    deposits: [whole],
    course: 'spells_differently',
  }),
  order('answer', 'history_gaps', 'The history lacks a step and tells the last one twice.', {
    deposits: [whole],
    history: 'gappy',
  }),
  order('answer', 'status_backwards', 'The order goes back a step before it is delivered.', {
    deposits: [whole],
    course: 'goes_back',
  }),

  line('timeout_after_act', 'The call works, but its answer never comes.', 'silent_after_act'),
  line('cut_after_act', 'The call works, but the line is cut before the answer.', 'cut_after_act'),
  line('timeout_before_act', 'The call is never answered and does nothing.', 'silent_before_act'),
  line('cut_before_act', 'The line is cut before the call does anything.', 'cut_before_act'),
  line('status_401', 'Chessa refuses our credentials.', 'status_401'),
  line('status_403', 'Chessa forbids the call.', 'status_403'),
  line('status_404', 'Chessa answers that there is no such thing.', 'status_404'),
  line('status_429', 'Too many calls; try again in 3 seconds.', 'status_429', {
    retryAfterSeconds: 3,
  }),
  line('status_429_bare', 'Too many calls, without saying until when.', 'status_429'),
  line('status_500', 'Chessa breaks before it does anything.', 'status_500'),
  line('status_500_after_act', 'Chessa does it, then breaks.', 'status_500', { acts: true }),
  line('status_502', 'A gateway in between breaks.', 'status_502'),
  line('status_503', 'Chessa is down for the moment.', 'status_503'),
  line('html', 'A web page comes instead of an answer.', 'html'),
  line('truncated', 'The call works; half of the answer arrives.', 'truncated'),
  line('empty', 'The call works; the answer is empty.', 'empty'),
  line('slow', 'The answer takes five seconds.', 'slow', { delayMs: 5_000 }),
  line('redirect', 'The answer sends us elsewhere.', 'redirect'),
  line('huge', 'The answer is ten megabytes long.', 'huge'),
  line('dripping', 'The answer never ends.', 'dripping'),
  line('gzip_bomb', 'A small answer unpacks to fifty megabytes.', 'gzip_bomb'),
];
