/** What has reached the deposit address, in words. Only the provider's own record counts. */
import { addDecimals, compareDecimals, type Money, subtractDecimals } from '../../domain/money.ts';
import type { Deposit } from '../../domain/order.ts';
import type { Transfer } from '../../domain/transfer.ts';
import { formatMoney, isNumeric } from '../format.ts';

/** How what arrived stands to what was asked for. */
export type Arrived =
  | { readonly kind: 'nothing' }
  /** Something is there, how much is not known, or it is another asset. */
  | { readonly kind: 'something' }
  | { readonly kind: 'exact'; readonly total: Money }
  | { readonly kind: 'short'; readonly total: Money; readonly missing: Money }
  | { readonly kind: 'over'; readonly total: Money; readonly extra: Money };

/** Adds up the deposits of a transfer and compares them with its quote. */
export function arrived(transfer: Transfer): Arrived {
  const { send, deposits } = transfer;
  if (deposits.length === 0) return { kind: 'nothing' };
  const known = deposits.map((deposit) => amountOf(deposit, send.currency));
  if (known.some((money) => money?.currency !== send.currency)) return { kind: 'something' };
  const amounts = known.map((money) => money?.amount ?? '0');
  const amount = amounts.reduce(addDecimals, '0');
  const total = { amount, currency: send.currency };
  const order = compareDecimals(amount, send.amount);
  if (order === 0) return { kind: 'exact', total };
  const gap = order < 0 ? [send.amount, amount] : [amount, send.amount];
  const rest = { amount: subtractDecimals(gap[0] ?? '0', gap[1] ?? '0'), currency: send.currency };
  return order < 0 ? { kind: 'short', total, missing: rest } : { kind: 'over', total, extra: rest };
}

const mostListed = 5;

/** `32.47 USDC`, or `20 USDC + 12.47 USDC` where it came in parts; absent where not known. */
export function whatArrived(transfer: Transfer): string | undefined {
  const known = transfer.deposits.map((deposit) => amountOf(deposit, transfer.send.currency));
  if (known.length === 0 || known.some((money) => !money)) return undefined;
  const listed = known.slice(0, mostListed).map((money) => (money ? formatMoney(money) : ''));
  const rest = known.length - listed.length;
  return listed.join(' + ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** How what arrived falls short of the quote, in a sentence; absent where it does not, or nobody knows. */
export function mismatchSeen(transfer: Transfer): string | undefined {
  const money = arrived(transfer);
  if (money.kind === 'short') {
    return `That is ${formatMoney(money.missing)} less than the ${formatMoney(transfer.send)} of the quote.`;
  }
  const isOther = money.kind === 'something' && whatArrived(transfer) !== undefined;
  return isOther ? `The quote asked for ${formatMoney(transfer.send)}.` : undefined;
}

function amountOf(deposit: Deposit, asset: string): Money | undefined {
  const { amount } = deposit;
  if (amount === undefined || !isNumeric(amount)) return undefined;
  return { amount, currency: deposit.asset ?? asset };
}
