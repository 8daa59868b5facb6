/** Judges whether an order that Chessa made is the one that was asked for. Pure. */
import { type ChainName, findChain } from '../domain/chain.ts';
import { compareDecimals, isPositive } from '../domain/money.ts';
import type { Order, OrderRecipient } from '../domain/order.ts';

/** The terms that a quote must repeat. */
export interface AskedTerms {
  readonly recipientId: string;
  readonly sendAsset: string;
  readonly receiveCurrency: string;
  readonly countryCode: string;
  readonly chain: ChainName;
}

/**
 * Names what is wrong with a fresh quote, or returns `undefined` when it can be shown. Another
 * amount than the typed one is fine (rounding, fees): the person sees it before confirming.
 */
export function quoteProblem(order: Order, asked: AskedTerms): string | undefined {
  if (!order.send || !isPositive(order.send.amount)) return 'send amount missing';
  if (!order.receive || !isPositive(order.receive.amount)) return 'receive amount missing';
  if (order.send.currency !== asked.sendAsset) return 'another asset';
  if (order.receive.currency !== asked.receiveCurrency) return 'another currency';
  if (order.country && order.country !== asked.countryCode) return 'another country';
  if (order.recipientId && order.recipientId !== asked.recipientId) return 'another recipient';
  if (order.chain && findChain(order.chain)?.name !== asked.chain) return 'another chain';
  return feeProblem(order);
}

function feeProblem(order: Order): string | undefined {
  if (!order.fee) return undefined;
  if (order.fee.amount.startsWith('-')) return 'negative fee';
  const comparable = order.send && order.fee.currency === order.send.currency;
  if (comparable && compareDecimals(order.fee.amount, order.send.amount) >= 0) {
    return 'fee above the amount';
  }
  return undefined;
}

/** What a saved recipient must repeat of what was asked for. */
export interface AskedRecipient {
  readonly code: string;
  readonly country: string;
  readonly accountNumber: string;
}

/**
 * Names what is wrong with a saved recipient. The currency is not compared: Chessa's own example
 * answers another one than was sent.
 */
export function recipientProblem(saved: OrderRecipient, asked: AskedRecipient): string | undefined {
  if (saved.code && saved.code !== asked.code) return 'another institution';
  if (saved.country && saved.country !== asked.country) return 'another country';
  const differs = saved.accountNumber && !sameAccount(saved.accountNumber, asked.accountNumber);
  return differs ? 'another account number' : undefined;
}

/** Compares account numbers as Chessa stores them: without `+`, spaces and dashes. */
export function sameAccount(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(accountNumber: string): string {
  return accountNumber.replace(/[\s+-]/g, '').toUpperCase();
}
