/** What can happen to one order: its payment, payout, refund, address, and what answers say of it. */
import type { Behaviour } from './records.ts';
import type { Scenario, ScenarioGroup } from './scenario.ts';

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

function answer(name: string, shows: string, sentence: string, behaviour: Behaviour): Scenario {
  return { ...order('answer', name, sentence, behaviour), shows: [shows] };
}

/** The scenarios of an order, in the order of a panel. */
export const orderScenarios: readonly Scenario[] = [
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
  order(
    'payout',
    'failed_after_completed',
    'Delivered, then sent back by the bank a minute later.',
    {
      deposits: [whole],
      course: 'completes_then_fails',
    },
  ),
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
  answer('order_not_found', 'C11', 'Chessa does not know the order any more.', {
    hidden: 'not_found',
  }),
  answer('order_forbidden', 'C11', 'Chessa will not show the order any more.', {
    hidden: 'forbidden',
  }),
  answer('unknown_status', 'C06', 'The order is in a state that nobody documented.', {
    deposits: [whole],
    course: 'says_something_unknown',
  }),
  answer('odd_spelling', 'C07', 'States are spelled in other words and capitals.', {
    deposits: [whole],
    course: 'spells_differently',
  }),
  answer('renamed_field', 'C07', 'The status stands under another name.', { echo: 'renamed' }),
  answer('empty_fields', 'C07', 'Status, end and fee of the order come without a value.', {
    echo: 'empty',
  }),
  answer('history_gaps', 'C08', 'The history lacks a step and tells the last one twice.', {
    deposits: [whole],
    history: 'gappy',
  }),
  answer('status_backwards', 'C08', 'The order goes back a step before it is delivered.', {
    deposits: [whole],
    course: 'goes_back',
  }),
  answer('right_again', 'C11', 'Answers about the order are right again.', {
    echo: 'nothing',
    history: 'whole',
    hidden: 'no',
  }),
];
