/** The objects inside an order as `GET /v1/orders/{orderId}` answers it. */
import { wireAmount } from './amounts.ts';
import { depositChain } from './lifecycle.ts';
import type { DepositRecord, OrderRecord, RecipientRecord, RefundRecord } from './records.ts';
import type { Settings } from './settings.ts';
import { iso } from './time.ts';

/** `cryptoDeposit`: null, one deposit, or several as the settings say. */
export function depositsView(order: OrderRecord, settings: Settings): unknown {
  const views = order.deposits.map((deposit) => depositView(order, deposit, settings));
  if (views.length < 2) return views[0] ?? null;
  switch (settings.severalDeposits) {
    case 'array':
      return views;
    case 'first':
      return views[0];
    case 'last':
      return views.at(-1);
  }
}

function depositView(
  order: OrderRecord,
  deposit: DepositRecord,
  settings: Settings,
): Record<string, unknown> {
  return {
    id: deposit.id,
    orderId: order.id,
    amount: wireAmount(deposit.amount, settings),
    asset: deposit.asset,
    chain: deposit.chain,
    hash: deposit.hash,
    explorerUrl: deposit.explorerUrl,
    tag: order.given?.tag ?? '',
    status: 'completed',
    createdAt: iso(deposit.atMs - 194),
    updatedAt: iso(deposit.atMs + 43),
  };
}

/** `refund`; no document shows its shape. */
export function refundView(
  order: OrderRecord,
  refund: RefundRecord,
  settings: Settings,
): Record<string, unknown> {
  return {
    id: refund.id,
    orderId: order.id,
    status: refund.status,
    address: refund.address,
    tag: refund.tag,
    amount: wireAmount(refund.amount, settings),
    asset: refund.asset,
    chain: depositChain(order),
    hash: refund.transaction?.hash ?? null,
    explorerUrl: refund.transaction?.explorerUrl ?? null,
    createdAt: iso(refund.createdAtMs),
    updatedAt: iso(refund.updatedAtMs),
  };
}

/** `recipient`: texts that are absent are empty, the rest null, as captured. */
export function nestedRecipient(recipient: RecipientRecord): Record<string, unknown> {
  const { extra } = recipient;
  return {
    id: recipient.id,
    userId: recipient.userId,
    type: recipient.type,
    country: recipient.country,
    currency: recipient.currency,
    code: recipient.code,
    institutionName: recipient.institutionName,
    accountName: recipient.accountName,
    accountNumber: recipient.accountNumber,
    isActive: recipient.active,
    street: extra.street ?? '',
    city: extra.city ?? '',
    postalCode: extra.postalCode ?? '',
    region: extra.region ?? null,
    routingNumber: extra.routingNumber ?? null,
    email: extra.email ?? null,
    phoneNumber: extra.phoneNumber ?? null,
    cryptoAddress: extra.cryptoAddress ?? null,
    cryptoTag: extra.cryptoTag ?? null,
    additional: extra.additional ?? null,
    createdAt: iso(recipient.createdAtMs),
    updatedAt: iso(recipient.updatedAtMs),
  };
}
