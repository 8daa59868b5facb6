/**
 * Asks Chessa for a quote and remembers it as a transfer. Nothing can be paid yet: until an order
 * is funded it costs nothing, so a lost answer is simply forgotten and asked again.
 */
import type { Chessa, NewRecipient } from '../chessa/client.ts';
import type { Failure } from '../chessa/failure.ts';
import type { ChainName } from '../domain/chain.ts';
import type { Decimal, Money } from '../domain/money.ts';
import type { Order } from '../domain/order.ts';
import { dayOf, routeOf } from '../domain/tally.ts';
import type { Payee, Transfer, UsualTime } from '../domain/transfer.ts';
import { usualDays, usualTimeOf } from '../domain/usual-time.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { type AskedTerms, quoteProblem, recipientProblem } from './check-quote.ts';
import { hashQuote } from './quote-hash.ts';

/** Everything a quote needs, collected by the dialogue. */
export interface QuoteRequest {
  readonly userId: number;
  readonly payee: Omit<Payee, 'recipientId'>;
  /** A recipient made before from the same answers. */
  readonly recipientId?: string;
  readonly recipient: NewRecipient;
  readonly amount: { readonly side: 'send' | 'receive'; readonly value: Decimal };
  readonly pay: { readonly asset: string; readonly chain: ChainName };
}

/** How asking for a quote ended. */
export type Quoted =
  | { readonly kind: 'quoted'; readonly transfer: Transfer }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The answer was not what was asked for; nothing was shown and nothing can be paid. */
  | { readonly kind: 'unsafe' };

export interface QuoteDeps {
  readonly chessa: Chessa;
  readonly store: Store;
  readonly log: Log;
  readonly now: () => number;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
  readonly newId: () => string;
  readonly quoteMinutes: number;
}

/** The confirm button needs this much of Chessa's own two hours to be left. */
const leftForPayingMs = 90 * 60_000;
const orderLifeMs = 120 * 60_000;

/** Makes the function that turns a finished dialogue into a stored quote. */
export function createQuote(deps: QuoteDeps) {
  return async function quote(request: QuoteRequest): Promise<Quoted> {
    const payee = await savePayee(deps, request);
    if (payee.kind !== 'saved') return payee;
    const terms: AskedTerms = {
      recipientId: payee.payee.recipientId,
      sendAsset: request.pay.asset,
      receiveCurrency: request.recipient.currency,
      countryCode: request.recipient.country,
      chain: request.pay.chain,
    };
    const made = await deps.chessa.createOrder({ ...terms, amount: request.amount });
    if (!made.ok) return { kind: 'failed', failure: made.failure };
    const problem = quoteProblem(made.value, terms);
    if (problem) return unsafe(deps, 'quote', problem, made.value.id);
    const quoted = toTransfer(deps, request, payee.payee, made.value);
    const usual = await findUsual(deps, quoted);
    const transfer = usual ? { ...quoted, usual } : quoted;
    await deps.store.transfers.create(transfer);
    return { kind: 'quoted', transfer };
  };
}

async function savePayee(
  deps: QuoteDeps,
  request: QuoteRequest,
): Promise<{ kind: 'saved'; payee: Payee } | Exclude<Quoted, { kind: 'quoted' }>> {
  if (request.recipientId) {
    return { kind: 'saved', payee: { ...request.payee, recipientId: request.recipientId } };
  }
  const saved = await deps.chessa.createRecipient(request.recipient);
  if (!saved.ok) return { kind: 'failed', failure: saved.failure };
  const problem = recipientProblem(saved.value, {
    code: request.recipient.code,
    country: request.recipient.country,
    accountNumber: request.payee.accountNumber,
  });
  if (problem) return unsafe(deps, 'recipient', problem, saved.value.id);
  // Chessa's own name enquiry may correct the name; the quote shows what it will pay to.
  const accountName = saved.value.accountName ?? request.payee.accountName;
  return { kind: 'saved', payee: { ...request.payee, accountName, recipientId: saved.value.id } };
}

async function findUsual({ store }: QuoteDeps, quoted: Transfer): Promise<UsualTime | undefined> {
  const today = dayOf(quoted.createdAtMs);
  const from = today - usualDays + 1;
  return usualTimeOf(await store.stats.listRoute(routeOf(quoted), from, today));
}

function unsafe(deps: QuoteDeps, what: string, problem: string, id: string): { kind: 'unsafe' } {
  deps.log.error('answer differs from what was asked', { what, problem, id });
  return { kind: 'unsafe' };
}

function toTransfer(deps: QuoteDeps, request: QuoteRequest, payee: Payee, order: Order): Transfer {
  const nowMs = deps.orderNow();
  const orderExpiresAtMs = order.expiresAtMs ?? nowMs + orderLifeMs;
  const quoted = {
    orderId: order.id,
    payee,
    receive: order.receive as Money,
    send: order.send as Money,
    chain: request.pay.chain,
    ...(order.fee && { fee: order.fee }),
  };
  const id = deps.newId();
  const confirmBeforeMs = Math.min(
    nowMs + deps.quoteMinutes * 60_000,
    orderExpiresAtMs - leftForPayingMs,
  );
  return {
    ...quoted,
    id,
    version: 1,
    state: 'quoted',
    userId: request.userId,
    createdAtMs: nowMs,
    shortId: order.shortId ?? id.slice(0, 8).toUpperCase(),
    orderStatus: order.rawStatus,
    quoteHash: hashQuote(quoted),
    confirmBeforeMs,
    orderExpiresAtMs,
    dueAtMs: deps.now() + Math.max(0, confirmBeforeMs - nowMs),
    deposits: [],
    stages: [],
  };
}
