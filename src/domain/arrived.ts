/** What has reached the deposit address of a transfer. Only the provider's own record counts. */
import { addDecimals, compareDecimals, type Money, subtractDecimals, toDecimal } from './money.ts';
import type { Deposit } from './order.ts';
import type { Transfer } from './transfer.ts';

/** How what arrived stands to what was asked for. */
export type Arrived =
  | { readonly kind: 'nothing' }
  /** Something is there, how much is not known, or it is another asset. */
  | { readonly kind: 'something' }
  | { readonly kind: 'exact'; readonly total: Money }
  | { readonly kind: 'short'; readonly total: Money; readonly missing: Money }
  | { readonly kind: 'over'; readonly total: Money; readonly extra: Money };

/** Adds up the deposits of a transfer and compares them with its quote. */
export function arrived(transfer: Pick<Transfer, 'send' | 'deposits'>): Arrived {
  const { send, deposits } = transfer;
  if (deposits.length === 0) return { kind: 'nothing' };
  const known = deposits.map((deposit) => arrivedIn(deposit, send.currency));
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

/** The transfer with those deposits alone that came when the money was back. */
export function paidAfterRefund(transfer: Transfer): Transfer {
  const { deposits, depositsSentBack = deposits.length } = transfer;
  return { ...transfer, deposits: deposits.slice(depositsSentBack) };
}

/** Whether anything came after the money was back. */
export function hasMoreAfterRefund(transfer: Transfer): boolean {
  return paidAfterRefund(transfer).deposits.length > 0;
}

/** What one deposit brought, in the asset of the quote where it names none; absent where not known. */
export function arrivedIn({ amount, asset }: Deposit, quoted: string): Money | undefined {
  const known = amount === undefined ? undefined : toDecimal(amount);
  return known === undefined ? undefined : { amount: known, currency: asset ?? quoted };
}
