/** Lists on the wire: rows in any of their shapes, read one after another. */
import type { Order } from '../domain/order.ts';
import type { Steps } from '../domain/paced.ts';
import type { ListedRecipient, OrderPage } from './client.ts';
import { readOrder } from './wire-order.ts';
import { readListedRecipient } from './wire-recipient.ts';
import { asRecord, opened, type Report, text } from './wire-values.ts';

/**
 * A page of `GET /v1/orders`, rows as documented or as whole orders. Where the answer tells another
 * page than was asked for, pages are not obeyed: it holds nothing new, and nothing follows.
 * `undefined` without a list; rows without an id are left out and reported.
 */
export function* orderPageSteps(
  body: unknown,
  asked: number,
  report: Report,
): Steps<OrderPage | undefined> {
  const envelope = opened(body, 'orders');
  const rows = Array.isArray(body) ? body : envelope?.orders;
  if (!Array.isArray(rows)) return undefined;
  const pagination = asRecord(envelope?.pagination);
  const page = wholeNumber(pagination?.page);
  const pages = wholeNumber(pagination?.pages);
  if (page !== undefined && page !== asked) {
    report('pages_not_obeyed', {});
    return { orders: [] };
  }
  // Without a word about pages all orders came at once.
  if (page === undefined && asked > 1) return { orders: [] };
  const orders = yield* readRows(rows, (row): Order | undefined => readOrder(row, report), report);
  const isMore = page !== undefined && pages !== undefined && page < pages && rows.length > 0;
  return { orders, ...(isMore && { nextPage: asked + 1 }) };
}

/** Recipients of any of the three shapes. `undefined` without a list. */
export function* recipientsSteps(
  body: unknown,
  report: Report,
): Steps<readonly ListedRecipient[] | undefined> {
  const rows = Array.isArray(body) ? body : opened(body, 'recipients')?.recipients;
  return Array.isArray(rows) ? yield* readRows(rows, readListedRecipient, report) : undefined;
}

function* readRows<T>(
  rows: readonly unknown[],
  read: (row: unknown) => T | undefined,
  report: Report,
): Steps<T[]> {
  const found: T[] = [];
  for (const row of rows) {
    yield;
    const one = read(row);
    if (one === undefined) report('unreadable_row', {});
    else found.push(one);
  }
  return found;
}

function wholeNumber(value: unknown): number | undefined {
  const digits = text.parse(value);
  return digits !== undefined && /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
