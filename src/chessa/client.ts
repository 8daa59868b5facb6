/** Chessa's public API, one short method an endpoint. Made by `createChessa`. */
import type { Decimal } from '../domain/money.ts';
import type { Order, OrderHistory, OrderRecipient, OrderRefund } from '../domain/order.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Rank } from '../queue/budget.ts';
import { ask } from './ask.ts';
import type { Failure } from './failure.ts';
import { createHttp, type HttpOptions } from './http.ts';
import { createOrderCalls } from './order-calls.ts';
import { pathStep } from './path-step.ts';
import { createRecipientCalls } from './recipient-calls.ts';
import { createUserCalls } from './user-calls.ts';
import { readRate } from './wire-order.ts';
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

/** A recipient in a list of Chessa's. */
export interface ListedRecipient extends SavedRecipient {
  /** Chessa's word for the kind of account. */
  readonly type?: string;
  /** False once it was put away. */
  readonly active: boolean;
}

/** One page of Chessa's orders, newest first as it lists them. */
export interface OrderPage {
  readonly orders: readonly Order[];
  /** The page to ask for next; absent on the last one, and where pages are not obeyed. */
  readonly nextPage?: number;
}

/** Whose credentials these are. */
export interface Account {
  readonly id?: string;
  readonly name?: string;
  readonly email?: string;
  readonly createdAtMs?: number;
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
  /**
   * `POST /v1/orders/{id}/confirm-sent`: tells that the sender says so. A courtesy; whatever it
   * answers proves nothing about the money. Never repeated by itself.
   */
  confirmSent(orderId: string): Promise<Result<'noted', Failure>>;
  /** `GET /v1/orders`: orders of all our customers. `page` counts from 1. */
  listOrders(page: number, pageSize: number): Promise<Result<OrderPage, Failure>>;
  /** `GET /v1/recipients`: those of all our customers, narrowed where asked. */
  listRecipients(only?: {
    readonly currency?: string;
    readonly country?: string;
  }): Promise<Result<readonly ListedRecipient[], Failure>>;
  /** `GET /v1/recipients/user/{userId}`; `userId` is Chessa's. */
  listRecipientsOfUser(userId: string): Promise<Result<readonly ListedRecipient[], Failure>>;
  /** `GET /v1/recipients/{id}`. */
  getRecipient(recipientId: string): Promise<Result<ListedRecipient, Failure>>;
  /** `POST /v1/recipients/{id}/deactivate`: puts it away; there is no deleting. */
  deactivateRecipient(recipientId: string): Promise<Result<ListedRecipient, Failure>>;
  /** `GET /v1/users/me`. */
  getAccount(): Promise<Result<Account, Failure>>;
  /**
   * `POST /v1/users/support`: asks Chessa's people about an order. `shortId` is the order's short
   * id; returns the number of the case.
   */
  askSupport(about: {
    readonly shortId: string;
    readonly comment: string;
    readonly explorerUrl?: string;
  }): Promise<Result<{ readonly caseId: string }, Failure>>;
  /** `GET /v1/rates/{from}/{to}`: units of `to` for one `from`; an estimate, no quote. */
  getRate(from: string, to: string): Promise<Result<Decimal, Failure>>;
  /** Chessa's clock minus ours in milliseconds, from the newest `Date` header, once one came. */
  clockOffsetMs(): number | undefined;
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
    ...createUserCalls(http, report),
    configuration: async () => {
      const answer = await http.call({ kind: 'configuration', path: '/v1/configurations' });
      return answer.ok ? ok(String(answer.value)) : refused(answer.failure.failure);
    },
    getRate: (from, to) =>
      ask(
        http,
        { kind: 'read', path: `/v1/rates/${pathStep(from)}/${pathStep(to)}` },
        readRate,
        report,
      ),
    clockOffsetMs: () => http.clockOffsetMs(),
  };
}
