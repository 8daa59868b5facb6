/** What is wrong with an amount or an address, and failures of the provider, in words. */
import type { Failure, Rejected } from '../../chessa/failure.ts';
import type { AddressProblem, ChainName, TagProblem } from '../../domain/chain.ts';
import type { Limits } from '../../domain/corridor.ts';
import { type AmountProblem, compareDecimals, type Decimal } from '../../domain/money.ts';
import { isFiat, isNumeric } from '../format.ts';
import { visible } from '../rich.ts';
import { twoReadings } from './field-problems.ts';
import { formatDuration, formatMoney, plural } from './formats.ts';

/** Why a typed amount was not understood, with a way to write it. */
export function amountProblem(problem: AmountProblem, currency: string): string {
  const code = visible(currency, 12);
  const sample = `${isFiat(currency) ? '50000' : '40'} ${code}`;
  switch (problem.kind) {
    case 'not_an_amount':
      return `I cannot read an amount in that. Please type a number and its unit, for example ${sample}.`;
    case 'ambiguous':
      return twoReadings(problem.readings);
    case 'zero':
      return `That is nothing at all. Please type an amount above zero, for example ${sample}.`;
    case 'too_long':
      return `That number is too long to be an amount. Please type it again, for example ${sample}.`;
    case 'too_many_decimals':
      return problem.max === 0
        ? `${code} has no digits after the point. Please type a whole number.`
        : `${code} has at most ${plural(problem.max, 'digit')} after the point. Please type the amount again.`;
  }
}

/** The amount is below or above what this route takes. */
export function outsideLimits(limits: Limits, got: Decimal): string {
  const { min, max, currency } = limits;
  const money = (amount: Decimal) => formatMoney({ amount, currency });
  const range = rangeOf(limits);
  if (min !== undefined && compareDecimals(got, min) < 0) {
    return `${money(got)} is less than can be sent here; the smallest amount is ${money(min)}. Please type another amount.`;
  }
  if (max !== undefined && compareDecimals(got, max) > 0) {
    return `${money(got)} is more than can be sent at once; the largest amount is ${money(max)}. Please type another amount.`;
  }
  return `Please type an amount in this range: ${range ?? currency}.`;
}

/** `₦500.00 to ₦5,000,000.00 a transfer`, as far as bounds are known. */
export function rangeOf({ min, max, currency }: Limits): string | undefined {
  const money = (amount: Decimal) => formatMoney({ amount, currency });
  if (min !== undefined && max !== undefined) return `${money(min)} to ${money(max)} a transfer`;
  if (min !== undefined) return `at least ${money(min)} a transfer`;
  return max === undefined ? undefined : `at most ${money(max)} a transfer`;
}

/** Why text is no address on a network. */
export function addressProblem(problem: AddressProblem, chain: ChainName): string {
  const copyAgain = 'Please copy it from your wallet again and send it alone, without other words.';
  switch (problem.kind) {
    case 'empty':
      return `Please send the address on ${chain} where the money should go.`;
    case 'alphabet':
      return `That holds characters that an address on ${chain} never has. ${copyAgain}`;
    case 'length':
      return `That has not the length of an address on ${chain}; a piece may be missing. ${copyAgain}`;
    case 'checksum':
      return `One or more characters of that address on ${chain} are not right. ${copyAgain}`;
    case 'other_chain':
      return `That is an address on ${visible(problem.looksLike, 30)}; your money came on ${chain} and can only go back there. Please send an address on ${chain}.`;
    case 'not_a_wallet':
      return `That address on ${chain} belongs to a program, and nobody could take the money out again. Please send the address of your own wallet.`;
  }
}

/** Why text does not do as a memo. */
export function tagProblem(problem: TagProblem, chain: ChainName): string {
  return problem.kind === 'missing'
    ? `Money on ${chain} needs a memo beside the address. Please send the one your wallet or exchange shows.`
    : `Addresses on ${chain} go without a memo. Please send the address alone.`;
}

/** A failure of the provider: what it means for the money, and what to do next. */
export function failureWords(failure: Failure): string {
  switch (failure.kind) {
    case 'rejected':
      return rejected(failure);
    case 'unavailable':
      return `We can't reach the payout service right now, and no money moved. Please try again in ${
        failure.retryAfterMs === undefined ? 'a few minutes' : formatDuration(failure.retryAfterMs)
      }.`;
    case 'unknown':
      return 'We got no clear answer from the payout service. Please do not send any money for this now; look at /status in a few minutes.';
    case 'misconfigured':
      return 'The payout service is closed to us for the moment, and no money moved. The people who run this bot have been told; please try again later.';
  }
}

function rejected({ why, limit }: Rejected): string {
  const currency = limit?.currency;
  const bound =
    limit && currency && isNumeric(limit.value)
      ? ` The limit is ${formatMoney({ amount: limit.value, currency })}.`
      : '';
  switch (why) {
    case 'not_found':
      return 'The payout service could not find what we asked for, and no money moved. Please try again.';
    case 'forbidden':
      return 'The payout service does not let us do this, and no money moved. Please look at /status, or start again.';
    case 'refund_not_allowed':
      return 'This transfer cannot be sent back at the moment. Nothing has changed; look at /status for how it stands.';
    case 'below_minimum':
      return `That is less than can be sent here, and no money moved.${bound} Please type a larger amount.`;
    case 'above_maximum':
      return `That is more than can be sent at once, and no money moved.${bound} Please type a smaller amount.`;
    case 'fields':
      return "The payout service did not take the recipient's details, and no money moved. Please go back and check them.";
    case 'other':
      return 'The payout service did not take this, and no money moved. Please try another amount or another recipient.';
  }
}
