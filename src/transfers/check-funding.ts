/** Rule 4 of the money rules: an address is shown only after every one of these checks. Pure. */
import { checkAddress, checkTag, findChain } from '../domain/chain.ts';
import { sameMoney } from '../domain/money.ts';
import type { Order } from '../domain/order.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { PayTo, ReviewReason, Transfer } from '../domain/transfer.ts';
import { sameAccount } from './check-quote.ts';

/** An order, as one answer told it, with the address it brought. */
export type FundedOrder = Order & { readonly address: string };

/** Tells whether this answer brought an address at all. */
export function hasAddress(order: Order): order is FundedOrder {
  return order.address !== undefined;
}

/**
 * Tells whether the order was funded, by a call of ours: it has an address, and is more than a
 * quote. An address alone is no proof, as nobody promises that a quote will never have one.
 */
export function wasFunded(order: Order): order is FundedOrder {
  return hasAddress(order) && order.status !== 'created';
}

/**
 * Judges two answers about the same funded order. Returns the place to pay in canonical form, or
 * the reason for which nobody may send money: another order, other amounts or recipient than
 * quoted, another chain, an address that is none on that chain, a tag against the rule, or two
 * answers that disagree.
 */
export function checkFunding(
  transfer: Transfer,
  first: FundedOrder,
  second: FundedOrder,
): Result<PayTo, ReviewReason> {
  const one = checkAnswer(transfer, first);
  if (!one.ok) return one;
  const other = checkAnswer(transfer, second);
  if (!other.ok) return other;
  const agree = one.value.address === other.value.address && one.value.tag === other.value.tag;
  return agree ? one : refused('address_changed');
}

function checkAnswer(transfer: Transfer, order: FundedOrder): Result<PayTo, ReviewReason> {
  if (!repeatsQuote(transfer, order)) return refused('answer_differs_from_quote');
  const { chain } = transfer;
  if (!order.chain || findChain(order.chain)?.name !== chain) return refused('wrong_chain');
  const address = checkAddress(chain, order.address);
  if (!address.ok) {
    return refused(address.failure.kind === 'other_chain' ? 'wrong_chain' : 'bad_address');
  }
  const tag = checkTag(chain, order.tag);
  if (!tag.ok) return refused('bad_tag');
  return ok({ chain, address: address.value, ...(tag.value && { tag: tag.value }) });
}

function repeatsQuote(transfer: Transfer, order: Order): boolean {
  const { recipient } = order;
  const { payee } = transfer;
  return (
    order.id === transfer.orderId &&
    sameMoney(order.send, transfer.send) &&
    sameMoney(order.receive, transfer.receive) &&
    sameIfTold(order.country, payee.countryCode) &&
    sameIfTold(order.recipientId, payee.recipientId) &&
    sameIfTold(recipient?.code, payee.institutionCode) &&
    (!recipient?.accountNumber || sameAccount(recipient.accountNumber, payee.accountNumber))
  );
}

function sameIfTold(told: string | undefined, expected: string): boolean {
  return told === undefined || told === expected;
}
