/**
 * Limits against abuse, for one person and for all together. They are far above what anybody needs
 * to send money; staff have none. Each is met by a sentence, never by silence from the start.
 */
import type { AccountCheck } from '../../chessa/client.ts';
import type { Failure } from '../../chessa/failure.ts';
import { type Result, refused } from '../../domain/result.ts';
import type { TooManyQuotes } from '../../flows/send/ask-quote.ts';
import type { Quoted, QuoteRequest } from '../../transfers/quote.ts';
import type { Allowance, Rate } from '../allowance.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** What everybody may do. */
export interface Limits {
  /** Messages and taps of one person. */
  readonly updates: Rate;
  /** Toasts for taps above that. */
  readonly toasts: Rate;
  /** Sentences about it. */
  readonly sentences: Rate;
  readonly quotes: Rate;
  readonly nameChecks: Rate;
  /** Transfers of one person that wait for an address or a payment (T62). */
  readonly openFunded: number;
  /** Updates that are worked on at the same time, one a chat. */
  readonly atOnce: number;
  /** Updates that wait at most: before somebody new is asked to come back, and before anybody is. */
  readonly waiting: { readonly forNew: number; readonly forAll: number };
}

/** What holds unless a test says otherwise. */
export const limits: Limits = {
  updates: { times: 20, perMs: 10 * secondMs, untilQuiet: true },
  toasts: { times: 5, perMs: 10 * secondMs },
  sentences: { times: 1, perMs: 10 * secondMs, untilQuiet: true },
  quotes: { times: 20, perMs: hourMs },
  nameChecks: { times: 30, perMs: hourMs },
  openFunded: 10,
  atOnce: 32,
  waiting: { forNew: 300, forAll: 3_000 },
};

export interface LimitedDeps {
  readonly limits: Limits;
  readonly createAllowance: (rate: Rate) => Allowance;
  readonly isStaff: (userId: number) => boolean;
  /** Calls a second that Chessa takes; all people together get a part of them. */
  readonly chessaRps: number;
}

/** A quarter of Chessa's budget goes to quotes (two calls each), a quarter to name checks. */
const quotesPerCall = 1 / 8;
const checksPerCall = 1 / 4;

/** Makes the limits on what costs calls at Chessa. */
export function createLimitedCalls(deps: LimitedDeps) {
  const { limits: most, createAllowance, isStaff, chessaRps } = deps;
  const perMinute = (share: number): Rate => {
    return { times: Math.max(1, Math.floor(60 * chessaRps * share)), perMs: minuteMs };
  };
  const ofOne = {
    quotes: createAllowance(most.quotes),
    nameChecks: createAllowance(most.nameChecks),
  };
  const ofAll = {
    quotes: createAllowance(perMinute(quotesPerCall)),
    nameChecks: createAllowance(perMinute(checksPerCall)),
  };

  /** Counts one for the person, and for all where the person may; the one that is exceeded. */
  async function take(
    what: 'quotes' | 'nameChecks',
    userId: number,
  ): Promise<Omit<TooManyQuotes, 'kind'> | undefined> {
    if (isStaff(userId)) return undefined;
    const own = await ofOne[what].take(String(userId));
    if (own.kind === 'exceeded') return { whose: 'own', waitMs: own.waitMs };
    const all = await ofAll[what].take('all');
    return all.kind === 'exceeded' ? { whose: 'all', waitMs: all.waitMs } : undefined;
  }

  return {
    /** The same quote, within limits. */
    quotes(quote: (request: QuoteRequest) => Promise<Quoted>) {
      return async (request: QuoteRequest): Promise<Quoted | TooManyQuotes> => {
        const over = await take('quotes', request.userId);
        return over ? { kind: 'too_many', ...over } : quote(request);
      };
    },
    /** The same name check, within limits; above them the account cannot be checked. */
    nameChecks<A>(check: (account: A) => Promise<Result<AccountCheck, Failure>>) {
      return async (userId: number, account: A): Promise<Result<AccountCheck, Failure>> => {
        const over = await take('nameChecks', userId);
        return over ? refused({ kind: 'unavailable', retryAfterMs: over.waitMs }) : check(account);
      };
    },
  };
}
