/** Chessa's public API, one short method an endpoint. Made by `createChessa`. */
import type { Decimal } from '../domain/money.ts';
import type { Order, OrderHistory, OrderRecipient, OrderRefund } from '../domain/order.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Rank } from '../queue/budget.ts';
import { ask } from './ask.ts';
import type { Failure } from './failure.ts';
import { type Call, createHttp, type Http, type HttpOptions } from './http.ts';
import { exactNumber, writeJson } from './json.ts';
import { createRecipientCalls } from './recipient-calls.ts';
import { isPathSafe, readHistory, readOrder, readRate } from './wire-order.ts';
import { readRefund } from './wire-refund.ts';
import { type Report, reportOnce } from './wire-values.ts';

/** What a new recipient is made of. Empty values are left out of the call. */
export interface NewRecipient {
  readonly type: string;
  readonly country: string;
  readonly currency: string;
  readonly code: string;
  /** Every other answer by the provider's key: `accountNumber`, `accountName`, … */
  readonly fields: Readonly<Record<string, string>>;
}

/** A recipient that Chessa keeps. */
export interface SavedRecipient extends OrderRecipient {
  readonly id: string;
}

/** The answer to "whose account is this?". */
export type AccountCheck =
  | { readonly kind: 'found'; readonly accountName: string }
  | { readonly kind: 'valid_without_name' }
  | { readonly kind: 'not_recognised' };

/** A quote that is asked for: both assets, exactly one amount. */
export interface NewOrder {
  readonly recipientId: string;
  readonly sendAsset: string;
  readonly receiveCurrency: string;
  readonly amount: { readonly side: 'send' | 'receive'; readonly value: Decimal };
  readonly chain: string;
}

/** Chessa, as the rest of the program sees it. No method throws for what can be expected. */
export interface Chessa {
  /** `GET /v1/configurations` as it came; `createReadConfiguration` translates it. */
  configuration(): Promise<Result<string, Failure>>;
  /** `POST /v1/recipients`, or the singular path where that is the one that answers. */
  createRecipient(recipient: NewRecipient): Promise<Result<SavedRecipient, Failure>>;
  /** `POST /v1/recipients/validate`. A failure means "could not check", never "wrong". */
  checkAccount(account: {
    readonly accountNumber: string;
    readonly code: string;
  }): Promise<Result<AccountCheck, Failure>>;
  /** `POST /v1/orders`: a quote; costs nothing until it is funded. Never repeated by itself. */
  createOrder(order: NewOrder): Promise<Result<Order, Failure>>;
  /** `POST /v1/orders/funding`: accepts the quote, brings the address. Never repeated by itself. */
  fundOrder(orderId: string, chain: string): Promise<Result<Order, Failure>>;
  /** `GET /v1/orders/{id}`. `rank` tells how pressing it is when calls have to wait. */
  getOrder(orderId: string, rank?: Rank): Promise<Result<Order, Failure>>;
  /** `GET /v1/orders/{id}/status-history`. */
  getHistory(orderId: string, rank?: Rank): Promise<Result<OrderHistory, Failure>>;
  /** `POST /v1/orders/refund`. Never repeated by itself. */
  refundOrder(refund: {
    readonly orderId: string;
    readonly address: string;
    readonly tag?: string;
  }): Promise<Result<OrderRefund, Failure>>;
  /** `GET /v1/rates/{from}/{to}`: units of `to` for one `from`; an estimate, no quote. */
  getRate(from: string, to: string): Promise<Result<Decimal, Failure>>;
  /** Chessa's clock minus ours in milliseconds, from the newest `Date` header; 0 until one came. */
  clockOffsetMs(): number;
}

/** What {@link createChessa} needs: see {@link HttpOptions}. */
export interface ChessaOptions extends HttpOptions {
  /** Told once of each shape that was not expected; gets names of shapes, never values. */
  readonly report: Report;
}

/** Makes the client. It keeps no connection open that would hold the process up. */
export function createChessa(options: ChessaOptions): Chessa {
  const http = createHttp(options);
  const report = reportOnce(options.report);
  return {
    ...createOrderCalls(http, report),
    ...createRecipientCalls(http, report),
    configuration: async () => {
      const answer = await http.call({ kind: 'configuration', path: '/v1/configurations' });
      return answer.ok ? ok(String(answer.value)) : refused(answer.failure.failure);
    },
    getRate: (from, to) =>
      ask(http, { kind: 'read', path: `/v1/rates/${step(from)}/${step(to)}` }, readRate, report),
    clockOffsetMs: () => http.clockOffsetMs(),
  };
}

type OrderCalls = Pick<
  Chessa,
  'createOrder' | 'fundOrder' | 'getOrder' | 'getHistory' | 'refundOrder'
>;

function createOrderCalls(http: Http, report: Report): OrderCalls {
  const toOrder = (body: unknown) => readOrder(body, report);
  return {
    createOrder({ recipientId, sendAsset, receiveCurrency, amount, chain }) {
      const key = amount.side === 'send' ? 'originAmount' : 'destinationAmount';
      const body = writeJson({
        recipientId,
        originAsset: sendAsset,
        destinationAsset: receiveCurrency,
        [key]: exactNumber(amount.value),
        chain,
      });
      return ask(http, { kind: 'write', path: '/v1/orders', body }, toOrder, report);
    },
    fundOrder(orderId, chain) {
      const body = writeJson({ orderId, chain });
      return ask(http, { kind: 'write', path: '/v1/orders/funding', body }, toOrder, report);
    },
    getOrder: (orderId, rank) =>
      ask(http, { kind: 'read', path: `/v1/orders/${step(orderId)}`, rank }, toOrder, report),
    getHistory: (orderId, rank) =>
      ask(
        http,
        { kind: 'read', path: `/v1/orders/${step(orderId)}/status-history`, rank },
        (body) => readHistory(body, report),
        report,
      ),
    refundOrder({ orderId, address, tag = '' }) {
      const body = writeJson({ orderId, address, tag });
      const call: Call = { kind: 'write', path: '/v1/orders/refund', body };
      return ask(http, call, (answer) => readRefund(answer, report), report);
    },
  };
}

/** One step of a path. Throws for what would lead elsewhere; ids are checked when they are read. */
function step(name: string): string {
  if (name === '' || !isPathSafe(name)) throw new Error('a name cannot stand in a path');
  return encodeURIComponent(name);
}
