/** Orders: quotes, funding, looks, refunds, and the list of all of them. */
import { ask, askInSlices } from './ask.ts';
import type { Chessa } from './client.ts';
import type { Call, Http } from './http.ts';
import { exactNumber, writeJson } from './json.ts';
import { pathStep } from './path-step.ts';
import { orderPageSteps } from './wire-list.ts';
import { historySteps, readOrder } from './wire-order.ts';
import { readRefund } from './wire-refund.ts';
import { asRecord, type Report } from './wire-values.ts';

type OrderCalls = Pick<
  Chessa,
  | 'createOrder'
  | 'fundOrder'
  | 'getOrder'
  | 'getHistory'
  | 'refundOrder'
  | 'confirmSent'
  | 'listOrders'
>;

/**
 * A call that moves money is made again after two looks ten seconds apart found nothing of it. With
 * the 15 seconds that it may take, one that begins later could go out beside its repetition.
 */
const startWithinMs = 5_000;

/** A hundred whole orders have a quarter of it. */
const maxPageBytes = 1024 * 1024;

/** Makes the calls about orders. */
export function createOrderCalls(http: Http, report: Report): OrderCalls {
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
      const call: Call = { kind: 'write', path: '/v1/orders/funding', body, startWithinMs };
      return ask(http, call, toOrder, report);
    },
    getOrder: (orderId, rank) =>
      ask(http, { kind: 'read', path: `/v1/orders/${pathStep(orderId)}`, rank }, toOrder, report),
    getHistory: (orderId, rank) =>
      askInSlices(
        http,
        { kind: 'read', path: `/v1/orders/${pathStep(orderId)}/status-history`, rank },
        (body) => historySteps(body, report),
        report,
      ),
    refundOrder({ orderId, address, tag = '' }) {
      const body = writeJson({ orderId, address, tag });
      const call: Call = { kind: 'write', path: '/v1/orders/refund', body, startWithinMs };
      return ask(http, call, (answer) => readRefund(answer, report), report);
    },
    confirmSent(orderId) {
      const path = `/v1/orders/${pathStep(orderId)}/confirm-sent`;
      const call: Call = { kind: 'write', path, body: '{}', rank: 'late' };
      return ask(http, call, (answer) => (asRecord(answer) ? 'noted' : undefined), report);
    },
    async listOrders(page, pageSize) {
      const path = `/v1/orders?page=${page}&pageSize=${pageSize}`;
      const call: Call = { kind: 'read', path, rank: 'list', maxBodyBytes: maxPageBytes };
      return askInSlices(http, call, (body) => orderPageSteps(body, page, report), report);
    },
  };
}
