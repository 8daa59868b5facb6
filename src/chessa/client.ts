/** Chessa's public API, one short method an endpoint. Made by `createChessa`. */
import type { Configuration } from '../domain/corridor.ts';
import type { Decimal, Money } from '../domain/money.ts';
import type { Order, OrderHistory, OrderRecipient, OrderRefund } from '../domain/order.ts';
import type { Result } from '../domain/result.ts';
import type { Failure } from './failure.ts';

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
  /** `GET /v1/configurations`, translated; routes that make no sense are left out and logged. */
  configuration(): Promise<Result<Configuration, Failure>>;
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
  /** `GET /v1/orders/{id}`. */
  getOrder(orderId: string): Promise<Result<Order, Failure>>;
  /** `GET /v1/orders/{id}/status-history`. */
  getHistory(orderId: string): Promise<Result<OrderHistory, Failure>>;
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
export type { Money };
